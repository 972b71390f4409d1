import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

export interface Inpatient { caseId: string; areaId: number; individualId: string; householdId: string | null; facility: string; severity: string; sex: string; admittedOn: string; postId: string }

/** Who lies in a hospital at the end of the wave, by the name of the place his case was given, sexes and severities apart. */
export function loadInpatients(tx: Tx): Promise<Inpatient[]> {
  return tx.rows<Inpatient>(`
    select c.id as "caseId", c.area_id as "areaId", c.individual_id as "individualId", m.household_id as "householdId", c.facility, coalesce(c.severity, 'mild') as severity, i.sex, c.admitted_on::text as "admittedOn", c.created_by as "postId"
    from disease_case c join individual i on i.id = c.individual_id left join lateral (select h.household_id from household_member h where h.individual_id = i.id limit 1) m on true
    where c.state = 'in_treatment' and c.care = 'inpatient' and c.facility is not null and c.admitted_on is not null and c.voided_at is null
    order by c.facility, severity, i.sex, c.admitted_on, c.id`)
}

export interface FacilityRow { id: string; areaId: number; name: string; kind: string; tier: string | null; bodyId: number; createdBy: string; createdAt: string }
/** Places that take people, as the post that runs them. */
export async function saveFacilities(tx: Tx, rows: readonly FacilityRow[]): Promise<void> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['areaId', 'area_id', 'int'], ['name', 'name', 'text'], ['kind', 'kind', 'text'], ['tier', 'tier', 'text'], ['bodyId', 'body_id', 'int'], ['createdBy', 'created_by', 'uuid'], ['createdAt', 'created_at', 'timestamptz']])
  await tx.run(`insert into facility (${columns}, state, search_key) select ${columns}, 'active', lower(name) from ${source}`, [JSON.stringify(rows)])
}

/** Rooms of four beds, the beds of the higher tiers with oxygen. */
export async function saveRooms(tx: Tx, rows: readonly { id: string; facilityId: string; name: string; oxygen: boolean; createdBy: string }[]): Promise<void> {
  const { source } = jsonRows([['id', 'id', 'uuid'], ['facilityId', 'facility_id', 'uuid'], ['name', 'name', 'text'], ['oxygen', 'oxygen', 'boolean'], ['createdBy', 'created_by', 'uuid']])
  await tx.run(`insert into facility_room (id, facility_id, name, created_by) select id, facility_id, name, created_by from ${source}`, [JSON.stringify(rows)])
  await tx.run(`insert into facility_bed (room_id, facility_id, position, oxygen) select given.id, given.facility_id, n, given.oxygen from ${source}, generate_series(1, 4) n`, [JSON.stringify(rows)])
}

export interface StayRow { id: string; areaId: number; caseId: string; individualId: string; householdId: string | null; riskClass: string; tier: string; facilityId: string; askedOn: string; enteredAt: string; roomId: string; position: number; createdBy: string }
/** People in their beds; triggers count them. */
export async function saveStays(tx: Tx, rows: readonly StayRow[]): Promise<void> {
  const { source } = jsonRows([['id', 'id', 'uuid'], ['areaId', 'area_id', 'int'], ['caseId', 'case_id', 'uuid'], ['individualId', 'individual_id', 'uuid'], ['householdId', 'household_id', 'uuid'], ['riskClass', 'risk_class', 'text'], ['tier', 'tier', 'text'],
    ['facilityId', 'facility_id', 'uuid'], ['askedOn', 'asked_on', 'date'], ['enteredAt', 'entered_at', 'timestamptz'], ['roomId', 'room_id', 'uuid'], ['position', 'position', 'int'], ['createdBy', 'created_by', 'uuid']])
  await tx.run(`
    insert into stay (id, area_id, disease_code, purpose, case_id, individual_id, household_id, risk_class, tier, facility_id, asked_on, exposed_on, entered_at, due_on, state, created_by)
    select id, area_id, 'covid-19', 'treatment', case_id, individual_id, household_id, risk_class, tier, facility_id, asked_on, asked_on, entered_at, asked_on + 14, 'staying', created_by from ${source}`, [JSON.stringify(rows)])
  await tx.run(`
    insert into bed_stay (stay_id, bed_id, room_id, facility_id, individual_id, from_at)
    select given.id, b.id, b.room_id, given.facility_id, given.individual_id, given.entered_at from ${source} join facility_bed b on b.room_id = given.room_id and b.position = given.position`, [JSON.stringify(rows)])
}
