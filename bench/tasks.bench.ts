import { searchKey } from '@phaodai/vocabulary'
import Fastify, { type FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Pool } from 'pg'
import * as z from 'zod'
import { createApp, type ServerDeps } from '#server/app.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { registerHttp } from '#kernel/http.ts'
import { withClient } from '#kernel/database/pool.ts'
import { openingOf } from '#kernel/opening.queries.ts'
import type { Who } from '#kernel/who.ts'
import type { Caller } from '#test/app.ts'
import type { Member } from '#test/people.ts'
import { benchDatabase, openFolder, percentile, timings, type Bench, type Row } from './bench.ts'
import { signedIn } from './callers.ts'
import { pgbench } from './pgbench.ts'
import { COMMUNE, DISTRICT, OVER_TWO, PLAIN_STATEMENT, plainInsert, plantBodies, plantTasks, plantTwin, protectedInsert, PROVINCE } from './tasks.queries.ts'

const TASKS = Number(process.env.PHAODAI_BENCH_TASKS ?? 1_000_000)
const RUNS = 40

const viewers: Record<string, { bodyId: number; role: string }> = {
  'commune': { bodyId: COMMUNE, role: 'clerk' }, 'body over two far communes': { bodyId: OVER_TWO, role: 'clerk' },
  'district': { bodyId: DISTRICT, role: 'clerk' }, 'province leader': { bodyId: PROVINCE, role: 'province-leader' },
}

/** Eight questions in one page. */
const PICTURE = 'leader\'s page'
const pages: Record<string, string> = {
  'newest': '/api/tasks', 'by deadline': '/api/tasks?sort=deadline', 'late, by deadline': '/api/tasks?pile=late&sort=deadline', 'inbox by deadline': '/api/tasks?box=mine&sort=deadline',
  'counts': '/api/tasks/counts', 'rare words': '/api/tasks?q=dot%20531%20thong%20tin', 'common words': `/api/tasks?q=${encodeURIComponent('vùng dịch')}`, [PICTURE]: '/api/picture',
}

async function readRows(name: string, caller: Caller): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, url] of Object.entries(pages)) {
    const samples = await timings(async () => {
      const answer = await caller.get(url)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
    }, RUNS)
    const goal = { atMost: what === PICTURE ? 150 : 50 }
    rows.push({ what: `${name}: ${what}, p50`, value: percentile(samples, 0.5), unit: 'ms' }, { what: `${name}: ${what}, p95`, value: percentile(samples, 0.95), unit: 'ms', goal })
  }
  return rows
}

/** Requests a second over real HTTP, so many at a time, for so many seconds. */
async function rate(send: () => Promise<void>, clients: number, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000
  let count = 0
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      await send()
      count += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return count / seconds
}

const Plain = z.object({ text: z.string().min(1), deadline: z.iso.date(), bodyId: z.int() })
const PlainId = z.object({ id: z.uuid() })

/** The same framework (checks by schema, headers, cookies) and the same row in one durable statement, without session, policies, triggers, history or detail. */
async function plainServer(pool: Pool, postId: string): Promise<{ url: string; app: FastifyInstance }> {
  const app = Fastify({ logger: false })
  await registerHttp(app)
  const schema = { params: PlainId, body: Plain, response: { 200: PlainId } }
  app.put<{ Params: z.infer<typeof PlainId>; Body: z.infer<typeof Plain> }>('/plain/:id', { schema }, async ({ params, body: { text, deadline } }) => {
    await pool.query(PLAIN_STATEMENT, [params.id, text, deadline, searchKey(text), postId])
    return { id: params.id }
  })
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), app }
}

async function put(url: string, body: object, headers: Record<string, string> = {}): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  await answer.arrayBuffer()
}

