import type { ClientBase } from 'pg'

export const FIRST_DAY = '2021-08-01'
export const DAYS = 14
const DECISION = '01970000-0000-7000-8000-000000000001'

const uuidOf = (kind: string, n: string): string => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
/** A whole number below `most` from the row's number, the same in every run; the day is the first parameter. */
const pick = (salt: number, most: number): string => `abs(hashint8extended(n * 64 + $1::int, ${salt}) % ${most})`

/** People over all communes, with nothing derived from them: nobody is searched for by name here. */
export async function plantVisitors(client: ClientBase, count: number): Promise<void> {
  await client.query('alter table individual disable trigger user')
  await client.query(`
    insert into individual (id, area_id, full_name, sex, birth_year, phone, created_by)
    select ${uuidOf('01950000', 'n')}, 100000 + (1 + n % 10) * 1000 + (1 + (n / 10) % 20) * 10, 'Người Mẫu ' || n, 'unknown', 1940 + n % 80, '0000000000', '01930000-0000-7000-8000-000000000001' from generate_series(0, $1::int - 1) n`, [count])
  await client.query('alter table individual enable trigger user')
  await client.query('analyze individual')
}

/** Places over all communes, and the decision under which their visits are collected. */
export async function plantPlaces(client: ClientBase, count: number, area: number): Promise<void> {
  await client.query('alter table place disable trigger audit')
  await client.query(`
    insert into place (id, area_id, name, kind, created_by) select ${uuidOf('01980000', 'n')}, 100000 + (1 + n % 10) * 1000 + (1 + (n / 10) % 20) * 10, 'Nơi Mẫu ' || n, 'market', '01930000-0000-7000-8000-000000000001' from generate_series(0, $1::int - 1) n`, [count])
  await client.query('alter table place enable trigger audit')
  await client.query(`
    insert into collection_decision (id, area_id, collects, number, issuer, disease_code, from_on, to_on, keep_days, created_by) values ($1, $2, 'visit', 'MẪU 1/QĐ-UBND', 'UBND Mẫu', 'covid-19', $3::date, $3::date + ${DAYS}, 30, '01930000-0000-7000-8000-000000000001')`, [DECISION, area, FIRST_DAY])
  await client.query(`select open_visit_days($1::date, $1::date + ${DAYS - 1})`, [FIRST_DAY])
}

/** The guard and the second index cost more than all else when millions come at once; the index is made again behind them, as it was. */
async function without(client: ClientBase, work: () => Promise<void>): Promise<void> {
  const { rows: [index] } = await client.query<{ made: string }>("select replace(pg_get_indexdef('place_visit_individual'::regclass), ' ON ONLY ', ' ON ') as made")
  await client.query('alter table place_visit disable trigger guard_visits; drop index place_visit_individual')
  await work()
  await client.query(`alter table place_visit enable trigger guard_visits; ${index!.made}`)
}

/** Visits of 5 to 90 minutes between 6 and 21 h, three exits in ten missing, all people and places alike, a day at a time. */
export async function plantVisits(client: ClientBase, { visits, people, places }: { visits: number; people: number; places: number }): Promise<void> {
  await without(client, async () => {
    for (let day = 0; day < DAYS; day++) await plantDay(client, day, [Math.ceil(visits / DAYS), people, places])
  })
  await client.query('vacuum analyze place_visit')
  await client.query('vacuum analyze place')
}

async function plantDay(client: ClientBase, day: number, [visits, people, places]: [number, number, number]): Promise<void> {
  await client.query(`
    insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, is_masked, source)
    select ${uuidOf('01980000', 'v.place')}, v.entered, ${uuidOf('01990000', 'v.n * 16 + $1::int')}, $2::date + $1::int, ${uuidOf('01950000', 'v.person')}, $3, case when v.n % 10 >= 3 then v.entered + v.minutes * interval '1 minute' end, v.n % 4 > 0, 'qr'
    from (select n, ${pick(1, people)} as person, ${pick(2, places)} as place, start_in_vietnam($2::date + $1::int) + (360 + ${pick(3, 900)}) * interval '1 minute' as entered, 5 + ${pick(4, 86)} as minutes
      from generate_series(1, $4::bigint) n order by 4) v`, [day, FIRST_DAY, DECISION, visits])
}

const numberOf = (column: string): string => `('x' || right(${column}::text, 8))::bit(32)::int`

/** Writes all visits as numbers into a file that the database's server can write: person, place, entry and exit in milliseconds, two hours where none was seen. */
export async function exportVisits(client: ClientBase, path: string): Promise<void> {
  await client.query(`copy (select ${numberOf('individual_id')}, ${numberOf('place_id')}, extract(epoch from entered_at) * 1000, extract(epoch from coalesce(left_at, entered_at + interval '2 hours')) * 1000 from place_visit) to '${path}' (format csv)`)
}

/** New cases of different people, diagnosed on the last day, ill since two days before; their ids. */
export async function plantNewCases(client: ClientBase, count: number, people: number): Promise<{ id: string; individualId: string }[]> {
  await client.query(`
    insert into disease_case (id, area_id, disease_code, individual_id, classification, detected_as, diagnosed_at, onset_on, state, created_by)
    select ${uuidOf('019a0000', 'n')}, i.area_id, 'covid-19', i.id, 'confirmed', 'community', $1::date + interval '20 hours', $1::date - 2, 'open', '01930000-0000-7000-8000-000000000001'
    from generate_series(1, $2::int) n join individual i on i.id = ${uuidOf('01950000', '(n * 7919) % $3::int')} on conflict (id) do nothing`, [`2021-08-${DAYS}`, count, people])
  return (await client.query<{ id: string; individualId: string }>('select id, individual_id as "individualId" from disease_case order by id limit $1', [count])).rows
}

/** F1 and F2 of a person by joining visits with visits, as one would without an engine: [from, to) is the window. */
export async function selfJoin(client: ClientBase, individualId: string, from: string, to: string): Promise<number> {
  const { rows: [found] } = await client.query<{ n: number }>(`
    with visit as (select individual_id, place_id, entered_at, coalesce(left_at, entered_at + interval '2 hours') as left_at from place_visit where day between day_in_vietnam($2::timestamptz) - 1 and day_in_vietnam($3::timestamptz) and entered_at < $3),
    f1 as (select b.individual_id, min(greatest(a.entered_at, b.entered_at, $2)) as at from visit a join visit b on b.place_id = a.place_id and b.entered_at < a.left_at and b.left_at > greatest(a.entered_at, $2)
      where a.individual_id = $1 and a.left_at > $2 and b.individual_id <> $1 group by 1),
    f2 as (select d.individual_id from f1 join visit c on c.individual_id = f1.individual_id and c.left_at > f1.at join visit d on d.place_id = c.place_id and d.entered_at < c.left_at and d.left_at > greatest(c.entered_at, f1.at) where d.individual_id <> $1 group by 1)
    select count(*)::int as n from (select individual_id from f1 union select individual_id from f2) found`, [individualId, from, to])
  return found!.n
}

/** Bytes of all visits with their indexes. */
export async function sizeOfVisits(client: ClientBase): Promise<number> {
  return Number((await client.query<{ bytes: string }>("select sum(pg_total_relation_size(inhrelid)) as bytes from pg_inherits where inhparent = 'place_visit'::regclass")).rows[0]!.bytes)
}
