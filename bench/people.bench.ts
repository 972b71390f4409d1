import { rm } from 'node:fs/promises'
import { createApp } from '#server/app.ts'
import { rollUp } from '#server/indicators/index.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { Caller } from '#test/app.ts'
import { openFolder, percentile, plantedDatabase, timings, type Bench, type BenchDatabase, type Row } from './bench.ts'
import { signedIn } from './callers.ts'
import { COMMUNE_AREA, DISTRICT_AREA, plantGround, plantRumours, PROVINCE_AREA, TO } from './indicators.queries.ts'
import { countNamed, plantCases, plantPopulation, settle } from './people.queries.ts'

const PEOPLE = Number(process.env.PHAODAI_BENCH_PEOPLE ?? 1_000_000)
const CASES = Number(process.env.PHAODAI_BENCH_CASES ?? 1_000_000)
/** Field records beside people and cases, so that all in all there are ten million. */
const RECORDS = Number(process.env.PHAODAI_BENCH_RECORDS ?? 8_000_000)
const RUNS = 30

const viewers = {
  'commune': { bodyId: COMMUNE_AREA, role: 'health' }, 'district': { bodyId: DISTRICT_AREA, role: 'health' }, 'whole province': { bodyId: PROVINCE_AREA, role: 'health' },
  'province leader': { bodyId: PROVINCE_AREA, role: 'province-leader' },
}

/** Names without marks: a whole one, two words from the middle on, a beginning, one that nobody bears. */
const names: Record<string, string> = { 'whole name': 'nguyen van hung', 'last two words': 'thi lan', 'beginning of a name': 'tri', 'nobody': 'xyzt' }

/** A page that takes this long is asked for once: thirty runs of it would tell nothing more. */
const HOPELESS_MS = 3_000

async function measured(caller: Caller, what: string, url: string, most: number): Promise<Row> {
  let status = 200
  const ask = async (): Promise<void> => { status = (await caller.get(url)).statusCode }
  const [first] = await timings(ask, 1, 0)
  if (status !== 200 && first! < HOPELESS_MS) throw new Error(`${url}: ${status}`)
  const samples = first! > HOPELESS_MS ? [first!] : await timings(ask, RUNS)
  return { what: status === 200 ? what : `${what} (given up by the database, ${status})`, value: percentile(samples, 0.95), unit: 'ms p95', goal: { atMost: most } }
}

async function pagesOf(name: string, caller: Caller, area: number, clear: boolean): Promise<Row[]> {
  const rows: Row[] = []
  const span = `area=${area}&from=2021-06-01&to=${TO}`
  const pages: Record<string, string> = {
    'cases, newest': `/api/cases?reveal=${clear ? 1 : 0}`, 'cases whose clock is late': '/api/cases?clock=late', 'counts of cases': '/api/cases/counts', 'outbreaks by rule': '/api/outbreaks', 'people, newest': '/api/registers/individual', 'rumours, newest': '/api/registers/rumour',
    'rumours of one kind': '/api/registers/rumour?channel=hotline&state=closed', 'board of indicators, week': `/api/indicators?area=${area}&day=${TO}&step=week`, 'curve of confirmed cases': `/api/indicators/cases-confirmed?${span}`, 'confirmed cases by area': `/api/indicators/cases-confirmed/areas?${span}`,
    'leader’s page': '/api/picture',
  }
  if (clear) for (const [what, q] of Object.entries(names)) rows.push(await measured(caller, `${name}: search, ${what}`, `/api/individuals/search?q=${encodeURIComponent(q)}`, 50))
  for (const [what, url] of Object.entries(pages)) if (clear || !what.startsWith('people')) rows.push(await measured(caller, `${name}: ${what}`, url, 100))
  return rows
}

async function plant({ adminUrl }: BenchDatabase): Promise<Row> {
  const begun = performance.now()
  const named = await withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
    await plantGround(client)
    await plantPopulation(client, PEOPLE)
    await plantCases(client, CASES)
    await plantRumours(client, RECORDS)
    await settle(client)
    return countNamed(client, 'nguyen van hung')
  })
  return { what: `${PEOPLE.toLocaleString('en')} people, ${CASES.toLocaleString('en')} cases, ${RECORDS.toLocaleString('en')} other records planted; ${named} called Nguyễn Văn Hùng`, value: (performance.now() - begun) / 1000, unit: 's' }
}

async function measure({ adminUrl }: BenchDatabase): Promise<Row[]> {
  const dataFolder = await openFolder()
  const deps = openDeps(readConfig({ DATABASE_URL: adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), adminUrl, (error) => console.error(error))
  const app = await createApp(deps)
  try {
    const begun = performance.now()
    await rollUp(deps)
    const rows: Row[] = [{ what: 'first count of all indicators', value: (performance.now() - begun) / 1000, unit: 's' }]
    for (const [name, { caller, who }] of await signedIn(app, adminUrl, viewers)) rows.push(...await pagesOf(name, caller, who.bodyId, who.role === 'health'))
    return rows
  } finally {
    await app.close()
    await deps.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function run(): Promise<Row[]> {
  const database = await plantedDatabase('people', plant)
  try {
    return [database.planted, ...await measure(database)]
  } finally {
    await database.stop()
  }
}

/** Search by name and the pages of the smallest and the widest user over a million people and ten million field records. */
export const bench: Bench = { name: 'people', run }
