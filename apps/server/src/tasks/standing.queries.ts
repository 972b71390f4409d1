import type { TaskQuery } from '@phaodai/office'

/** What of task t changes with time, as SQL: its state, and the deadline in force. */
export interface Past { state: string; deadline: string }
const NOW: Past = { state: 't.state', deadline: 't.deadline' }

/**
 * Task t as it was when a day of Vietnam ended (`day`: a bound parameter): the first change after it tells what stood
 * before; a task that nobody touched since stands as it does now. (m) The look-ups cost only what was touched since.
 */
function atEndOf(day: string): Past {
  const end = `(${day}::date + 1)::timestamptz`
  const before = (column: 'state' | 'deadline', told: string, isChange: string): string => `case when t.updated_at < ${end} then t.${column} else (
    select c.was from (
      (select e.${told} as was, 0 as place from task_event e where e.task_id = t.id and e.at >= ${end} and ${isChange} order by e.at, e.id limit 1)
      union all select t.${column}, 1) c order by c.place limit 1) end`
  return { state: before('state', 'from_state', 'e.to_state is not null'), deadline: before('deadline', 'old_deadline', "e.kind = 'extension_granted'") }
}

/** Task t as of the end of a day that has passed; as it stands now where no day is asked or the day is not over. */
export function pastOf(asOf: string | undefined, today: string, bind: Bind): Past {
  return asOf === undefined || asOf >= today ? NOW : atEndOf(bind(asOf))
}

/**
 * How task t stands on a day (a bound parameter), as statistics say it. The deadline is the one in force, its own day is
 * still in time, and work is done on the day it was reported done.
 */
export function standingOn(day: string, { state, deadline }: Past = NOW): string {
  return `(select case p.state when 'awaiting_confirmation' then 'awaiting' when 'suspended' then 'suspended' when 'cancelled' then 'cancelled' when 'refused' then 'refused'
    when 'done' then case when p.deadline is null then 'done-undated'
      when coalesce((t.done_at at time zone 'Asia/Ho_Chi_Minh')::date, ${day}::date) > p.deadline then 'done-late' else 'done-on-time' end
    else case when p.deadline is null then 'undated' when p.deadline < ${day}::date then 'overdue' else 'in-time' end end
    from (select ${state} as state, ${deadline} as deadline) p)`
}

/** The day as of which a query's tasks stand: the end of the period asked for, today while that is not over. */
export function dayOf(asOf: string | undefined, today: string): string {
  return asOf !== undefined && asOf < today ? asOf : today
}

type Bind = (value: unknown) => string
/** A task query's day, and what its tasks were then. */
interface Asked { bind: Bind; today: string; past: () => Past }

function standing({ standing: wanted, asOf }: TaskQuery, { bind, today, past }: Asked): string {
  if (wanted === 'counted') return `${past().state} not in ('suspended', 'cancelled', 'refused')`
  const among = wanted === 'late' ? ['done-late', 'overdue'] : [wanted]
  return `${standingOn(bind(dayOf(asOf, today)), past())} = any(${bind(among)}::text[])`
}

/** A day of Vietnam begins at midnight there, as the session's does; both days belong to the period. */
function period({ basis, from = '0001-01-01', to = '9999-12-30' }: TaskQuery, { bind, past }: Asked): string {
  if (basis === 'due') return past() === NOW ? `t.due between ${bind(from)} and ${bind(to)}` : `coalesce(${past().deadline}, 'infinity') between ${bind(from)} and ${bind(to)} and t.created_at < (${bind(to)}::date + 1)::timestamptz`
  const before = `(${bind(to)}::date + 1)::timestamptz`
  if (basis === 'open') return past() === NOW ? `t.created_at < ${before} and (not t.closed or t.done_at >= ${before})` : `t.created_at < ${before} and ${past().state} not in ('done', 'refused', 'cancelled')`
  return `t.created_at >= ${bind(from)}::date::timestamptz and t.created_at < ${before}`
}

/** The part of a task query by which numbers of statistics open to their tasks. */
export function countedConditions(query: TaskQuery, bind: Bind, today: string): string[] {
  const parts: string[] = []
  let known: Past | undefined // bound when first asked for: a parameter that nothing uses has no type
  const asked: Asked = { bind, today, past: () => (known ??= pastOf(query.asOf, today, bind)) }
  if (query.assignerId !== undefined) parts.push(`t.assigner_id = ${bind(query.assignerId)}`)
  if (query.underAssignerId !== undefined) parts.push(`t.assigner_id between ${bind(query.underAssignerId)} and (select last_id from body where id = ${bind(query.underAssignerId)})`)
  if (query.standing) parts.push(standing(query, asked))
  if (query.basis) parts.push(period(query, asked))
  if (query.deadlineSource) parts.push(`${asked.past().deadline} is not null and t.deadline_source = ${bind(query.deadlineSource)}`)
  if (query.without === 'topic') parts.push('cardinality(t.topics) = 0')
  if (query.without === 'directive') parts.push('not exists (select from directive d where d.id = t.directive_id)')
  return parts
}
