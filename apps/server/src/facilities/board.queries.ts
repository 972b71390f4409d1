import type { BedCounts, FacilityLine } from '@phaodai/office'
import type { TreatmentTier } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

const IN_SCOPE = 'f.area_id between app_area_lo() and app_area_hi() and f.area_id in (select unnest(app_area_ids()))'

/** Facilities in the caller's areas with their beds; who arrives and leaves on a day is counted from stays in sight, by the two ends of the day. */
const BOARD = (whole: boolean): string => `
  with arrived as (select s.facility_id, count(*)::int as n from stay s where s.entered_at >= start_in_vietnam($1) and s.entered_at < start_in_vietnam($1::date + 1) and s.voided_at is null and s.state not in ('waiting', 'withdrawn') and ($5::uuid is null or s.facility_id = $5) group by 1),
    leaving as (select s.facility_id, count(*)::int as n from stay s where s.due_on = $1 and s.state = 'staying' and s.voided_at is null and ($5::uuid is null or s.facility_id = $5) group by 1),
    gone as (select s.facility_id, count(*)::int as n from stay s where s.left_at >= start_in_vietnam($1) and s.left_at < start_in_vietnam($1::date + 1) and s.voided_at is null and s.state in ('transferred', 'discharged', 'handed_over', 'died') and ($5::uuid is null or s.facility_id = $5) group by 1)
  select f.id, f.version, f.name, f.kind, f.tier, f.area_id as "areaId", a.full_name as area, f.state, b.short_name as body,
    l.beds, l.taken, l.oxygen_beds as "oxygenBeds", l.oxygen_taken as "oxygenTaken", coalesce(r.n, 0) as arrives, coalesce(g.n, 0) + coalesce(x.n, 0) as leaves,
    case $4::text when p.level then p.id when q.level then q.id else a.id end as "groupId", case $4::text when p.level then p.full_name when q.level then q.full_name else a.full_name end as "group"
  from facility f join facility_load l on l.facility_id = f.id join area a on a.id = f.area_id
    left join area p on p.id = a.parent_id left join area q on q.id = p.parent_id left join body b on b.id = f.body_id
    left join arrived r on r.facility_id = f.id left join leaving g on g.facility_id = f.id left join gone x on x.facility_id = f.id
  where f.voided_at is null and ($5::uuid is null and f.state <> 'closed' or f.id = $5) ${whole ? '' : `and ${IN_SCOPE}`}
    and ($2::text is null or coalesce(f.tier, 'none') = $2) and ($3::int is null or exists (select from area w where w.id = $3 and f.area_id between w.id and w.last_id))
  order by l.beds > 0 desc, l.taken::float8 / greatest(l.beds, 1) desc, f.name, f.id`

export type BoardRow = FacilityLine & { groupId: number; group: string }

/** One row a facility, the fullest first. `level`: the areas by which the board is summed. */
export function loadBoard(tx: Tx, ask: { day: string; tier: string | null; areaId: number | null; level: string; whole: boolean }): Promise<BoardRow[]> {
  return tx.rows<BoardRow>(BOARD(ask.whole), [ask.day, ask.tier, ask.areaId, ask.level, null])
}

/** The same of one facility, wherever it stands: beds are counts that everybody reads who reads facilities. */
export function findBoardRow(tx: Tx, id: string, day: string): Promise<BoardRow | undefined> {
  return tx.find<BoardRow>(BOARD(true), [day, null, null, 'commune', id])
}

/** How many in sight wait for a bed, and how many of those who lie in one had a warning sign in the last day. */
export function countCalls(tx: Tx, now: string): Promise<{ waiting: number; warned: number }> {
  return tx.get<{ waiting: number; warned: number }>(`
    select (select count(*)::int from stay s where s.state = 'waiting' and s.voided_at is null) as waiting,
      (select count(distinct c.stay_id)::int from stay_chart c join stay s on s.id = c.stay_id and s.state = 'staying' and s.voided_at is null where c.at > $1::timestamptz - interval '24 hours' and c.warnings <> '{}') as warned`, [now])
}

/** The level below the caller's own seat, by which the board is summed; a commune is not summed by village. */
export async function findGroupLevel(tx: Tx): Promise<string> {
  const below = await tx.find<{ level: string }>('select n.level from body b join area n on n.parent_id = b.seat_area_id where b.id = app_body() order by n.id limit 1')
  return below === undefined || below.level === 'village' ? 'commune' : below.level
}

export type Target = { facilityId: string; facility: string; area: string; tier: TreatmentTier; free: number; oxygenFree: number; lat: number | null; lng: number | null }

/** Active facilities of a tier and above with a free bed, anywhere: counts of beds are everybody's who reads facilities. */
export function loadTargets(tx: Tx, tier: string, needsOxygen: boolean, except: string | null): Promise<Target[]> {
  return tx.rows<Target>(`
    select f.id as "facilityId", f.name as facility, a.full_name as area, f.tier, l.beds - l.taken as free, l.oxygen_beds - l.oxygen_taken as "oxygenFree",
      coalesce((f.location ->> 'lat')::float8, a.lat) as lat, coalesce((f.location ->> 'lon')::float8, a.lon) as lng
    from facility f join facility_load l on l.facility_id = f.id join area a on a.id = f.area_id
    where f.state = 'active' and f.voided_at is null and f.tier >= $1 and l.beds > l.taken and (not $2 or l.oxygen_beds > l.oxygen_taken) and f.id is distinct from $3`, [tier, needsOxygen, except])
}

/** Adds the counts of rows. */
export function sumOf(rows: readonly BoardRow[]): BedCounts {
  const total: BedCounts = { facilities: rows.length, beds: 0, taken: 0, oxygenBeds: 0, oxygenTaken: 0, arrives: 0, leaves: 0 }
  for (const row of rows) for (const key of ['beds', 'taken', 'oxygenBeds', 'oxygenTaken', 'arrives', 'leaves'] as const) total[key] += row[key]
  return total
}
