import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

export type Unit = { id: number; parentId: number | null; level: string; name: string }

/** A unit and all that lies in it on a day, the whole first; villages only where somebody told how many people live there. */
export function loadUnits(tx: Tx, rootId: number, day: Day): Promise<Unit[]> {
  return tx.rows<Unit>(`
    select a.id, case when a.id <> $1 then a.parent_id end as "parentId", a.level, a.full_name as name
    from area top join area a on a.id between top.id and top.last_id
    where top.id = $1 and a.valid_from <= $2 and coalesce(a.valid_to, $2) >= $2
      and (a.level <> 'village' or a.id = $1 or exists (select from level_input i where i.area_id = a.id and i.measure = 'population' and i.day <= $2 and i.voided_at is null))
    order by a.id`, [rootId, day])
}

export type ToldRow = { areaId: number; measure: string; day: Day; count: number; base: number | null; by: string; source: string; confidence: 'high' | 'medium' | 'low' }

/** The newest figure of each measure that was told of these units up to a day. */
export function loadToldFigures(tx: Tx, ids: readonly number[], day: Day): Promise<ToldRow[]> {
  return tx.rows<ToldRow>(`
    select distinct on (i.area_id, i.measure) i.area_id as "areaId", i.measure, i.day::text, i.count::float8 as count, i.base::float8 as base, i.told_by as by, i.source, i.confidence
    from level_input i where i.area_id = any ($1::int[]) and i.day <= $2 and i.voided_at is null
    order by i.area_id, i.measure, i.day desc, i.created_at desc, i.id desc`, [ids, day])
}

export type FormerPeople = { areaId: number; people: number; day: Day; source: string; confidence: 'high' | 'medium' | 'low' }

/** How many people live in units that nothing was told of, added up from those they were made from: where each of those was told and went into this one alone. */
export function loadFormerPeople(tx: Tx, ids: readonly number[], day: Day): Promise<FormerPeople[]> {
  return tx.rows<FormerPeople>(`
    select s.successor_id as "areaId", sum(p.count)::float8 as people, min(p.day)::text as day, min(p.source) as source, (array_agg(p.confidence order by array_position('{low,medium,high}', p.confidence)))[1] as confidence
    from area_successor s left join lateral (
      select i.count, i.day, i.source, i.confidence from level_input i where i.area_id = s.predecessor_id and i.measure = 'population' and i.day <= $2 and i.voided_at is null order by i.day desc, i.created_at desc limit 1) p on true
    where s.successor_id = any ($1::int[])
    group by s.successor_id
    having bool_and(p.count is not null) and not bool_or(exists (select from area_successor o where o.predecessor_id = s.predecessor_id and o.successor_id <> s.successor_id))`, [ids, day])
}

export type Counted = { areaId: number; indicator: string; class: string; day: Day; n: number }

/** What indicators count of these units in a stretch of days, by class. */
export function loadCounted(tx: Tx, names: readonly string[], ids: readonly number[], from: Day, to: Day): Promise<Counted[]> {
  return tx.rows<Counted>(`
    select u.id as "areaId", s.indicator, s.class, s.day::text, sum(s.numerator)::float8 as n
    from unnest($2::int[]) u (id) cross join lateral figure_sums($1::text[], u.id, $3, $4) s
    group by u.id, s.indicator, s.class, s.day`, [names, ids, from, to])
}

export type Cared = { areaId: number; oxygen: number; beds: number }

/** Patients on oxygen who live in these units, and beds of the highest tier that stand in them, on a day; no row where no place of treatment is kept in the whole. */
export function loadCared(tx: Tx, rootId: number, ids: readonly number[], disease: string, day: Day): Promise<Cared[]> {
  return tx.rows<Cared>(`
    with kept as (select exists (select from facility f join area top on top.id = $1 where f.area_id between top.id and top.last_id and f.tier is not null and f.voided_at is null) as any)
    select a.id as "areaId",
      (select count(*)::int from stay s where s.area_id between a.id and a.last_id and s.purpose = 'treatment' and s.disease_code = $3 and s.oxygen and s.voided_at is null
        and day_in_vietnam(s.entered_at) <= $4 and (s.left_at is null or day_in_vietnam(s.left_at) > $4)) as oxygen,
      (select count(*)::int from facility f join facility_room r on r.facility_id = f.id join facility_bed b on b.room_id = r.id
        where f.area_id between a.id and a.last_id and f.tier = '3' and f.state in ('active', 'closing') and f.voided_at is null and b.in_use) as beds
    from area a, kept where kept.any and a.id = any ($2::int[])`, [rootId, ids, disease, day])
}

/** The level in force of each of these units on a day, with the highest level of its rules. */
export function loadBefore(tx: Tx, ids: readonly number[], day: Day, disease: string): Promise<{ areaId: number; level: number; ruleSet: string }[]> {
  return tx.rows('select area_id as "areaId", level, rule_set as "ruleSet" from levels_in_force($1::int[], $2, $3)', [ids, day, disease])
}

/** The group that the law puts a disease into on a day; null where nothing says. */
export async function findLawGroup(tx: Tx, disease: string, day: Day): Promise<string | null> {
  return (await tx.find<{ lawGroup: string | null }>(`
    select r.law_group as "lawGroup" from disease_rule r where r.disease_code = $1 and r.valid_from <= $2 and (r.valid_to is null or r.valid_to >= $2) and r.superseded_at is null
    order by r.valid_from desc limit 1`, [disease, day]))?.lawGroup ?? null
}
