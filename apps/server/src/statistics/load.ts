import { tasksCounted, type BodyRef, type Grouping, type LateTask, type StandingCounts, type StatisticsQuery, type TaskQuery } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import { conditionsOf, dayOf, pastOf, standingOn, tasksById, type Conditions } from '../tasks/index.ts'

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
  const bind = (value: unknown): string => `$${values.push(value)}`
  const asOf = query.asOf === 'end' ? query.to : undefined
  const past = pastOf(asOf, today, bind)
  return tx.rows<Tallied>(`
    select ${key} as key, ${standingOn(bind(dayOf(asOf, today)), past)} as standing, ${past.deadline} is not null and t.deadline_source is not distinct from 'office' as office, count(*)::int as n
    from task t ${join}
    where ${where}
    group by 1, 2, 3`, values)
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

/** What a task's list tells that changes with time, as it was when a day ended. */
type Then = Pick<LateTask, 'id' | 'state' | 'deadline' | 'doneAt' | 'daysLate' | 'lastReport' | 'lastReportAt' | 'extensionReason'>

/** Late tasks of the statistics, longest late first, with why: the last report and the last reason for more time, as of the day. */
export async function loadLate(tx: Tx, query: StatisticsQuery, bodyId: number, today: string, limit: number): Promise<LateTask[]> {
  const { where, values } = conditionsFor(query, bodyId, today, { standing: 'late' })
  const bind = (value: unknown): string => `$${values.push(value)}`
  const asOf = query.asOf === 'end' ? query.to : undefined
  const [past, day] = [pastOf(asOf, today, bind), bind(dayOf(asOf, today))]
  const isPast = dayOf(asOf, today) < today
  const told = (kinds: string): string => `(select jsonb_build_object('note', e.note, 'at', e.at) from task_event e
    where e.task_id = t.id and e.kind in (${kinds}) and e.note is not null ${isPast ? `and e.at < (${day}::date + 1)::timestamptz` : ''} order by e.at desc, e.id desc limit 1)`
  const found = await tx.rows<Then>(`
    select l.id, l.state, l.deadline, case when l.state = 'done' then l.done_at end as "doneAt", l.late as "daysLate", coalesce(l.report ->> 'note', case when l.same then l.last_report end) as "lastReport",
      coalesce((l.report ->> 'at')::timestamptz, case when l.same then l.last_report_at end) as "lastReportAt", coalesce(l.reason ->> 'note', case when l.same then l.request_reason end) as "extensionReason"
    from (
      select t.id, p.state, p.deadline, t.done_at, t.last_report, t.last_report_at, t.request_reason, ${isPast ? `t.updated_at < (${day}::date + 1)::timestamptz` : 'true'} as same, ${told("'reported', 'completed'")} as report, ${told("'extension_asked'")} as reason,
        case p.state when 'done' then coalesce((t.done_at at time zone 'Asia/Ho_Chi_Minh')::date, ${day}::date) else ${day}::date end - p.deadline as late
      from task t cross join lateral (select ${past.state} as state, ${past.deadline} as deadline) p
      where ${where}) l
    order by l.late desc, l.id limit ${limit}`, values)
  const tasks = new Map((await tasksById(tx, found.map(({ id }) => id), today)).map(task => [task.id, task]))
  return found.flatMap(then => (tasks.has(then.id) ? [{ ...tasks.get(then.id)!, ...then }] : []))
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
