/** Counts marked cells anew from their records. Runs as the system, as all here. */
import { sidesOf, type Count, type Indicator } from '@phaodai/indicators'
import { areaOf, cellsSql, dayBetween, windowEnd } from '@phaodai/indicators/kit/count.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import { TURN } from './marking.queries.ts'

/** Records of the cells taken. */
const taken = (count: Count): string => `join taken t on t.area_id = ${areaOf(count)} and ${dayBetween(count, 't.day', 't.day')}`

/** When the next record of each cell taken leaves its window; $2 is now. */
function dueSql(indicator: Indicator): string {
  const { window } = indicator
  if (!window) return 'select null::int as area_id, null::date as day, null::timestamptz as due_at where false'
  const sides = sidesOf(indicator).filter(([, count]) => count.timely).map(([, count]) => {
    const end = windowEnd(count, window)
    return `select t.area_id, t.day, min(${end}) as due_at from ${count.over.name} r ${taken(count)} where r.voided_at is null and ${end} > $2 group by 1, 2`
  })
  return `select area_id, day, min(due_at) as due_at from (${sides.join(' union all ')}) soon group by 1, 2`
}

/**
 * Takes at most `most` marked cells and counts them anew, in one statement and so of one moment: what is not in it yet will be
 * marked again. A change inside a period that was signed off leaves a row of adjustment. Returns how many cells were taken.
 */
export async function recount(tx: Tx, indicator: Indicator, now: string, most: number): Promise<number> {
  await tx.run('select pg_advisory_xact_lock($1)', [TURN])
  const { n } = await tx.get<{ n: number }>(`
    with chosen as materialized (
      select area_id, day from indicator_dirty where indicator = $1 order by area_id, day limit $3 for update skip locked),
    taken as materialized (
      delete from indicator_dirty d using chosen where d.indicator = $1 and d.area_id = chosen.area_id and d.day = chosen.day
      returning d.area_id, d.day, d.entries),
    was as materialized (select c.* from indicator_cell c join taken t on t.area_id = c.area_id and t.day = c.day where c.indicator = $1),
    fresh as materialized (${cellsSql(indicator, '$2', taken)}),
    gone as (
      delete from indicator_cell c using was w where c.indicator = $1 and c.area_id = w.area_id and c.day = w.day and c.class = w.class
        and not exists (select from fresh f where f.area_id = w.area_id and f.day = w.day and f.class = w.class)),
    put as (
      insert into indicator_cell as c (indicator, area_id, day, class, numerator, denominator, counted_at)
      select $1, f.area_id, f.day, f.class, f.numerator, f.denominator, $2 from fresh f
      on conflict (indicator, area_id, day, class) do update set numerator = excluded.numerator, denominator = excluded.denominator, counted_at = excluded.counted_at
      where (c.numerator, c.denominator) <> (excluded.numerator, excluded.denominator)),
    changed as (
      select area_id, day, class, coalesce(f.numerator, 0) - coalesce(w.numerator, 0) as numerator, coalesce(f.denominator, 0) - coalesce(w.denominator, 0) as denominator
      from was w full join fresh f using (area_id, day, class)),
    adjusted as (
      insert into indicator_adjustment (lock_id, area_id, day, class, numerator, denominator, entries, at)
      select l.id, x.area_id, x.day, x.class, x.numerator, x.denominator, t.entries, $2
      from changed x join taken t using (area_id, day) join indicator_lock l on l.indicator = $1 and x.day between l.from_day and l.to_day
      where (x.numerator, x.denominator) <> (0, 0) and x.area_id in (select area_reach(l.area_id))),
    due as (
      insert into indicator_due (indicator, area_id, day, due_at) select $1, area_id, day, due_at from (${dueSql(indicator)}) d
      on conflict (indicator, area_id, day) do update set due_at = excluded.due_at)
    select count(*)::int as n from taken`, [indicator.name, now, most])
  return n
}

/** Totals of an indicator that are not the sum of their cells; for tests. */
export function wrongTotals(tx: Tx, name: string): Promise<{ areaId: number; day: string; class: string; kept: string | null; counted: string | null }[]> {
  return tx.rows(`
    select area_id as "areaId", day::text, class, k.sums as kept, f.sums as counted
    from (select area_id, day, class, concat_ws('/', numerator::float8, denominator::float8, cells) as sums from indicator_total where indicator = $1) k
      full join (select up.id as area_id, c.day, c.class, concat_ws('/', sum(c.numerator)::float8, sum(c.denominator)::float8, count(*)) as sums
        from indicator_cell c join areas_above((select array_agg(distinct area_id) from indicator_cell)) up on up.leaf = c.area_id where c.indicator = $1 group by 1, 2, 3) f using (area_id, day, class)
    where k.sums is distinct from f.sums order by 1, 2, 3`, [name])
}

/** Cells of an indicator where the roll-up and a count from scratch differ; for tests. */
export function differences(tx: Tx, indicator: Indicator, now: string): Promise<{ areaId: number; day: string; class: string; kept: string | null; counted: string | null }[]> {
  return tx.rows(`
    select area_id as "areaId", day::text, class, k.numerator || '/' || k.denominator as kept, f.numerator || '/' || f.denominator as counted
    from (select area_id, day, class, numerator, denominator from indicator_cell where indicator = $1) k
      full join (${cellsSql(indicator, '$2')}) f using (area_id, day, class)
    where (k.numerator, k.denominator) is distinct from (f.numerator, f.denominator) and $2::timestamptz is not null
    order by 1, 2, 3`, [indicator.name, now])
}