/** Mean of each rate over rounds in which all take turns, so that whatever else the machine does disturbs all alike. */
async function inTurns<K extends string>(rounds: number, rates: Record<K, () => Promise<number>>): Promise<Record<K, number>> {
  const names = Object.keys(rates) as K[]
  const sums = Object.fromEntries(names.map(name => [name, 0])) as Record<K, number>
  for (let round = 0; round < rounds; round++) for (const name of names) sums[name] += await rates[name]() / rounds
  return sums
}

/** As the gate would know the member who gives a task. */
function actingAs(who: Member): Who {
  const { accountId, personId, postId, role, title } = who
  return { accountId, personId, postId, role, title, seatId: who.bodyId, bodyId: DISTRICT, bodyLastId: DISTRICT + 19_999, seesWhole: false, clear: false, held: ['task.read', 'directive.read', 'task.assign'], reads: ['task', 'directive'], permission: 'task.assign' }
}

async function insertRows(app: FastifyInstance, deps: ServerDeps, adminUrl: string, appUrl: string, district: { caller: Caller; who: Member }): Promise<Row[]> {
  const { who, caller } = district
  await withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, plantTwin)
  const opening = openingOf(actingAs(who), { areaLo: null, areaHi: null, areaIds: '{}', formerIds: '{}' })
  const load = { clients: 8, seconds: 5 }
  const twin = await plainServer(deps.pools.app, who.postId)
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const words = { text: 'Rà soát danh sách người về từ vùng dịch', deadline: '2030-01-15', bodyId: COMMUNE }
  const headers = { cookie: `phaodai_session=${caller.token}`, 'x-phaodai': '1', 'x-post': who.postId }
  const { plain, guarded, plainHttp, http } = await inTurns(4, {
    plain: () => pgbench(appUrl, plainInsert(who.postId), load), guarded: () => pgbench(appUrl, protectedInsert(opening, who.postId), load),
    plainHttp: () => rate(() => put(`${twin.url}/plain/${randomUUID()}`, words, headers), load.clients, load.seconds),
    http: () => rate(() => put(`${origin}/api/tasks/${randomUUID()}`, words, headers), load.clients, load.seconds),
  })
  await twin.app.close()
  return [
    { what: 'plain insert, pgbench, 8 clients', value: plain, unit: 'inserts/s' }, { what: 'protected insert (row security, audit, counts), pgbench', value: guarded, unit: 'inserts/s' },
    { what: 'protected / plain insert, pgbench', value: guarded / plain, unit: 'ratio', goal: { atLeast: 0.35 } },
    { what: 'unprotected insert over HTTP', value: plainHttp, unit: 'inserts/s' }, { what: 'task given over HTTP (history and answer with it)', value: http, unit: 'inserts/s' },
    { what: 'protected / unprotected insert over HTTP', value: http / plainHttp, unit: 'ratio', goal: { atLeast: 0.35 } },
    { what: 'protected insert over HTTP / plain pgbench', value: http / plain, unit: 'ratio', goal: { atLeast: 0.1 } },
  ]
}

async function run(): Promise<Row[]> {
  const database = await benchDatabase()
  const dataFolder = await openFolder()
  const begun = performance.now()
  await withClient(database.adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
    await plantBodies(client)
    await plantTasks(client, TASKS)
  })
  const rows: Row[] = [{ what: `${TASKS} tasks planted`, value: (performance.now() - begun) / 1000, unit: 's' }]
  const deps = openDeps(readConfig({ DATABASE_URL: database.adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), database.adminUrl, error => console.error(error))
  const app = await createApp(deps)
  try {
    const callers = await signedIn(app, database.adminUrl, viewers)
    for (const [name, { caller }] of callers) rows.push(...await readRows(name, caller))
    rows.push(...await insertRows(app, deps, database.adminUrl, database.appUrl, callers.get('district')!))
    return rows
  } finally {
    await app.close()
    await deps.close()
    await database.stop()
    await rm(dataFolder, { recursive: true })
  }
}

/** Lists, counts, search and inserts of tasks at a million rows, through the server with row security on. */
export const bench: Bench = { name: 'tasks', run }
