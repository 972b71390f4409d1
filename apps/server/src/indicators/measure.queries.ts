import type { Tx } from '#kernel/transaction.ts'

export type MeasureRow = {
  taskId: string; state: string; indicator: string; areaId: number; areaName: string; level: string; target: number | null; direction: 'at-least' | 'at-most'
  from: string; to: string; byDay: string | null; version: number; within: boolean; numerator: number; denominator: number
}

const SELECT = `
  select m.id as "taskId", t.state, m.indicator, m.area_id as "areaId", a.full_name as "areaName", a.level, m.target::float8 as target, m.direction,
    m.from_day::text as "from", greatest(m.from_day, least(m.by_day, $2::date))::text as "to", m.by_day::text as "byDay", m.version,
    not exists (select from area_reach(m.area_id) reached where reached not in (select unnest(app_area_ids()))) and app_area_ids() is not null as within,
    sums.numerator, sums.denominator
  from task_measure m join task t on t.id = m.id join area a on a.id = m.area_id cross join lateral (
    select coalesce(sum(c.numerator), 0)::float8 as numerator, coalesce(sum(c.denominator), 0)::float8 as denominator
    from figure_sums(array[m.indicator], m.area_id, m.from_day, least(m.by_day, $2::date)) c) sums`

/** Measures of these tasks as far as the viewer may see the tasks, with what has been counted up to a day. */
export function loadMeasures(tx: Tx, taskIds: readonly string[], today: string): Promise<MeasureRow[]> {
  return tx.rows<MeasureRow>({ name: 'indicator.measures', text: `${SELECT} where m.id = any ($1::uuid[]) and m.removed_at is null` }, [taskIds, today])
}

async function measuredBut(tx: Tx, over: readonly string[], most: number): Promise<string[]> {
  return (await tx.rows<{ id: string }>(`
    select t.id from task_measure m join task t on t.id = m.id
    where m.removed_at is null and t.state <> all ($2) and (t.assigner_id = app_body() or t.body_id = app_body())
    order by t.created_at desc, t.id desc limit $1`, [most, over])).map(({ id }) => id)
}

/** Open tasks with a measure that the acting body gave or answers for, newest first. */
export function openMeasured(tx: Tx, most: number): Promise<string[]> {
  return measuredBut(tx, ['done', 'refused', 'cancelled'], most)
}

/** The same and those that are done, which their number may contradict. */
export function standingMeasured(tx: Tx, most: number): Promise<string[]> {
  return measuredBut(tx, ['refused', 'cancelled'], most)
}

export type StoredMeasure = { version: number; assignerId: number; createdOn: string; seatId: number }

/** The task a measure is set on: its assigner, the day it was given, and the version of its measure (0: none). */
export function findMeasured(tx: Tx, taskId: string): Promise<StoredMeasure | undefined> {
  return tx.find<StoredMeasure>(`
    select coalesce(m.version, 0) as version, t.assigner_id as "assignerId", (t.created_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "createdOn", b.seat_area_id as "seatId"
    from task t join body b on b.id = t.body_id left join task_measure m on m.id = t.id where t.id = $1`, [taskId])
}

type Setting = { taskId: string; indicator: string; areaId: number; target: number | null; direction: string; rate: boolean; from: string; byDay: string | null }

/** Sets a task's first measure; 0 = it has one. */
export function insertMeasure(tx: Tx, { taskId, indicator, areaId, target, direction, rate, from, byDay }: Setting): Promise<number> {
  return tx.run(`
    insert into task_measure (id, indicator, area_id, target, direction, rate, from_day, by_day) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
  [taskId, indicator, areaId, target, direction, rate, from, byDay])
}

/** Changes a task's measure under the version read; 0 = stale or not this body's. */
export function updateMeasure(tx: Tx, { taskId, indicator, areaId, target, direction, rate, byDay }: Setting, version: number): Promise<number> {
  return tx.run(`
    update task_measure set indicator = $3, area_id = $4, target = $5, direction = $6, rate = $7, by_day = $8, removed_at = null where id = $1 and version = $2`,
  [taskId, version, indicator, areaId, target, direction, rate, byDay])
}

/** Takes a measure away; reports alone tell of progress then. */
export function removeMeasure(tx: Tx, taskId: string, version: number): Promise<number> {
  return tx.run('update task_measure set removed_at = now() where id = $1 and version = $2', [taskId, version])
}
