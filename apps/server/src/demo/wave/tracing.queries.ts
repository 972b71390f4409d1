import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { SeenDay } from './contacts.ts'
import type { MeetingRow, VisitRow } from './places.ts'

/** Days on which contacts were seen. */
export function saveSeen(tx: Tx, rows: readonly SeenDay[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['contactId', 'contact_id', 'uuid'], ['onDay', 'on_day', 'date'], ['manner', 'manner', 'text'], ['temperature', 'temperature', 'numeric'], ['symptoms', 'symptoms', 'text[]'], ['illAt', 'ill_at', 'timestamptz'], ['sampledAt', 'sampled_at', 'timestamptz'], ['enteredAt', 'entered_at', 'timestamptz']])
  return tx.run(`insert into contact_visit (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Whom contacts of contacts met. */
export function saveMet(tx: Tx, rows: readonly { id: string; metId: string }[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['metId', 'met_id', 'uuid']])
  return tx.run(`insert into contact_meeting (kind, ${columns}) select 'contact', ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** The meetings at places that made contacts. */
export function saveMeetings(tx: Tx, rows: readonly MeetingRow[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['placeId', 'place_id', 'uuid'], ['fromAt', 'from_at', 'timestamptz'], ['toAt', 'to_at', 'timestamptz'], ['minutes', 'minutes', 'int'], ['masked', 'masked', 'text']])
  return tx.run(`insert into contact_meeting (kind, source, ${columns}) select 'visit', 'qr', ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** That the place of residence has taken contacts over. */
export function saveAcceptances(tx: Tx, rows: readonly { id: string; acceptedAt: string }[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['acceptedAt', 'accepted_at', 'timestamptz']])
  return tx.run(`insert into contact_acceptance (by_title, ${columns}) select 'Trạm Y tế nơi cư trú (MẪU)', ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Visits to places under a decision. */
export function saveVisits(tx: Tx, decisionId: string, rows: readonly VisitRow[]): Promise<number> {
  const { columns, source } = jsonRows([['placeId', 'place_id', 'uuid'], ['enteredAt', 'entered_at', 'timestamptz'], ['id', 'id', 'uuid'], ['day', 'day', 'date'], ['individualId', 'individual_id', 'uuid'], ['leftAt', 'left_at', 'timestamptz'], ['isMasked', 'is_masked', 'boolean']])
  return tx.run(`insert into place_visit (decision_id, source, ${columns}) select $2, 'qr', ${columns} from ${source}`, [JSON.stringify(rows), decisionId])
}

type Link = { fromCase: string; toCase: string; setting: string; metOn: string }

/** Links between cases that an investigation found; their ids follow from the two cases. */
export function saveLinks(tx: Tx, rows: readonly Link[]): Promise<number> {
  const { columns, source } = jsonRows([['fromCase', 'from_case', 'uuid'], ['toCase', 'to_case', 'uuid'], ['setting', 'setting', 'text'], ['metOn', 'met_on', 'date']])
  return tx.run(`insert into case_link (id, kind, basis, note, ${columns}) select md5(from_case::text || to_case)::uuid, 'likely', 'investigation', 'MẪU: hai người gặp nhau trước ngày phát hiện', ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** Begins a list of orders as a draft of the acting post, with its lines as the contacts stand. */
export async function beginList(tx: Tx, { id, areaId, caseId, bodyId, kind, form, days, grounds, at, contactIds }: { id: string; areaId: number; caseId: string; bodyId: number; kind: string; form: string; days: number | null; grounds: string; at: string; contactIds: readonly string[] }): Promise<void> {
  await tx.run('insert into order_list (id, area_id, case_id, body_id, kind, grounds, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [id, areaId, caseId, bodyId, kind, grounds, at])
  await tx.run(`
    insert into order_line (id, list_id, kind, contact_id, position, tier, form, form_reason, last_contact_on, days, until_on)
    select md5($1::text || w.id)::uuid, $1::uuid, $2::text, k.id, w.n, k.tier, $3::text, 'chosen', k.last_contact_on, $5::int, k.last_contact_on + $5::int
    from unnest($4::uuid[]) with ordinality w (id, n) join case_contact k on k.id = w.id`, [id, kind, form, contactIds, days])
  await tx.run(`
    insert into order_person (id, full_name, birth_year, address)
    select n.id, coalesce(k.full_name, i.full_name), i.birth_year::int, a.full_name from order_line n join case_contact k on k.id = n.contact_id left join individual i on i.id = k.individual_id join area a on a.id = coalesce(k.residence_area_id, k.area_id)
    where n.list_id = $1`, [id])
}

/** Each step of a list as the post that takes it does: asked for, agreed to by phone, signed, refused, taken back. */
export const LIST_STEPS = {
  request: `update order_list set state = 'requested', requested_at = $2, requester_title = $3 where id = $1`,
  confirm: `update order_list set state = 'confirmed', confirmed_at = $2, confirmed_by = $4, confirmer_title = $5, confirm_entered_at = $2, confirm_enterer_title = $3 where id = $1`,
  sign: `update order_list set state = 'signed', signed_at = $2, signer_title = $3, signer_name = $4, decision_number = $5 where id = $1`,
  refuse: `update order_list set state = 'refused', closed_at = $2, closer_title = $3, close_reason = $4 where id = $1`,
  withdraw: `update order_list set state = 'withdrawn', closed_at = $2, closer_title = $3, close_reason = $4 where id = $1`,
} as const

/** Takes a step of a list. */
export function stepList(tx: Tx, step: keyof typeof LIST_STEPS, values: unknown[]): Promise<number> {
  return tx.run(LIST_STEPS[step], values)
}

/** Tracing teams of the acting body. */
export function saveTeams(tx: Tx, rows: readonly { id: string; areaId: number; name: string; capacity: number; members: string }[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['areaId', 'area_id', 'int'], ['name', 'name', 'text'], ['capacity', 'capacity', 'int'], ['members', 'members', 'text']])
  return tx.run(`insert into tracing_team (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}
