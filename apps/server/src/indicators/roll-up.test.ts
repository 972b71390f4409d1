import fc from 'fast-check'
import type { Client } from 'pg'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findIndicator, indicators } from '@phaodai/indicators'
import { makeId } from '@phaodai/vocabulary'
import { asSystem } from '#kernel/transaction.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { areas, asInstallation, cast } from '#test/people.ts'
import { differences, recount, wrongTotals } from './counting.queries.ts'
import { countAll } from '#test/stream.ts'
import { markStream, rollUp } from './roll-up.ts'

let server: TestApp
const writers: Client[] = []
let item: string
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

beforeAll(async () => {
  server = await testApp()
  item = newId()
  const admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  // any state may follow any other here, so that records go back and forth
  for (const table of ['rumour', 'inspection', 'disease_case']) await admin.query(`alter table ${table} disable trigger guard_state`)
  await admin.end()
  await asInstallation(server.adminUrl, (client) => client.query("insert into supply_item (id, area_id, name, category, unit, created_by) values ($1, $2, 'Khẩu trang', 'protective', 'cái', $3)", [item, areas.province, cast.provinceStateClerk.postId]))
  for (let n = 0; n < 4; n++) writers.push(new pg.Client({ connectionString: server.adminUrl }))
  for (const writer of writers) await writer.connect()
})
afterAll(async () => {
  for (const writer of writers) await writer.end()
  await server?.stop()
})

const places = [areas.communeA1, areas.communeA2, areas.communeB1, areas.villageA1]
const at = (now: string) => ({ pools: server.deps.pools, clock: { now: () => new Date(now) } })

async function faults(now: string): Promise<unknown[]> {
  const each = await Promise.all(indicators.map((indicator) => asSystem(server.deps.pools.jobs, async (tx) =>
    [...await differences(tx, indicator, now), ...await wrongTotals(tx, indicator.name)].map((row) => ({ indicator: indicator.name, ...row })))))
  return each.flat()
}

type Step = { do: 'rumour' | 'visit' | 'goods' | 'case' | 'edit' | 'move' | 'state' | 'void' | 'commit' | 'rollback' | 'tick' | 'kill' | 'hour'; writer: number; pick: number; day: number }

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('rumour', 'rumour', 'visit', 'visit', 'goods', 'case', 'case', 'edit', 'edit', 'move', 'state', 'state', 'void', 'commit', 'commit', 'rollback', 'tick', 'kill', 'hour'),
  writer: fc.nat(3), pick: fc.nat(1000), day: fc.nat(6),
})

const day = (n: number): string => `2021-08-0${n + 1}`
const RUMOUR_STATES = ['new', 'checking', 'refuted', 'confirmed', 'no_basis', 'closed']
const CASE_STATES = ['open', 'in_treatment', 'recovered', 'ruled_out']
/** Diseases with a clock of 24 hours, of 24 hours in 2021, and without any in 2021. */
const DISEASES = ['measles', 'covid-19', 'adenovirus']
const VISIT_STATES = ['planned', 'done', 'followed_up', 'closed', 'cancelled']

/** Time goes on from one run to the next: they share a database, and a clock that went back would be no clock. */
let clock = Date.parse('2021-08-05T03:00:00Z')

/** Records written so far, each with the writer whose open transaction holds it, so that no writer waits for another for ever. */
class Hand {
  rows: { table: 'rumour' | 'inspection' | 'stock_movement' | 'disease_case'; id: string; held: number | null; gone: boolean }[] = []
  open = new Set<number>()

  async begin(writer: number): Promise<void> {
    if (this.open.has(writer)) return
    await writers[writer]!.query('begin')
    this.open.add(writer)
  }

  async end(writer: number, how: 'commit' | 'rollback'): Promise<void> {
    if (!this.open.delete(writer)) return
    await writers[writer]!.query(how)
    if (how === 'rollback') this.rows = this.rows.filter((row) => !(row.held === writer && row.gone))
    for (const row of this.rows) if (row.held === writer) Object.assign(row, { held: null, gone: false })
  }

