import type { ClientBase } from 'pg'

const codeOf = (n: string): string => `lpad((${n})::text, 16, '0')`

/** A code for every place. */
export async function plantCodes(client: ClientBase): Promise<string[]> {
  await client.query(`insert into place_code (code, place_id) select ${codeOf('row_number() over (order by id)')}, id from place`)
  return (await client.query<{ code: string }>('select code from place_code order by code')).rows.map(({ code }) => code)
}

/** Phones that have told who they are. */
export async function plantPhones(client: ClientBase, ids: readonly string[], area: number, day: string): Promise<void> {
  await client.query("insert into visitor (id, area_id, full_name, phone, keys, registered_on) select id, $2, 'Người Mẫu ' || n, '0000000000', array['p' || n], $3 from unnest($1::uuid[]) with ordinality v (id, n)", [ids, area, day])
  await client.query('vacuum analyze visitor, place_code')
}

/** The place and the person of the same insert by hand. */
export async function plantSame(client: ClientBase, day: string): Promise<string> {
  const { rows: [decision] } = await client.query<{ id: string }>('select id from collection_decision limit 1')
  await client.query(`create table bench_place as select row_number() over (order by id)::int as n, id from place; create unique index on bench_place (n);
    create table bench_visitor as select row_number() over (order by id)::int as n, id from visitor; create unique index on bench_visitor (n)`)
  await client.query('vacuum analyze bench_place, bench_visitor')
  const { rows: [most] } = await client.query<{ places: number; visitors: number }>('select (select count(*)::int from bench_place) as places, (select count(*)::int from bench_visitor) as visitors')
  return `\\set p random(1, ${most!.places})
\\set v random(1, ${most!.visitors})
\\set s random(0, 36000)
insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, source) select p.id, timestamptz '${day} 06:00+07' + :s * interval '1 second', gen_random_uuid(), '${day}', v.id, '${decision!.id}', 'qr' from bench_place p, bench_visitor v where p.n = :p and v.n = :v;
`
}

export async function countVisitsOf(client: ClientBase, day: string): Promise<number> {
  return Number((await client.query<{ n: string }>('select count(*) as n from place_visit where day = $1', [day])).rows[0]!.n)
}

/** Days that are dropped when it is `today`; returns how many. */
export async function dropDays(client: ClientBase, today: string): Promise<number> {
  return (await client.query<{ n: number }>('select keep_visit_days($1) as n', [today])).rows[0]!.n
}

export async function openDay(client: ClientBase, day: string): Promise<void> {
  await client.query('select open_visit_days($1, $1)', [day])
}
