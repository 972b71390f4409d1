import type { ClientBase } from 'pg'

const FAMILIES = 'Nguyễn Trần Lê Phạm Hoàng Vũ Nông Vi Triệu Lương Lý Hứa Đặng Bùi Dương Hà Chu Lộc Lâm Đinh'.split(' ')
const MIDDLES = 'Văn Thị Đức Minh Ngọc Thu Quang Hữu Hồng Thanh Xuân Kim'.split(' ')
const GIVENS = 'Anh Hùng Dũng Minh Tuấn Hải Nam Long Đức Sơn Hiếu Cường Thắng Bình Huy Linh Hương Hoa Lan Hà Hiền Phương Thảo Trang Thủy Hằng Nga Mai Yến Vân Quân Kiên Phong Vinh Toàn Thành Trung Hưng Lâm Phúc Tùng Việt Nhung Oanh Quỳnh Tuyết Huệ Thơm Uyên Ánh'.split(' ')

/** People at once: few enough that the planting's progress is seen. */
const CHUNK = 50_000

/** A whole number below `most` from the row's number, the same in every run. */
const pick = (salt: number, most: number): string => `abs(hashint8extended(n, ${salt}) % ${most})::int`
const village = (salt: number): string => `100000 + (1 + ${pick(salt, 10)}) * 1000 + (1 + ${pick(salt + 1, 20)}) * 10 + 1 + ${pick(salt + 2, 9)}`

async function inChunks(client: ClientBase, table: string, count: number, sql: string, values: unknown[] = []): Promise<void> {
  const trigger = await client.query<{ name: string }>("select tgname as name from pg_trigger where tgrelid = $1::regclass and tgname like 'audit%'", [table])
  for (const { name } of trigger.rows) await client.query(`alter table ${table} disable trigger ${name}`)
  for (let done = 0; done < count; done += CHUNK) await client.query(sql, [done, Math.min(count, done + CHUNK) - 1, ...values])
  for (const { name } of trigger.rows) await client.query(`alter table ${table} enable trigger ${name}`)
}

/** People over all villages, with the keys that a search by name needs; their audit is left out. */
export async function plantPopulation(client: ClientBase, count: number): Promise<void> {
  await inChunks(client, 'individual', count, `
    insert into individual (id, area_id, full_name, sex, birth_year, phone, created_by)
    select ('01950000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${village(1)}, ($3::text[])[1 + ${pick(4, FAMILIES.length)}] || ' ' || ($4::text[])[1 + ${pick(5, MIDDLES.length)}] || ' ' || ($5::text[])[1 + ${pick(6, GIVENS.length)}],
      (array['male', 'female'])[1 + ${pick(7, 2)}], 1935 + ${pick(8, 86)}, '0000' || lpad((n % 1000000)::text, 6, '0'), '01930000-0000-7000-8000-000000000001'
    from generate_series($1::bigint, $2::bigint) n`, [FAMILIES, MIDDLES, GIVENS])
  await client.query('truncate individual_stale')
}

/** Cases of the first people, over 180 days; most closed long ago, a hundredth open with a running clock. */
export async function plantCases(client: ClientBase, count: number): Promise<void> {
  await inChunks(client, 'disease_case', count, `
    insert into disease_case (id, area_id, code, disease_code, individual_id, classification, detected_as, diagnosed_at, onset_on, state, system_entered_at, search_key, created_by)
    select ('01960000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, i.area_id, 'C-' || n, (array['covid-19', 'covid-19', 'measles', 'dengue'])[1 + ${pick(11, 4)}], i.id, 'confirmed', (array['community', 'quarantine', 'locked-zone', 'entry'])[1 + ${pick(12, 4)}],
      timestamptz '2021-08-31 05:00Z' - ${pick(13, 180 * 24)} * interval '1 hour', null, case when n % 100 = 0 then 'open' else 'closed' end, case when n % 100 = 0 then null else timestamptz '2021-08-31 05:00Z' - ${pick(13, 180 * 24)} * interval '1 hour' + interval '9 hours' end,
      'c ' || n, '01930000-0000-7000-8000-000000000001'
    from generate_series($1::bigint, $2::bigint) n join individual i on i.id = ('01950000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`)
}

/** The first person of a village whose name begins with these words, as the search should find him: a check that the bench measures hits. */
export async function countNamed(client: ClientBase, key: string): Promise<number> {
  return (await client.query<{ n: number }>(`select count(*)::int as n from individual_key where key like $1`, [`n${key}%`])).rows[0]!.n
}

/** What the installation's own jobs would have done by the time somebody looks: tallies added up, statistics taken. */
export async function settle(client: ClientBase): Promise<void> {
  await client.query('select compact_case_tally()')
  await client.query('vacuum analyze')
}

