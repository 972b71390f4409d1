// Steps shared by the commands: what they need is installed and built here, when stale. Plain Node, no packages.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the checkout. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What is built, from which inputs. The server's modules keep the addresses of their sources, so its build belongs to one folder. */
const WEB = { app: 'apps/web', inputs: ['apps/web', 'packages', 'package-lock.json'], out: join(ROOT, 'dist/web'), entry: 'index.html', place: '' }
const SERVER = { app: 'apps/server', inputs: ['apps/server', 'packages', 'package.json', 'package-lock.json'], out: join(ROOT, 'dist/server'), entry: 'main.js', place: ROOT }

const PAGES = { app: 'apps/public', inputs: ['apps/public', 'apps/server/src/kernel', 'packages', 'package.json', 'package-lock.json'], out: join(ROOT, 'dist/public'), entry: 'main.js', place: ROOT }

/** The built public pages: loading it starts them. */
export const PAGES_ENTRY = join(PAGES.out, PAGES.entry)

/** The built server: loading it starts it. */
export const SERVER_ENTRY = join(SERVER.out, SERVER.entry)

/** Prints one line of progress. */
export function say(line) {
  console.log(`• ${line}`)
}

/** Ends the command with a sentence for the person who started it. */
export function giveUp(line) {
  console.error(`✗ ${line}`)
  process.exit(1)
}

/** Runs a program in the root with its output shown; returns whether it succeeded. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  if (result.error) console.error(`✗ ${command}: ${result.error.message}`)
  return result.status === 0
}

/** The same without blocking; resolves to the exit code. */
export function start(command, args, env = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)).once('error', () => resolve(1)))
  return { child, ended }
}

/** Path of a program that npm installed, to be run by `process.execPath`. */
export function tool(name) {
  const paths = { vite: 'vite/bin/vite.js', vitest: 'vitest/vitest.mjs', tsx: 'tsx/dist/cli.mjs', oxlint: 'oxlint/bin/oxlint', tsc: 'typescript/bin/tsc' }
  return join(ROOT, 'node_modules', paths[name])
}

/** Whether node_modules holds exactly what package-lock.json says; npm notes there what it installed. */
export function isInstalled() {
  const installed = join(ROOT, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages
  const wanted = packages(join(ROOT, 'package-lock.json'))
  const found = packages(installed)
  const same = (a, b) => a.version === b.version && a.link === b.link && a.integrity === b.integrity
  return (
    Object.keys(found).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, entry]) => path === '' || (found[path] ? same(entry, found[path]) : entry.optional))
  )
}

/** Installs the locked dependencies when node_modules differs from the lock file. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) giveUp(`Cần Node 20.19 trở lên, máy này có ${process.version}`)
  if (isInstalled()) return
  say('Cài các thư viện theo package-lock.json (npm ci), lần đầu mất khoảng một phút')
  const npm = process.env.npm_execpath
  const done = npm ? run(process.execPath, [npm, 'ci']) : run('npm', ['ci'])
  if (!done) giveUp('npm ci không thành công: xem lỗi ở trên')
}

function* filesUnder(path) {
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = `${path}/${entry.name}`
    if (entry.isFile()) yield child
    else if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)) yield* filesUnder(child)
  }
}

/** Digest of everything an app is built from. */
function digestOf({ inputs, place }) {
  const hash = createHash('sha256').update(process.version.split('.')[0]).update(place)
  for (const input of inputs) {
    const files = input.includes('.') ? [input] : filesUnder(input)
    for (const file of files) {
      if (!file.includes('.test.')) hash.update(file).update(readFileSync(join(ROOT, file)))
    }
  }
  return hash.digest('hex')
}

/** Builds an app when its sources have changed since the last build. */
function build(target, doing, failed) {
  if (!existsSync(join(ROOT, target.app))) return
  const stamp = `${target.out}.inputs`
  const digest = digestOf(target)
  if (existsSync(join(target.out, target.entry)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  say(doing)
  const options = ['--outDir', target.out, '--emptyOutDir', '--logLevel', 'warn']
  const env = { NODE_ENV: 'production' } // whoever asks, be it a test's server: a build for development is slower by half and warns on the console
  if (!run(process.execPath, [tool('vite'), 'build', target.app, ...options], env)) giveUp(failed)
  writeFileSync(stamp, digest)
}

/** Builds the web app when it is stale. */
export function buildWeb() {
  build(WEB, 'Dựng ứng dụng web', 'Không dựng được ứng dụng web')
}

/** Builds the server when it is stale. */
export function buildServer() {
  build(SERVER, 'Dựng máy chủ', 'Không dựng được máy chủ')
}

/** Builds the public pages when they are stale. */
export function buildPages() {
  build(PAGES, 'Dựng trang công khai', 'Không dựng được trang công khai')
}