  async run({ do: what, writer, pick, day: n }: Step): Promise<void> {
    const client = writers[writer]!
    if (what === 'commit' || what === 'rollback') return this.end(writer, what)
    if (what === 'hour') return void (clock += 9 * 3_600_000)
    const now = new Date(clock).toISOString()
    if (what === 'tick') return void (await rollUp(at(now)))
    if (what === 'kill') return killed(now)
    await this.begin(writer)
    const place = places[pick % places.length]
    if (what === 'rumour' || what === 'visit' || what === 'goods' || what === 'case') return this.add(client, writer, what, place!, pick, n, now)
    const free = this.rows.filter((row) => row.held === null || row.held === writer)
    const row = free[pick % Math.max(1, free.length)]
    if (!row) return
    row.held = writer
    const date = { rumour: 'heard_on', inspection: 'planned_on', stock_movement: 'moved_on', disease_case: 'diagnosed_at' }[row.table]
    if (what === 'edit') await client.query(`update ${row.table} set ${date} = $2 where id = $1`, [row.id, day(n)])
    if (what === 'move') await client.query(`update ${row.table} set area_id = $2 where id = $1`, [row.id, place])
    if (what === 'void') await client.query(`update ${row.table} set voided_at = now(), void_reason = 'nhầm' where id = $1 and $2 <> 'stock_movement'`, [row.id, row.table])
    if (what === 'state' && row.table === 'rumour') await client.query('update rumour set state = $2 where id = $1', [row.id, RUMOUR_STATES[pick % 6]])
    if (what === 'state' && row.table === 'inspection') await client.query('update inspection set state = $2, visited_at = $3 where id = $1', [row.id, VISIT_STATES[pick % 5], n % 2 ? now : null])
    if (what === 'state' && row.table === 'disease_case') await client.query('update disease_case set state = $2, system_entered_at = $3, classification = $4 where id = $1', [row.id, CASE_STATES[pick % 4], n % 3 ? now : null, ['suspected', 'confirmed'][pick % 2]])
  }

  private async add(client: Client, writer: number, what: string, place: number, pick: number, n: number, now: string): Promise<void> {
    const id = newId()
    const table = what === 'rumour' ? 'rumour' : what === 'visit' ? 'inspection' : what === 'case' ? 'disease_case' : 'stock_movement'
    if (table === 'rumour') await client.query("insert into rumour (id, area_id, claim, channel, harm, heard_on, created_by, created_at) values ($1, $2, 'Tin', 'hotline', $3, $4, $5, $6)", [id, place, ['low', 'high', null][pick % 3], day(n), cast.communeClerk.postId, now])
    if (table === 'inspection') await client.query("insert into inspection (id, area_id, place_name, place_kind, planned_on, created_by) values ($1, $2, 'Chợ', $3, $4, $5)", [id, place, ['market', 'school'][pick % 2], day(n), cast.communeClerk.postId])
    // a code of its own: the numbering of a commune makes writers wait for each other's end
    if (table === 'disease_case') await client.query("insert into disease_case (id, area_id, code, disease_code, classification, detected_as, diagnosed_at, created_by) values ($1::uuid, $2, $1::uuid::text, $3, 'confirmed', $4, $5, $6)", [id, place, DISEASES[pick % 3], ['community', 'quarantine', null][pick % 3], `${day(n)}T05:00:00Z`, cast.healthStation.postId])
    // each writer in a store of its own: two at one balance would wait for each other's end
    if (table === 'stock_movement') await client.query("insert into stock_movement (id, area_id, voucher, direction, item_id, quantity, moved_on, created_by) values ($1, $2, 'P1', 'in', $3, $4, $5, $6)", [id, places[writer], item, 1 + (pick % 9), day(n), cast.communeClerk.postId])
    this.rows.push({ table, id, held: writer, gone: true })
  }
}

/** A worker that dies after it has marked, and one that dies in the middle of a recount. */
async function killed(now: string): Promise<void> {
  await markStream(at(now))
  await asSystem(server.deps.pools.jobs, async (tx) => {
    await recount(tx, findIndicator('rumours-heard')!, now, 2)
    throw new Error('killed')
  }).catch(() => {})
}

