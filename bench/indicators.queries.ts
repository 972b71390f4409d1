import type { ClientBase } from 'pg'

/** A province of 10 districts of 20 communes of 9 villages; each unit has a committee of the same number. */
export const PROVINCE_AREA = 100_000
export const DISTRICT_AREA = 101_000
export const COMMUNE_AREA = 101_010
/** Last of the 180 days of the records. */
export const TO = '2021-08-31'

/** Areas, and a people's committee for each down to communes. */
export async function plantGround(client: ClientBase): Promise<void> {
  await client.query(`
    insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
    select id, parent, last, id::text, level, 'xã', 'Mẫu ' || id, 'Đơn vị Mẫu ' || id, 'mau', '2000-01-01' from (
      select 100000 as id, null::int as parent, 120000 as last, 'province' as level
      union all select 100000 + d * 1000, 100000, 100999 + d * 1000, 'district' from generate_series(1, 10) d
      union all select 100000 + d * 1000 + c * 10, 100000 + d * 1000, 100009 + d * 1000 + c * 10, 'commune' from generate_series(1, 10) d, generate_series(1, 20) c
      union all select 100000 + d * 1000 + c * 10 + v, 100000 + d * 1000 + c * 10, 100000 + d * 1000 + c * 10 + v, 'village'
        from generate_series(1, 10) d, generate_series(1, 20) c, generate_series(1, 9) v) unit order by unit.id`)
  await client.query(`
    insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
    select id, parent_id, last_id, 'people-committee', 'state', level, 'UBND ' || name, 'UBND ' || name, 'ubnd', id, '2000-01-01' from area where level <> 'village' order by id`)
  await client.query("insert into body_territory (body_id, area_id, valid_from) select id, id, '2000-01-01' from body")
}

/** Rumours spread over villages and 180 days, their kinds over all places alike; their audit is left out, as the first count needs none. */
export async function plantRumours(client: ClientBase, count: number): Promise<void> {
  await client.query('alter table rumour disable trigger audit')
  for (let done = 0; done < count; done += 100_000) {
    await client.query(`
      insert into rumour (id, area_id, claim, channel, harm, heard_on, state, created_by, created_at)
      select gen_random_uuid(), 100000 + (1 + n % 10) * 1000 + (1 + (n / 10) % 20) * 10 + (n / 200) % 10, 'Tin đồn MẪU ' || n,
        (array['social-network', 'messaging', 'word-of-mouth', 'hotline'])[1 + abs(hashint8extended(n, 1) % 4)], (array['low', 'medium', 'high'])[1 + abs(hashint8extended(n, 2) % 3)],
        date '2021-08-31' - ((n * 7919) % 180)::int, case when hashint8extended(n, 3) % 50 = 0 then 'new' else 'closed' end, gen_random_uuid(), '2021-08-31'
      from generate_series($1::bigint, $2::bigint) n`, [done, Math.min(count, done + 100_000) - 1])
  }
  await client.query('alter table rumour enable trigger audit')
  await client.query('analyze')
}

/** Moves records to another day, as corrections do. */
export async function touch(client: ClientBase, count: number): Promise<void> {
  await client.query(`update rumour set heard_on = heard_on - 1 where id in (select id from rumour order by id limit $1)`, [count])
}

/** Gives the units names of their own to be found by, where a bench writes them as a spreadsheet would. */
export async function nameGround(client: ClientBase): Promise<void> {
  await client.query("update area set search_key = 'mau ' || id")
}
