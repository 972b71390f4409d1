import type { ArrivalsToday, ArrivalsWaiting } from '@phaodai/office'
import type { CalendarDay } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

type Line = ArrivalsToday['arrivals'][number]

/** Whom somebody looks after today in the caller's areas: who was not seen yet stands first, then whose days are over. */
export function loadWatched(tx: Tx, day: string, reveal: boolean, limit: number): Promise<Line[]> {
  const own = reveal ? 'r.full_name as name, r.phone, r.address' : 'null as name, null as phone, null as address'
  return tx.rows<Line>(`
    select r.id, r.code, ${own}, a.full_name as area, b.short_name as team, r.measure, r.measure_reason as "measureReason", r.test_days as "testDays", r.watch_until as "watchUntil", coalesce(r.watch_until < $1::date, false) as over, r.version, w.well is not null as looked, w.well
    from arrival r join area a on a.id = r.area_id left join body b on b.id = r.team_id
      left join lateral (select k.well from arrival_watch k where k.arrival_id = r.id and k.day = $1::date order by k.created_at desc, k.id desc limit 1) w on true
    where r.state = 'watched' and r.voided_at is null order by (w.well is not null), r.watch_until nulls last, r.id limit $2`, [day, limit])
}

const MOST_TEAMS = 8

/** Who came to the caller's areas and is not watched yet, the longest here first, each with the bodies of the State that work where he stays, of the smallest territory first, and of one territory the health station. */
export function loadWaiting(tx: Tx, reveal: boolean, limit: number): Promise<ArrivalsWaiting['arrivals']> {
  const own = reveal ? 'r.full_name as name, r.phone, r.address' : 'null as name, null as phone, null as address'
  return tx.rows(`
    select r.id, r.code, ${own}, a.full_name as area, coalesce(f.full_name, r.from_country) as "fromPlace", r.arrived_on as "arrivedOn", r.found_by as "foundBy", r.measure, r.measure_reason as "measureReason", r.watch_until as "watchUntil", r.state, r.version,
      coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.short_name) order by w.size, w.kind <> 'health-station', w.id) from (select b.id, b.short_name, b.kind, u.last_id - u.id as size from body_territory w join area u on u.id = w.area_id join body b on b.id = w.body_id
        where w.valid_to is null and b.valid_to is null and b.chain = 'state' and r.area_id between u.id and u.last_id and b.level in ('village', 'commune') order by size, b.kind <> 'health-station', b.id limit $2) w), '[]') as teams
    from arrival r join area a on a.id = r.area_id left join area f on f.id = r.from_area_id
    where r.state in ('found', 'verified') and r.voided_at is null order by r.arrived_on, r.id limit $1`, [limit, MOST_TEAMS])
}

export type DeclaredPerson = { areaId: number; fullName: string; birthYear: number | null; phone: string; identityNumber: string | null; address: string | null; nationality: string; fromAreaId: number | null; fromCountry: string | null; leftOn: string; arrivedOn: string; receiptNumber: string; symptoms: boolean; metCase: boolean; diseaseCode: string }

/** What somebody declared, as his record of arrival begins with it. */
export function findDeclared(tx: Tx, id: string): Promise<DeclaredPerson> {
  return tx.get<DeclaredPerson>(`
    select d.area_id as "areaId", d.full_name as "fullName", d.birth_year as "birthYear", d.phone, d.identity_number as "identityNumber", d.address, d.nationality, d.from_area_id as "fromAreaId", d.from_country as "fromCountry",
      d.left_on as "leftOn", d.arrives_on as "arrivedOn", d.receipt_number as "receiptNumber", cardinality(d.symptoms) > 0 as symptoms, d.met_case as "metCase", k.disease_code as "diseaseCode"
    from declaration d join collection_decision k on k.id = d.decision_id where d.id = $1`, [id])
}

/** Days of the calendar from a day to a day. */
export function loadHolidays(tx: Tx, from: string, to: string): Promise<CalendarDay[]> {
  return tx.rows<CalendarDay>("select day::text, kind, name, source from calendar_day where kind = 'holiday' and day between $1 and $2 order by day", [from, to])
}

/** How many came to the caller's areas on each day from a day on. */
export async function loadCame(tx: Tx, from: string): Promise<Map<string, number>> {
  return new Map((await tx.rows<{ day: string; n: number }>('select arrived_on::text as day, count(*)::int as n from arrival where voided_at is null and arrived_on >= $1 group by 1', [from])).map(({ day, n }) => [day, n]))
}
