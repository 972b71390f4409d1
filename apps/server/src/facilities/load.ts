import type { ChartLine, DischargeRule, RoomView, StayBox, StayLine, TransferLine } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

const FROM = `
  from stay s join area a on a.id = s.area_id join disease d on d.code = s.disease_code left join facility f on f.id = s.facility_id
    left join lateral (select b.room_id, b.bed_id from bed_stay b where b.stay_id = s.id and not b.void order by b.from_at desc limit 1) w on true
    left join facility_room r on r.id = w.room_id left join facility_bed e on e.id = w.bed_id
    left join lateral (select c.at from stay_chart c where c.stay_id = s.id and c.warnings <> '{}' order by c.at desc limit 1) c on true`

const columns = (clear: boolean): string => `
  s.id, s.version, s.code, s.state, s.purpose, s.disease_code as "diseaseCode", d.name as disease, ${clear ? 's.full_name' : 'null::text'} as name, s.sex, s.birth_year::float8 as "birthYear", s.risk_class as "riskClass", s.tier, s.oxygen is true as oxygen,
  s.area_id as "areaId", a.full_name as area, s.facility_id as "facilityId", f.name as facility, r.name as room, e.position as bed, s.household_id as "householdId", case when sees_individual(s.individual_id) then s.individual_id end as "individualId",
  s.asked_on as "askedOn", s.exposed_on as "exposedOn", s.entered_at as "enteredAt", s.due_on as "dueOn", s.left_at as "leftAt", s.received_at as "receivedAt", c.at as "warnedAt"`

/** What is to be done next, as a condition on a stay s; $1 is now. */
const BOXES: Readonly<Record<StayBox, string>> = {
  waiting: "s.state = 'waiting'",
  staying: "s.state = 'staying'",
  warned: "s.state = 'staying' and exists (select from stay_chart k where k.stay_id = s.id and k.at > $1::timestamptz - interval '24 hours' and k.warnings <> '{}')",
  due: "s.state = 'staying' and s.due_on <= day_in_vietnam($1::timestamptz)",
  left: "s.state = 'discharged'",
  done: "s.state in ('handed_over', 'transferred', 'died', 'withdrawn')",
}
const ORDER: Partial<Record<StayBox, string>> = { due: 's.due_on', left: 's.left_at', done: 's.left_at desc nulls last', waiting: 's.asked_on', warned: 'c.at desc' }

/** Stays in sight by what is to be done next, at one facility or at all. */
export function loadStays(tx: Tx, ask: { box: StayBox; facilityId: string | null; limit: number }, now: string, clear: boolean): Promise<StayLine[]> {
  return tx.rows<StayLine>(`select ${columns(clear)} ${FROM} where s.voided_at is null and $1::timestamptz is not null and ${BOXES[ask.box]} and ($2::uuid is null or s.facility_id = $2)
    order by ${ORDER[ask.box] ?? 's.entered_at desc'}, s.household_id, s.id limit $3`, [now, ask.facilityId, ask.limit])
}

/** How many stand in each box. */
export function countStays(tx: Tx, facilityId: string | null, now: string): Promise<Record<StayBox, number>> {
  const counted = Object.entries(BOXES).map(([box, condition]) => `count(*) filter (where ${condition})::int as "${box}"`)
  return tx.get<Record<StayBox, number>>(`select ${counted.join(', ')} from stay s where s.voided_at is null and $1::timestamptz is not null and ($2::uuid is null or s.facility_id = $2)`, [now, facilityId])
}

/** Stays by id in sight, in the order asked. */
export function loadStaysById(tx: Tx, ids: readonly string[], clear: boolean): Promise<StayLine[]> {
  return tx.rows<StayLine>(`select ${columns(clear)} ${FROM} where s.id = any ($1::uuid[]) and s.voided_at is null order by array_position($1::uuid[], s.id)`, [ids])
}

/** A stay by the code of its wristband, in sight. */
export async function findByCode(tx: Tx, code: string): Promise<string | undefined> {
  return (await tx.find<{ id: string }>('select s.id from stay s where s.code = $1 and s.voided_at is null', [code]))?.id
}

