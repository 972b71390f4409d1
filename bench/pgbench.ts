import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openFolder } from './bench.ts'

const PLACES = ['/usr/lib/postgresql/15/bin/pgbench', '/usr/lib/postgresql/16/bin/pgbench', '/usr/lib/postgresql/17/bin/pgbench', '/usr/bin/pgbench', '/usr/local/bin/pgbench']

export type PgbenchOptions = { clients: number; seconds: number }

/** Transactions a second of one pgbench script (prepared statements) on the database of `url`. */
export async function pgbench(url: string, script: string, { clients, seconds }: PgbenchOptions): Promise<number> {
  const program = PLACES.find((place) => existsSync(place))
  if (!program) throw new Error('pgbench is missing: apt-get install postgresql-15')
  const folder = await openFolder()
  const file = join(folder, 'script.sql')
  await writeFile(file, script)
  const threads = Math.min(clients, 2)
  const args = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', `${threads}`, '-T', `${seconds}`, '-f', file, url]
  const { stdout } = await promisify(execFile)(program, args)
  await rm(folder, { recursive: true })
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}
