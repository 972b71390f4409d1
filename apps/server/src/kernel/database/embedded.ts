import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { chown, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBinaries, isTraversable, type Binaries } from './binaries.ts'
import { createDatabase } from './database.queries.ts'
import { loginUrl } from './login.ts'
import { claim } from './owner.ts'
import { withClient } from './pool.ts'
import { endLeftovers, isServerOf, pidFile, readPostmaster, signal, stopPostmaster, until } from './postmaster.ts'

const CHECKOUT = fileURLToPath(new URL('../../../../../', import.meta.url))
const DATABASE = 'phaodai'
const START_TIMEOUT = 60_000
/** Milliseconds between looks at the server. */
const WATCH_EVERY = 300
const LARGEST_LOG = 10 * 1024 * 1024

/** Sensible on a machine with 2 cores and 4 GB; durability stays at PostgreSQL's defaults. */
const SETTINGS: Record<string, string> = {
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_connections: '100',
  max_wal_size: '2GB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'Asia/Ho_Chi_Minh',
  log_timezone: 'Asia/Ho_Chi_Minh',
}

export type EmbeddedOptions = {
  /** Folder of everything this installation keeps; see `defaultDataDir`. */
  dataDir?: string
  /** Hears one Vietnamese sentence a step. */
  onProgress?: (message: string) => void
  /** PostgreSQL settings besides the usual ones, e.g. `{ shared_buffers: '1GB' }`; also PHAODAI_PG_SETTINGS="a=b c=d". */
  settings?: Record<string, string>
  /** Makes a throw-away server without fsync, for tests only. */
  unsafe?: boolean
}

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

/** What is remembered between starts, in a file only its owner may read. */
type Memory = { password: string; port: number; launched: string }

type Place = {
  dataDir: string
  cluster: string
  binaries: Binaries
  /** The user that runs PostgreSQL, which refuses to be root; undefined = the present one. */
  user: { uid: number; gid: number } | undefined
  arguments: string[]
  unsafe: boolean
}

/** PHAODAI_DATA, else /var/lib/phaodai for root, else `.data` in the checkout. */
export function defaultDataDir(): string {
  return process.env.PHAODAI_DATA || (process.getuid?.() === 0 ? '/var/lib/phaodai' : join(CHECKOUT, '.data'))
}

/** PostgreSQL will not run as root: `nobody` exists everywhere, so no user need be made. */
function otherUser(): Place['user'] {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith('nobody:'))
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

function settingsOf(options: EmbeddedOptions): Record<string, string> {
  const fromEnvironment = (process.env.PHAODAI_PG_SETTINGS ?? '').split(' ').filter((part) => part.includes('='))
  const environment = Object.fromEntries(fromEnvironment.map((part) => part.split(/=(.*)/).slice(0, 2)))
  const unsafe = options.unsafe ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}
  const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '', password_encryption: 'scram-sha-256' }
  return { ...SETTINGS, ...unsafe, ...environment, ...options.settings, ...fixed }
}

async function findPlace(options: EmbeddedOptions): Promise<Place> {
  const wanted = options.dataDir ?? defaultDataDir()
  const user = otherUser()
  if (!existsSync(wanted)) await mkdir(wanted, { recursive: true, mode: 0o755 })
  const dataDir = await realpath(wanted)
  if (user && !(await isTraversable(dataDir))) {
    throw new Error(`Người dùng nobody không vào được ${dataDir}: đặt PHAODAI_DATA thành thư mục khác, ví dụ /var/lib/phaodai`)
  }
  const settings = Object.entries(settingsOf(options)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const binaries = await findBinaries(dataDir, user !== undefined)
  return { dataDir, cluster: join(dataDir, 'cluster'), binaries, user, arguments: settings, unsafe: options.unsafe === true }
}

async function remembered(place: Place): Promise<Memory> {
  const text = await readFile(join(place.dataDir, 'database.json'), 'utf8').catch(() => '')
  if (text) return JSON.parse(text) as Memory
  if (existsSync(place.cluster)) {
    throw new Error(`Thiếu tệp mật khẩu ${join(place.dataDir, 'database.json')} của cơ sở dữ liệu đã có`)
  }
  return { password: randomBytes(24).toString('base64url'), port: 0, launched: '' }
}

async function remember(place: Place, memory: Memory): Promise<void> {
  const path = join(place.dataDir, 'database.json')
  await writeFile(`${path}.new`, JSON.stringify(memory), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** Creates the cluster beside its place and moves it in when complete, so a killed start leaves none half made. */
async function createCluster(place: Place, memory: Memory): Promise<void> {
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

async function checkMajor(place: Place): Promise<void> {
  const cluster = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim()
  const program = place.binaries.version.split('.')[0]
  if (cluster !== program) {
    throw new Error(`Dữ liệu thuộc PostgreSQL ${cluster}, chương trình nhúng là ${program}: cần chuyển dữ liệu trước`)
  }
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
  if (!found) return undefined
  if (!(await isServerOf(place.cluster, found.pid))) {
    await rm(pidFile(place.cluster), { force: true }) // its process id belongs to somebody else by now
    return undefined
  }
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
