import { systemClock } from '#kernel/clock.ts'
import { columnOf, registers, writtenFields, type Register } from '@phaodai/registers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listQuery, pageStatement } from '#server/registers/index.ts'
import { openWorld, type World } from './harness.ts'
import { articleOf, places, settle } from './samples.ts'

const ROWS = 30_000

let world: World
beforeAll(async () => {
  world = await openWorld()
  await settle(world)
  const article = await articleOf(world)
  await world.admin.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
    select n, 1000, n, n::text, 'commune', 'xã', n::text, n::text, n::text, '2000-01-01' from generate_series(1600, 1998, 2) n`)
  for (const register of registers) await fill(register, article)
})
afterAll(() => world.stop())

/** Rows spread over two hundred communes and two years, by the database itself and without its triggers; all days of a row are one, so that none ends before it begins. */
async function fill(register: Register, article: string): Promise<void> {
  const required = Object.entries(writtenFields(register)).filter(([name, field]) => field.required && name !== 'areaId')
  const value = (kind: string, values: readonly string[] | undefined): string => ({
    date: "date '2020-01-01' + (abs(hashint4(n)::bigint) % 700)::int", number: '1', code: `'${values?.[0]}'`, reference: `'${article}'::uuid`, instant: "now() - random() * interval '700 days'", disease: "'covid-19'", 'yes-no': 'true',
  })[kind] ?? "'mẫu ' || n"
  await world.admin.query(`set session_replication_role = replica;
    insert into ${register.name} (id, area_id, created_by, created_at, ${['search_key', ...required.map(([name]) => columnOf(name))].join(', ')})
    select gen_random_uuid(), case when n % 500 = 0 then ${places.commune} else 1600 + 2 * (random() * 198)::int end, gen_random_uuid(),
      now() - random() * interval '700 days', ${["'mau ' || n", ...required.map(([, field]) => value(field.kind, field.values))].join(', ')} from generate_series(1, ${ROWS}) n;
    set session_replication_role = origin; analyze ${register.name}`)
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}

/** The plan of a register's page, and milliseconds it took, for a body of the small province. */
async function planFor(register: Register, bodyId: number, whole: boolean, query: Record<string, string>): Promise<{ nodes: Plan[]; millis: number }> {
  const { sql, values } = pageStatement(register, listQuery(register, systemClock).parse(query), bodyId === places.commune)
  const client = await world.admin.connect()
  try {
    const { rows } = await client.query<{ lo: number; hi: number; ids: string }>('select area_lo as lo, area_hi as hi, area_ids::text as ids from app_scope($1)', [bodyId])
    const { lo, hi, ids } = rows[0]!
    await client.query(`begin; set local app.reads = '{${register.name}}'; set local app.area_lo = '${lo}'; set local app.area_hi = '${hi}';
      set local app.area_ids = '${ids}'; set local role pd_${whole ? 'whole' : 'area'}`)
    await client.query(sql, values)
    const { rows: [explained] } = await client.query(`explain (analyze, format json) ${sql}`, values)
    const [{ Plan, 'Execution Time': millis }] = explained['QUERY PLAN']
    return { nodes: nodesOf(Plan), millis }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

describe.each(registers.map((register) => [register.name, register] as const))('the list of %s', (name, register) => {
  test.each([
    ['a commune’s newest page', places.commune, false, {}],
    ['the province’s newest page', places.province, false, {}],
    ['a page of who sees the whole', places.province, true, {}],
  ])('reads %s by an index', async (_, bodyId, whole, query) => {
    const { nodes, millis } = await planFor(register, bodyId, whole, query)
    expect(nodes.filter((node) => node['Relation Name'] === name && node['Node Type'] === 'Seq Scan')).toEqual([])
    expect(nodes.some((node) => node['Node Type'].includes('Index'))).toBe(true)
    expect(millis).toBeLessThan(100)
  })
})
