import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What PostgreSQL notes about itself in postmaster.pid. */
export type Postmaster = { pid: number; port: number; ready: boolean }

/** Waits so many milliseconds. */
export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Asks again every 10 ms until the answer is yes; false when `timeout` milliseconds pass first. */
export async function until(condition: () => Promise<boolean>, timeout: number): Promise<boolean> {
  const end = Date.now() + timeout
  while (!(await condition())) {
    if (Date.now() > end) return false
    await sleep(10)
  }
  return true
}

/** Path of the note a running server keeps in its cluster folder. */
export function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

/** Reads the note of the server in this cluster folder; it may be stale. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' }
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Whether the process is a PostgreSQL of this cluster: each of them works inside its cluster folder.
 * Where there is no /proc the process id in postmaster.pid has to be believed.
 */
export async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === cluster
}

/** Every process working in this cluster folder, backends left over by a killed server included. */
export async function processesOf(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const ours = await Promise.all(pids.map((pid) => isServerOf(cluster, pid)))
  return pids.filter((_, i) => ours[i])
}

/** Sends a signal to a process that may have ended by itself in the meantime. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // nothing left to end
  }
}

/** Stops a server: quickly with a checkpoint, after 20 s without one, after 5 s more by force. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  const gone = async () => !(await isServerOf(cluster, pid))
  const steps: [NodeJS.Signals, number][] = [['SIGINT', 20_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]]
  for (const [name, patience] of steps) {
    if (await gone()) return
    signal(pid, name)
    if (await until(gone, patience)) return
  }
}

/**
 * Ends backends whose server was killed: they notice by themselves, those in a long query are killed after 2 s.
 * The note of the killed server goes too: its process id may belong to somebody else by now, or to nobody who has
 * noticed yet that it ended, and PostgreSQL would then refuse to start.
 */
export async function endLeftovers(cluster: string): Promise<void> {
  const gone = async () => (await processesOf(cluster)).length === 0
  if (!(await until(gone, 2_000))) {
    for (const pid of await processesOf(cluster)) signal(pid, 'SIGKILL')
    await until(gone, 5_000)
  }
  const noted = await readPostmaster(cluster)
  if (noted && (await gone()) && !(await isServerOf(cluster, noted.pid))) await rm(pidFile(cluster), { force: true })
}