export type StayDetails = { phone: string | null; address: string | null; note: string | null; exempt: boolean; here: boolean; home: boolean; against: string | null; facilityAddress: string | null; facilityBodyId: number | null }

const mine = (column: string): string => `coalesce(${column} between app_area_lo() and app_area_hi() and ${column} in (select unnest(app_area_ids())), false)`

/** What stands around one stay: on which side of it the caller works, and what the rule of today says against letting him go. */
export function findDetails(tx: Tx, id: string, now: string, clear: boolean): Promise<StayDetails | undefined> {
  return tx.find<StayDetails>(`
    select ${clear ? 's.phone, s.address' : 'null::text as phone, null::text as address'}, s.note, s.exempt is true as exempt, ${mine('s.facility_area_id')} as here, ${mine('s.area_id')} as home, stay_discharge_refusal(s.id, $2) as against, f.address as "facilityAddress", f.body_id as "facilityBodyId"
    from stay s left join facility f on f.id = s.facility_id where s.id = $1 and s.voided_at is null`, [id, now])
}

/** The rule of discharge in force on a day; undefined where none is kept for the disease. */
export function findDischargeRule(tx: Tx, disease: string, purpose: string, day: string): Promise<DischargeRule | undefined> {
  return tx.find<DischargeRule>(`
    select r.min_days as "minDays", r.negatives, r.hours_apart as "hoursApart", r.last_within_hours as "lastWithinHours", r.ct_at_least::float8 as "ctAtLeast", r.watch_days as "watchDays", r.source, r.confidence
    from discharge_rule_on($1, $2, $3) r where r.disease_code is not null`, [disease, purpose, day])
}

export type WarningRule = { spo2Below: number; breathsAbove: number; temperatureFrom: number; source: string; confidence: string }
/** From which values on a chart pages somebody. */
export function findWarningRule(tx: Tx, day: string): Promise<WarningRule | undefined> {
  return tx.find<WarningRule>('select r.spo2_below::float8 as "spo2Below", r.breaths_above as "breathsAbove", r.temperature_from::float8 as "temperatureFrom", r.source, r.confidence from warning_rule_on($1) r where r.valid_from is not null', [day])
}

/** The chart of a stay, the newest first. */
export function loadChart(tx: Tx, stayId: string): Promise<ChartLine[]> {
  return tx.rows<ChartLine>(`select c.id, c.at, c.spo2::float8 as spo2, c.breaths, c.temperature::float8 as temperature, c.drowsy, c.cyanosis, c.oxygen_litres::float8 as "oxygenLitres", c.note, c.warnings
    from stay_chart c where c.stay_id = $1 order by c.at desc, c.id limit 200`, [stayId])
}

/** A transfer with the body that runs the place it leads away from. */
export type Transferred = TransferLine & { fromBodyId: number | null }
/** Transfers from and to a stay; the other side's stay is named only where it is in sight. */
export function loadTransfers(tx: Tx, stayId: string): Promise<Transferred[]> {
  return tx.rows<Transferred>(`
    select t.id, f.body_id as "fromBodyId", f.name as from, g.name as to, case when sees_stay(t.from_stay_id) then t.from_stay_id end as "fromStayId", case when sees_stay(t.to_stay_id) then t.to_stay_id end as "toStayId", t.reason, t.moved_at as "movedAt"
    from stay_transfer t join facility f on f.id = t.from_facility_id join facility g on g.id = t.to_facility_id where t.from_stay_id = $1 or t.to_stay_id = $1 order by t.moved_at`, [stayId])
}

export type TestRow = { takenAt: string; barcode: string; method: string; outcome: string | null; ct: number | null }
/** Specimens in sight of the person of a stay since its days began. */
export function loadTests(tx: Tx, stayId: string): Promise<TestRow[]> {
  return tx.rows<TestRow>(`
    select x.taken_at as "takenAt", x.barcode, x.method, x.outcome, (select min((c ->> 'ct')::numeric) from test_result t cross join jsonb_array_elements(t.cts) c where t.specimen_id = x.id)::float8 as ct
    from stay s join specimen x on x.individual_id = s.individual_id and x.disease_code = s.disease_code and x.voided_at is null and x.taken_at >= start_in_vietnam(coalesce(s.exposed_on, s.asked_on))
    where s.id = $1 order by x.taken_at desc limit 50`, [stayId])
}

