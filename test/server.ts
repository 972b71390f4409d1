import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY_WITHIN = 90_000

/** The real server in a process of its own. */
export type RunningServer = {
  /** Address to open, without a slash at the end. */
  origin: string
  pid: number
  /** What it printed so far. */
  output: () => string
  /** Ends it without warning, as a power cut would. */
  kill: () => Promise<void>
  /** Ends it as Ctrl-C does. */
  stop: () => Promise<void>
}

/** A port nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin, { signal: AbortSignal.timeout(2_000) }).then(() => true, () => false)
}

async function waitUntilReady(child: ChildProcess, origin: string, output: () => string): Promise<void> {
  const end = Date.now() + READY_WITHIN
  while (!(await answers(origin))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended:\n${output()}`)
    if (Date.now() > end) throw new Error(`The server did not answer in ${READY_WITHIN} ms:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(timer)
}

/** Starts the server as `npm start` does, with these settings and options (`--no-demo`) added and waits until it answers. */
export async function spawnServer(settings: Record<string, string>, options: string[] = []): Promise<RunningServer> {
  const port = settings.PORT ?? String(await freePort())
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['scripts/start.mjs', ...options], {
    cwd: ROOT, env: { ...process.env, ...settings, PORT: port }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  const output = () => text
  await waitUntilReady(child, origin, output).catch(async (error) => {
    await end(child, 'SIGKILL')
    throw error
  })
  return { origin, pid: child.pid ?? 0, output, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGINT') }
}
