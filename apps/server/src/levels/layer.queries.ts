import type { HealthLayer } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

const PART = `
  part as (select k.id from area k join area whole on whole.id = $1 where k.valid_from <= $3 and coalesce(k.valid_to, $3) >= $3 and k.level = $2 and k.id between whole.id and whole.last_id)`

/** New cases of COVID-19 in the 14 days up to a day, a week on 100,000 people; hidden where a figure would hold records out of the reader's scope. */
export function loadIncidence(tx: Tx, within: number, level: string, day: Day, whole: boolean): Promise<HealthLayer['areas']> {
  return tx.rows(`
    with ${PART}
    select part.id as "areaId", seen.all as "inView", case when seen.all then sums.n end as count, people.n as base, case when seen.all and people.n > 0 then sums.n / 2 / people.n * 100000 end as value
    from part
      cross join lateral (select $4 or (app_area_ids() is not null and not exists (select from area_reach(part.id) reached where reached not in (select unnest(app_area_ids())))) as all) seen
      cross join lateral (select coalesce(sum(s.numerator), 0)::float8 as n from figure_sums('{covid-confirmed}', part.id, $3::date - 13, $3) s) sums
      left join lateral (select i.count::float8 as n from level_input i where i.area_id = part.id and i.measure = 'population' and i.day <= $3 and i.voided_at is null order by i.day desc, i.created_at desc limit 1) people on true
    order by part.id`, [within, level, day, whole])
}

/** The share of adults with a first dose as it was last told up to a day, in per cent; where nothing was told in sight there is none. */
export function loadCoverage(tx: Tx, within: number, level: string, day: Day): Promise<HealthLayer['areas']> {
  return tx.rows(`
    with ${PART}
    select part.id as "areaId", told.count is not null as "inView", told.count::float8 as count, told.base::float8 as base, (told.count / coalesce(told.base, 100) * 100)::float8 as value
    from part left join lateral (select i.count, i.base from level_input i where i.area_id = part.id and i.measure = 'first-dose-18' and i.day <= $3 and i.voided_at is null order by i.day desc, i.created_at desc limit 1) told on true
    order by part.id`, [within, level, day])
}
