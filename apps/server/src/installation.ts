import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seedAreas, seedCalendar } from './areas/index.ts'
import { createAuth } from './accounts/index.ts'
import type { Config } from '#kernel/config.ts'
import { startEmbedded } from '#kernel/database/embedded.ts'
import { loginUrl, rolePassword } from '#kernel/database/login.ts'
import { migrate } from '#kernel/database/migrate.ts'
import { AlreadyRunning } from '#kernel/database/owner.ts'
import { withClient } from '#kernel/database/pool.ts'
import { systemClock } from '#kernel/clock.ts'
import { createFileStore } from '#kernel/file-store.ts'
import { createJobs } from '#kernel/jobs.ts'
import { closePools, openPools } from '#kernel/pools.ts'
import { asOwner, countAreas } from '#kernel/installation.queries.ts'
import type { ServerDeps } from './app.ts'

/** Hears one Vietnamese sentence a step. */
export type Progress = (message: string) => void

/** A database that is up and migrated; `stop` ends it when this process started it. */
export type OpenDatabase = { adminUrl: string; stop: () => Promise<void> }

/** The administrator's URL of the embedded server that another process of this installation runs. */
async function runningUrl(dataFolder: string): Promise<string> {
  const { password, port } = JSON.parse(await readFile(join(dataFolder, 'database.json'), 'utf8')) as { password: string; port: number }
  return `postgres://postgres:${password}@127.0.0.1:${port}/phaodai`
}

async function findDatabase(config: Config, onProgress: Progress, mayJoin: boolean): Promise<OpenDatabase> {
  if (config.databaseUrl) return { adminUrl: config.databaseUrl, stop: async () => {} }
  try {
    return await startEmbedded({ dataDir: config.dataFolder, onProgress })
  } catch (error) {
    if (!(mayJoin && error instanceof AlreadyRunning)) throw error
    return { adminUrl: await runningUrl(config.dataFolder), stop: async () => {} }
  }
}

/** Areas and holidays belong to every installation, the demo or not. */
async function seedReference(adminUrl: string, onProgress: Progress): Promise<void> {
  await withClient(adminUrl, { name: 'seed', statementTimeout: 0 }, async (client) => {
    if ((await countAreas(client)) > 0) return
    onProgress('Nạp đơn vị hành chính hai giai đoạn và lịch nghỉ')
    await asOwner(client, async () => {
      await seedAreas(client)
      await seedCalendar(client)
    })
  })
}

/**
 * Brings the installation's database up: the server of DATABASE_URL, else the embedded one, migrated and with its
 * reference data. `mayJoin` lets a command use the embedded server while `npm start` runs it.
 */
export async function openDatabase(config: Config, onProgress: Progress, mayJoin = false): Promise<OpenDatabase> {
  const database = await findDatabase(config, onProgress, mayJoin)
  try {
    await migrate(database.adminUrl, { onProgress })
    await seedReference(database.adminUrl, onProgress)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** Everything the routes stand on, opened on a migrated database; `close` gives all connections back. */
export function openDeps(config: Config, adminUrl: string, onError: (error: Error) => void): ServerDeps & { close: () => Promise<void> } {
  const pools = openPools(adminUrl, onError)
  const jobs = createJobs(loginUrl(adminUrl, 'phaodai_jobs'), onError)
  const close = async (): Promise<void> => {
    await jobs.stop()
    await closePools(pools)
  }
  return {
    pools, jobs, config, close,
    clock: systemClock,
    files: createFileStore(config.dataFolder),
    auth: createAuth(pools.auth, rolePassword(adminUrl, 'phaodai_auth')),
  }
}
