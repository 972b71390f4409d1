import { createApp } from '#server/app.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { Caller } from '#test/app.ts'
import { rm } from 'node:fs/promises'
import { openFolder, percentile, plantedDatabase, timings, type Bench, type BenchDatabase, type Row } from './bench.ts'
import { signedIn } from './callers.ts'
import { countEntries, NOWHERE, plantDocuments, RARE } from './search.queries.ts'
import { COMMUNE, DISTRICT, plantBodies, plantTasks, PROVINCE } from './tasks.queries.ts'

const DOCUMENTS = Number(process.env.PHAODAI_BENCH_DOCUMENTS ?? 100_000)
const TASKS = Number(process.env.PHAODAI_BENCH_SEARCH_TASKS ?? 200_000)
const RUNS = 30
/** Milliseconds in the server, request to answer, over all kinds at once. */
const LIMIT = 100

const viewers = { 'commune': { bodyId: COMMUNE, role: 'clerk' }, 'district': { bodyId: DISTRICT, role: 'clerk' }, 'province leader': { bodyId: PROVINCE, role: 'province-leader' } }

const questions: Record<string, string> = {
  'rare words': RARE, 'common words': 'vung dich', 'common words with marks': 'phòng, chống dịch', 'number': `${Math.floor(DOCUMENTS / 3)}/UBND-VX`, 'part of a number': '1234',
  'phrase': '"mạng xã hội tại cửa khẩu"', 'phrase never said': '"dịch vùng"', 'common and uncommon words': 'truong hoc bach hau', 'unfinished word': 'to chuc benh vi', 'no hit': NOWHERE,
}

async function rowsOf(name: string, caller: Caller): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, q] of Object.entries(questions)) {
    const samples = await timings(async () => {
      const answer = await caller.get(`/api/search?q=${encodeURIComponent(q)}`)
      if (answer.statusCode !== 200) throw new Error(`${q}: ${answer.body}`)
    }, RUNS)
    const p95 = percentile(samples, 0.95)
    rows.push({ what: `${name}: ${what}, p50`, value: percentile(samples, 0.5), unit: 'ms' }, { what: `${name}: ${what}, p95`, value: p95, unit: 'ms', goal: { atMost: LIMIT } })
  }
  const worst = Math.max(...rows.filter(({ goal }) => goal).map(({ value }) => value))
  return [...rows, { what: `${name}: slowest p95 / limit of ${LIMIT} ms`, value: worst / LIMIT, unit: 'ratio', goal: { atMost: 1 } }]
}

/** The measurements over a database that holds the documents already. */
async function measure(adminUrl: string): Promise<Row[]> {
  const dataFolder = await openFolder()
  const deps = openDeps(readConfig({ DATABASE_URL: adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), adminUrl, error => console.error(error))
  const app = await createApp(deps)
  try {
    const rows: Row[] = []
    for (const [name, { caller }] of await signedIn(app, adminUrl, viewers)) rows.push(...await rowsOf(name, caller))
    return rows
  } finally {
    await app.close()
    await deps.close()
    await rm(dataFolder, { recursive: true })
  }
}

async function plant({ adminUrl }: BenchDatabase): Promise<Row> {
  const entries = await withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
    await plantBodies(client)
    await plantTasks(client, TASKS)
    await plantDocuments(client, DOCUMENTS)
    return countEntries(client)
  })
  return { what: `entries of ${DOCUMENTS} documents with their items and of ${TASKS} tasks`, value: entries, unit: 'entries' }
}

async function run(): Promise<Row[]> {
  const database = await plantedDatabase('search', plant)
  try {
    return [database.planted, ...await measure(database.adminUrl)]
  } finally {
    await database.stop()
  }
}

/** Search over a hundred thousand documents, a million items and the tasks beside them, by viewer and kind of question. */
export const bench: Bench = { name: 'search', run }
