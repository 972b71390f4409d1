import type { MeasureCatalogue, MeasureRule, ZoneBox, ZoneDecision, ZoneExtent, ZoneLine, ZoneMeasure, ZoneShapes, ZoneView } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

const BOX: Record<ZoneBox, string> = {
  in_force: `z.state = 'in_force' and coalesce(z.until_on, 'infinity') >= $1::date`, expired: `z.state = 'in_force' and z.until_on < $1::date`, proposed: `z.state = 'proposed'`, draft: `z.state = 'draft'`, lifted: `z.state = 'lifted'`,
}
/** Past days are not counted anew: a zone that is over keeps no count. Nobody known inside while houses have no place is not known, not none. */
const LINE = `
  select z.id, z.name, z.kind, z.area_id as "areaId", a.full_name as area, d.name as disease, z.disease_code as "diseaseCode", z.from_on as "fromOn", z.until_on as "untilOn", z.state, z.version, z.boundary, z.grounds, z.outbreak_id as "outbreakId", o.name as outbreak, z.state_reason as "stateReason",
    (select e.shape from zone_extent e where e.zone_id = z.id and not e.void order by e.active desc, e.from_on desc limit 1) as shape,
    (select n.number from zone_decision n where n.zone_id = z.id and n.kind = 'establish' and n.recorded_at is not null) as number,
    (select count(*)::int from zone_measure m where m.zone_id = z.id and not m.void) as measures,
    (select count(*)::int from zone_task x join task t on t.id = x.task_id where x.zone_id = z.id and not t.closed) as "openTasks",
    case when i.households > 0 or i.unplaced = 0 then i.households end as households, case when i.households > 0 or i.unplaced = 0 then i.people end as people, i.unplaced
  from zone z join area a on a.id = z.area_id join disease d on d.code = z.disease_code left join outbreak o on o.id = z.outbreak_id
    left join lateral zone_inside(z.id, greatest($1::date, z.from_on)) i on z.state <> 'lifted'`

export type ZoneRow = ZoneView['zone'] & { unplaced: number | null }

/** Zones of one box in scope, the latest first. */
export function loadZones(tx: Tx, box: ZoneBox, q: string | null, limit: number, today: Day): Promise<ZoneLine[]> {
  return tx.rows(`${LINE} where ${BOX[box]} and z.voided_at is null and ($2::text is null or strpos(fold_name(z.name || ' ' || a.full_name), fold_name($2)) > 0) order by z.from_on desc, z.id desc limit $3`, [today, q, limit])
}

/** How many stand in each box. */
export function countZones(tx: Tx, today: Day): Promise<Record<ZoneBox, number>> {
  return tx.get(`select ${Object.entries(BOX).map(([box, where]) => `count(*) filter (where ${where})::int as "${box}"`).join(', ')} from zone z where z.voided_at is null and $1::date is not null`, [today])
}

/** One zone in scope. */
export function findZone(tx: Tx, id: string, today: Day): Promise<ZoneRow | undefined> {
  return tx.find(`${LINE} where z.id = $2 and z.voided_at is null`, [today, id])
}

/** The same; Problem `not-found` where there is none in scope. */
export async function zoneOf(tx: Tx, id: string, today: Day): Promise<ZoneRow> {
  const row = await findZone(tx, id, today)
  if (!row) throw new Problem('not-found')
  return row
}

/** What a zone covers and covered, and what it is proposed to cover. */
export function loadExtents(tx: Tx, zoneId: string): Promise<ZoneExtent[]> {
  return tx.rows(`
    select e.id, e.shape, e.ring, e.from_on as "fromOn", e.until_on as "untilOn", e.active, e.decision_id as "decisionId",
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.full_name) order by a.id) from zone_extent_area x join area a on a.id = x.area_id where x.extent_id = e.id), '[]') as areas,
      coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'code', h.code) order by h.code) from zone_extent_household x join household h on h.id = x.household_id where x.extent_id = e.id), '[]') as households
    from zone_extent e where e.zone_id = $1 and not e.void order by e.from_on, e.id`, [zoneId])
}

/** What zones in scope cover on a day, lists of households left out. */
export function loadShapes(tx: Tx, day: Day): Promise<ZoneShapes['zones']> {
  return tx.rows(`
    select z.id, z.name, z.kind, e.ring, array(select x.area_id from zone_extent_area x where x.extent_id = e.id order by x.area_id) as "areaIds"
    from zone z join zone_extent e on e.zone_id = z.id and e.active and not e.void and $1::date between e.from_on and coalesce(e.until_on, 'infinity')
    where z.state in ('in_force', 'lifted') and z.voided_at is null and e.shape <> 'households' order by z.from_on, z.id limit 2000`, [day])
}

