import type { OrderLine, OrderListRow } from '@phaodai/office'
import type { CalendarDay } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'
import type { ListedFacts } from '#server/isolation/index.ts'

/** A list as the tables have it; when its signature is owed is reckoned from it. */
export type ListRow = Omit<OrderListRow, 'signBy' | 'owed'> & { areaId: number; bodyId: number; signerName: string | null }

const ROW = `
  select l.id, l.version, l.kind, l.state, l.area_id as "areaId", l.body_id as "bodyId", a.full_name as area, jsonb_build_object('id', b.id, 'name', b.short_name) as body, l.grounds,
    (select count(*)::int from order_line n where n.list_id = l.id) as people, array(select n.contact_id from order_line n where n.list_id = l.id and n.contact_id is not null order by n.position) as "contactIds",
    c.id as "caseId", c.code as "caseCode", d.name as disease, l.created_at as "createdAt", l.requested_at as "requestedAt", l.requester_title as "requesterTitle",
    l.confirmed_at as "confirmedAt", l.confirmer_title as "confirmerTitle", l.confirm_entered_at as "confirmEnteredAt", l.confirm_enterer_title as "confirmEntererTitle",
    l.signed_at as "signedAt", l.signer_title as "signerTitle", l.signer_name as "signerName", l.decision_number as "decisionNumber",
    l.closed_at as "closedAt", l.closer_title as "closerTitle", l.close_reason as "closeReason", l.body_id = app_body() as ours
  from order_list l join area a on a.id = l.area_id join body b on b.id = l.body_id left join disease_case c on c.id = l.case_id
    left join disease d on d.code = coalesce(c.disease_code, (select coalesce(contact_disease(n.contact_id), o.disease_code) from order_line n left join isolation_order o on o.id = n.isolation_id where n.list_id = l.id order by n.position limit 1))`

const BOXES = { waiting: `l.state in ('requested', 'confirmed')`, done: `l.state in ('signed', 'refused', 'withdrawn')`, all: 'true' } as const

/** Lists in scope, those that wait longest first, decided ones the newest first; of one case when asked. */
export function loadLists(tx: Tx, box: keyof typeof BOXES, caseId: string | undefined): Promise<ListRow[]> {
  return tx.rows<ListRow>(`${ROW} where ${BOXES[box]} and ($1::uuid is null or l.case_id = $1) order by ${box === 'waiting' ? 'l.created_at' : 'l.created_at desc'}, l.id limit 200`, [caseId ?? null])
}

/** One list in scope, or undefined. */
export function findList(tx: Tx, id: string): Promise<ListRow | undefined> {
  return tx.find<ListRow>(`${ROW} where l.id = $1`, [id])
}

const WHO = (clear: boolean): string => (clear ? 'p.full_name as name, p.birth_year as "birthYear", p.address' : 'null::text as name, null::int as "birthYear", null::text as address')

/** Lines of a list in scope; who it is only where the role may read it (the column grant refuses it otherwise). */
export function loadLines(tx: Tx, listId: string, clear: boolean): Promise<OrderLine[]> {
  return tx.rows<OrderLine>(`
    select n.id, n.version, n.contact_id as "contactId", n.isolation_id as "isolationId", n.tier, n.form, n.form_reason as "formReason", u.source as "ruleSource", n.last_contact_on as "lastContactOn", n.days, n.until_on as "untilOn", ${WHO(clear)}, r.full_name as residence, n.facts
    from order_line n ${clear ? 'left join order_person p on p.id = n.id' : ''} left join case_contact k on k.id = n.contact_id left join area r on r.id = k.residence_area_id left join isolation_rule u on u.id = n.rule_id
    where n.list_id = $1 order by n.position`, [listId])
}

/** Titles of those who may sign a list that was asked for. */
export function loadSigners(tx: Tx, listId: string): Promise<{ postId: string; title: string }[]> {
  return tx.rows('select post_id as "postId", title from order_signers($1)', [listId])
}

/** Days that differ from their weekday, around today. */
export function loadCalendarAround(tx: Tx, day: string): Promise<CalendarDay[]> {
  return tx.rows<CalendarDay>('select day, kind, name, source from calendar_day where day between $1::date - 60 and $1::date + 30', [day])
}

/** The case of a list in scope: its disease, and its day for the disease's rule. */
export function findCase(tx: Tx, caseId: string): Promise<{ diseaseCode: string; diagnosedOn: string } | undefined> {
  return tx.find(`select c.disease_code as "diseaseCode", (c.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date as "diagnosedOn" from disease_case c where c.id = $1 and c.voided_at is null`, [caseId])
}

/** Somebody who is to be ordered about: `isIll` when symptoms or a positive result stand unanswered. */
export type OrderedContact = ListedFacts & { areaId: number; diseaseCode: string | null; isIll: boolean }

const FACTS = `k.id, k.tier, k.last_contact_on as "lastContactOn", i.birth_year::int as "birthYear", contact_disease(k.id) as "diseaseCode", k.result is not distinct from 'positive' or exists (select from contact_visit v where v.contact_id = k.id and v.ill_at is not null and v.sampled_at is null) as "isIll"`

/** These contacts of a case with where they are traced, as far as they are in scope and still watched. */
export function loadTraced(tx: Tx, caseId: string, contactIds: readonly string[]): Promise<OrderedContact[]> {
  return tx.rows<OrderedContact>(`select ${FACTS}, k.area_id as "areaId" from case_contact k left join individual i on i.id = k.individual_id where k.case_id = $1 and k.id = any ($2::uuid[]) and k.voided_at is null and k.state in ('listed', 'followed')`, [caseId, contactIds])
}

/** These contacts of cases elsewhere who live in scope and were taken over; their list is of the acting body's own place. */
export function loadTakenOver(tx: Tx, contactIds: readonly string[]): Promise<OrderedContact[]> {
  return tx.rows<OrderedContact>(`
    select ${FACTS}, (select seat_area_id from body where id = app_body()) as "areaId" from case_contact k left join individual i on i.id = k.individual_id
    where k.id = any ($1::uuid[]) and k.voided_at is null and k.state = 'followed' and k.residence_area_id in (select unnest(app_area_ids()))`, [contactIds])
}

/** The committee of the acting body's own unit, or the one above it; null where there is none. */
export async function findCommittee(tx: Tx, above: boolean): Promise<number | null> {
  return (await tx.get<{ id: number | null }>('select case when $1 then report_unit_above(app_unit(), app_today()) else app_unit() end as id', [above])).id
}

/** Kind of a body, for what stands over a signature. */
export async function kindOfBody(tx: Tx, id: number): Promise<string> {
  return (await tx.get<{ kind: string }>('select kind from body where id = $1', [id])).kind
}
