import type { AreaFigure, Declared, Signed } from '@phaodai/indicators'
import type { Tx } from '#kernel/transaction.ts'

/*
 * Figures are read under the reader's own policy. That alone would show a part of a figure as the whole, so `isWithin` is asked
 * beside it: a figure that holds anything out of scope is not shown at all.
 */

export type Area = { id: number; name: string; level: string }

/** The area asked for, else the one the acting body sits in; Problem `not-found` for a number that is none. */
export function getArea(tx: Tx, id: number | undefined): Promise<Area> {
  return tx.get<Area>({ name: 'indicator.area', text: `select a.id, a.full_name as name, a.level from area a where a.id = coalesce($1, (select seat_area_id from body where id = app_body()))` }, [id ?? null])
}

/** Whether all that a figure of the area holds lies in the caller's own areas. */
export async function isWithin(tx: Tx, areaId: number): Promise<boolean> {
  return (await tx.get<{ within: boolean }>({ name: 'indicator.within', text: 'select not exists (select from area_reach($1) reached where reached not in (select unnest(app_area_ids()))) and app_area_ids() is not null as within' }, [areaId])).within
}

export type DayRow = { indicator: string; day: string; numerator: number; denominator: number }

/** Sums of indicators by day for an area; of one class, or of all (null). */
export function loadDays(tx: Tx, names: readonly string[], areaId: number, from: string, to: string, kind: string | null): Promise<DayRow[]> {
  return tx.rows<DayRow>({ name: 'indicator.days', text: `
    select c.indicator, c.day::text, sum(c.numerator)::float8 as numerator, sum(c.denominator)::float8 as denominator
    from figure_sums($1, $2, $3, $4) c where $5::text is null or c.class = $5 group by 1, 2` }, [names, areaId, from, to, kind])
}

/** Counts of an area by indicator and class: of one day, and of all days from `since` up to it. */
export function loadCounts(tx: Tx, names: readonly string[], areaId: number, since: string, day: string): Promise<{ indicator: string; class: string; onDay: number; total: number }[]> {
  return tx.rows({ name: 'indicator.counts', text: `
    select c.indicator, c.class, coalesce(sum(c.numerator) filter (where c.day = $4), 0)::float8 as "onDay", sum(c.numerator)::float8 as total
    from figure_sums($1, $2, $3, $4) c group by 1, 2` }, [names, areaId, since, day])
}

/** Sums of an indicator by class. */
export function loadClasses(tx: Tx, name: string, areaId: number, from: string, to: string): Promise<{ class: string; numerator: number; denominator: number }[]> {
  return tx.rows({ name: 'indicator.classes', text: `
    select c.class, sum(c.numerator)::float8 as numerator, sum(c.denominator)::float8 as denominator from figure_sums(array[$1::text], $2, $3, $4) c
    group by 1 order by 2 desc, 1` }, [name, areaId, from, to])
}

/** Sums of an indicator by day and class. */
export function loadClassDays(tx: Tx, name: string, areaId: number, from: string, to: string): Promise<{ day: string; class: string; numerator: number }[]> {
  return tx.rows({ name: 'indicator.class-days', text: `
    select c.day::text, c.class, sum(c.numerator)::float8 as numerator from figure_sums(array[$1::text], $2, $3, $4) c
    group by 1, 2` }, [name, areaId, from, to])
}

/** The last word declared for each unit and day; what a larger unit declared stands for all within it. `$1` names, `$2` area, `$3`, `$4` days, `$5` class. */
const TOLD = `
  told as materialized (
    select distinct on (d.indicator, d.area_id, d.day) d.indicator, d.area_id, a.last_id, d.day, d.value
    from indicator_declared d join area a on a.id = d.area_id
    where d.indicator = any ($1) and d.voided_at is null and d.day between $3 and $4 and d.class = coalesce($5, '') and d.area_id in (select area_reach($2))
    order by d.indicator, d.area_id, d.day, d.told_at desc, d.id desc),
  top as (
    select * from told t where not exists (
      select from told up where up.indicator = t.indicator and up.day = t.day and up.area_id < t.area_id and up.last_id >= t.area_id))`

export type ToldRow = { indicator: string; day: string; value: number; units: number[] }

/** Declared figures by day, and who declared. */
export function loadTold(tx: Tx, names: readonly string[], areaId: number, from: string, to: string, kind: string | null): Promise<ToldRow[]> {
  return tx.rows<ToldRow>({ name: 'indicator.told', text: `with ${TOLD} select indicator, day::text, sum(value)::float8 as value, array_agg(area_id) as units from top group by 1, 2` }, [names, areaId, from, to, kind])
}

export type AreaRow = AreaFigure['area'] & { within: boolean; shared: boolean; numerator: number; denominator: number; declared: number | null; declaredBy: number }

