import type { CaseAsk, CaseCounts } from '@phaodai/office'
import { CURRENT } from '@phaodai/registers/case-states.queries.ts'
import type { Tx } from '#kernel/session.ts'
import { conditions } from './load.ts'
import { CLOCK_DISEASE, isWide, placed, type Put } from './wide.ts'

/*
 * Counts of cases. Those of everything in scope, of a disease or an area come from the tally and the clocks that run, whatever the
 * number of cases; those of a narrower question are counted from the cases it finds.
 */

/** Where cases stand by area and place of detection, and where clocks do: two selects over the same columns. */
type Source = { cases: string; clocks: string }

const RUNNING = `count(*) filter (where k.stopped_at is null and k.due_at < $1) as late,
  count(*) filter (where k.stopped_at is null and $1 between k.due_at - (k.due_at - k.started_at) * 0.25 and k.due_at) as soon`

function fromTally(ask: CaseAsk, put: Put): Source {
  return {
    cases: `select t.area_id, t.detected_as, sum(t.n) as cases, sum(t.n) filter (where t.confirmed) as confirmed, sum(t.n) filter (where t.current) as open from case_tally t where ${placed(ask, 't', put)} group by 1, 2`,
    clocks: `select k.area_id, ${RUNNING}, 0 as in_time, 0 as entered from disease_case_clock k where k.stopped_at is null and ${placed(ask, 'k', put, CLOCK_DISEASE)} group by 1
      union all select s.area_id, 0, 0, sum(s.n) filter (where s.in_time), sum(s.n) from case_clock_tally s where ${placed(ask, 's', put)} group by 1`,
  }
}

function fromCases(ask: CaseAsk, now: string, clear: boolean, put: Put): Source {
  const { clock: _, ...wide } = ask
  const found = `disease_case c where ${conditions(wide, now, clear, put).join(' and ')}`
  return {
    cases: `select c.area_id, c.detected_as, count(*) as cases, count(*) filter (where c.classification = 'confirmed') as confirmed, count(*) filter (where c.state in ${CURRENT}) as open from ${found} group by 1, 2`,
    clocks: `select k.area_id, ${RUNNING}, count(*) filter (where k.stopped_at <= k.due_at) as in_time, count(*) filter (where k.stopped_at is not null) as entered
      from disease_case_clock k where k.case_id in (select c.id from ${found}) group by 1`,
  }
}

const sum = (column: string, from: string): string => `(select coalesce(sum(${column}), 0)::int from ${from})`

/** Counts of what the asker sees: whole, by commune with the most cases first, and by place of detection. */
export async function countCases(tx: Tx, ask: CaseAsk, now: string, clear: boolean): Promise<CaseCounts> {
  const values: unknown[] = [now]
  const put: Put = (value) => `$${values.push(value)}`
  const { cases, clocks } = isWide(ask) ? fromTally(ask, put) : fromCases(ask, now, clear, put)
  return tx.get<CaseCounts>(`
    with cases as materialized (${cases}), clocks as materialized (${clocks}),
    known as materialized (
      select area_id, sum(cases) as cases, sum(confirmed) as confirmed, sum(late) as late from (
        select area_id, cases, confirmed, 0 as late from cases union all select area_id, 0, 0, late from clocks) each group by 1),
    commune as (
      select u.id as "areaId", u.full_name as area, sum(known.cases)::int as cases, coalesce(sum(known.confirmed), 0)::int as confirmed, sum(known.late)::int as late
      from known join areas_above((select array_agg(area_id) from known)) up on up.leaf = known.area_id join area u on u.id = up.id and u.level = 'commune'
      group by 1, 2 having sum(known.cases) > 0 order by 3 desc, 1 limit 300)
    select ${sum('cases', 'cases')} as total, ${sum('open', 'cases')} as open, ${sum('late', 'clocks')} as late, ${sum('soon', 'clocks')} as soon,
      ${sum('in_time', 'clocks')} as "inTime", ${sum('entered', 'clocks')} as entered,
      coalesce((select jsonb_agg(commune order by cases desc, "areaId") from commune), '[]') as areas,
      coalesce((select jsonb_agg(jsonb_build_object('detectedAs', detected_as, 'cases', n) order by n desc, detected_as) from (
        select detected_as, sum(cases)::int as n from cases group by 1 having sum(cases) > 0) place), '[]') as places
    where $1::timestamptz is not null`, values)
}

/** Adds up the tally's differences; runs as the system. */
export async function compactTally(tx: Tx): Promise<void> {
  await tx.run('select compact_case_tally()')
}
