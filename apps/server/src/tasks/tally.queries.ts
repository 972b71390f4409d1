import type { Tx } from '#kernel/transaction.ts'
import { unsorted } from './unsorted.queries.ts'

/** Tasks of one state and timing, at the acting body (`mine`), given by it (`given`), or neither; `n` adds up. */
export interface TallyRow { mine: boolean; given: boolean; state: string; overdue: boolean; soon: boolean; dated: boolean; officeDated: boolean; n: number }

/** The acting body's number, worked out once a query. */
const ACTING = '(select app_body())'
const MINE = `body_id = ${ACTING}`
const GIVEN = `assigner_id = ${ACTING}`

function tallySql(source: string, mine: string, given: string): string {
  return `
    select ${mine} as mine, ${given} as given, state, coalesce(deadline < $1, false) as overdue, coalesce(deadline between $1 and $2, false) as soon,
      deadline is not null as dated, office_dated as "officeDated", sum(n)::int as n
    from ${source}
    group by 1, 2, 3, 4, 5, 6, 7
    having sum(n) <> 0`
}

/**
 * Counts of everything in the viewer's scope, from the tally, never from the tasks themselves. Posts that see the whole
 * installation read its total, which knows no bodies. Co-ordinating rows are left out: a task is counted at the body that
 * answers for it.
 */
export function loadTally(tx: Tx, seesWhole: boolean, today: string, soonUntil: string): Promise<TallyRow[]> {
  const whole = tallySql(`task_total where role <> 'coordinate'`, 'false', 'false')
  const sql = seesWhole ? whole : tallySql(`task_tally where role <> 'coordinate'`, MINE, GIVEN)
  return unsorted(tx, () => tx.rows<TallyRow>(sql, [today, soonUntil]))
}

/** The part of the tally that is the acting body's own: what it has to do, and what it gave. */
export function loadOwnTally(tx: Tx, today: string, soonUntil: string): Promise<TallyRow[]> {
  const sql = tallySql(`task_tally where role <> 'coordinate' and (${MINE} or ${GIVEN})`, MINE, GIVEN)
  return unsorted(tx, () => tx.rows<TallyRow>(sql, [today, soonUntil]))
}

/** Rows of the whole installation's tally that are looked at, oldest deadline first, to find the bodies that are latest. */
const OLDEST = 100
const OVERDUE = `role <> 'coordinate' and deadline < $1 and state in ('not_started', 'in_progress', 'sent_back')`
const LATEST = `body_id in (select body_id from (select body_id from task_tally where ${OVERDUE} and n > 0 order by deadline limit ${OLDEST}) oldest)`

/** Bodies with overdue tasks, longest late first. Who sees the whole installation finds them from the oldest deadlines on. */
export function loadLateBodies(tx: Tx, seesWhole: boolean, today: string, limit: number): Promise<{ id: number; name: string; count: number; oldest: string }[]> {
  return tx.rows(`
    with by_day as (
      select body_id, deadline, sum(n)::int as n from task_tally where ${OVERDUE} and ${seesWhole ? LATEST : 'true'}
      group by 1, 2 having sum(n) > 0)
    select b.id, b.short_name as name, late.count, late.oldest
    from (select body_id, sum(n)::int as count, min(deadline) as oldest from by_day group by body_id order by min(deadline), sum(n) desc limit $2) late
    join body b on b.id = late.body_id
    order by late.oldest, late.count desc`, [today, limit])
}
