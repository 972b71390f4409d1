import type pg from 'pg'
import type { Opening } from '#kernel/opening.queries.ts'
import { searchKey } from '@phaodai/vocabulary'

/** Bodies of the bench: a province, 10 districts with 15 departments each, 200 communes with 8 bodies each, a body over two far stations. */
export const PROVINCE = 1_000_000
export const DISTRICT = PROVINCE + 20_000
export const COMMUNE = DISTRICT + 900
export const OVER_TWO = 2_000_000
const FAR = [OVER_TWO + 10, OVER_TWO + 20]

const BODIES = `
  with tree (id, parent_id, last_id, kind, level, name) as (
    select ${PROVINCE}, null::int, ${PROVINCE} + 299999, 'people-committee', 'province', 'UBND tỉnh'
    union all select ${PROVINCE} + i, ${PROVINCE}, ${PROVINCE} + i, 'department', 'province', 'Sở ' || i from generate_series(1, 20) i
    union all select d.id, ${PROVINCE}, d.id + 19999, 'people-committee', 'district', 'UBND huyện ' || d.n from d
    union all select d.id + i, d.id, d.id + i, 'department', 'district', 'Phòng ' || i || ' huyện ' || d.n from d, generate_series(1, 15) i
    union all select c.id, c.parent, c.id + 899, 'people-committee', 'commune', 'UBND xã ' || c.id from c
    union all select c.id + i * 10, c.id, c.id + i * 10, 'health-station', 'commune', 'Đơn vị ' || i || ' xã ' || c.id from c, generate_series(1, 8) i
    union all select ${OVER_TWO}, null, ${OVER_TWO} + 99, 'health-centre', 'province', 'Trung tâm khu vực'
    union all select i, ${OVER_TWO}, i, 'health-station', 'commune', 'Trạm xa ' || i from unnest(array[${FAR.join(',')}]) i)
  insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
  select id, parent_id, last_id, kind, 'state', level, name, name, lower(name), 1, '2021-01-01' from tree`

const WITH_UNITS = BODIES.replace('with tree', `with d as (select ${PROVINCE} + n * 20000 as id, n from generate_series(1, 10) n),
  c as (select d.id + i * 900 as id, d.id as parent from d, generate_series(1, 20) i), tree`)

/** Writes the area and the bodies; returns how many bodies. */
export async function plantBodies(client: pg.Client): Promise<number> {
  await client.query(`insert into area (id, last_id, code, level, kind, name, full_name, search_key, valid_from) values (1, 9, '1', 'province', 'tỉnh', 'Mẫu', 'Tỉnh Mẫu', 'mau', '2021-01-01')`)
  const { rowCount } = await client.query(WITH_UNITS)
  await client.query(`insert into body_territory (body_id, area_id, valid_from) select id, 1, '2021-01-01' from body`)
  return rowCount ?? 0
}

/** Word lists of which sentences are drawn. */
export const VERBS = ['Rà soát', 'Xây dựng', 'Tăng cường', 'Báo cáo', 'Kiểm tra', 'Chuẩn bị', 'Hướng dẫn', 'Đôn đốc', 'Thành lập', 'Tuyên truyền']
export const THINGS = ['phương án tổ chức bệnh viện dã chiến', 'danh sách người về từ vùng dịch', 'kế hoạch tiêm chủng mở rộng', 'hoạt động của Tổ Covid cộng đồng', 'vật tư y tế theo phương châm bốn tại chỗ',
  'các chốt kiểm soát dịch', 'chế độ cho lực lượng tuyến đầu', 'việc dạy và học trong tình hình mới', 'kinh phí phòng, chống dịch', 'thông tin xấu độc trên mạng xã hội']
export const PLACES = ['trên địa bàn', 'tại các khu cách ly', 'tại cửa khẩu, đường mòn, lối mở', 'ở vùng sâu, vùng xa', 'trong khu công nghiệp', 'tại trường học', 'tại chợ và trung tâm thương mại', 'ở tổ dân phố', 'tại cơ sở khám chữa bệnh', 'trong doanh nghiệp']

const DIRECTIVES = `
  insert into directive (id, owner_id, direction, doc_type, system, number, text, reading, state, issued_at, created_at, search_key, created_by)
  select ('01910000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, case when n % 4 = 0 then ${PROVINCE} else ${PROVINCE} + (1 + n % 10) * 20000 end, 'own', 'cong-van', 'state', n || '/UBND-VX', '…', '{}', 'issued',
    now() - n * interval '8 hours', now() - n * interval '8 hours', n || ' ubnd vx', '01930000-0000-7000-8000-000000000001'
  from generate_series(1, 2000) n`

/** A number below `most` that looks random and is the same in every run. */
export const pick = (salt: number, most: number): string => `abs(hashint8extended(n, ${salt}) % ${most})`

