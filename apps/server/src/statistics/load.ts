import { tasksCounted, type BodyRef, type Grouping, type LateTask, type StandingCounts, type StatisticsQuery, type TaskQuery } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import { conditionsOf, standingOn, tasksById, type Conditions } from '../tasks/index.ts'

/** Tasks of one group that stand alike; `office`: their deadline was set by the office. */
export interface Tallied { key: string | null; standing: keyof StandingCounts['byStanding']; office: boolean; n: number }

/** What of a task makes its group, over task t, and the join it needs; no grouping is one group. */
const KEYS: Record<Grouping | 'none', { key: string; join: string }> = {
  none: { key: 'null::text', join: '' },
  body: { key: 't.body_id::text', join: '' },
  topic: { key: 'f.topic', join: `cross join lateral (select distinct unnest(case when cardinality(t.topics) = 0 then array[null]::text[] else t.topics end) as topic) f` },
  directive: { key: 'd.id::text', join: 'left join directive d on d.id = t.directive_id' },
}

function conditionsFor(query: StatisticsQuery, bodyId: number, today: string, more: Partial<TaskQuery> = {}): Conditions {
  return conditionsOf({ box: 'all', sort: 'deadline', limit: 1, ...tasksCounted(query, bodyId), ...more }, today)
}

/** Counts by group and standing under the viewer's own policies, of the very tasks that the list shows. */
export function loadTallied(tx: Tx, query: StatisticsQuery, bodyId: number, today: string, by: Grouping | 'none'): Promise<Tallied[]> {
  const { where, values } = conditionsFor(query, bodyId, today)
  const { key, join } = KEYS[by]
  return tx.rows<Tallied>(`
    select ${key} as key, ${standingOn(`$${values.length + 1}`)} as standing, t.deadline is not null and t.deadline_source is not distinct from 'office' as office, count(*)::int as n
    from task t ${join}
    where ${where}
    group by 1, 2, 3`, [...values, today])
}

/** The body that was asked about; undefined for an unknown one. */
export function findBody(tx: Tx, id: number): Promise<BodyRef | undefined> {
  return tx.find<BodyRef>('select id, short_name as name from body where id = $1', [id])
}

/** Names of groups by their key; fields have theirs in the text files. */
export async function loadNames(tx: Tx, by: Grouping, keys: readonly string[]): Promise<Map<string, string>> {
  if (by === 'topic') return new Map()
  const rows = await tx.rows<{ key: string; name: string }>(by === 'body'
    ? 'select id::text as key, short_name as name from body where id = any($1::int[])'
    : `select id::text as key, coalesce(nullif(concat_ws(' · ', number, abstract), ''), doc_type) as name from directive where id = any($1::uuid[])`, [keys])
  return new Map(rows.map(({ key, name }) => [key, name]))
}

/** Late tasks of the statistics, longest late first, with why: the last report and the last reason for more time. */
export async function loadLate(tx: Tx, query: StatisticsQuery, bodyId: number, today: string, limit: number): Promise<LateTask[]> {
  const { where, values } = conditionsFor(query, bodyId, today, { standing: 'late' })
  const found = await tx.rows<{ id: string }>(`
    select t.id from task t where ${where}
    order by case t.state when 'done' then coalesce((t.done_at at time zone 'Asia/Ho_Chi_Minh')::date, $${values.length + 1}::date) else $${values.length + 1}::date end - t.deadline desc, t.id
    limit ${limit}`, [...values, today])
  const ids = found.map(({ id }) => id)
  const tasks = new Map((await tasksById(tx, ids, today)).map(task => [task.id, task]))
  const reasons = await loadReasons(tx, ids)
  return ids.flatMap(id => {
    const task = tasks.get(id)
    return task ? [{ ...task, extensionReason: reasons.get(id) ?? task.requestReason }] : []
  })
}

/** The reason of each task's last request for more time. */
export async function loadReasons(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; note: string }>(`
    select distinct on (task_id) task_id as id, note from task_event
    where task_id = any($1::uuid[]) and kind = 'extension_asked' and note is not null
    order by task_id, at desc`, [ids])
  return new Map(rows.map(({ id, note }) => [id, note]))
}

/** Labels of a document's items in its own order. */
export async function loadItemLabels(tx: Tx, directiveId: string): Promise<string[]> {
  const rows = await tx.rows<{ label: string }>('select label from directive_item where directive_id = $1 order by position', [directiveId])
  return rows.map(({ label }) => label)
}