/** Each a statement over many records at once, picked by chance: a writer keeps to its half, so that neither waits for the other's rows. */
const STORM = [
  `insert into individual (id, area_id, full_name, sex, created_by) select gen_random_uuid(), ($1::int[])[1 + floor(random() * 4)::int], 'Người Mẫu ' || n, 'unknown', $2 from generate_series(1, 20) n where $3::int is not null`,
  `insert into disease_case (id, area_id, code, disease_code, individual_id, classification, detected_as, diagnosed_at, created_by)
    select i.id, i.area_id, i.id::text, (array['measles', 'covid-19', 'adenovirus'])[1 + floor(random() * 3)::int], i.id, (array['confirmed', 'confirmed', 'suspected'])[1 + floor(random() * 3)::int], 'community',
      timestamptz '2021-08-01 05:00Z' + random() * interval '6 days', $2
    from individual i where $1::int[] is not null and abs(hashtext(i.id::text)) % 2 = $3 and i.full_name like 'Người Mẫu%' and not exists (select 1 from disease_case c where c.individual_id = i.id or c.id = i.id) limit 40`,
  `insert into rumour (id, area_id, claim, channel, harm, heard_on, created_by) select gen_random_uuid(), ($1::int[])[1 + floor(random() * 4)::int], 'Tin', 'hotline', 'high', date '2021-08-01' + floor(random() * 7)::int, $2 from generate_series(1, 20) where $3::int is not null`,
  ...['disease_case', 'rumour'].flatMap((table) => [
    `update ${table} set area_id = ($1::int[])[1 + floor(random() * 4)::int] where random() < 0.1 and voided_at is null and abs(hashtext(id::text)) % 2 = $3 and $2::uuid is not null`,
    `update ${table} set voided_at = now(), void_reason = 'nhầm' where random() < 0.03 and voided_at is null and abs(hashtext(id::text)) % 2 = $3 and $1::int[] is not null and $2::uuid is not null`,
  ]),
  // contacts of cases of either half: when a case's diagnosis is put right, their hours move with it
  `insert into case_contact (id, area_id, case_id, tier, full_name, last_contact_on, listed_at, created_by)
    select gen_random_uuid(), c.area_id, c.id, (array['f1', 'f1', 'f2'])[1 + floor(random() * 3)::int], 'Người Mẫu', day_in_vietnam(c.diagnosed_at), c.diagnosed_at + random() * interval '24 hours', $2
    from (select * from disease_case where $1::int[] is not null and abs(hashtext(id::text)) % 2 = $3 and voided_at is null order by random() limit 10) c`,
  "update disease_case set diagnosed_at = diagnosed_at - interval '1 day' where random() < 0.1 and voided_at is null and abs(hashtext(id::text)) % 2 = $3 and $1::int[] is not null and $2::uuid is not null",
  "update disease_case set classification = (array['confirmed', 'suspected'])[1 + floor(random() * 2)::int], system_entered_at = diagnosed_at + random() * interval '40 hours' where random() < 0.1 and voided_at is null and abs(hashtext(id::text)) % 2 = $3 and $1::int[] is not null and $2::uuid is not null",
  "update rumour set heard_on = heard_on - 1 where random() < 0.1 and voided_at is null and abs(hashtext(id::text)) % 2 = $3 and $1::int[] is not null and $2::uuid is not null",
  // what a merge does to cases: those of one person become another's
  "update disease_case set individual_id = (select id from individual where full_name like 'Người Mẫu%' limit 1) where random() < 0.05 and voided_at is null and abs(hashtext(id::text)) % 2 = $3 and $1::int[] is not null and $2::uuid is not null",
]

/** Where the tally of cases or of their clocks says something else than the cases. */
async function tallyFaults(): Promise<unknown[]> {
  const { rows } = await writers[0]!.query(`
    with told as (select concat_ws(' ', area_id, disease_code, detected_as, confirmed, current) as of, sum(n) as n from case_tally group by 1 having sum(n) <> 0
      union all select concat_ws(' ', 'clock', area_id, disease_code, in_time), sum(n) from case_clock_tally group by 1 having sum(n) <> 0),
    really as (select concat_ws(' ', area_id, disease_code, detected_as, classification = 'confirmed', state in ('open', 'in_treatment')) as of, count(*) as n from disease_case where voided_at is null group by 1
      union all select concat_ws(' ', 'clock', k.area_id, c.disease_code, k.stopped_at <= k.due_at), count(*) from disease_case_clock k join disease_case c on c.id = k.case_id where k.stopped_at is not null group by 1)
    select of, told.n as told, really.n as really from told full join really using (of) where told.n is distinct from really.n order by 1`)
  return rows
}

