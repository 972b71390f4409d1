import { existsSync } from 'node:fs'
import { mkdtemp, chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#kernel/database/embedded.ts'
import { migrate } from '#kernel/database/migrate.ts'

/** One line of the table. */
export type Row = {
  what: string
  value: number
  /** "ms p95", "documents/s", "ratio" … */
  unit: string
  /** What it should reach: at most for times, at least for rates and ratios. */
  goal?: { atMost: number } | { atLeast: number }
}

/** What a file bench/<name>.bench.ts exports as `bench`. */
export type Bench = { name: string; run: () => Promise<Row[]> }

/** Whether a row reaches its goal; undefined where it has none. */
export function reached({ value, goal }: Row): boolean | undefined {
  if (!goal) return undefined
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast
}

/** The value below which `share` of the samples lie (0.95 = p95). */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Milliseconds that each of `times` sequential runs of `work` takes, after `warmUp` runs that do not count. */
export async function timings(work: () => Promise<unknown>, times: number, warmUp = 3): Promise<number[]> {
  const samples: number[] = []
  for (let i = -warmUp; i < times; i++) {
    const start = performance.now()
    await work()
    if (i >= 0) samples.push(performance.now() - start)
  }
  return samples
}

/** A new folder that any user can enter, removed by the caller. */
export async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'phaodai-bench-'))
  await chmod(folder, 0o755)
  return folder
}

export type BenchDatabase = { adminUrl: string; appUrl: string; stop: () => Promise<void> }

/** A migrated database on an embedded server with normal durability, as in production; gone after `stop`. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const dataDir = await openFolder()
  const database = await startEmbedded({ dataDir })
  await migrate(database.adminUrl)
  const stop = async () => {
    await database.stop()
    await rm(dataDir, { recursive: true })
  }
  return { ...database, stop }
}

/**
 * A database that `plant` filled, with the row that tells how. With PHAODAI_BENCH_KEEP=FOLDER it stays in a folder of its own there
 * and later runs measure it again, brought up to the present migrations.
 */
export async function plantedDatabase(name: string, plant: (database: BenchDatabase) => Promise<Row>): Promise<BenchDatabase & { planted: Row }> {
  const kept = process.env.PHAODAI_BENCH_KEEP
  if (!kept) {
    const database = await benchDatabase()
    return { ...database, planted: await plant(database).catch(stopAfter(database)) }
  }
  const dataDir = join(kept, name)
  const note = join(dataDir, 'planted.json')
  const database = await startEmbedded({ dataDir })
  try {
    await migrate(database.adminUrl)
    if (!existsSync(note)) await writeFile(note, JSON.stringify(await plant(database)))
    return { ...database, planted: JSON.parse(await readFile(note, 'utf8')) as Row }
  } catch (error) {
    return stopAfter(database)(error)
  }
}

/** Stops the database before the error goes on. */
function stopAfter({ stop }: BenchDatabase): (error: unknown) => Promise<never> {
  return async (error) => {
    await stop()
    throw error
  }
}