/** Task n: who, when and in what state by hash; four fifths closed, about half with a deadline. Words come from six lists of ten. */
const TASKS = `
  insert into task (id, directive_id, origin_id, assigner_id, body_id, monitor_id, role, text, nature, deadline_kind, deadline, deadline_source, state, accepted_at, done_at, created_at, search_key, created_by)
  select ('01920000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ('01910000-0000-7000-8000-' || lpad(to_hex(1 + age / 2), 12, '0'))::uuid,
    case when to_whom < 6 and from_province then ${PROVINCE} when to_whom in (6, 7) then c else d end,
    case when to_whom < 6 then d when to_whom in (6, 7) then c when to_whom = 8 then d else ${PROVINCE} end,
    case when to_whom < 6 then c when to_whom in (6, 7) then c + 10 * (1 + ${pick(5, 8)}) when to_whom = 8 then d + 1 + ${pick(5, 15)} when far then ${OVER_TWO} + 10 * (1 + ${pick(5, 2)}) else d end,
    case when ${pick(6, 7)} = 0 then ${PROVINCE} + 1 + ${pick(7, 20)} end, case when ${pick(8, 6)} = 0 then 'coordinate' else 'lead' end,
    ($1::text[])[verb] || ' ' || ($2::text[])[thing] || ' ' || ($3::text[])[place] || ', đợt ' || n % 977, case when dated then 'deliverable' else 'standing' end,
    case when dated then 'date' else 'none' end, case when dated then (given + (5 + ${pick(9, 50)}) * interval '1 day')::date end, case when dated then 'document' end, state,
    given + interval '1 day', case when state in ('done', 'cancelled') then least(given + (3 + ${pick(10, 50)}) * interval '1 day', given + (now() - given) * ${pick(10, 50)} / 50.0) end, given,
    ($4::text[])[verb] || ' ' || ($5::text[])[thing] || ' ' || ($6::text[])[place] || ' dot ' || n % 977, '01930000-0000-7000-8000-000000000001'
  from (
    select *, now() - age * interval '4 hours' - n % 977 * interval '13 seconds' as given,
      (case when open then array['not_started', 'in_progress', 'awaiting_confirmation', 'in_progress', 'sent_back', 'not_started', 'suspended'] else array['done', 'done', 'done', 'done', 'cancelled', 'done', 'done'] end)[1 + ${pick(11, 7)}] as state
    from (
      select n, ${PROVINCE} + (1 + ${pick(1, 10)}) * 20000 as d, ${PROVINCE} + (1 + ${pick(1, 10)}) * 20000 + (1 + ${pick(2, 20)}) * 900 as c, ${pick(3, 10)} as to_whom, ${pick(4, 4)} = 0 as from_province,
        ${pick(12, 20)} = 0 as far, ${pick(13, 4000)} as age, ${pick(14, 2)} = 0 as dated, ${pick(13, 4000)} < 500 or ${pick(15, 12)} = 0 as open,
        1 + ${pick(16, 10)} as verb, 1 + ${pick(17, 10)} as thing, 1 + ${pick(18, 10)} as place
      from generate_series($7::bigint, $8::bigint) n) drawn) given`

/** Loads a table while its plain indexes are gone, and makes them again. */
export async function withoutIndexes(client: pg.Client, table: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass and not indisprimary and not indisunique`, [table])
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  for (const { definition } of rows) await client.query(definition)
}

/** Fills directive and task as fast as the server can: no triggers, indexes afterwards, counts rebuilt at the end. */
export async function plantTasks(client: pg.Client, count: number): Promise<void> {
  const lists = [VERBS, THINGS, PLACES]
  await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`)
  await client.query(DIRECTIVES)
  await client.query(`insert into directive_delivery (id, directive_id, owner_id, body_id, purpose)
    select gen_random_uuid(), d.id, d.owner_id, b.id, 'execute' from directive d join body b on b.parent_id = d.owner_id and b.kind = 'people-committee'`)
  await withoutIndexes(client, 'task', async () => {
    const chunk = 100_000
    for (let from = 1; from <= count; from += chunk) await client.query(TASKS, [...lists, ...lists.map(list => list.map(searchKey)), from, Math.min(count, from + chunk - 1)])
  })
  await client.query('select rebuild_task_tally()')
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze')
}

/** Plain twins of the task table, with and without its indexes, for insert ratios. */
export async function plantTwin(client: pg.Client): Promise<void> {
  await client.query('create table plain_task (like task including defaults including indexes including constraints including generated)')
  await client.query('grant select, insert on plain_task to phaodai_app')
}

const INSERT_COLUMNS = '(id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, deadline, deadline_source, search_key, created_by)'
const insertValues = (postId: string): string =>
  `(gen_random_uuid(), ${DISTRICT}, ${DISTRICT}, ${COMMUNE}, 'lead', 'Rà soát danh sách người về từ vùng dịch', 'deliverable', 'date', current_date + 10, 'office', 'ra soat danh sach nguoi ve tu vung dich', '${postId}')`

/** One insert as the app does it: role and settings of the gate, row policy, audit and tally triggers. */
export function protectedInsert({ text, values }: Opening, postId: string): string {
  const opening = text.replaceAll(/\$(\d+)/g, (_, n) => `'${values[Number(n) - 1]}'`)
  return `begin;\n${opening};\ninsert into task ${INSERT_COLUMNS} values ${insertValues(postId)};\ncommit;\n`
}

/** The same row into a table without policies and triggers, in a transaction of the same shape. */
export function plainInsert(postId: string): string {
  return `begin;\ninsert into plain_task ${INSERT_COLUMNS} values ${insertValues(postId)};\ncommit;\n`
}

/** One unprotected insert over an open pool, for the HTTP twin. */
export const PLAIN_STATEMENT = `insert into plain_task ${INSERT_COLUMNS} values ($1, ${DISTRICT}, ${DISTRICT}, ${COMMUNE}, 'lead', $2, 'deliverable', 'date', $3, 'office', $4, $5)`
