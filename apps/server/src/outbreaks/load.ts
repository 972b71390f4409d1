import type { OutbreakDue, OutbreakLine } from '@phaodai/office'
import { CURRENT } from '@phaodai/registers/case-states.queries.ts'
import type { Tx } from '#kernel/session.ts'

const COUNTED = 'case_counted(c.classification, c.state, c.voided_at)'
const DAY = 'case_day(c.onset_on, c.diagnosed_at)'

/**
 * Communes where by the rule of a disease in force on `today` an outbreak may be opened: enough cases of theirs within its
 * days that belong to none, and no outbreak of it under way there to take them. A rule without a stretch of days looks as
 * far back as its end would take; one with neither, at cases still under way.
 */
export function loadDue(tx: Tx, today: string): Promise<OutbreakDue[]> {
  return tx.rows(`
    with rule as materialized (
      select d.code, d.name, r.outbreak_cases, r.outbreak_within_days, r.confidence, coalesce(r.outbreak_within_days, r.outbreak_end_days) as days
      from disease d cross join lateral disease_rule_on(d.code, $1::date) r where r.outbreak_cases is not null),
    spoken as (
      select rule.code, c.area_id, ${DAY} as day from rule cross join lateral (
        select c.area_id, c.classification, c.state, c.voided_at, c.onset_on, c.diagnosed_at from disease_case c where c.disease_code = rule.code and c.outbreak_id is null and c.voided_at is null
          and c.diagnosed_at >= ($1::date - rule.days)::timestamp at time zone 'Asia/Ho_Chi_Minh' -- nobody is diagnosed before his onset
        offset 0) c -- by the index of each disease's last days, never through all cases
      where rule.days is not null and ${COUNTED} and ${DAY} > $1::date - rule.days and ${DAY} <= $1::date
      union all
      select rule.code, c.area_id, ${DAY} from rule join disease_case c on c.disease_code = rule.code
      where rule.days is null and c.state in ${CURRENT} and c.outbreak_id is null and c.voided_at is null and ${COUNTED} and ${DAY} <= $1::date),
    found as (
      select rule.code, rule.name, rule.outbreak_cases, rule.outbreak_within_days, rule.confidence, s.area_id, s.n, s.first, s.last
      from (select code, area_id, count(*) as n, min(day) as first, max(day) as last from spoken group by 1, 2) s join rule on rule.code = s.code)
    select u.id as "areaId", u.full_name as area, f.code as "diseaseCode", f.name as disease, sum(f.n)::int as cases, min(f.first) as "firstOn", max(f.last) as "lastOn",
      f.outbreak_cases as "ruleCases", f.outbreak_within_days as "ruleDays", f.confidence
    from found f join areas_above((select array_agg(distinct area_id) from found)) up on up.leaf = f.area_id join area u on u.id = up.id and u.level = 'commune'
    where not exists (select from outbreak o join area held on held.id = o.area_id where o.disease_code = f.code and o.state <> 'ended' and o.voided_at is null and u.id between held.id and held.last_id)
    group by u.id, u.full_name, f.code, f.name, f.outbreak_cases, f.outbreak_within_days, f.confidence
    having sum(f.n) >= f.outbreak_cases order by max(f.last) desc, sum(f.n) desc, u.id`, [today])
}

type OpenRow = Omit<OutbreakLine, 'quietDays' | 'endsOn' | 'endable'>

/** Outbreaks in scope that are not ended, with what the asker sees of their cases, those quiet longest first. */
export function loadOpen(tx: Tx, today: string): Promise<OpenRow[]> {
  return tx.rows<OpenRow>(`
    select o.id, o.version, o.name, o.area_id as "areaId", a.full_name as area, d.code as "diseaseCode", d.name as disease, o.state, o.reported_on as "reportedOn",
      n.cases, n.last as "lastOn", r.outbreak_end_days as "endDays",
      (select count(*)::int from disease_case c where c.disease_code = o.disease_code and c.outbreak_id is null and c.area_id between a.id and a.last_id
        and ${COUNTED} and ${DAY} >= coalesce(o.first_onset_on, o.reported_on)) as unplaced
    from outbreak o join area a on a.id = o.area_id join disease d on d.code = o.disease_code
      left join lateral disease_rule_on(o.disease_code, $1::date) r on true
      cross join lateral (select count(*)::int as cases, coalesce(max(${DAY}) filter (where ${COUNTED}), o.last_onset_on, o.reported_on) as last from disease_case c where c.outbreak_id = o.id and c.voided_at is null) n
    where o.state <> 'ended' and o.voided_at is null order by n.last, o.id`, [today])
}

/** Writes the outbreak into the cases that are its own; how many, or null when there is no such outbreak under way. */
export async function gatherCases(tx: Tx, id: string): Promise<number | null> {
  return (await tx.get<{ taken: number | null }>('select gather_cases(id) as taken from outbreak where id = $1', [id])).taken
}
