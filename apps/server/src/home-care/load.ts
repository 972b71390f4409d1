import type { HomeBox, HomeCareLine, HomeCareView, RiskRow } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

/** What is to be done next, as a condition on a care c; $1 is today. */
const TODAY = 'day_in_vietnam(k.called_at) = $1::date'
const BOX: Readonly<Record<HomeBox, string>> = {
  'to-call': `c.state = 'in_care' and not exists (select from home_call k where k.care_id = c.id and k.answer <> 'not-reached' and ${TODAY})`,
  'warned': `c.state = 'in_care' and exists (select from isolation_day w where w.order_id = c.order_id and w.warns and w.on_day >= $1::date - 1)`,
  'in-care': `c.state = 'in_care'`,
  'done': `c.state <> 'in_care'`,
}

const line = (clear: boolean): string => `
  select c.id, c.version, c.state, c.order_id as "orderId", ${clear ? 'coalesce(o.full_name, i.full_name) as name, o.address, o.phone' : 'null::text as name, null::text as address, null::text as phone'}, coalesce(o.birth_year, i.birth_year)::float8 as "birthYear", a.full_name as area,
    c.risk_class as "riskClass", c.risk_rule as "riskRule", c.team_id as "teamId", t.name as team, c.started_on as "startedOn", o.until_on as "untilOn", array(select x.half from isolation_day x where x.order_id = c.order_id and x.on_day = $1::date order by x.half desc) as looked,
    k.called_at as "calledAt", k.answer, (select count(*)::int from home_kit h where h.care_id = c.id) as kits, (select max(w.on_day) from isolation_day w where w.order_id = c.order_id and w.warns and w.on_day >= $1::date - 1) as "warnedOn"
  from home_care c join area a on a.id = c.area_id left join isolation_order o on o.id = c.order_id left join individual i on i.id = c.individual_id left join response_team t on t.id = c.team_id
    left join lateral (select y.called_at, y.answer from home_call y where y.care_id = c.id order by y.called_at desc limit 1) k on true`

const GRAVEST = `array_position(array['very-high', 'high', 'medium', 'low'], c.risk_class)`

/** Cares in sight by what is to be done next, the gravest first, narrowed to those of one team. */
export function loadCares(tx: Tx, box: HomeBox, teamId: string | null, limit: number, today: Day, clear: boolean): Promise<HomeCareLine[]> {
  return tx.rows<HomeCareLine>(`${line(clear)} where ${BOX[box]} and c.voided_at is null and ($2::uuid is null or c.team_id = $2) order by ${box === 'done' ? 'c.ended_on desc nulls last' : GRAVEST}, c.started_on, c.id limit $3`, [today, teamId, limit])
}

/** How many stand in each box. */
export function countCares(tx: Tx, teamId: string | null, today: Day): Promise<Record<HomeBox, number>> {
  const counts = Object.entries(BOX).map(([box, where]) => `count(*) filter (where ${where})::int as "${box}"`).join(', ')
  return tx.get(`select ${counts} from home_care c where c.voided_at is null and $1::date is not null and ($2::uuid is null or c.team_id = $2)`, [today, teamId])
}

/** The newest care that stands on an order in sight. */
export function findCareOf(tx: Tx, orderId: string, today: Day, clear: boolean): Promise<HomeCareLine | undefined> {
  return tx.find<HomeCareLine>(`${line(clear)} where c.order_id = $2 and c.voided_at is null order by c.created_at desc limit 1`, [today, orderId])
}

export type CareRow = { id: string; version: number; state: string; areaId: number; diseaseCode: string; individualId: string | null; orderId: string | null; caseId: string | null; birthYear: number | null; riskClass: string; startedOn: Day }
/** One care in sight. */
export function findCare(tx: Tx, id: string): Promise<CareRow | undefined> {
  return tx.find<CareRow>(`
    select c.id, c.version, c.state, c.area_id as "areaId", c.disease_code as "diseaseCode", c.individual_id as "individualId", c.order_id as "orderId", c.case_id as "caseId", coalesce(o.birth_year, i.birth_year)::float8 as "birthYear", c.risk_class as "riskClass", c.started_on as "startedOn"
    from home_care c left join isolation_order o on o.id = c.order_id left join individual i on i.id = c.individual_id where c.id = $1 and c.voided_at is null`, [id])
}