const cited = (verb: 'end' | 'extend'): string => `(select jsonb_build_object('number', n.number, 'clause', s.clause, 'directiveId', (select v.id from directive v where v.id = n.directive_id)) from zone_measure_step s join zone_decision n on n.id = s.decision_id
      where s.measure_id = m.id and s.verb = '${verb}' and n.recorded_at is not null order by s.from_on desc limit 1)`

const MEASURE = `
    select m.id, m.rule_id as "ruleId", m.activity, a.name as "activityName", m.answer, m.words, m.words_en as "wordsEn", m.source, m.confidence, m.from_on as "fromOn", m.until_on as "untilOn",
      d.number, m.clause, (select v.id from directive v where v.id = d.directive_id) as "directiveId", c.id as "carriesOutId", c.number as "carriesOut", m.carries_out_label as "carriesOutLabel", ${cited('extend')} as "extendedBy", ${cited('end')} as "endedBy"
    from zone_measure m join measure_activity a on a.code = m.activity left join zone_decision d on d.id = m.decision_id left join directive c on c.id = m.carries_out_id`

/** Measures of a zone in the order of the catalogue, with the decisions that prolonged and ended them. */
export function loadMeasures(tx: Tx, zoneId: string): Promise<ZoneMeasure[]> {
  return tx.rows(`${MEASURE} where m.zone_id = $1 and not m.void order by a.position, m.from_on, m.id`, [zoneId])
}

/** Those of them that one decision put into force. */
export function loadMeasuresOf(tx: Tx, zoneId: string, decisionId: string): Promise<ZoneMeasure[]> {
  return tx.rows(`${MEASURE} where m.zone_id = $1 and m.decision_id = $2 and not m.void order by a.position, m.from_on, m.id`, [zoneId, decisionId])
}

/** Decisions on a zone, made and in the making, with what each does to measures. */
export function loadDecisions(tx: Tx, zoneId: string): Promise<ZoneDecision[]> {
  return tx.rows(`
    select n.id, n.kind, n.effective_on as "effectiveOn", n.until_on as "untilOn", n.reason, r.id as "draftId", r.state as "draftState", r.directive_id as "draftDirectiveId", v.id as "directiveId", n.number, n.issued_on as "issuedOn", b.name as authority, n.clause,
      n.by_title as "byTitle", n.recorded_at as "recordedAt", n.recorder_title as "recorderTitle",
      coalesce((select jsonb_agg(jsonb_build_object('verb', s.verb, 'activity', a.code, 'activityName', a.name, 'words', coalesce(s.words, m.words), 'fromOn', s.from_on, 'untilOn', s.until_on, 'clause', s.clause) order by array_position(array['extend', 'end', 'add'], s.verb), s.position)
        from zone_measure_step s left join zone_measure m on m.id = s.measure_id join measure_activity a on a.code = coalesce(s.activity, m.activity) where s.decision_id = n.id), '[]') as steps
    from zone_decision n left join draft r on r.id = n.draft_id left join directive v on v.id = n.directive_id left join body b on b.id = n.authority_id
    where n.zone_id = $1 and n.dropped_at is null order by n.created_at`, [zoneId])
}

export type ZoneTaskRow = ZoneView['tasks'][number] & { duty: string; version: number }

/** Tasks that a zone opened, as far as they are the viewer's to see; those of a measure are over from its last day on. */
export function loadTasks(tx: Tx, zoneId: string, today: Day): Promise<ZoneTaskRow[]> {
  return tx.rows(`select t.id, t.text, b.short_name as body, t.state, t.closed, t.deadline, coalesce(m.void or m.until_on <= $2, false) as over, x.duty, t.version
    from zone_task x join task t on t.id = x.task_id join body b on b.id = t.body_id left join zone_measure m on m.id = x.measure_id where x.zone_id = $1 order by t.due, t.id`, [zoneId, today])
}

/** What duties are asked of: the zone itself (`activity` null), or one of its measures, on the day from which it holds. */
export type DutyGround = { measureId: string | null; activity: string | null; words: string; day: Day }
export type Duty = { code: string; holder: string; days: number; nature: 'deliverable' | 'standing'; words: string; topics: string[]; measureId: string | null; measureWords: string; day: Day }

