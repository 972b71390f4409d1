import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '#kernel/database/embedded.ts'
import { migrate } from '#kernel/database/migrate.ts'
import { withClient } from '#kernel/database/pool.ts'
import { processesOf, signal, sleep, until } from '#kernel/database/postmaster.ts'
import { plantCast } from '#test/people.ts'
import { spawnServer, type RunningServer } from '#test/server.ts'
import { signIn, write, writeUntilFailure, type Ledger } from './writers.ts'

const ROUNDS = 25

let dataDir: string
let adminUrl: string
let server: RunningServer
let cookie: string
const ledger: Ledger = { acknowledged: [], unsure: [] }

const start = () => spawnServer({ PHAODAI_DATA: dataDir, DATABASE_URL: '' }, ['--no-demo'])

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'phaodai-kill-')))
  await chmod(dataDir, 0o755)
  const database = await startEmbedded({ dataDir })
  adminUrl = database.adminUrl
  await migrate(adminUrl)
  await plantCast(adminUrl)
  await database.stop()
  server = await start()
  cookie = await signIn(server.origin)
})

afterAll(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true })
})

async function killDatabase(): Promise<void> {
  for (const pid of await processesOf(join(dataDir, 'cluster'))) signal(pid, 'SIGKILL')
}

/** Acknowledged writes that are not in the database; must always be none. */
async function missing(): Promise<string[]> {
  const sql = 'select id from unnest($1::uuid[]) id where not exists (select from person where person.id = id.id)'
  return withClient(adminUrl, { name: 'test' }, async (client) => (await client.query(sql, [ledger.acknowledged])).rows)
}

/** Lets the clients write, runs `blow` at a moment that differs from round to round, waits for the clients to notice. */
async function strike(round: number, blow: () => Promise<void>): Promise<void> {
  const before = ledger.acknowledged.length
  const writing = writeUntilFailure(server.origin, cookie, ledger)
  await until(async () => ledger.acknowledged.length > before + 3, 20_000)
  await sleep((round * 37) % 150)
  await blow()
  await writing
  expect(ledger.acknowledged.length).toBeGreaterThan(before + 3)
}

/** What was not acknowledged can be sent again, as a client with an outbox does. */
async function sendAgain(): Promise<void> {
  for (const id of ledger.unsure.splice(0)) {
    expect(await until(() => write(server.origin, cookie, id), 30_000)).toBe(true)
    ledger.acknowledged.push(id)
  }
}

test(`the server's process killed ${ROUNDS} times during writes: every acknowledged write is there`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await strike(round, () => server.kill())
    server = await start()
    await sendAgain()
    expect(await missing()).toEqual([])
  }
})

test(`the database server and its children killed ${ROUNDS} times during writes: every acknowledged write is there`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await strike(round, killDatabase)
    await sendAgain()
    expect(await missing()).toEqual([])
  }
})

test('both killed at once, and the next start finds everything', async () => {
  await strike(0, async () => {
    await server.kill()
    await killDatabase()
  })
  server = await start()
  await sendAgain()
  expect(await missing()).toEqual([])
  expect(server.output()).not.toContain('Error')
})
