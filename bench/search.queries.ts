import type pg from 'pg'
import { COMMUNE, pick, PLACES, PROVINCE, THINGS, VERBS, withoutIndexes } from './tasks.queries.ts'

/** Words that stand in one sentence of some thousand, a few of them with look-alikes that differ by a mark alone. */
const FINDINGS = ['bạch hầu', 'sốt xuất huyết', 'tay chân miệng', 'sởi', 'dại', 'cúm gia cầm', 'viêm não mô cầu', 'thủy đậu', 'ho gà', 'liên cầu lợn', 'đậu mùa khỉ', 'tả', 'thương hàn', 'dịch hạch', 'bại liệt', 'quai bị']
/** Stands in one item of all, and in none. */
export const RARE = 'kính hiển vi điện tử'
export const NOWHERE = 'khinh khí cầu'

/** The day of document n: ten years, evenly. */
const DAY = "(date '2025-12-31' - (n * 3650 / $1::bigint)::int)"
const ID = "('01950000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
const DISTRICT_OF = `${PROVINCE} + (1 + ${pick(1, 10)}) * 20000`
const COMMUNE_OF = `${DISTRICT_OF} + (1 + ${pick(2, 20)}) * 900`

/** Document n of the province (a quarter), of a district (half) or of a commune, with ten items one below the other. */
const DOCUMENTS = `
  with drawn as (select n, ${pick(3, 4)} as whose, ${DISTRICT_OF} as d, ${COMMUNE_OF} as c from generate_series($2::bigint, $3::bigint) n),
  line as (
    select n, whose, d, c, k, (k + 1) || '. ' || ($4::text[])[1 + (${pick(20, 10)} + k) % 10] || ' ' || ($5::text[])[1 + abs(hashint8extended(n * 10 + k, 21) % 10)] || ' ' || ($6::text[])[1 + abs(hashint8extended(n * 10 + k, 22) % 10)]
      || case when abs(hashint8extended(n * 10 + k, 23) % 40) = 0 then ', phòng bệnh ' || ($7::text[])[1 + abs(hashint8extended(n * 10 + k, 24) % 16)] else '' end
      || case when n = $1::bigint / 2 and k = 5 then ', mua ' || $8::text else '' end || ', đợt ' || (n * 10 + k) % 9973 || '.' as said
    from drawn, generate_series(0, 9) k)
  insert into directive (id, owner_id, direction, doc_type, system, number, abstract, issuer_text, issuer_id, issued_on, text, reading, state, issued_at, created_at, search_key, created_by)
  select ${ID}, o.owner, 'own', 'cong-van', 'state', n || '/UBND-VX', 'V/v ' || lower(left(($5::text[])[1 + ${pick(25, 10)}], 1)) || substr(($5::text[])[1 + ${pick(25, 10)}], 2), 'Ủy ban nhân dân', o.owner, ${DAY},
    'ỦY BAN NHÂN DÂN' || E'\\n' || 'Kính gửi: các đơn vị trực thuộc.' || E'\\n' || string_agg(said, E'\\n' order by k), '{}', case when ${pick(26, 50)} = 0 then 'draft' else 'issued' end, ${DAY}, ${DAY}, n || ' ubnd vx', '01930000-0000-7000-8000-000000000001'
  from line, lateral (select case whose when 0 then ${PROVINCE} when 3 then c else d end as owner) o
  group by n, o.owner`

/** Where its lines begin and end. */
const ITEMS = `
  insert into directive_item (id, directive_id, label, position, span_start, span_end)
  select ('01960000-0000-7000-8000-' || lpad(to_hex(n * 10 + k), 12, '0'))::uuid, ${ID}, (k + 1)::text, k, sum(length(said) + 1) over w - length(said) - 1 + 49, sum(length(said) + 1) over w - 1 + 49
  from (select n, k - 3 as k, said from generate_series($1::bigint, $2::bigint) n, directive d, regexp_split_to_table(d.text, E'\\n') with ordinality s (said, k) where d.id = ${ID} and k > 2) line
  window w as (partition by n order by k)`

const DELIVERIES = `
  insert into directive_delivery (id, directive_id, owner_id, body_id, purpose)
  select gen_random_uuid(), d.id, d.owner_id, b.id, 'execute' from directive d join body b on b.parent_id = d.owner_id and (b.kind = 'people-committee' or d.owner_id = ${COMMUNE})
  where d.id >= '01950000-0000-7000-8000-000000000000' and d.id < '01960000-0000-7000-8000-000000000000' and d.state = 'issued'`

const CHUNK = 5_000

/** Documents with ten items each, delivered to whom stands below; entries by the very function that triggers call. */
export async function plantDocuments(client: pg.Client, count: number): Promise<void> {
  await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`)
  await withoutIndexes(client, 'directive', async () => {
    for (let from = 1; from <= count; from += CHUNK) {
      const to = Math.min(count, from + CHUNK - 1)
      await client.query(DOCUMENTS, [count, from, to, VERBS, THINGS, PLACES, FINDINGS, RARE])
      await client.query(ITEMS, [from, to])
    }
  })
  await client.query(DELIVERIES)
  await client.query("update directive set issued_on = '2010-01-01' where text = '…'") // those of the tasks have no text: nobody's newest
  await client.query('analyze')
  await plantEntries(client)
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze')
}

async function plantEntries(client: pg.Client): Promise<void> {
  const kinds = [['document', 'directive'], ['item', 'directive_item'], ['task', 'task']] as const
  await withoutIndexes(client, 'search_entry', async () => {
    for (const [kind, table] of kinds) {
      await client.query(`select keep_search_entries('${kind}', ids) from (select array_agg(id) as ids from (select id, row_number() over () / ${CHUNK} as part from ${table}) t group by part) p`)
    }
  })
}

/** How many rows may be found. */
export async function countEntries(client: pg.Client): Promise<number> {
  return Number((await client.query<{ n: string }>('select count(*) as n from search_entry')).rows[0]!.n)
}
