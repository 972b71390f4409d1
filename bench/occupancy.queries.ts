import type { ClientBase } from 'pg'

/** Post that plants; nobody holds it. */
const BY = '01930000-0000-7000-8000-000000000001'

/**
 * Facilities spread over the communes of the ground, every fourth for treatment, each with rooms of eight beds, four of five taken
 * since up to a fortnight, and as many people again who have left. Their audit is left out; counts follow by the triggers' own sums.
 */
export async function plantStays(client: ClientBase, facilities: number, beds: number): Promise<void> {
  await client.query('set session_replication_role = replica')
  await client.query(`insert into facility (id, area_id, name, kind, tier, state, search_key, created_by)
    select gen_random_uuid(), 100000 + (1 + n % 10) * 1000 + (1 + (n / 10) % 20) * 10, 'Cơ sở MẪU ' || n, case when n % 4 = 0 then 'field-hospital' else 'quarantine' end, case when n % 4 = 0 then (1 + n / 4 % 3)::text end, 'active', 'co so mau ' || n, '${BY}'
    from generate_series(0, $1::int - 1) n`, [facilities])
  await client.query("insert into facility_room (id, facility_id, name, created_by) select gen_random_uuid(), f.id, 'P' || r, $2 from facility f, generate_series(1, ($1::int + 7) / 8) r", [beds, BY])
  await client.query('insert into facility_bed (room_id, facility_id, position, oxygen) select r.id, r.facility_id, n, n > 6 from facility_room r, generate_series(1, 8) n')
  await client.query(`
    create temp table lying as select gen_random_uuid() as stay, gen_random_uuid() as who, b.id as bed, b.room_id as room, b.facility_id as facility, f.area_id as area, f.tier, row_number() over ()::int as n, e.past
    from facility_bed b join facility f on f.id = b.facility_id, (values (false), (true)) e (past) where b.position <= 6 or e.past`)
  await client.query(`insert into individual (id, area_id, full_name, sex, search_key, created_by) select who, 100000 + (1 + n % 10) * 1000 + (1 + (n / 10) % 20) * 10, 'Người MẪU ' || n, 'female', '', '${BY}' from lying`)
  await client.query(`insert into stay (id, area_id, code, disease_code, purpose, individual_id, full_name, sex, risk_class, tier, asked_on, exposed_on, facility_id, facility_area_id, entered_at, due_on, left_at, state, search_key, created_by)
    select stay, 100000 + (1 + n % 10) * 1000 + (1 + (n / 10) % 20) * 10, 'B' || lpad(n::text, 11, '0'), 'covid-19', case when tier is null then 'quarantine' else 'treatment' end, who, 'Người MẪU ' || n, 'female', 'low', tier,
      current_date - n % 14 - case when past then 20 else 0 end, current_date - n % 14 - case when past then 20 else 0 end, facility, area, now() - make_interval(days => n % 14 + case when past then 20 else 0 end), current_date - n % 14 + 14 - case when past then 20 else 0 end,
      case when past then now() - make_interval(days => n % 14 + 14) end, case when past then 'handed_over' else 'staying' end, 'b' || lpad(n::text, 11, '0'), '${BY}' from lying`)
  await client.query(`insert into bed_stay (stay_id, bed_id, room_id, facility_id, individual_id, from_at, to_at)
    select l.stay, l.bed, l.room, l.facility, l.who, s.entered_at, s.left_at from lying l join stay s on s.id = l.stay`)
  await client.query(`insert into facility_load (facility_id, beds, oxygen_beds, taken, oxygen_taken)
    select b.facility_id, count(*), count(*) filter (where b.oxygen), count(o.id), count(o.id) filter (where b.oxygen) from facility_bed b left join bed_stay o on o.bed_id = b.id and o.to_at is null group by 1`)
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze')
}