/** One round of the storm by one writer; now and then the roll-up counts in the middle of it. Returns how many records it wrote. */
async function storm(client: Client, half: number, round: number): Promise<number> {
  let n = 0
  for (const sql of STORM) n += (await client.query(sql, [places, cast.healthStation.postId, half])).rowCount ?? 0
  if (round % 10 === half * 5) await rollUp(at(new Date(clock).toISOString()))
  return n
}

describe('the roll-up', () => {
  it('equals a count from scratch whatever is written, moved, voided, committed late or killed', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
      const hand = new Hand()
      for (const each of steps) await hand.run(each)
      for (let n = 0; n < writers.length; n++) await hand.end(n, 'commit')
      const now = new Date(clock).toISOString()
      await countAll({ adminUrl: server.adminUrl, deps: at(now) })
      expect(await faults(now)).toEqual([])
      const later = new Date((clock += 5 * 86_400_000)).toISOString() // windows close by themselves
      await countAll({ adminUrl: server.adminUrl, deps: at(later) })
      expect(await faults(later)).toEqual([])
    }), { numRuns: 8, endOnFailure: true })
    const { rows } = await writers[0]!.query('select count(*)::int as n from indicator_cell')
    expect(rows[0].n).toBeGreaterThan(50)
  })

  it('equals a count from scratch after ten thousand edits, voids and merges by two writers at once, and loses none of them', async () => {
    const edits = (await Promise.all([0, 1].map(async (half) => {
      let n = 0
      for (let round = 0; round < 40; round++) n += await storm(writers[half]!, half, round)
      return n
    }))).reduce((a, b) => a + b)
    expect(edits).toBeGreaterThan(10_000)
    const now = new Date(clock += 86_400_000).toISOString()
    await countAll({ adminUrl: server.adminUrl, deps: at(now) })
    expect(await faults(now)).toEqual([])
    const { rows: [n] } = await writers[0]!.query("select (select count(*) from disease_case)::int as rows, (select sum(numerator) from indicator_cell where indicator = 'cases-confirmed')::int as counted")
    expect(n.counted).toBeGreaterThan(100)
    expect(n.rows).toBeGreaterThan(n.counted)
    const { rows: [listed] } = await writers[0]!.query("select sum(numerator)::int as met, sum(denominator)::int as due from indicator_cell where indicator = 'contacts-listed-in-time'")
    expect(listed.due).toBeGreaterThan(listed.met)
    expect(listed.met).toBeGreaterThan(0)
    expect(await tallyFaults()).toEqual([])
    await asSystem(server.deps.pools.jobs, tx => tx.run('select compact_case_tally()'))
    expect(await tallyFaults()).toEqual([])
  })

  it('waits for a transaction that began earlier and commits later than others', async () => {
    const [slow, fast] = writers as [Client, Client]
    const add = (client: Client): Promise<unknown> => client.query("insert into rumour (id, area_id, claim, channel, heard_on, created_by) values ($1, $2, 'Tin', 'press', '2021-09-09', $3)", [newId(), areas.communeA1, cast.communeClerk.postId])
    const count = async (): Promise<number> => Number((await fast.query("select coalesce(sum(numerator), 0) as n from indicator_cell where indicator = 'rumours-heard' and day = '2021-09-09'")).rows[0].n)
    const deps = { pools: server.deps.pools, clock: server.deps.clock }
    await slow.query('begin')
    await add(slow)
    await add(fast)
    await rollUp(deps)
    expect(await count()).toBe(0) // not dropped, not yet counted: the earlier transaction is still open
    await slow.query('commit')
    await countAll({ adminUrl: server.adminUrl, deps })
    expect(await count()).toBe(2)
  })
})