/** Duties that a zone and its measures open, by the version of each template that is the newest on the day. */
export function loadDuties(tx: Tx, { kind, diseaseCode }: { kind: string; diseaseCode: string }, grounds: readonly DutyGround[]): Promise<Duty[]> {
  return tx.rows(`
    select d.code, d.holder, d.days, d.nature, d.words, coalesce(d.topics, '{}') as topics, g."measureId", g.words as "measureWords", g.day
    from jsonb_to_recordset($3::jsonb) as g ("measureId" uuid, activity text, words text, day date)
      cross join lateral (select distinct on (code) * from zone_duty where superseded_at is null and valid_from <= g.day order by code, valid_from desc) d
    where d.activity is not distinct from g.activity and $1 = any (d.kinds) and (d.disease_code is null or d.disease_code = $2) and coalesce(d.valid_to, 'infinity') >= g.day
    order by d.position, d.code, g.day, g."measureId"`, [kind, diseaseCode, JSON.stringify(grounds)])
}

/** The nearest body of a kind whose territory holds an area on a day. */
export async function findHolder(tx: Tx, kind: string, areaId: number, day: Day): Promise<number | undefined> {
  const found = await tx.find<{ id: number }>(`
    select b.id from body b join body_territory t on t.body_id = b.id and $3 between t.valid_from and coalesce(t.valid_to, 'infinity') join area a on a.id = t.area_id
    where b.kind = $1 and $2 between a.id and a.last_id and $3 between b.valid_from and coalesce(b.valid_to, 'infinity') order by a.last_id - a.id, b.id limit 1`, [kind, areaId, day])
  return found?.id
}

/** Which duties of a zone any task, and not only those in the viewer's sight, carries out. */
export function loadHeldDuties(tx: Tx, zoneId: string): Promise<{ code: string; measureId: string | null }[]> {
  return tx.rows('select distinct duty as code, measure_id as "measureId" from zone_task where zone_id = $1', [zoneId])
}

/** What is wrong with a drawn line. */
export async function ringFault(tx: Tx, ring: readonly (readonly number[])[]): Promise<string | null> {
  return (await tx.get<{ fault: string | null }>('select ring_fault($1::jsonb) as fault', [JSON.stringify(ring)])).fault
}

/** Rows of the catalogue in force on a day. */
export async function loadCatalogue(tx: Tx, day: Day): Promise<MeasureCatalogue> {
  const regimes = await tx.rows<MeasureCatalogue['regimes'][number]>('select code, name, level from measure_regime order by position')
  const activities = await tx.rows<MeasureCatalogue['activities'][number]>('select code, name, name_en as "nameEn" from measure_activity order by position')
  const rules = await tx.rows<MeasureRule>(`
    select r.id, r.regime, g.name as "regimeName", r.activity, a.name as "activityName", r.answer, r.words, r.words_en as "wordsEn", r.clause, r.source, r.confidence, r.note, r.valid_from as "validFrom", r.valid_to as "validTo"
    from measure_rule r join measure_regime g on g.code = r.regime join measure_activity a on a.code = r.activity
    where r.superseded_at is null and $1 between r.valid_from and coalesce(r.valid_to, 'infinity') order by g.position, a.position`, [day])
  return { regimes, activities, rules }
}

/** Households inside a zone on a day, with names where the caller may see them; the people counted in each. */
export function loadInsiders(tx: Tx, zoneId: string, day: Day, limit: number): Promise<{ id: string; code: string; head: string | null; address: string | null; phone: string | null; people: number }[]> {
  return tx.rows(`
    with e as (select x.*, z.area_id from zone_extent x join zone z on z.id = x.zone_id where x.zone_id = $1 and not x.void and $2::date between x.from_on and coalesce(x.until_on, 'infinity') order by x.active desc, x.from_on desc limit 1)
    select h.id, h.code, h.head_name as head, h.address, h.phone, greatest(coalesce(h.size, 0), (select count(*) from household_member m where m.household_id = h.id and $2 between m.from_on and coalesce(m.to_on, 'infinity')))::int as people
    from e join area a on a.id = e.area_id join household h on h.area_id between a.id and a.last_id and h.voided_at is null and h.state = 'present'
    where case e.shape when 'households' then exists (select from zone_extent_household l where l.extent_id = e.id and l.household_id = h.id)
      when 'area' then exists (select from zone_extent_area l join area b on b.id = l.area_id where l.extent_id = e.id and h.area_id between b.id and b.last_id)
      else ring_polygon(e.ring) @> point((h.location ->> 'lon')::float8, (h.location ->> 'lat')::float8) end
    order by h.address, h.code limit $3`, [zoneId, day, limit])
}
