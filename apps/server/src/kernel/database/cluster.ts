import { spawnSync } from 'node:child_process'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { remember, type Memory, type Place } from './place.ts'

/** Creates the cluster beside its place and moves it in when complete, so a killed start leaves none half made. */
export async function createCluster(place: Place, memory: Memory): Promise<void> {
  const fresh = `${place.cluster}.new`
  const passwordFile = join(place.dataDir, 'initdb-password')
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await writeFile(passwordFile, memory.password, { mode: 0o600 })
  if (place.user) for (const path of [fresh, passwordFile]) await chown(path, place.user.uid, place.user.gid)
  try {
    await remember(place, memory)
    runInitdb(place, fresh, passwordFile)
    await rename(fresh, place.cluster)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function runInitdb(place: Place, folder: string, passwordFile: string): void {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'
  const result = spawnSync(
    join(place.binaries.folder, 'bin', 'initdb'),
    [
      `--pgdata=${folder}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
      // Order and comparison are the same on every machine; Vietnamese order is asked for by COLLATE "vi-x-icu".
      '--encoding=UTF8', `--locale=${locale}`, '--lc-collate=C', '--lc-messages=C',
      ...(place.unsafe ? ['--no-sync'] : []),
    ],
    { ...place.user, cwd: place.dataDir, encoding: 'utf8', env: { PATH: process.env.PATH, TZ: 'UTC' } },
  )
  if (result.status !== 0) throw new Error(`Không tạo được cơ sở dữ liệu: ${result.stderr || result.error?.message}`)
}

/** Refuses files of another major version, which this PostgreSQL could not read. */
export async function checkMajor(place: Place): Promise<void> {
  const cluster = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim()
  const program = place.binaries.version.split('.')[0]
  if (cluster !== program) {
    throw new Error(`Dữ liệu thuộc PostgreSQL ${cluster}, chương trình nhúng là ${program}: cần chuyển dữ liệu trước`)
  }
}
