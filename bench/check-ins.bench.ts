import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { loginUrl } from '#kernel/database/login.ts'
import { createPool, withClient } from '#kernel/database/pool.ts'
import { createPublicApp } from '#public/app.ts'
import { visitorOf } from '#public/device.ts'
import { LIMITS, type Limits } from '#public/limits.ts'
import { benchDatabase, percentile, type Bench, type BenchDatabase, type Row } from './bench.ts'
import { countVisitsOf, dropDays, openDay, plantCodes, plantPhones, plantSame } from './check-ins.queries.ts'
import { plantGround, PROVINCE_AREA } from './indicators.queries.ts'
import { pgbench } from './pgbench.ts'
import { DAYS, plantPlaces, plantVisitors, plantVisits, sizeOfVisits } from './visits.queries.ts'
import { loadFromOutside, wireRequest, type Loaded } from './wire.ts'

/** Visits of a fortnight that stand already; the scale asked for is 50,000,000. */
const KEPT = Number(process.env.PHAODAI_BENCH_KEPT_VISITS ?? 1_000_000)
const PEOPLE = Number(process.env.PHAODAI_BENCH_PEOPLE ?? 100_000)
const PLACES = Number(process.env.PHAODAI_BENCH_PLACES ?? 10_000)
const SECONDS = Number(process.env.PHAODAI_BENCH_SECONDS ?? 8)
const PHONES = 20_000
const CONNECTIONS = 96
/** The day after the visits that stand: the last of the decision. */
const DAY = `2021-08-${DAYS + 1}`
const NOW = Date.parse(`${DAY}T17:00:00+07:00`)
/** All phones of the bench stand behind one address and ask within one frozen minute; each keeps to its own limit. */
const FREE = { perMinute: 1e9, burst: 1e9 }
const UNLIMITED: Limits = { ...LIMITS, read: FREE, checkInAddress: FREE, checkInPhone: FREE }

const bare = { name: 'bench', statementTimeout: 0 }
const codes = Array.from({ length: PHONES }, (_, n) => n.toString(16).padStart(32, '0'))

async function plant({ adminUrl }: BenchDatabase): Promise<{ row: Row; places: string[]; script: string }> {
  const begun = performance.now()
  return withClient(adminUrl, bare, async (client) => {
    await plantGround(client)
    await plantVisitors(client, PEOPLE)
    await plantPlaces(client, PLACES, PROVINCE_AREA)
    await plantVisits(client, { visits: KEPT, people: PEOPLE, places: PLACES })
    await openDay(client, DAY)
    const places = await plantCodes(client)
    await plantPhones(client, codes.map(visitorOf), PROVINCE_AREA, DAY)
    const bytes = await sizeOfVisits(client)
    const what = `${KEPT.toLocaleString('en')} visits planted in ${DAYS} days (${(bytes / 1e9).toFixed(1)} GB)`
    return { row: { what, value: (performance.now() - begun) / 1000, unit: 's' }, places, script: await plantSame(client, DAY) }
  })
}

/** Requests of phones one after the other, each at some place in the last hours, `size` visits each. */
function sendings(places: readonly string[], count: number, size: number): string[] {
  return Array.from({ length: count }, (_, n) => wireRequest('POST', '/api/check-ins', {
    code: codes[n % PHONES], sentAt: NOW,
    visits: Array.from({ length: size }, (__, at) => ({ id: randomUUID(), place: places[(n * 31 + at * 17) % places.length], in: NOW - ((n * 7 + at) % 36_000) * 1000, out: null })),
  }))
}

function rows(what: string, { perSecond, times }: Loaded, size: number, goal?: number): Row[] {
  return [
    { what, value: perSecond * size, unit: 'check-ins/s', ...(goal !== undefined && { goal: { atLeast: goal } }) },
    { what: '  from sending to the acknowledgement', value: percentile(times, 0.95), unit: 'ms p95' },
  ]
}

