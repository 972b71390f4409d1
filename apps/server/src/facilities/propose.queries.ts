import { grouped } from '#server/areas/index.ts'
import type { Guest } from '@phaodai/allocation'
import type { Tx } from '#kernel/session.ts'
import type { Taking, Waiting } from './propose.ts'

export type WaitingRow = Waiting & { code: string; name: string | null }

/** Those in sight who wait, all or the ones named: the longest first. Risk is told by disease and class, as the rule of rooms has it. */
export function loadWaiting(tx: Tx, ids: readonly string[], day: string, clear: boolean): Promise<WaitingRow[]> {
  return tx.rows<WaitingRow>(`
    select s.id as "stayId", s.code, ${clear ? 's.full_name' : 'null::text'} as name, s.purpose, s.tier, s.oxygen is true as oxygen, s.household_id as "householdId", s.sex, s.disease_code || ' ' || coalesce(s.risk_class, '?') as risk, $2::date::text as entered,
      a.lat, a.lon as lng
    from stay s join area a on a.id = s.area_id where s.state = 'waiting' and s.voided_at is null and s.individual_id is not null and s.risk_class is not null and (cardinality($1::uuid[]) = 0 or s.id = any ($1::uuid[]))
    order by s.asked_on, s.household_id, s.id`, [ids, day])
}

type RoomRow = { facilityId: string; id: string; beds: number }
type GuestRow = Guest & { roomId: string }

async function roomsOf(tx: Tx, facilityIds: readonly string[]): Promise<RoomRow[]> {
  return tx.rows<RoomRow>(`
    select b.facility_id as "facilityId", b.room_id as id, count(*)::int as beds from facility_bed b join facility_room r on r.id = b.room_id where b.facility_id = any ($1::uuid[]) and b.in_use
    group by 1, 2, r.name order by r.name`, [facilityIds])
}

/** In treatment the day of entry parts nobody: everybody there counts as come today, as the rule in force says. */
async function guestsOf(tx: Tx, facilityIds: readonly string[], day: string): Promise<GuestRow[]> {
  return tx.rows<GuestRow>(`
    select b.room_id as "roomId", s.id, s.household_id as family, nullif(s.sex, 'unknown') as sex, s.disease_code || ' ' || coalesce(s.risk_class, '?') as risk,
      case when (separation_rule_on(s.purpose, $2)).same_day is false then $2::date::text else day_in_vietnam(s.entered_at)::text end as entered
    from bed_stay b join stay s on s.id = b.stay_id where b.facility_id = any ($1::uuid[]) and b.to_at is null and not b.void`, [facilityIds, day])
}

export type TakingRow = Taking & { name: string; roomNames: Record<string, string> }

/** Active facilities in the caller's areas with free beds, their rooms and who lies in them. */
export async function loadTaking(tx: Tx, day: string): Promise<TakingRow[]> {
  const places = await tx.rows<Omit<TakingRow, 'rooms' | 'roomNames'>>(`
    select f.id, f.name, f.tier, l.beds - l.taken as free, coalesce((f.location ->> 'lat')::float8, a.lat) as lat, coalesce((f.location ->> 'lon')::float8, a.lon) as lng
    from facility f join facility_load l on l.facility_id = f.id join area a on a.id = f.area_id
    where f.state = 'active' and f.voided_at is null and l.beds > l.taken and f.area_id between app_area_lo() and app_area_hi() and f.area_id in (select unnest(app_area_ids())) order by f.name`)
  const ids = places.map(({ id }) => id)
  const [rooms, guests, names] = [await roomsOf(tx, ids), await guestsOf(tx, ids, day), await tx.rows<{ id: string; name: string }>('select r.id, r.name from facility_room r where r.facility_id = any ($1::uuid[])', [ids])]
  const inRoom = grouped(guests, ({ roomId }) => roomId)
  return places.map((place) => ({
    ...place, rooms: rooms.filter(({ facilityId }) => facilityId === place.id).map(({ id, beds }) => ({ id, beds, guests: inRoom.get(id) ?? [] })),
    roomNames: Object.fromEntries(names.map(({ id, name }) => [id, name])),
  }))
}
