import { CURRENT } from '@phaodai/registers/case-states.queries.ts'
import { searchKey } from '@phaodai/vocabulary'
import type { CaseAsk, CaseLine, Clock } from '@phaodai/office'
import { rowsByArea, seesFewAreas } from '#kernel/by-area.queries.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { nameFrom } from '#server/individuals/index.ts'
import { CLOCK_DISEASE, isWide, placed, type Put } from './wide.ts'

type Row = Omit<CaseLine, 'clock' | 'clockState'> & { kind: string | null; startedAt: string; dueAt: string; stoppedAt: string | null }

const AREA = `(select case when a.level = 'village' then a.full_name || coalesce(', ' || p.full_name, '') else a.full_name end from area a left join area p on p.id = a.parent_id where a.id = c.area_id)`

/** The select list; the name only where the role may read it (the column grant refuses it otherwise). */
function line(clear: boolean): string {
  return `c.id, c.code, c.disease_code as "diseaseCode", d.name as disease, i.id as "individualId", i.code as person, ${clear ? 'i.full_name' : 'null::text'} as name, i.sex, i.birth_year::float8 as "birthYear",
    c.area_id as "areaId", ${AREA} as area, c.classification, c.detected_as as "detectedAs", c.onset_on as "onsetOn", c.diagnosed_at as "diagnosedAt", c.state,
    k.kind, k.started_at as "startedAt", k.due_at as "dueAt", k.stopped_at as "stoppedAt"`
}

const FROM = 'from disease_case c join disease d on d.code = c.disease_code left join individual i on i.id = c.individual_id left join disease_case_clock k on k.case_id = c.id'

export type LineRow = Omit<CaseLine, 'clock' | 'clockState'> & { clock: Clock | null }

function rowOf({ kind, startedAt, dueAt, stoppedAt, ...row }: Row): LineRow {
  return { ...row, clock: kind === null ? null : { kind, startedAt, dueAt, stoppedAt } }
}

/** A quarter of the time left is "soon". */
function clockCondition(clock: NonNullable<CaseAsk['clock']>, now: string, put: (value: unknown) => string): string {
  if (clock === 'done') return 'k.stopped_at is not null'
  if (clock === 'running') return 'k.case_id is not null and k.stopped_at is null'
  const at = `${put(now)}::timestamptz`
  return clock === 'late' ? `k.stopped_at is null and k.due_at < ${at}` : `k.stopped_at is null and ${at} between k.due_at - (k.due_at - k.started_at) * 0.25 and k.due_at`
}

/** Conditions of the list over disease_case c and its clock k; `now` decides the clock. */
export function conditions(ask: CaseAsk, now: string, clear: boolean, put: (value: unknown) => string): string[] {
  return [
    'c.voided_at is null',
    ...(ask.disease === undefined ? [] : [`c.disease_code = ${put(ask.disease)}`]),
    ...(ask.areaId === undefined ? [] : [`c.area_id between ${put(ask.areaId)} and (select a.last_id from area a where a.id = ${put(ask.areaId)})`]),
    ...(ask.outbreakId === undefined ? [] : [ask.outbreakId === 'none' ? 'c.outbreak_id is null' : `c.outbreak_id = (select o.id from outbreak o where o.id = ${put(ask.outbreakId)})`]), // one out of sight is none
    ...(ask.clock === undefined ? [] : [clockCondition(ask.clock, now, put)]),
    ...(ask.state === 'current' ? [`c.state in ${CURRENT}`] : []),
    ...(ask.from === undefined ? [] : [`c.diagnosed_at >= ${put(ask.from)}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`]),
    ...(ask.to === undefined ? [] : [`c.diagnosed_at < (${put(ask.to)}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`]),
    ...wordsCondition(ask.q, clear, put),
  ]
}

/** By the beginning of a code, as typed or in capitals, and of a name from one of its words on where names may be read; both by index, whatever the scope. */
function wordsCondition(q: string | undefined, clear: boolean, put: (value: unknown) => string): string[] {
  const written = (q ?? '').trim()
  const key = searchKey(written)
  if (key === '') return []
  const begins = [...new Set([written, written.toUpperCase()])].map((each) => `${put(each)}::text`).map((begin) => `(x.code ~>=~ ${begin} and x.code ~<~ (${begin} || '~'))`)
  const byName = clear ? ` union all select y.id from individual_key n join disease_case y on y.individual_id = n.individual_id where ${nameFrom('n', `${put(`n${key}`)}::text`)}` : ''
  return [`c.id in (select x.id from disease_case x where ${begins.join(' or ')}${byName})`]
}

