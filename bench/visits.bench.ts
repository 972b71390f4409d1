import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TracingAnswer } from '@phaodai/office'
import { createApp } from '#server/app.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import { openFolder, percentile, plantedDatabase, type Bench, type BenchDatabase, type Row } from './bench.ts'
import type { Caller } from '#test/app.ts'
import { signedIn } from './callers.ts'
import { plantGround, PROVINCE_AREA } from './indicators.queries.ts'
import { duckdbOfFile } from './tracing/duckdb.ts'
import { DAYS, exportVisits, plantNewCases, plantPlaces, plantVisitors, plantVisits, selfJoin, sizeOfVisits } from './visits.queries.ts'

const VISITS = Number(process.env.PHAODAI_BENCH_VISITS ?? 10_000_000)
const PEOPLE = Number(process.env.PHAODAI_BENCH_PEOPLE ?? 500_000)
const PLACES = Number(process.env.PHAODAI_BENCH_PLACES ?? 50_000)
/** How dense a world is decides how many are reached: 10,000,000 visits of 200,000 people are 50 each in a fortnight, and F3 is half the province. */
const CASES = Number(process.env.PHAODAI_BENCH_CASES ?? 40)
const JOINED = 3
/** "0": tracing alone, without the joins that take minutes at ten million. */
const WITH_PEERS = process.env.PHAODAI_BENCH_PEERS !== '0'
/** 22:10 in Vietnam on the last day. */
const NOW = new Date(`2021-08-${DAYS}T15:10:00Z`)
const WARM_UP = 5

type Case = { id: string; individualId: string }
const bare = { name: 'bench', statementTimeout: 0 }

async function plant({ adminUrl }: BenchDatabase): Promise<Row> {
  const begun = performance.now()
  const bytes = await withClient(adminUrl, bare, async (client) => {
    await plantGround(client)
    await plantVisitors(client, PEOPLE)
    await plantPlaces(client, PLACES, PROVINCE_AREA)
    await plantVisits(client, { visits: VISITS, people: PEOPLE, places: PLACES })
    return sizeOfVisits(client)
  })
  const what = `${VISITS.toLocaleString('en')} visits of ${PEOPLE.toLocaleString('en')} people in ${PLACES.toLocaleString('en')} places planted (${(bytes / 1e9).toFixed(1)} GB)`
  return { what, value: (performance.now() - begun) / 1000, unit: 's' }
}

/** Each case asked once, as a tracer would: everything from the request to the answer counts. */
async function measure({ adminUrl }: BenchDatabase, cases: readonly Case[]): Promise<Row[]> {
  const dataFolder = await openFolder()
  const opened = openDeps(readConfig({ DATABASE_URL: adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), adminUrl, (error) => console.error(error))
  const deps = { ...opened, clock: { now: () => NOW } }
  const app = await createApp(deps)
  try {
    const { caller } = (await signedIn(app, adminUrl, { tracer: { bodyId: PROVINCE_AREA, role: 'health' } })).get('tracer')!
    return [...await tracedRows(caller, cases, 2), ...await tracedRows(caller, cases, 3)]
  } finally {
    await app.close()
    await deps.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function tracedRows(caller: Caller, cases: readonly Case[], tiers: number): Promise<Row[]> {
  const times: number[] = []
  const answers: TracingAnswer[] = []
  for (const { id } of cases) {
    const begun = performance.now()
    const answer = await caller.post(`/api/cases/${id}/tracing`, { reason: 'Đo thời gian truy vết', tiers })
    times.push(performance.now() - begun)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    answers.push(answer.json())
  }
  const [measured, told] = [times.slice(WARM_UP), answers.slice(WARM_UP)]
  const mean = (value: (answer: TracingAnswer) => number): number => told.reduce((sum, answer) => sum + value(answer), 0) / told.length
  return [
    { what: `F1–F${tiers} of one new case, load and answer`, value: percentile(measured, 0.5), unit: 'ms p50', ...(tiers === 3 && { goal: { atMost: 100 } }) },
    { what: `  the slowest twentieth`, value: percentile(measured, 0.95), unit: 'ms p95', ...(tiers === 3 && { goal: { atMost: 100 } }) },
    { what: `  contacts of a case`, value: mean(({ counts }) => counts.tiers.reduce((sum, each) => sum + each, 0)), unit: 'people' },
    { what: `  visits opened for it`, value: mean(({ counts }) => counts.visits), unit: 'visits' },
    { what: `  people beyond what is followed`, value: mean(({ counts }) => counts.leftOut), unit: 'people' },
  ]
}

/** F1 and F2 alone by joining visits with visits, on the same data. */
async function joinRows({ adminUrl }: BenchDatabase, cases: readonly Case[]): Promise<Row[]> {
  const times: number[] = []
  await withClient(adminUrl, bare, async (client) => {
    for (const { individualId } of cases.slice(0, JOINED)) {
      const begun = performance.now()
      await selfJoin(client, individualId, `2021-08-${DAYS - 4}T00:00:00+07:00`, NOW.toISOString())
      times.push(performance.now() - begun)
    }
  })
  return [{ what: 'plain SQL self-join, two steps (F1–F2), same database', value: percentile(times, 0.5), unit: 'ms p50' }]
}

/** The same two steps in DuckDB over the same visits, on one core. */
async function duckRows({ adminUrl }: BenchDatabase, cases: readonly Case[]): Promise<Row[]> {
  const folder = await openFolder()
  await chmod(folder, 0o777) // the database's server writes here
  try {
    const path = join(folder, 'visits.csv')
    await withClient(adminUrl, bare, (client) => exportVisits(client, path))
    const found = await duckdbOfFile(path)
    if (!found) return []
    const times: number[] = []
    const window = { from: Date.parse(`2021-08-${DAYS - 4}T00:00:00+07:00`), to: NOW.getTime() }
    for (const { individualId } of cases.slice(0, JOINED + 1)) {
      const begun = performance.now()
      await found(Number.parseInt(individualId.slice(-8), 16), window)
      times.push(performance.now() - begun)
    }
    return [{ what: 'DuckDB: the same self-join, all visits in memory, one core', value: percentile(times.slice(1), 0.5), unit: 'ms p50' }]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureAll(database: BenchDatabase, cases: readonly Case[]): Promise<Row[]> {
  const traced = await measure(database, cases)
  return WITH_PEERS ? [...traced, ...await joinRows(database, cases), ...await duckRows(database, cases)] : traced
}

async function run(): Promise<Row[]> {
  const database = await plantedDatabase('visits', plant)
  try {
    const cases = await withClient(database.adminUrl, bare, (client) => plantNewCases(client, CASES + WARM_UP, PEOPLE))
    return [database.planted, ...await measureAll(database, cases)]
  } finally {
    await database.stop()
  }
}

/** Tracing over visits in the database: one new case from the request to the answer, beside a plain self-join and DuckDB. */
export const bench: Bench = { name: 'visits', run }
