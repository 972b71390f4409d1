import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, dropDatabase } from '#kernel/database/database.queries.ts'
import { startEmbedded } from '#kernel/database/embedded.ts'
import { databaseUrl } from '#kernel/database/login.ts'
import { migrate } from '#kernel/database/migrate.ts'
import { livingOwner } from '#kernel/database/owner.ts'
import { withClient } from '#kernel/database/pool.ts'
import { readPostmaster, stopPostmaster } from '#kernel/database/postmaster.ts'
import { TEMPLATE_URL } from './database.ts'

const PREFIX = 'phaodai-test-'

type Server = { url: string; stop: () => Promise<void> }

/** Ends servers of test runs that were killed and removes their folders. */
async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX))
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const entries: string[] = await readdir(folder).catch(() => []) // its own run may be removing it at this moment
    if (!entries.includes('owner') || livingOwner(folder)) continue
    const cluster = join(folder, 'cluster')
    const orphan = await readPostmaster(cluster)
    if (orphan) await stopPostmaster(cluster, orphan.pid)
    await rm(folder, { recursive: true, force: true })
  }
}

async function throwAwayServer(): Promise<Server> {
  await sweep()
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX))
  await chmod(dataDir, 0o755) // the server runs as another user when this one is root
  const database = await startEmbedded({ dataDir, unsafe: true })
  const stop = async () => {
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { url: database.adminUrl, stop }
}

/** The server of PHAODAI_TEST_DATABASE_URL (a superuser's URL), else an embedded one for this run. */
async function findServer(): Promise<Server> {
  const url = process.env.PHAODAI_TEST_DATABASE_URL
  return url ? { url, stop: async () => {} } : throwAwayServer()
}

/** Prepares the migrated template that every test file copies; once a run, before any worker starts. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env[TEMPLATE_URL]) return async () => {} // another project of the same run has done it
  const server = await findServer()
  const name = `phaodai_template_${randomBytes(5).toString('hex')}`
  const maintenance = databaseUrl(server.url, 'postgres')
  await withClient(maintenance, { name: 'test' }, (client) => createDatabase(client, name))
  process.env[TEMPLATE_URL] = databaseUrl(server.url, name)
  await migrate(databaseUrl(server.url, name))
  return async () => {
    delete process.env[TEMPLATE_URL]
    await withClient(maintenance, { name: 'test' }, async (client) => {
      await dropDatabase(client, `${name}_demo`) // the browser stories' copy with the demo in it
      await dropDatabase(client, name)
    })
    await server.stop()
  }
}
