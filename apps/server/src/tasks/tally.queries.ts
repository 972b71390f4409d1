import type { Tx } from '#kernel/transaction.ts'

/** Tasks of one state and timing; `n` adds up. */
export interface TallyRow { state: string; overdue: boolean; soon: boolean; dated: boolean; officeDated: boolean; n: number }

const boxes = { mine: 'body_id = app_body()', given: 'assigner_id = app_body()', all: 'true' } as const

/**
 * Counts from the tally, never from the tasks themselves. Posts that see the whole installation read its total.
 * Co-ordinating rows are left out: a task is counted at the body that answers for it.
 */
export function loadTally(tx: Tx, box: keyof typeof boxes, seesWhole: boolean, today: string, soonUntil: string): Promise<TallyRow[]> {
  const table = box === 'all' && seesWhole ? 'task_total' : 'task_tally'
  return tx.rows<TallyRow>(`
    select state, coalesce(deadline < $1, false) as overdue, coalesce(deadline between $1 and $2, false) as soon,
      deadline is not null as dated, office_dated as "officeDated", sum(n)::int as n
    from ${table}
    where role <> 'coordinate' and ${boxes[box]}
    group by 1, 2, 3, 4, 5
    having sum(n) <> 0`, [today, soonUntil])
}

/** Rows of the tally that are looked at, oldest deadline first, to find the bodies that are latest. */
const OLDEST = 100

/** Bodies with overdue tasks, longest late first. */
export function loadLateBodies(tx: Tx, today: string, limit: number): Promise<{ id: number; name: string; count: number; oldest: string }[]> {
  const overdue = `role <> 'coordinate' and deadline < $1 and state in ('not_started', 'in_progress', 'sent_back')`
  return tx.rows(`
    with latest as materialized (select distinct body_id from (select body_id from task_tally where ${overdue} and n > 0 order by deadline limit ${OLDEST}) oldest),
    by_day as (select body_id, deadline, sum(n)::int as n from task_tally where body_id in (select body_id from latest) and ${overdue} group by 1, 2 having sum(n) > 0)
    select b.id, b.short_name as name, late.count, late.oldest
    from (select body_id, sum(n)::int as count, min(deadline) as oldest from by_day group by body_id order by min(deadline), sum(n) desc limit $2) late
    join body b on b.id = late.body_id
    order by late.oldest, late.count desc`, [today, limit])
}