export type CaredOrder = { id: string; areaId: number; subject: string; form: string; state: string; diseaseCode: string; individualId: string | null; caseId: string | null; birthYear: number | null; doses: number | null }
/** The order that care stands on, with what it knows of him. */
export function findOrder(tx: Tx, id: string): Promise<CaredOrder | undefined> {
  return tx.find<CaredOrder>(`
    select o.id, o.area_id as "areaId", o.subject, o.form, o.state, o.disease_code as "diseaseCode", o.individual_id as "individualId", c.id as "caseId", coalesce(o.birth_year, i.birth_year)::float8 as "birthYear", o.doses::float8 as doses
    from isolation_order o left join individual i on i.id = o.individual_id left join disease_case c on c.id = o.case_id where o.id = $1 and o.voided_at is null`, [id])
}

/** Rows of the rule of risk in force on a day. */
export function loadRiskRows(tx: Tx, disease: string, day: Day): Promise<RiskRow[]> {
  return tx.rows<RiskRow>(`select code, risk_class as "riskClass", age_from as "ageFrom", age_to as "ageTo", comorbid, doses_below as "dosesBelow", spo2_below as "spo2Below", source, confidence from risk_rule where superseded_at is null and disease_code = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2) order by code`, [disease, day])
}

/** Mobile stations and teams that may take him in charge: those of the caller's areas. */
export function loadStations(tx: Tx): Promise<HomeCareView['teams']> {
  return tx.rows(`select t.id, t.name from response_team t where t.state not in ('forming', 'disbanded') and t.voided_at is null and (covers_area(t.area_id) or exists (select from team_dispatch d where d.team_id = t.id and d.withdrawn_at is null and d.returned_at is null)) order by t.kind, t.name collate "vi-x-icu" limit 100`, [])
}

/** Kits handed out, the newest first. */
export function loadGiven(tx: Tx, careId: string): Promise<HomeCareView['given']> {
  return tx.rows(`select h.id, i.name as item, m.quantity::float8 as quantity, h.given_at as "givenAt" from home_kit h join stock_movement m on m.id = h.movement_id and m.voided_at is null join supply_item i on i.id = m.item_id where h.care_id = $1 order by h.given_at desc, h.id`, [careId])
}

/** Calls, the newest first. */
export function loadCalls(tx: Tx, careId: string, clear: boolean): Promise<HomeCareView['calls']> {
  return tx.rows(`select k.id, k.called_at as "calledAt", k.answer, ${clear ? 'k.note' : 'null::text as note'} from home_call k where k.care_id = $1 order by k.called_at desc, k.id limit 100`, [careId])
}

/** The stay that a referral of this order's person asked for. */
export async function findReferral(tx: Tx, orderId: string): Promise<HomeCareView['referral']> {
  return (await tx.find<{ stayId: string; state: string }>(`select s.id as "stayId", s.state from stay s where s.order_id = $1 and s.voided_at is null order by s.created_at desc limit 1`, [orderId])) ?? null
}

/** Whether the last day that warned did so by too little oxygen; told to who may see health alone. */
export async function lacksOxygen(tx: Tx, orderId: string): Promise<boolean> {
  const last = await tx.find<{ low: boolean }>(`
    select x.spo2 < (select r.low_spo2 from isolation_sign_rule r where r.valid_from <= x.on_day order by r.valid_from desc limit 1) as low from isolation_day x where x.order_id = $1 and x.warns order by x.on_day desc, x.half desc limit 1`, [orderId])
  return last?.low === true
}

/** One call in sight, by its id. */
export function findCall(tx: Tx, id: string): Promise<{ careId: string; answer: string } | undefined> {
  return tx.find(`select care_id as "careId", answer from home_call where id = $1`, [id])
}

/** One kit in sight, by its id. */
export function findKit(tx: Tx, id: string): Promise<{ careId: string; itemId: string } | undefined> {
  return tx.find(`select h.care_id as "careId", m.item_id as "itemId" from home_kit h join stock_movement m on m.id = h.movement_id where h.id = $1`, [id])
}
