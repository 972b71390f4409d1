import type { OccupancyBoard } from '@phaodai/office'
import { rm } from 'node:fs/promises'
import { createApp } from '#server/app.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { Caller } from '#test/app.ts'
import { benchDatabase, openFolder, percentile, timings, type Bench, type Row } from './bench.ts'
import { signedIn } from './callers.ts'
import { COMMUNE_AREA, DISTRICT_AREA, plantGround, PROVINCE_AREA } from './indicators.queries.ts'
import { plantStays } from './occupancy.queries.ts'

const FACILITIES = Number(process.env.PHAODAI_BENCH_FACILITIES ?? 1000)
const BEDS = 48
const LIMIT_MS = 100

async function board(name: string, caller: Caller, facilities: number): Promise<Row[]> {
  const found = (await caller.get('/api/facilities/board')).json<OccupancyBoard>()
  if (found.total.facilities !== facilities || found.total.taken !== facilities * BEDS * 0.75) throw new Error(`${name} sees ${found.total.facilities} facilities with ${found.total.taken} people`)
  const times = await timings(() => caller.get('/api/facilities/board'), 40, 5)
  return [
    { what: `board of ${name}, ${facilities} facilities, p50`, value: percentile(times, 0.5), unit: 'ms' },
    { what: `board of ${name}, ${facilities} facilities, p95`, value: percentile(times, 0.95), unit: 'ms', goal: { atMost: LIMIT_MS } },
  ]
}

async function run(): Promise<Row[]> {
  const [database, dataFolder] = [await benchDatabase(), await openFolder()]
  const deps = openDeps(readConfig({ DATABASE_URL: database.adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), database.adminUrl, console.error)
  const app = await createApp(deps)
  try {
    await withClient(database.adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
      await plantGround(client)
      await plantStays(client, FACILITIES, BEDS)
    })
    const by = await signedIn(app, database.adminUrl, { commune: { bodyId: COMMUNE_AREA, role: 'leader' }, district: { bodyId: DISTRICT_AREA, role: 'leader' }, province: { bodyId: PROVINCE_AREA, role: 'province-leader' } })
    return [...await board('a commune', by.get('commune')!.caller, FACILITIES / 200), ...await board('a district', by.get('district')!.caller, FACILITIES / 10), ...await board('the province leader', by.get('province')!.caller, FACILITIES)]
  } finally {
    await app.close()
    await deps.close()
    await database.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** The board of beds at 1,000 facilities with 48 beds each, three of four taken, row security on. */
export const bench: Bench = { name: 'occupancy', run }
