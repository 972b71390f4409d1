import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

export interface TeamRow { id: string; areaId: number; name: string; kind: string; bodyId: number; decision: string; restUntil: string | null; state: string; createdBy: string; createdAt: string }
/** Teams as they stand on the demo's day. */
export function saveResponseTeams(tx: Tx, rows: readonly TeamRow[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['areaId', 'area_id', 'int'], ['name', 'name', 'text'], ['kind', 'kind', 'text'], ['bodyId', 'body_id', 'int'], ['decision', 'decision', 'text'], ['restUntil', 'rest_until', 'timestamptz'], ['state', 'state', 'text'], ['createdBy', 'created_by', 'uuid'], ['createdAt', 'created_at', 'timestamptz']])
  return tx.run(`insert into response_team (${columns}, search_key) select ${columns}, lower(name) from ${source}`, [JSON.stringify(rows)])
}

export interface TeamMemberRow { id: string; teamId: string; fullName: string; phone: string; role: string; fromOn: string; createdBy: string }
export function saveTeamMembers(tx: Tx, rows: readonly TeamMemberRow[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['teamId', 'team_id', 'uuid'], ['fullName', 'full_name', 'text'], ['phone', 'phone', 'text'], ['role', 'role', 'text'], ['fromOn', 'from_on', 'date'], ['createdBy', 'created_by', 'uuid']])
  return tx.run(`insert into team_member (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

export interface DispatchRow { id: string; teamId: string; areaId: number; fromAreaId: number; bodyId: number; purpose: string; words: string; number: string; byTitle: string; fromAt: string; untilOn: string; arrivedAt: string; returnedAt: string | null; restUntil: string | null; createdBy: string }
/** Orders that sent a team, with its arrival, return and rest; each stands since it was given. */
export function saveDispatches(tx: Tx, rows: readonly DispatchRow[]): Promise<number> {
  const { columns, source } = jsonRows([['id', 'id', 'uuid'], ['teamId', 'team_id', 'uuid'], ['areaId', 'area_id', 'int'], ['fromAreaId', 'from_area_id', 'int'], ['bodyId', 'body_id', 'int'], ['purpose', 'purpose', 'text'], ['words', 'words', 'text'], ['number', 'number', 'text'], ['byTitle', 'by_title', 'text'],
    ['fromAt', 'from_at', 'timestamptz'], ['untilOn', 'until_on', 'date'], ['arrivedAt', 'arrived_at', 'timestamptz'], ['returnedAt', 'returned_at', 'timestamptz'], ['restUntil', 'rest_until', 'timestamptz'], ['createdBy', 'created_by', 'uuid']])
  return tx.run(`insert into team_dispatch (${columns}, created_at) select ${columns}, from_at from ${source}`, [JSON.stringify(rows)])
}

/** Cases cared for at home are isolated there from the evening of the diagnosis; who is isolated as a contact still has his order. $1: the demo's day. */
const ORDERS = `
  insert into isolation_order (id, area_id, subject, disease_code, individual_id, case_id, full_name, phone, address, sex, birth_year, form, doses, counted_from, days, from_on, until_on, rule, rule_source, requested_at, started_at, state, search_key, created_by)
  select md5('home-order' || c.id)::uuid, c.area_id, 'f0', c.disease_code, c.individual_id, c.id, i.full_name, i.phone, i.address, i.sex, i.birth_year, 'home', c.doses, w.on_day, w.days, w.on_day, w.on_day + w.days, r.code, r.source, w.at, w.at, 'running', '', c.created_by
  from disease_case c join individual i on i.id = c.individual_id
    left join lateral (select x.code, x.source, x.days from isolation_rule x where x.disease_code = c.disease_code and x.subject = 'f0' and x.superseded_at is null and x.doses_from is null and day_in_vietnam(c.diagnosed_at) between x.valid_from and coalesce(x.valid_to, 'infinity') limit 1) r on true
    cross join lateral (select day_in_vietnam(c.diagnosed_at) as on_day, coalesce(r.days, 14) as days, least(c.diagnosed_at + interval '2 hours', $1::timestamptz) as at) w
  where c.state = 'in_treatment' and c.care = 'home' and c.voided_at is null
    and not exists (select from isolation_order o where o.individual_id = c.individual_id and o.state in ('decided', 'running', 'violated') and o.voided_at is null)`

/** Each in his class of risk by the rule of the day; one in five has another illness, nobody is short of breath. A station that is in the place is in charge. */
const CARES = `
  with sick as (
    select o.*, row_number() over (order by o.started_at, o.id) as n, extract(year from $1::timestamptz)::int - o.birth_year as age from isolation_order o where o.subject = 'f0' and o.form = 'home' and o.state = 'running' and o.voided_at is null),
  weighed as (select s.*, md5('home-care' || s.id)::uuid as care_id, n % 5 = 0 as comorbid, 97 as spo2 from sick s),
  ruled as (
    select w.*, r.risk_class, r.source from weighed w cross join lateral (
      select x.risk_class, x.source from risk_rule x
      where x.disease_code = w.disease_code and day_in_vietnam(w.started_at) between x.valid_from and coalesce(x.valid_to, 'infinity') and (x.age_from is null or w.age >= x.age_from) and (x.age_to is null or w.age <= x.age_to)
        and (x.comorbid is null or x.comorbid = w.comorbid) and (x.doses_below is null or coalesce(w.doses, 0) < x.doses_below) and (x.spo2_below is null or w.spo2 < x.spo2_below)
      order by array_position('{very-high,high,medium,low}'::text[], x.risk_class) limit 1) r),
  cared as (
    insert into home_care (id, area_id, disease_code, individual_id, order_id, case_id, team_id, risk_class, risk_rule, started_on, state, search_key, created_by)
    select r.care_id, r.area_id, r.disease_code, r.individual_id, r.id, r.case_id, t.team_id, r.risk_class, r.source, day_in_vietnam(r.started_at), 'in_care', '', r.created_by
    from ruled r left join lateral (select d.team_id from team_dispatch d join area a on a.id = d.area_id where r.area_id between a.id and a.last_id and d.returned_at is null and d.purpose = 'care-at-home' limit 1) t on true)
  insert into home_risk (care_id, weighed_at, comorbid, doses, spo2, risk_class, created_by)
  select care_id, started_at, comorbid, doses, spo2, risk_class, created_by from ruled`

/** Looked at twice a day over the last three days, called once a day over the last five: most are well, some are not reached. Nothing lies on the demo's own day. */
const LOOKS = `
  insert into isolation_day (order_id, on_day, half, temperature, spo2, breaths, warns, entered_at, created_by)
  select c.order_id, d.day::date, h.half, 36.5 + (('x' || substr(md5(c.id::text || d.day || h.half), 1, 2))::bit(8)::int % 14) / 10.0, 96 + ('x' || substr(md5(c.id::text || d.day), 1, 2))::bit(8)::int % 4, 18,
    false, start_in_vietnam(d.day::date) + h.hour, c.created_by
  from home_care c cross join generate_series($1::date - 3, $1::date - 1, interval '1 day') d (day) cross join (values ('morning', interval '8 hours'), ('evening', interval '19 hours')) h (half, hour)
  where c.state = 'in_care' and c.started_on < d.day::date`
const CALLS = `
  insert into home_call (id, care_id, called_at, answer, created_by)
  select md5('home-call' || c.id || d.day)::uuid, c.id, start_in_vietnam(d.day::date) + interval '15 hours', case ('x' || substr(md5(c.id::text || d.day), 1, 2))::bit(8)::int % 10 when 0 then 'not-reached' when 1 then 'unwell' else 'well' end, c.created_by
  from home_care c cross join generate_series($1::date - 5, $1::date - 1, interval '1 day') d (day) where c.state = 'in_care' and c.started_on <= d.day::date`

/** A kit each for three of four, out of the store of the commune, which has some left. */
const KITS = [`
  insert into supply_item (id, area_id, name, code, category, unit, home_kit, state, search_key, created_by)
  select md5('home-kit')::uuid, (select a.id from area a join home_care c on c.area_id between a.id and a.last_id where a.level = 'province' limit 1), 'Túi thuốc điều trị F0 tại nhà MẪU', 'TT-F0', 'medicine', 'túi', true, 'in_use', 'tui thuoc dieu tri f0 tai nha tt-f0', min(c.created_by::text)::uuid from home_care c having count(*) > 0`, `
  insert into stock_movement (id, area_id, voucher, direction, item_id, quantity, moved_on, source, state, search_key, created_by, created_at)
  select md5('home-kits-in' || c.area_id)::uuid, c.area_id, 'PN-MẪU-TT', 'in', md5('home-kit')::uuid, count(*) + 10, min(c.started_on) - 1, 'higher-level', 'recorded', 'pn-mau-tt', min(c.created_by::text)::uuid, start_in_vietnam(min(c.started_on) - 1) + interval '9 hours' from home_care c group by c.area_id`, `
  with given as (
    select c.*, md5('home-kit-out' || c.id)::uuid as movement_id, least(start_in_vietnam(c.started_on) + interval '20 hours', $1::timestamptz) as given_at from home_care c where ('x' || substr(md5(c.id::text), 1, 2))::bit(8)::int % 4 <> 0),
  moved as (
    insert into stock_movement (id, area_id, voucher, direction, item_id, quantity, moved_on, state, search_key, created_by, created_at)
    select movement_id, area_id, 'PX-MẪU-' || upper(right(id::text, 6)), 'out', md5('home-kit')::uuid, 1, started_on, 'recorded', 'px-mau', created_by, given_at from given)
  insert into home_kit (id, care_id, movement_id, given_at, created_by) select md5('home-kit-given' || id)::uuid, id, movement_id, given_at, created_by from given`]

/** Cases at home with their orders, classes of risk, looks, calls and kits, under the permission that a request would need. */
export async function saveHomeCare(tx: Tx, today: string, under: (permission: string) => Promise<void>): Promise<void> {
  const now = `${today}T06:00:00.000+07:00`
  const steps: [permission: string, sql: string, at: string][] = [
    ['isolation_order.create', ORDERS, now], ['home_care.create', CARES, now], ['isolation.watch', LOOKS, today], ['home_duty.call', CALLS, today], ['supply_item.create', KITS[0]!, ''], ['stock_movement.create', KITS[1]!, ''], ['home_duty.give', KITS[2]!, now],
  ]
  for (const [permission, sql, at] of steps) {
    await under(permission)
    await tx.run(sql, at === '' ? [] : [at])
  }
}

/** Beds and cases at home as they stood at the end of each of the last ten days, and everything as it stands now: what the counts of a day were. */
export async function saveCareDays(tx: Tx, today: string): Promise<void> {
  await tx.run(`
    insert into care_day (id, area_id, what, facility_id, counted_on, total, done, free, created_by)
    select md5('care-day' || f.id || d.day)::uuid, f.area_id, coalesce(f.tier, 'quarantine'), f.id, d.day::date, l.beds, n.taken, l.beds - n.taken, f.created_by
    from facility f join facility_load l on l.facility_id = f.id cross join generate_series($1::date - 10, $1::date - 1, interval '1 day') d (day)
      cross join lateral (select count(*) as taken from bed_stay b where b.facility_id = f.id and not b.void and b.from_at < start_in_vietnam(d.day::date + 1) and (b.to_at is null or b.to_at >= start_in_vietnam(d.day::date + 1))) n
    union all
    select md5('care-home' || c.area_id || d.day)::uuid, c.area_id, 'home', null, d.day::date, count(*), count(*) filter (where exists (select from home_call k where k.care_id = c.id and k.answer <> 'not-reached' and day_in_vietnam(k.called_at) = d.day::date)), 0, min(c.created_by::text)::uuid
    from home_care c cross join generate_series($1::date - 5, $1::date - 1, interval '1 day') d (day) where c.started_on <= d.day::date group by c.area_id, d.day`, [today])
  await tx.run('select count_care_day($1)', [`${today}T06:00:00.000+07:00`])
}