function complete(loaded: Loaded): Loaded {
  if (loaded.failed > 0) throw new Error(`${loaded.failed} of ${loaded.answers} answers were refusals`)
  return loaded
}

async function checkInRows({ adminUrl }: BenchDatabase, port: number, places: readonly string[], script: string): Promise<Row[]> {
  const before = await withClient(adminUrl, bare, (client) => countVisitsOf(client, DAY))
  const ask = async (count: number, size: number, seconds: number): Promise<Loaded> => complete(await loadFromOutside({ port, connections: CONNECTIONS, requests: sendings(places, count, size), seconds }))
  const warm = await ask(5_000, 1, 2)
  const single = await ask(SECONDS * 12_000, 1, SECONDS)
  const several = await ask(SECONDS * 2_500, 10, SECONDS)
  const stands = await withClient(adminUrl, bare, (client) => countVisitsOf(client, DAY)) - before
  const acknowledged = warm.answers + single.answers + 10 * several.answers
  const peer = await pgbench(adminUrl, script, { clients: 16, seconds: SECONDS })
  return [
    ...rows('check-ins acknowledged after commit, one a request', single, 1, 5_000),
    ...rows('the same, ten a request (phones that were offline)', several, 10),
    { what: 'acknowledged and not in the database', value: acknowledged - stands, unit: 'check-ins', goal: { atMost: 0 } },
    { what: 'pgbench: the same insert, one a transaction, 16 clients', value: peer, unit: 'inserts/s' },
    { what: 'check-ins to pgbench', value: single.perSecond / peer, unit: 'ratio', goal: { atLeast: 0.35 } },
  ]
}

async function pageRows(port: number, places: readonly string[]): Promise<Row[]> {
  const paths = { 'page of a place, asked of the database': (n: number) => `/d/${places[n % places.length]}`, 'first page': () => '/' }
  const found: Row[] = []
  for (const [what, path] of Object.entries(paths)) {
    const requests = Array.from({ length: SECONDS * 6_000 }, (_, n) => wireRequest('GET', path(n)))
    const { perSecond, times } = complete(await loadFromOutside({ port, connections: CONNECTIONS, requests, seconds: SECONDS / 2 }))
    found.push({ what: `public pages: ${what}`, value: perSecond, unit: 'requests/s', goal: { atLeast: 500 } }, { what: '  from asking to the answer', value: percentile(times, 0.95), unit: 'ms p95' })
  }
  return found
}

/** A day whose time is over goes as a file, however many visits it holds. */
async function dropRows({ adminUrl }: BenchDatabase): Promise<Row[]> {
  return withClient(adminUrl, bare, async (client) => {
    const begun = performance.now()
    const dropped = await dropDays(client, '2021-09-08') // 30 days after the ninth: eight of them
    return [{ what: `${dropped} days of ${Math.round(KEPT / DAYS).toLocaleString('en')} visits dropped`, value: performance.now() - begun, unit: 'ms' }]
  })
}

async function opened({ adminUrl }: BenchDatabase): Promise<{ port: number; close: () => Promise<void> }> {
  const pool = createPool(loginUrl(adminUrl, 'phaodai_public'), { name: 'public pages', max: 8 })
  const app = await createPublicApp({ pool, clock: { now: () => new Date(NOW) }, limits: UNLIMITED, proxy: [], log: 'silent' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async (): Promise<void> => {
    await app.close()
    await pool.end()
  }
  return { port: (app.server.address() as AddressInfo).port, close }
}

async function run(): Promise<Row[]> {
  const database = await benchDatabase()
  try {
    const { row, places, script } = await plant(database)
    const { port, close } = await opened(database)
    const measured = [...await checkInRows(database, port, places, script), ...await pageRows(port, places)]
    await close()
    return [row, ...measured, ...await dropRows(database)]
  } finally {
    await database.stop()
  }
}

/** Check-ins from the socket of a phone to the commit, public pages, and days that are dropped; everything on this machine. */
export const bench: Bench = { name: 'check-ins', run }
