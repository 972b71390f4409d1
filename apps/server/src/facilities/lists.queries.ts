import type { Tx } from '#kernel/session.ts'

export type DayRow = { stayId: string; code: string; name: string | null; birthYear: number | null; room: string; bed: number; exempt: boolean; enteredAt: string; leftAt: string | null }

/** Who in sight lay in a facility at any time of a day, by room and bed. */
export function loadDay(tx: Tx, facilityId: string, day: string): Promise<DayRow[]> {
  return tx.rows<DayRow>(`
    select distinct on (s.id) s.id as "stayId", s.code, s.full_name as name, s.birth_year::float8 as "birthYear", r.name as room, e.position as bed, s.exempt is true as exempt, s.entered_at as "enteredAt", s.left_at as "leftAt"
    from bed_stay b join stay s on s.id = b.stay_id join facility_room r on r.id = b.room_id join facility_bed e on e.id = b.bed_id
    where b.facility_id = $1 and not b.void and b.from_at < start_in_vietnam($2::date + 1) and (b.to_at is null or b.to_at >= start_in_vietnam($2)) order by s.id, b.from_at desc`, [facilityId, day])
}

export type Rate = { item: 'meals' | 'living'; amount: number; payer: 'person' | 'state'; exemptPayer: 'person' | 'state'; source: string }
/** What a day costs by the rule in force on it. */
export function loadRates(tx: Tx, day: string): Promise<Rate[]> {
  return tx.rows<Rate>(`select distinct on (r.item) r.item, r.amount, r.payer, r.exempt_payer as "exemptPayer", r.source from stay_rate r where r.valid_from <= $1 and r.superseded_at is null order by r.item, r.valid_from desc`, [day])
}
