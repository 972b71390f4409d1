import type { CaseAsk } from '@phaodai/office'
import { columnOf, lineListFields, type RecordRow } from '@phaodai/registers'
import { CURRENT } from '@phaodai/registers/case-states.queries.ts'
import type { Tx } from '#kernel/session.ts'
import { caseConditions } from '#server/cases/index.ts'

/** A key that more people bear tells little of any of them; such pairs are left to the search for duplicates over the whole installation. */
const MOST_BEARERS = 40

/**
 * People in scope by blocking key, of which none has a blank. (m) Sought one by one: of an array the planner would weigh every key by
 * itself, and a join walks the whole table while that is small.
 */
export async function loadBearers(tx: Tx, keys: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ key: string; ids: string[] }>(
    "select k.key, array_agg(k.individual_id) as ids from string_to_table($1, ' ') q (key) cross join lateral (select i.key, i.individual_id from individual_key i where i.key = q.key offset 0) k group by 1 having count(*) <= $2", [keys.join(' '), MOST_BEARERS])
  return new Map(rows.map(({ key, ids }) => [key, ids]))
}

/** Which of these cases are on file already and in scope. (m) Sought one by one, as keys are: once in a while the planner walked the table instead. */
export async function loadKnownCases(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.rows<{ id: string }>('select c.id from unnest($1::uuid[]) q (id) cross join lateral (select d.id from disease_case d where d.id = q.id offset 0) c', [ids])).map(({ id }) => id))
}

/** Codes of cases on file and in scope, each with its disease, as one text: a list that went out and comes back names its cases so. */
export async function loadKnownCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ code: string; diseaseCode: string }>('select code, disease_code as "diseaseCode" from disease_case where code = any ($1::text[]) and voided_at is null', [codes])
  return new Set(rows.map(({ code, diseaseCode }) => `${code} ${diseaseCode}`))
}

export type OpenCase = { individualId: string; diseaseCode: string; code: string | null }

/** Open cases of these people in scope. (m) The state stands outside of what is sought, or the planner walks the index of all open cases. */
export function loadOpenCases(tx: Tx, people: readonly string[]): Promise<OpenCase[]> {
  return tx.rows<OpenCase>(`select c.individual_id as "individualId", c.disease_code as "diseaseCode", c.code from unnest($1::uuid[]) q (id)
    cross join lateral (select d.individual_id, d.disease_code, d.code, d.state, d.voided_at from disease_case d where d.individual_id = q.id offset 0) c where c.voided_at is null and c.state in ${CURRENT}`, [[...new Set(people)]])
}

export type Bearer = { id: string; code: string; diedOn: string | null }

/** Code and day of death of people in scope. */
export async function loadPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, Bearer>> {
  const rows = await tx.rows<Bearer>('select id, code, died_on as "diedOn" from individual where id = any ($1::uuid[]) and voided_at is null', [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/** A line as it goes out: the fields of its columns by name, and who it is about. */
export type OutgoingLine = RecordRow & { personId: string | null; at: string }

const OUTGOING = lineListFields.map(({ part, name }) => `${part.name === 'individual' && name !== 'areaId' ? 'i' : 'c'}.${columnOf(name)}${part.fields[name]?.kind === 'number' ? '::float8' : ''} as "${name}"`).join(', ')

/** Cases in scope with their people, newest first, after a place in that order; `at` is the instant to its microsecond. */
export function loadOutgoing(tx: Tx, ask: CaseAsk, now: string, after: { at: string; id: string } | null, limit: number): Promise<OutgoingLine[]> {
  const values: unknown[] = []
  const put = (value: unknown): string => `$${values.push(value)}`
  const where = [...caseConditions(ask, now, true, put), ...(after === null ? [] : [`(c.diagnosed_at, c.id) < (${put(after.at)}::timestamptz, ${put(after.id)}::uuid)`])].join(' and ')
  return tx.rows<OutgoingLine>(`select c.id, i.id as "personId", c.diagnosed_at::text as at, ${OUTGOING}
    from disease_case c left join individual i on i.id = c.individual_id left join disease_case_clock k on k.case_id = c.id
    where ${where} order by c.diagnosed_at desc, c.id desc limit ${put(limit)}`, values)
}
