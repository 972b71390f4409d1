import type { TaskQuery } from '@phaodai/office'

/**
 * How task t stands on a day (a bound parameter), as statistics say it. The deadline is the one in force, its own day is
 * still in time, and work is done on the day it was reported done.
 */
export function standingOn(day: string): string {
  return `case t.state when 'awaiting_confirmation' then 'awaiting' when 'suspended' then 'suspended' when 'cancelled' then 'cancelled' when 'refused' then 'refused'
    when 'done' then case when t.deadline is null then 'done-undated'
      when coalesce((t.done_at at time zone 'Asia/Ho_Chi_Minh')::date, ${day}::date) > t.deadline then 'done-late' else 'done-on-time' end
    else case when t.deadline is null then 'undated' when t.deadline < ${day}::date then 'overdue' else 'in-time' end end`
}

type Bind = (value: unknown) => string

function standing(wanted: NonNullable<TaskQuery['standing']>, bind: Bind, today: string): string {
  if (wanted === 'counted') return `t.state not in ('suspended', 'cancelled', 'refused')`
  const among = wanted === 'late' ? ['done-late', 'overdue'] : [wanted]
  return `${standingOn(bind(today))} = any(${bind(among)}::text[])`
}

/** A day of Vietnam begins at midnight there, as the session's does; both days belong to the period. */
function period({ basis, from = '0001-01-01', to = '9999-12-30' }: TaskQuery, bind: Bind): string {
  if (basis === 'due') return `t.due between ${bind(from)} and ${bind(to)}`
  const before = `(${bind(to)}::date + 1)::timestamptz`
  if (basis === 'open') return `t.created_at < ${before} and (not t.closed or t.done_at >= ${before})`
  return `t.created_at >= ${bind(from)}::date::timestamptz and t.created_at < ${before}`
}

/** The part of a task query by which numbers of statistics open to their tasks. */
export function countedConditions(query: TaskQuery, bind: Bind, today: string): string[] {
  const parts: string[] = []
  if (query.assignerId !== undefined) parts.push(`t.assigner_id = ${bind(query.assignerId)}`)
  if (query.underAssignerId !== undefined) parts.push(`t.assigner_id between ${bind(query.underAssignerId)} and (select last_id from body where id = ${bind(query.underAssignerId)})`)
  if (query.standing) parts.push(standing(query.standing, bind, today))
  if (query.basis) parts.push(period(query, bind))
  if (query.deadlineSource) parts.push(`t.deadline is not null and t.deadline_source = ${bind(query.deadlineSource)}`)
  if (query.without === 'topic') parts.push('cardinality(t.topics) = 0')
  if (query.without === 'directive') parts.push('not exists (select from directive d where d.id = t.directive_id)')
  return parts
}
