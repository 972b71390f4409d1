import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBinaries, isTraversable, type Binaries } from './binaries.ts'

const CHECKOUT = fileURLToPath(new URL('../../../../../', import.meta.url))

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

/** What is remembered between starts, in a file only its owner may read. */
export type Memory = { password: string; port: number; launched: string }

/** Where one installation's server lives and how it is run. */
export type Place = {
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

/** Works out the place of an installation; throws when the server's user could not enter the folder. */
export async function findPlace(options: EmbeddedOptions): Promise<Place> {
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

/** What an earlier start left; a new password on the very first one. */
export async function remembered(place: Place): Promise<Memory> {
  const text = await readFile(join(place.dataDir, 'database.json'), 'utf8').catch(() => '')
  if (text) return JSON.parse(text) as Memory
  if (existsSync(place.cluster)) {
    throw new Error(`Thiếu tệp mật khẩu ${join(place.dataDir, 'database.json')} của cơ sở dữ liệu đã có`)
  }
  return { password: randomBytes(24).toString('base64url'), port: 0, launched: '' }
}

/** Keeps it, whole or not at all. */
export async function remember(place: Place, memory: Memory): Promise<void> {
  const path = join(place.dataDir, 'database.json')
  await writeFile(`${path}.new`, JSON.stringify(memory), { mode: 0o600 })
  await rename(`${path}.new`, path)
}
