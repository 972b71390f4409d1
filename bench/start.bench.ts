import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '#test/server.ts'
import { openFolder, type Bench, type Row } from './bench.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Milliseconds from `npm start` to the first answer over HTTP. */
async function start(dataDir: string): Promise<number> {
  const port = await freePort()
  const begun = performance.now()
  const env = { ...process.env, DATABASE_URL: '', PHAODAI_DATA: dataDir, PORT: String(port) }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const answers = () => fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false)
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const time = performance.now() - begun
  child.kill('SIGINT')
  await ended
  return time
}

async function run(): Promise<Row[]> {
  const dataDir = await openFolder()
  const cold = await start(dataDir)
  const warm = [await start(dataDir), await start(dataDir), await start(dataDir)]
  await rm(dataDir, { recursive: true })
  return [
    { what: 'start with an empty data folder, demo province included', value: cold / 1000, unit: 's' },
    { what: 'second start', value: Math.max(...warm) / 1000, unit: 's', goal: { atMost: 5 } },
  ]
}

export const bench: Bench = { name: 'Start', run }