export type FacilityDetails = { address: string | null; phone: string | null; decision: string | null; ours: boolean }
/** What a facility tells beside its beds; `ours`: the caller works in its area. */
export function findFacility(tx: Tx, id: string): Promise<FacilityDetails | undefined> {
  return tx.find<FacilityDetails>(`select f.address, f.phone, f.decision, ${mine('f.area_id')} as ours from facility f where f.id = $1 and f.voided_at is null`, [id])
}

type Room = Omit<RoomView, 'stays'>
/** Rooms of a facility with how many beds are in use. */
export function loadRooms(tx: Tx, facilityId: string): Promise<Room[]> {
  return tx.rows<Room>(`
    select r.id, r.name, count(b.id) filter (where b.in_use)::int as beds, count(b.id) filter (where b.in_use and b.oxygen)::int as "oxygenBeds", 0 as taken
    from facility_room r left join facility_bed b on b.room_id = r.id where r.facility_id = $1 group by r.id order by r.name`, [facilityId])
}

/** Which stay in sight lies in which room of these facilities now. */
export function loadLying(tx: Tx, facilityIds: readonly string[]): Promise<{ roomId: string; stayId: string }[]> {
  return tx.rows('select b.room_id as "roomId", b.stay_id as "stayId" from bed_stay b where b.facility_id = any ($1::uuid[]) and b.to_at is null and not b.void', [facilityIds])
}

/** Where somebody in sight is: his facility, else where he lives. */
export function findPlace(tx: Tx, stayId: string): Promise<{ facilityId: string | null; lat: number | null; lng: number | null } | undefined> {
  return tx.find(`
    select s.facility_id as "facilityId", coalesce((f.location ->> 'lat')::float8, b.lat, a.lat) as lat, coalesce((f.location ->> 'lon')::float8, b.lon, a.lon) as lng
    from stay s join area a on a.id = s.area_id left join facility f on f.id = s.facility_id left join area b on b.id = f.area_id where s.id = $1 and s.voided_at is null`, [stayId])
}

type BedAsker = { areaId: number; diseaseCode: string; individualId: string | null; householdId: string | null; purpose: 'quarantine' | 'treatment'; riskClass: string; tier: string | null; exposedOn: string }
const ASKERS: Readonly<Record<'case' | 'contact', string>> = {
  case: `select c.area_id as "areaId", c.disease_code as "diseaseCode", c.individual_id as "individualId", 'treatment' as purpose, '1' as tier, day_in_vietnam(c.diagnosed_at)::text as "exposedOn",
    coalesce((select h.risk_class from home_care h where h.case_id = c.id and h.voided_at is null order by h.created_at desc limit 1), 'medium') as "riskClass" from disease_case c where c.id = $1 and c.voided_at is null`,
  contact: `select coalesce(k.residence_area_id, k.area_id) as "areaId", c.disease_code as "diseaseCode", k.individual_id as "individualId", 'quarantine' as purpose, null::text as tier, k.last_contact_on::text as "exposedOn",
    case k.tier when 'f1' then 'high' when 'f2' then 'medium' else 'low' end as "riskClass" from case_contact k join disease_case c on c.id = k.case_id where k.id = $1 and k.voided_at is null`,
}
/** Who of a case or a contact in sight needs a bed, with what is known of him; contacts are grouped by how near the case they were. */
export function findBedAsker(tx: Tx, source: 'case' | 'contact', id: string): Promise<BedAsker | undefined> {
  return tx.find<BedAsker>(`select x.*, (select m.household_id from household_member m where m.individual_id = x."individualId" and m.to_on is null order by m.from_on desc limit 1) as "householdId" from (${ASKERS[source]}) x`, [id])
}

/** A stay in sight in which somebody waits or lies. */
export function findOpenStay(tx: Tx, individualId: string, diseaseCode: string): Promise<{ id: string } | undefined> {
  return tx.find<{ id: string }>(`select s.id from stay s where s.individual_id = $1 and s.disease_code = $2 and s.state in ('waiting', 'staying') and s.voided_at is null limit 1`, [individualId, diseaseCode])
}