/** Cases of the clocks that are due first: found among the clocks that run, which are few, and a case without a clock has none. */
function firstByClock(ask: CaseAsk, now: string, put: Put): string {
  return `select k.case_id from disease_case_clock k where ${clockCondition(ask.clock!, now, put)} and ${placed(ask, 'k', put, CLOCK_DISEASE)} order by k.due_at, k.case_id limit ${put(ask.limit + 1)}`
}

/** Cases of few areas, sought in each by its index. */
function newestByArea(where: string, limit: string): string {
  const newest = `order by diagnosed_at desc, id desc limit ${limit}`
  const rows = rowsByArea(['c.area_id', 'c.detection_area_id'], (here) => `select c.id, c.diagnosed_at from disease_case c left join disease_case_clock k on k.case_id = c.id where ${here} and ${where} ${newest}`)
  return `select id from (${rows}) near ${newest}`
}

/** Cases in scope, newest first; one more than asked for tells that there are more. Clocks that matter come by due time. */
export async function loadCases(tx: Tx, who: Who, ask: CaseAsk, now: string, clear: boolean): Promise<LineRow[]> {
  const values: unknown[] = []
  const put = (value: unknown): string => `$${values.push(value)}`
  const isByClock = ask.clock === 'late' || ask.clock === 'soon'
  const limit = put(ask.limit + 1)
  const chosen = async (): Promise<string> => {
    if (isByClock && isWide(ask)) return `c.id in (${firstByClock(ask, now, put)})`
    const where = conditions(ask, now, clear, put).join(' and ')
    return !isByClock && (await seesFewAreas(tx, who)) ? `c.id in (${newestByArea(where, limit)})` : where
  }
  const order = isByClock ? 'k.due_at, c.id' : 'c.diagnosed_at desc, c.id desc'
  const rows = await tx.rows<Row>(`select ${line(clear)} ${FROM} where ${await chosen()} order by ${order} limit ${limit}`, values)
  return rows.map(rowOf)
}

/** One case in scope, or undefined. */
export async function findCase(tx: Tx, id: string, clear: boolean): Promise<LineRow | undefined> {
  const row = await tx.find<Row>(`select ${line(clear)} ${FROM} where c.id = $1`, [id])
  return row && rowOf(row)
}

/** An open case of the same person and disease in scope, or undefined. */
export function findOpenTwin(tx: Tx, id: string, individualId: string, diseaseCode: string): Promise<{ id: string; code: string | null } | undefined> {
  return tx.find(`select c.id, c.code from disease_case c where c.individual_id = $1 and c.disease_code = $2 and c.id <> $3 and c.voided_at is null and c.state in ${CURRENT}`, [individualId, diseaseCode, id])
}

/** Other cases of the same person and disease that are not over, in scope: one of them is a mistake. */
export async function loadTwins(tx: Tx, { id, individualId, diseaseCode }: Pick<LineRow, 'id' | 'individualId' | 'diseaseCode'>, clear: boolean): Promise<LineRow[]> {
  if (individualId === null) return []
  const rows = await tx.rows<Row>(`select ${line(clear)} ${FROM} where c.individual_id = $1 and c.disease_code = $2 and c.id <> $3 and c.voided_at is null and c.state in ${CURRENT} order by c.diagnosed_at limit 20`, [individualId, diseaseCode, id])
  return rows.map(rowOf)
}

/** The day a person died, where it is known and he is in scope. */
export async function findDeath(tx: Tx, individualId: string): Promise<string | null> {
  return (await tx.find<{ diedOn: string | null }>('select died_on as "diedOn" from individual where id = $1', [individualId]))?.diedOn ?? null
}

/** Other cases of the household of a person, in scope. */
export async function loadHouseholdCases(tx: Tx, id: string, individualId: string, clear: boolean): Promise<LineRow[]> {
  const rows = await tx.rows<Row>(`select ${line(clear)} ${FROM} where c.id <> $1 and c.voided_at is null and c.individual_id in (
      select o.individual_id from household_member m join household_member o on o.household_id = m.household_id where m.individual_id = $2)
    order by c.diagnosed_at desc limit 20`, [id, individualId])
  return rows.map(rowOf)
}

/** Cases that name this one as their source, in scope. */
export async function loadInfected(tx: Tx, id: string, clear: boolean): Promise<LineRow[]> {
  return (await tx.rows<Row>(`select ${line(clear)} ${FROM} where c.linked_case_id = $1 and c.voided_at is null order by c.diagnosed_at limit 100`, [id])).map(rowOf)
}

/** What a body is called in full. */
export async function loadBodyName(tx: Tx, bodyId: number): Promise<string> {
  return (await tx.get<{ name: string }>('select name from body where id = $1', [bodyId])).name
}
