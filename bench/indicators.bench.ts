import { indicators } from '@phaodai/indicators'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createApp, type ServerDeps } from '#server/app.ts'
import { rollUp } from '#server/indicators/index.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import { callerOf, signIn, type Caller } from '#test/app.ts'
import { asInstallation, plantMember, testHash, type Member } from '#test/people.ts'
import { benchDatabase, openFolder, percentile, timings, type Bench, type Row } from './bench.ts'
import { COMMUNE_AREA, DISTRICT_AREA, plantGround, plantRumours, PROVINCE_AREA, TO, touch } from './indicators.queries.ts'

const RECORDS = Number(process.env.PHAODAI_BENCH_RECORDS ?? 1_000_000)
const RUNS = 30

const viewers: Record<string, { bodyId: number; role: string; area: number }> = {
  'commune': { bodyId: COMMUNE_AREA, role: 'clerk', area: COMMUNE_AREA }, 'district': { bodyId: DISTRICT_AREA, role: 'clerk', area: DISTRICT_AREA },
  'province leader': { bodyId: PROVINCE_AREA, role: 'province-leader', area: PROVINCE_AREA },
}

async function callers(deps: ServerDeps, adminUrl: string): Promise<Record<string, Caller>> {
  const app = await createApp(deps)
  const hash = await testHash()
  const found: Record<string, Caller> = {}
  for (const [n, [name, { bodyId, role }]] of Object.entries(viewers).entries()) {
    const who: Member = { username: `nguoi-xem-${n}`, fullName: `Mẫu ${n}`, personId: randomUUID(), postId: randomUUID(), accountId: randomUUID(), bodyId, actsForId: bodyId, role, title: role }
    await asInstallation(adminUrl, (client) => plantMember(client, who, hash))
    found[name] = callerOf(app, (await signIn(app, who.username))!, who.postId)
  }
  return found
}

async function pages(name: string, caller: Caller, area: number): Promise<Row[]> {
  const span = `area=${area}&from=2021-06-01&to=${TO}`
  const urls: Record<string, string> = {
    'list of indicators, week': `/api/indicators?area=${area}&day=${TO}&step=week`, 'list of indicators, month': `/api/indicators?area=${area}&day=${TO}&step=month`,
    'one indicator, three months by day': `/api/indicators/rumours-heard?${span}`, 'one indicator by area': `/api/indicators/rumours-heard/areas?${span}`,
    'rows behind a figure': `/api/registers/rumour?counted=rumours-heard/numerator/${area}/2021-08-25/${TO}`,
  }
  const rows: Row[] = []
  for (const [what, url] of Object.entries(urls)) {
    const samples = await timings(async () => {
      const answer = await caller.get(url)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
    }, RUNS)
    rows.push({ what: `${name}: ${what}, p95`, value: percentile(samples, 0.95), unit: 'ms', goal: { atMost: 100 } })
  }
  return rows
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** From the commit of some changes to figures that hold them: what one tick takes. */
async function lag(deps: ServerDeps, adminUrl: string): Promise<Row[]> {
  const rows: Row[] = []
  for (const [changes, goal] of [[1, 1], [2000, 10]] as const) {
    await withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, (client) => touch(client, changes))
    rows.push({ what: `recount after ${changes} changed records`, value: await seconds(() => rollUp(deps)), unit: 's', goal: { atMost: goal } })
  }
  return rows
}

async function run(): Promise<Row[]> {
  const [database, dataFolder] = [await benchDatabase(), await openFolder()]
  const deps = openDeps(readConfig({ DATABASE_URL: database.adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), database.adminUrl, (error) => console.error(error))
  try {
    await withClient(database.adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
      await plantGround(client)
      await plantRumours(client, RECORDS)
    })
    const whole = await seconds(() => rollUp(deps))
    const found: Row[] = [{ what: `first count of ${RECORDS.toLocaleString('en')} records, ${indicators.length} indicators`, value: whole, unit: 's' }]
    const by = await callers(deps, database.adminUrl)
    for (const [name, { area }] of Object.entries(viewers)) found.push(...await pages(name, by[name]!, area))
    return [...found, ...await lag(deps, database.adminUrl)]
  } finally {
    await deps.close()
    await database.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

export const bench: Bench = { name: 'indicators', run }
