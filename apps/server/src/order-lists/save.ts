import type { IsolationFactsInput, OrderForm, OrderListInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** What one line begins with: form and why, days from the last contact, the row of the rule table. */
export type ProposedLine = { form: OrderForm; reason: string | null; days: number | null; ruleId: string | null }

/** Begins a list as a draft; 0 = the id is taken. */
export function insertList(tx: Tx, id: string, caseId: string | null, areaId: number, bodyId: number, { kind, grounds }: Pick<OrderListInput, 'kind' | 'grounds'>, now: string): Promise<number> {
  return tx.run('insert into order_list (id, area_id, case_id, body_id, kind, grounds, created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing', [id, areaId, caseId, bodyId, kind, grounds, now])
}

/** Puts contacts on a list in the order given: days as said, else as the rules have them, else as the contact is watched. */
export async function insertLines(tx: Tx, listId: string, { kind, contactIds, days }: OrderListInput, lines: readonly ProposedLine[]): Promise<void> {
  await tx.run(`
    insert into order_line (list_id, kind, contact_id, position, tier, form, form_reason, last_contact_on, days, until_on, rule_id)
    select $1::uuid, $2::text, k.id, w.n, k.tier, w.form, w.reason, k.last_contact_on, t.days, k.last_contact_on + t.days, w.rule
    from unnest($4::uuid[], $3::text[], $6::text[], $7::int[], $8::uuid[]) with ordinality w (id, form, reason, days, rule, n) join case_contact k on k.id = w.id
      cross join lateral (select case when $2::text = 'isolate' then coalesce($5::int, w.days, k.watch_until - k.last_contact_on) end as days) t`,
  [listId, kind, lines.map(({ form }) => form), contactIds, days, lines.map(({ reason }) => reason), lines.map((line) => line.days), lines.map(({ ruleId }) => ruleId)])
  await tx.run(`
    insert into order_person (id, full_name, birth_year, address)
    select n.id, coalesce(k.full_name, i.full_name), i.birth_year::int, left(concat_ws(', ', coalesce(k.address, i.address), coalesce(r.full_name, a.full_name)), 400)
    from order_line n join case_contact k on k.id = n.contact_id join area a on a.id = k.area_id left join area r on r.id = k.residence_area_id left join individual i on i.id = k.individual_id
    where n.list_id = $1`, [listId])
}

/** Changes the form and days of one line of a draft; 0 = stale, or not in sight. */
export function updateLine(tx: Tx, listId: string, lineId: string, version: number, form: string, days: number | null): Promise<number> {
  return tx.run('update order_line set form = $4, form_reason = case when form = $4 then form_reason else \'chosen\' end, days = $5, until_on = last_contact_on + $5::int where list_id = $1 and id = $2 and version = $3', [listId, lineId, version, form, days])
}

/** Keeps what is known of the person of one line of a draft, with form and days as the rule has them, or as they were where it has none; 0 = stale, or not in sight. */
export function keepFacts(tx: Tx, listId: string, lineId: string, version: number, facts: IsolationFactsInput, ruled: ProposedLine | null): Promise<number> {
  return tx.run(`
    update order_line set facts = $4, form = coalesce($5, form), form_reason = coalesce($6, 'no-rule'), days = coalesce($7, days), until_on = last_contact_on + coalesce($7::int, days), rule_id = $8
    where list_id = $1 and id = $2 and version = $3`, [listId, lineId, version, JSON.stringify(facts), ruled?.form ?? null, ruled?.reason ?? null, ruled?.days ?? null, ruled?.ruleId ?? null])
}

const BODY = '(select short_name from body where id = app_body())'

/** Asks for the signature. Each of these: 0 = stale, or not this post's. */
export function markRequested(tx: Tx, id: string, version: number, title: string, now: string): Promise<number> {
  return tx.run(`update order_list set state = 'requested', requested_at = $4, requester_title = concat_ws(', ', $3::text, ${BODY}) where id = $1 and version = $2`, [id, version, title, now])
}

/** Writes down a yes on the phone: whose, when it was said, and who wrote it when. */
export function markConfirmed(tx: Tx, id: string, version: number, title: string, now: string, signer: { postId: string; title: string }, saidAt: string): Promise<number> {
  return tx.run(`
    update order_list set state = 'confirmed', confirmed_at = $5, confirmed_by = $6, confirmer_title = $7, confirm_entered_at = $4, confirm_enterer_title = concat_ws(', ', $3::text, ${BODY})
    where id = $1 and version = $2`, [id, version, title, now, saidAt, signer.postId, signer.title])
}

/** Signs a list under the signer's own name. */
export function markSigned(tx: Tx, id: string, version: number, title: string, now: string, { decisionNumber, perPerson }: { decisionNumber: string | null; perPerson: boolean }): Promise<number> {
  return tx.run(`
    update order_list set state = 'signed', signed_at = $4, signer_title = $3, signer_name = (select full_name from person where id = app_person()), decision_number = $5, per_person = $6
    where id = $1 and version = $2`, [id, version, title, now, decisionNumber, perPerson])
}

/** Refuses a list, or takes it back, with the reason. */
export function markClosed(tx: Tx, id: string, version: number, title: string, now: string, state: 'refused' | 'withdrawn', reason: string): Promise<number> {
  return tx.run(`update order_list set state = $5, closed_at = $4, closer_title = concat_ws(', ', $3::text, ${BODY}), close_reason = $6 where id = $1 and version = $2`, [id, version, title, now, state, reason])
}
