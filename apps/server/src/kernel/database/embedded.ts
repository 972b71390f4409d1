import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { checkMajor, createCluster } from './cluster.ts'
import { createDatabase } from './database.queries.ts'
import { loginUrl } from './login.ts'
import { claim } from './owner.ts'
import { findPlace, remember, remembered, type EmbeddedOptions, type Memory, type Place } from './place.ts'
import { withClient } from './pool.ts'
import { endLeftovers, isServerOf, readPostmaster, signal, stopPostmaster, until } from './postmaster.ts'

export { defaultDataDir } from './place.ts'

const DATABASE = 'phaodai'
const START_TIMEOUT = 60_000
/** Milliseconds between looks at the server. */
const WATCH_EVERY = 300
const LARGEST_LOG = 10 * 1024 * 1024

export type EmbeddedDatabase = {
  /** Superuser of the server, in the installation's database. */
  adminUrl: string
  /** What requests use; works once `migrate` has run. */
  appUrl: string
  /** Process id of the database server. */
  pid: number
  /** Stops the server and frees the data folder; may be called twice. */
  stop: () => Promise<void>
}

/** The port used last time when it is still free, else any free one. */
async function freePort(preferred: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(0))
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
      })
    })
  return (preferred && (await tryPort(preferred))) || tryPort(0)
}

function adminUrl(memory: Memory, database: string): string {
  return `postgres://postgres:${memory.password}@127.0.0.1:${memory.port}/${database}`
}

/** What a running server was started with; another build or other settings need a new start. */
function launchOf(place: Place): string {
  return [place.binaries.folder, place.binaries.version, ...place.arguments].join(' ')
}

/** The server an earlier process left running, when it is ours, healthy and of the same build; else it is ended. */
async function adopt(place: Place, memory: Memory): Promise<number | undefined> {
  const found = await readPostmaster(place.cluster)
  if (!found || !(await isServerOf(place.cluster, found.pid))) return undefined
  const ready = await until(async () => (await readPostmaster(place.cluster))?.ready !== false, START_TIMEOUT)
  const same = memory.launched === launchOf(place) && memory.port === found.port
  if (ready && same && (await answers(adminUrl(memory, 'postgres')))) return found.pid
  await stopPostmaster(place.cluster, found.pid)
  return undefined
}

function answers(url: string): Promise<boolean> {
  return withClient(url, { name: 'start' }, async () => true).catch(() => false)
}

/** Starts PostgreSQL detached: Ctrl-C must reach Node first, and a killed Node must not break its log. */
function spawnServer(place: Place, port: number): { pid: number; ended: () => boolean } {
  const path = join(place.dataDir, 'postgres.log')
  const tooLong = existsSync(path) && statSync(path).size > LARGEST_LOG
  const log = openSync(path, tooLong ? 'w' : 'a', 0o600)
  const program = join(place.binaries.folder, 'bin', 'postgres')
  const child = spawn(program, ['-D', place.cluster, '-p', String(port), ...place.arguments], {
    ...place.user, cwd: place.cluster, detached: true, stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_MESSAGES: 'C' },
  })
  closeSync(log)
  child.on('error', () => {}) // told by `ended`
  child.unref()
  return { pid: child.pid ?? 0, ended: () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null }
}

async function launch(place: Place, memory: Memory, { samePort = false, attempts = 3 } = {}): Promise<number> {
  await endLeftovers(place.cluster)
  if (!samePort) memory.port = await freePort(memory.port)
  memory.launched = launchOf(place)
  await remember(place, memory)
  const server = spawnServer(place, memory.port)
  const isReady = async () => {
    const noted = await readPostmaster(place.cluster)
    return noted?.pid === server.pid && noted.ready
  }
  await until(async () => server.ended() || (await isReady()), START_TIMEOUT)
  if (!server.ended() && (await isReady())) return server.pid
  if (attempts > 1 && server.ended()) return launch(place, memory, { samePort, attempts: attempts - 1 })
  throw new Error(`PostgreSQL không khởi động được, xem ${join(place.dataDir, 'postgres.log')}:\n${await logTail(place)}`)
}

async function logTail(place: Place): Promise<string> {
  const text = await readFile(join(place.dataDir, 'postgres.log'), 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-8).join('\n')
}

async function runServer(place: Place, options: EmbeddedOptions): Promise<{ pid: number; memory: Memory }> {
  const memory = await remembered(place)
  if (!existsSync(place.cluster)) {
    options.onProgress?.('Tạo cơ sở dữ liệu PostgreSQL nhúng')
    await createCluster(place, memory)
  }
  await checkMajor(place)
  const pid = (await adopt(place, memory)) ?? (await launch(place, memory))
  await withClient(adminUrl(memory, 'postgres'), { name: 'start' }, (client) => createDatabase(client, DATABASE))
  return { pid, memory }
}

/**
 * Starts the embedded PostgreSQL of a data folder on the loopback interface, or adopts the healthy one
 * that a killed process left behind. A server that dies is started again at the same address.
 * The caller stops it; a process that exits by itself also stops it.
 * Throws AlreadyRunning when a living process owns the folder.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const place = await findPlace(options)
  const release = claim(place.dataDir)
  try {
    options.onProgress?.('Khởi động PostgreSQL nhúng')
    const { pid, memory } = await runServer(place, options)
    const url = adminUrl(memory, DATABASE)
    const stop = keepRunning(place, memory, pid, { release, onProgress: options.onProgress })
    return { adminUrl: url, appUrl: loginUrl(url, 'phaodai_app'), pid, stop }
  } catch (error) {
    release()
    throw error
  }
}

/** Watches the server, starts it again when it died, and returns the function that ends both. */
function keepRunning(
  place: Place,
  memory: Memory,
  first: number,
  { release, onProgress }: { release: () => void; onProgress: EmbeddedOptions['onProgress'] },
): () => Promise<void> {
  let pid = first
  let work: Promise<void> = Promise.resolve()
  const look = async () => {
    if (await isServerOf(place.cluster, pid)) return
    onProgress?.('PostgreSQL nhúng đã dừng bất ngờ, khởi động lại')
    pid = await launch(place, memory, { samePort: true })
  }
  const watch = setInterval(() => {
    work = work.then(look).catch((error: Error) => onProgress?.(error.message))
  }, WATCH_EVERY)
  watch.unref()
  const atExit = () => {
    signal(pid, 'SIGINT')
    release()
  }
  process.once('exit', atExit)
  let stopping: Promise<void> | undefined
  const stop = async () => {
    clearInterval(watch)
    process.off('exit', atExit)
    await work
    await stopPostmaster(place.cluster, pid)
    release()
  }
  return () => (stopping ??= stop())
}
