import type { BodyRef, Picture } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

const WORKING = `state in ('not_started', 'in_progress', 'sent_back')`

/**
 * Tasks overdue a week before `today`, as far as today's records tell: still open and due before that day, or finished
 * since. Null while the installation is younger.
 */
export async function overdueAWeekAgo(tx: Tx, seesWhole: boolean, weekAgo: string): Promise<number | null> {
  const { n } = await tx.get<{ n: number | null }>(`
    select case when first_task_at() < $1::date then
      (select coalesce(sum(n), 0)::int from ${seesWhole ? 'task_total' : 'task_tally'}
        where role <> 'coordinate' and deadline < $1::date and ${WORKING})
      + (select count(*)::int from task where done_at >= $1::date::timestamptz and due < $1::date
        and role <> 'coordinate' and due < (done_at at time zone 'Asia/Ho_Chi_Minh')::date) end as n`, [weekAgo]) // the last line is the index's own
  return n
}

/** Ids of a body's overdue tasks, longest late first, a few for each body. */
export function loadLateTasks(tx: Tx, bodyIds: readonly number[], today: string, perBody: number): Promise<{ id: string; bodyId: number }[]> {
  return tx.rows(`
    select l.id, b.id as "bodyId"
    from unnest($1::int[]) b(id) cross join lateral (
      select t.id, t.due from task t
      where t.body_id = b.id and not t.closed and t.due < $2::date and t.${WORKING} and t.role <> 'coordinate' order by t.due, t.id limit $3) l
    order by b.id, l.due`, [bodyIds, today, perBody])
}

type Stuck = Picture['stuck'][number]

/** The latest directives in force that the viewer sees, with their tasks by state, the most stuck first. */
export function loadStuck(tx: Tx, today: string, latest: number, shown: number): Promise<(Omit<Stuck, 'notAccepted' | 'notAcceptedTotal'> & { all: number })[]> {
  return tx.rows(`
    select d.id as "directiveId", d.number, d.abstract, s.total, s.states, s.overdue, (count(*) over ())::int as "all"
    from (select id, number, abstract, issued_at from directive where state = 'issued' order by issued_at desc limit $2) d
    cross join lateral (
      select sum(n)::int as total, coalesce(sum(late), 0)::int as overdue, coalesce(jsonb_object_agg(state, n), '{}') as states
      from (select state, count(*) as n, count(*) filter (where ${WORKING} and due < $1::date) as late
        from task t where t.directive_id = d.id and t.role <> 'coordinate' group by state) by_state) s
    where s.total > 0 and (s.overdue > 0 or s.states ? 'not_started')
    order by s.overdue + coalesce((s.states ->> 'not_started')::int, 0) desc, d.issued_at desc
    limit $3`, [today, latest, shown])
}

/** Whether more directives in force are in sight than so many. */
export async function areMoreThan(tx: Tx, latest: number): Promise<boolean> {
  return (await tx.get<{ more: boolean }>(`select count(*) > $1 as more from (select from directive where state = 'issued' limit $1 + 1) d`, [latest])).more
}

/** Bodies that have not accepted their part of these directives, those with most tasks first; at most so many each, and how many in all. */
export async function loadNotAccepted(tx: Tx, directiveIds: readonly string[], limit: number): Promise<Map<string, { bodies: BodyRef[]; total: number }>> {
  const rows = await tx.rows<{ directiveId: string; bodies: BodyRef[]; total: number }>(`
    select d.id as "directiveId", count(*)::int as total,
      jsonb_agg(jsonb_build_object('id', b.id, 'name', b.short_name) order by w.place) filter (where w.place <= $2) as bodies
    from unnest($1::uuid[]) d(id) cross join lateral (
        select body_id, row_number() over (order by count(*) desc, body_id) as place
        from task where directive_id = d.id and state = 'not_started' and role <> 'coordinate' group by body_id) w
      join body b on b.id = w.body_id
    group by d.id`, [directiveIds, limit])
  return new Map(rows.map(({ directiveId, ...rest }) => [directiveId, rest]))
}
