import type { IsolationFactsInput } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

export type ListedLine = { id: string; tier: string; form: string; untilOn: Day | null; lastContactOn: Day; facts: IsolationFactsInput | null; birthYear: number | null; diseaseCode: string; areaId: number; running: boolean }

/** Lines of a list that are of contacts and have no order yet. */
export function loadListed(tx: Tx, listId: string): Promise<ListedLine[]> {
  return tx.rows<ListedLine>(`
    select n.id, n.tier, n.form, n.until_on as "untilOn", n.last_contact_on as "lastContactOn", n.facts, p.birth_year as "birthYear", contact_disease(k.id) as "diseaseCode", l.area_id as "areaId",
      exists (select from isolation_order o where (o.contact_id = k.id or o.individual_id = k.individual_id) and o.state in ('decided', 'running', 'violated') and o.voided_at is null) as running
    from order_line n join order_list l on l.id = n.list_id join case_contact k on k.id = n.contact_id left join order_person p on p.id = n.id
    where n.list_id = $1 and n.kind = 'isolate' and n.isolation_id is null order by n.position`, [listId])
}

/** Keeps the orders of a list, each with who it is as the list has it, and ties each line to its own. */
export async function insertListed(tx: Tx, listId: string, orders: readonly Record<string, unknown>[], at: string): Promise<void> {
  await tx.run(`
    insert into isolation_order (id, area_id, subject, disease_code, individual_id, contact_id, case_id, full_name, phone, address, sex, birth_year, residence_area_id, form, doses, last_dose_on, recovered_on, origin_level, home_fit,
      counted_from, days, from_on, until_on, then_form, then_from, watch_until, longest_until, tests, rule, rule_source, requested_at)
    select w.id, t.area_id, w.subject, contact_disease(k.id), k.individual_id, k.id, l.case_id, p.full_name, coalesce(k.phone, i.phone), p.address, i.sex, p.birth_year, case when k.residence_area_id <> t.area_id then k.residence_area_id end, w.form, w.doses, w."lastDoseOn", w."recoveredOn", w."originLevel", w."homeFit",
      w."countedFrom", w.days, w."fromOn", w."untilOn", w."thenForm", w."thenFrom", w."watchUntil", w."longestUntil", w.tests, w.rule, w."ruleSource", $2
    from jsonb_to_recordset($1::jsonb) w (id uuid, "lineId" uuid, subject text, form text, doses int, "lastDoseOn" date, "recoveredOn" date, "originLevel" text, "homeFit" boolean, "countedFrom" date, days int, "fromOn" date, "untilOn" date,
        "thenForm" text, "thenFrom" date, "watchUntil" date, "longestUntil" date, tests jsonb, rule text, "ruleSource" text)
      join order_line n on n.id = w."lineId" join order_list l on l.id = n.list_id join case_contact k on k.id = n.contact_id left join order_person p on p.id = n.id left join individual i on i.id = k.individual_id
      cross join lateral (select case when k.residence_area_id = any (app_area_ids()) then k.residence_area_id else l.area_id end as area_id) t`, [JSON.stringify(orders), at])
  await tx.run(`update order_line n set isolation_id = o.id from jsonb_to_recordset($2::jsonb) w (id uuid, "lineId" uuid) join isolation_order o on o.id = w.id where n.id = w."lineId" and n.list_id = $1`, [listId, JSON.stringify(orders)])
}

/** Puts orders that stand in `requested` onto a list that is a draft: each a line of its own. */
export async function putOnList(tx: Tx, listId: string, orderIds: readonly string[]): Promise<void> {
  await tx.run(`
    insert into order_line (list_id, kind, isolation_id, contact_id, position, tier, form, form_reason, last_contact_on, days, until_on, rule_id)
    select $1::uuid, 'isolate', o.id, null, w.n, o.subject, o.form, coalesce(o.rule, 'chosen'), o.counted_from, o.until_on - o.counted_from, o.until_on, r.id
    from unnest($2::uuid[]) with ordinality w (id, n) join isolation_order o on o.id = w.id left join isolation_rule r on r.code = o.rule`, [listId, orderIds])
  await tx.run(`
    insert into order_person (id, full_name, birth_year, address)
    select n.id, coalesce(o.full_name, i.full_name), coalesce(o.birth_year, i.birth_year)::int, left(concat_ws(', ', coalesce(o.address, i.address), coalesce(r.full_name, a.full_name)), 400)
    from order_line n join isolation_order o on o.id = n.isolation_id join area a on a.id = o.area_id left join area r on r.id = o.residence_area_id left join individual i on i.id = o.individual_id
    where n.list_id = $1`, [listId])
}

/** Which of these orders are not free to be put on a list: not asked for, on an open list already, or out of sight. */
export async function countBound(tx: Tx, orderIds: readonly string[]): Promise<{ missing: number; bound: number; areaId: number | null }> {
  return tx.get(`
    select cardinality($1::uuid[]) - count(*)::int as missing, count(*) filter (where o.state <> 'requested' or exists (select from order_line n where n.isolation_id = o.id and n.open))::int as bound, min(o.area_id) as "areaId"
    from isolation_order o where o.id = any ($1::uuid[]) and o.voided_at is null`, [orderIds])
}

/** Orders that take the place of others until an earlier day, by today's rule; everything else is as it was. */
export async function insertRenewals(tx: Tx, orders: readonly Record<string, unknown>[], at: string): Promise<void> {
  await tx.run(`
    insert into isolation_order (id, area_id, subject, disease_code, individual_id, contact_id, case_id, full_name, phone, address, sex, birth_year, residence_area_id, form, doses, last_dose_on, recovered_on, origin_level, home_fit,
      counted_from, days, from_on, until_on, watch_until, longest_until, tests, rule, rule_source, renewal, replaces_id, requested_at)
    select w.id, o.area_id, o.subject, o.disease_code, o.individual_id, o.contact_id, o.case_id, o.full_name, o.phone, coalesce(w.address, o.address), o.sex, o.birth_year, o.residence_area_id, coalesce(w.form, o.form), o.doses, o.last_dose_on, o.recovered_on, o.origin_level, o.home_fit,
      o.counted_from, w.days, w."fromOn", w."untilOn", w."watchUntil", w."longestUntil", w.tests, w.rule, w."ruleSource", w.renewal, o.id, $2
    from jsonb_to_recordset($1::jsonb) w (id uuid, "replacesId" uuid, form text, address text, days int, "fromOn" date, "untilOn" date, "watchUntil" date, "longestUntil" date, tests jsonb, rule text, "ruleSource" text, renewal text) join isolation_order o on o.id = w."replacesId"`, [JSON.stringify(orders), at])
}
