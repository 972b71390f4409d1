import type { FacilityPoint, MapHome, MapLevel, TaskMap } from '@phaodai/office'
import type { Area, Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'

/** What moves whenever an area, a link between areas or a polygon changes (and at midnight). */
export async function loadStamp(tx: Tx): Promise<string> {
  return (await tx.get<{ stamp: string }>('select scope_stamp() as stamp')).stamp
}

type Seat = Pick<Area, 'id' | 'parentId' | 'level' | 'validFrom' | 'validTo'> & { childLevel: MapLevel | null }

/** Where the acting body sits, and the level of what lies directly below. */
export function loadSeat(tx: Tx): Promise<Seat> {
  return tx.get<Seat>(`
    select a.id, a.parent_id as "parentId", a.level, a.valid_from as "validFrom", a.valid_to as "validTo",
      (select level from area below where below.parent_id = a.id order by below.id limit 1) as "childLevel"
    from body b join area a on a.id = b.seat_area_id
    where b.id = app_body()`)
}

/** What a map shows; `within` null is the whole country. */
export type Shown = { day: Day; level: MapLevel; within: number | null }

const SHOWN = `
  select a.id
  from area a
  where a.valid_from <= $1 and coalesce(a.valid_to, $1) >= $1 and a.level = $2
    and ($3::int is null or exists (select from area w where w.id = $3 and a.id between w.id and w.last_id))`

/** The areas a map shows, in tree order. */
export async function loadShown(tx: Tx, { day, level, within }: Shown): Promise<number[]> {
  return (await tx.rows<{ id: number }>(`${SHOWN} order by a.id`, [day, level, within])).map((row) => row.id)
}

// Each of them with the areas it was made from: a body keeps the seat of its own day.
const SEATS = `
  shown as (${SHOWN}),
  reach (shown_id, id) as (
    select id, id from shown
    union
    select reach.shown_id, link.predecessor_id from reach join area_successor link on link.successor_id = reach.id),
  seat as (
    select distinct reach.shown_id, b.id as body_id, reach.id = reach.shown_id as own
    from reach join area a on a.id = reach.id join body b on b.seat_area_id between a.id and a.last_id)`

// Leading and doing tasks by body, from the tally under the viewer's own policy; $4 is today.
const COUNTED = `
  counted as (
    select body_id,
      coalesce(sum(n) filter (where state in ('not_started', 'in_progress', 'awaiting_confirmation', 'sent_back')), 0) as open,
      coalesce(sum(n) filter (where state in ('not_started', 'in_progress', 'sent_back') and deadline < $4), 0) as overdue,
      coalesce(sum(n) filter (where state = 'not_started'), 0) as not_accepted
    from task_tally
    where role <> 'coordinate'
    group by body_id)`
const SUMS = `coalesce(sum(c.open), 0)::int as open, coalesce(sum(c.overdue), 0)::int as overdue, coalesce(sum(c.not_accepted), 0)::int as "notAccepted"`

type Counted = Shown & { today: Day }

/** Counts for each area of the map; `inView` is false where nothing is the viewer's to see. */
export function loadTaskMap(tx: Tx, { day, level, within, today }: Counted, seesWhole: boolean): Promise<TaskMap['areas']> {
  return tx.rows<TaskMap['areas'][number]>(`
    with recursive ${SEATS}, ${COUNTED}
    select shown.id as "areaId", ${SUMS},
      coalesce(bool_or(c.body_id is not null and not seat.own), false) as inherited,
      $5 or coalesce(bool_or(c.body_id is not null or seat.body_id between app_body_lo() and app_body_hi()), false) as "inView"
    from shown left join seat on seat.shown_id = shown.id left join counted c on c.body_id = seat.body_id
    group by shown.id
    order by shown.id`, [day, level, within, today, seesWhole])
}

/** Counts of the bodies that sit within the whole but in none of the areas shown. */
export function loadTasksAbove(tx: Tx, { day, level, within, today }: Counted): Promise<TaskMap['above']> {
  return tx.get<TaskMap['above']>(`
    with recursive ${SEATS}, ${COUNTED},
    whole (id) as (
      select id from area where id = $3
      union
      select link.predecessor_id from whole join area_successor link on link.successor_id = whole.id)
    select ${SUMS}
    from counted c join body b on b.id = c.body_id
    where c.body_id not in (select body_id from seat)
      and ($3::int is null or exists (
        select from whole join area a on a.id = whole.id where b.seat_area_id between a.id and a.last_id))`, [day, level, within, today])
}

/** Where a map opens for a post that sits here. */
export function homeOf(seat: Seat, today: Day): MapHome {
  const past = seat.validTo !== null && seat.validTo < today
  const at = { today, day: past ? seat.validTo! : today, own: seat.id }
  if (seat.level === 'village') return { ...at, within: seat.parentId, level: 'village' }
  if (seat.level === 'commune') return { ...at, within: seat.parentId, level: 'commune' }
  return { ...at, within: seat.id, level: seat.childLevel ?? 'commune' }
}

/** How many communes stand on a day. */
export async function countCommunes(tx: Tx, day: Day): Promise<number> {
  return (await tx.get<{ n: number }>("select count(*)::int as n from area where level = 'commune' and valid_from <= $1 and coalesce(valid_to, $1) >= $1", [day])).n
}

/** Facilities in sight within an area or everywhere, that are not closed: where they stand, else the middle of their area. */
export function loadFacilityPoints(tx: Tx, within: number | null): Promise<FacilityPoint[]> {
  return tx.rows<FacilityPoint>(`
    select f.id, f.name, f.kind, coalesce((f.location ->> 'lat')::float8, a.lat) as lat, coalesce((f.location ->> 'lon')::float8, a.lon) as lon
    from facility f join area a on a.id = f.area_id left join area w on w.id = $1
    where f.voided_at is null and f.state <> 'closed' and ($1::int is null or f.area_id between w.id and w.last_id) order by f.name, f.id`, [within])
}