/** Sums by what lies in an area on the last day: directly below it, or all units of a level. */
export function loadByArea(tx: Tx, name: string, areaId: number, from: string, to: string, kind: string | null, level: string | null): Promise<AreaRow[]> {
  return tx.rows<AreaRow>(`
    with ${TOLD},
    part as (
      select k.id, k.full_name, k.level from area k join area whole on whole.id = $2
      where k.valid_from <= $4 and coalesce(k.valid_to, $4) >= $4
        and case when $6::text is null then k.parent_id = whole.id else k.level = $6 and k.id between whole.id and whole.last_id end)
    select part.id, part.full_name as name, part.level, sums.numerator, sums.denominator,
      not exists (select from unnest(reach.ids) reached where reached not in (select unnest(app_area_ids()))) and app_area_ids() is not null as within,
      exists (select from area_successor link where link.predecessor_id = any (reach.ids) and link.successor_id <> all (reach.ids)) as shared,
      (select sum(top.value)::float8 from top where top.area_id = any (reach.ids)) as declared,
      (select count(distinct top.area_id)::int from top where top.area_id = any (reach.ids)) as "declaredBy"
    from part cross join lateral (select array_agg(reached) as ids from area_reach(part.id) reached) reach cross join lateral (
      select coalesce(sum(c.numerator), 0)::float8 as numerator, coalesce(sum(c.denominator), 0)::float8 as denominator
      from figure_sums($1, part.id, $3, $4) c where $5::text is null or c.class = $5) sums
    order by part.id`, [[name], areaId, from, to, kind, level])
}

/** Declared figures of an area with those that were taken back, newest first. */
export function loadDeclared(tx: Tx, name: string, areaId: number, from: string, to: string): Promise<Declared[]> {
  return tx.rows<Declared>({ name: 'indicator.declared', text: `
    select d.id, d.area_id as "areaId", a.full_name as area, d.day::text, d.class, d.value::float8 as value, d.told_by as "toldBy", d.told_at as "toldAt", d.note,
      p.title || ', ' || b.short_name as "byTitle", d.voided_at as "voidedAt", d.void_reason as "voidReason", d.version
    from indicator_declared d join area a on a.id = d.area_id left join post p on p.id = d.created_by left join body b on b.id = p.acts_for_id
    where d.indicator = $1 and d.area_id in (select area_reach($2)) and d.day between $3 and $4
    order by d.day desc, d.told_at desc limit 200` }, [name, areaId, from, to])
}

/** One declared figure as it stands, or undefined. */
export function findDeclared(tx: Tx, id: string): Promise<{ indicator: string; areaId: number; day: string; class: string; value: number; toldBy: string; note: string | null; version: number } | undefined> {
  return tx.find(`select indicator, area_id as "areaId", day::text, class, value::float8 as value, told_by as "toldBy", note, version from indicator_declared where id = $1`, [id])
}

export type SignedRow = Omit<Signed, 'value' | 'now'> & { adjustedNumerator: number; adjustedDenominator: number }

/** Sign-offs of this very area that touch the days, with what changed since; causes as far as the reader may see the records. */
export function loadSigned(tx: Tx, name: string, areaId: number, from: string, to: string): Promise<SignedRow[]> {
  return tx.rows<SignedRow>({ name: 'indicator.signed', text: `
    select l.id, l.from_day::text as "from", l.to_day::text as "to", l.numerator::float8 as numerator, l.denominator::float8 as denominator, l.declared::float8 as declared,
      l.basis, l.note, l.signer_title as signer, l.signed_at as "signedAt",
      coalesce((select sum(j.numerator) from indicator_adjustment j where j.lock_id = l.id), 0)::float8 as "adjustedNumerator",
      coalesce((select sum(j.denominator) from indicator_adjustment j where j.lock_id = l.id), 0)::float8 as "adjustedDenominator",
      coalesce((select jsonb_agg(jsonb_build_object('day', j.day, 'area', a.full_name, 'class', j.class, 'numerator', j.numerator, 'denominator', j.denominator, 'at', j.at,
          'causes', coalesce((select jsonb_agg(jsonb_build_object('subject', e.subject, 'rowId', e.row_id, 'action', coalesce(split_part(e.permission, '.', 2), e.action),
              'by', p.title || ', ' || b.short_name, 'reason', coalesce(e.after ->> 'void_reason', e.after ->> 'state_reason'), 'at', e.at) order by e.id)
            from audit_entry e left join post p on p.id = e.post_id left join body b on b.id = p.acts_for_id where e.id = any (j.entries)), '[]')) order by j.id desc)
        from (select * from indicator_adjustment where lock_id = l.id order by id desc limit 100) j join area a on a.id = j.area_id), '[]') as adjustments
    from indicator_lock l
    where l.indicator = $1 and l.area_id = $2 and l.from_day <= $4 and l.to_day >= $3
    order by l.to_day desc, l.from_day` }, [name, areaId, from, to])
}

/** Until when a day's figures are taken, "16:00", as the office says on a day; null where no rule is in force. */
export async function loadCutOff(tx: Tx, day: string): Promise<string | null> {
  return (await tx.find<{ at: string }>(`select value #>> '{}' as at from office_setting where key = 'figure-cut-off' and valid_from <= $1 order by valid_from desc limit 1`, [day]))?.at ?? null
}
