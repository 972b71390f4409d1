import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbedded, type EmbeddedDatabase } from '#kernel/database/embedded.ts'
import { withClient } from '#kernel/database/pool.ts'
import { isServerOf, pidFile, processesOf, readPostmaster, signal, until } from '#kernel/database/postmaster.ts'

let dataDir: string
const cluster = () => join(dataDir, 'cluster')
const start = () => startEmbedded({ dataDir, unsafe: true })

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'phaodai-embedded-'))
  await chmod(dataDir, 0o755)
})

afterEach(async () => {
  await (await start()).stop()
  await rm(dataDir, { recursive: true })
})

/** Another Node process that starts the database and holds it until killed. */
async function elsewhere(): Promise<ChildProcess> {
  const code = `
    import { startEmbedded } from '#kernel/database/embedded.ts'
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, unsafe: true })
    console.log('started')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

function answer(database: EmbeddedDatabase, sql: string): Promise<unknown> {
  return withClient(database.adminUrl, { name: 'test' }, async (client) => (await client.query(sql)).rows[0]?.value)
}

describe('startEmbedded', () => {
  test('keeps data and port from one start to the next, and the password to its owner', async () => {
    const first = await start()
    await answer(first, 'create table kept as select 7 as value')
    await first.stop()
    expect(await processesOf(cluster())).toEqual([])
    const second = await start()
    expect(second.adminUrl).toBe(first.adminUrl)
    expect(await answer(second, 'select value from kept')).toBe(7)
    await second.stop()
    await second.stop()
    expect((await stat(join(dataDir, 'database.json'))).mode & 0o077).toBe(0)
  })

  test('listens on loopback only, with its durability switched on unless a test asks otherwise', async () => {
    const database = await startEmbedded({ dataDir, settings: { work_mem: '9MB' } })
    const setting = (name: string) => answer(database, `select current_setting('${name}') as value`)
    expect(await setting('listen_addresses')).toBe('127.0.0.1')
    expect(await setting('unix_socket_directories')).toBe('')
    expect([await setting('fsync'), await setting('synchronous_commit'), await setting('full_page_writes')]).toEqual(['on', 'on', 'on'])
    expect(await setting('work_mem')).toBe('9MB')
    await database.stop()
  })

  test('a second start on the same folder says that it runs already', async () => {
    const other = await elsewhere()
    await expect(start()).rejects.toThrow(`Pháo Đài đang chạy rồi (tiến trình ${other.pid})`)
    await kill(other)
  })

  test('adopts the healthy server of a killed process', async () => {
    await kill(await elsewhere())
    const orphan = await readPostmaster(cluster())
    const database = await start()
    expect(database.pid).toBe(orphan?.pid)
    await database.stop()
    expect(await isServerOf(cluster(), database.pid)).toBe(false)
  })

  test('replaces an orphan that was started with other settings', async () => {
    await kill(await elsewhere())
    const orphan = await readPostmaster(cluster())
    const database = await startEmbedded({ dataDir, unsafe: true, settings: { work_mem: '9MB' } })
    expect(database.pid).not.toBe(orphan?.pid)
    await database.stop()
  })

  test('starts after server and process were killed, with a backend still busy', async () => {
    const other = await elsewhere()
    const { password, port } = JSON.parse(await readFile(join(dataDir, 'database.json'), 'utf8'))
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/phaodai`
    const busy = withClient(url, { name: 'busy' }, (client) =>
      client.query('select count(*) from generate_series(1, 1000000000)'),
    ).catch(() => {})
    await until(async () => (await processesOf(cluster())).length > 6, 3000)
    await kill(other)
    process.kill((await readPostmaster(cluster()))?.pid ?? 0, 'SIGKILL')
    const database = await start()
    expect(await answer(database, 'select 1 as value')).toBe(1)
    await busy
    await database.stop()
  })

  test('a server that dies is started again at the same address', async () => {
    const database = await startEmbedded({ dataDir })
    await answer(database, 'create table kept as select 7 as value')
    for (const pid of await processesOf(cluster())) signal(pid, 'SIGKILL')
    const alive = () => answer(database, 'select value from kept').then((value) => value === 7, () => false)
    expect(await until(alive, 10_000)).toBe(true)
    await database.stop()
    expect(await processesOf(cluster())).toEqual([])
  })

  test('a stale note with the process id of a stranger does not stop the start', async () => {
    await (await start()).stop()
    await writeFile(pidFile(cluster()), `${process.pid}\n${cluster()}\n0\n1\n\n127.0.0.1\n 1 1\nready\n`)
    const database = await start()
    expect(database.pid).not.toBe(process.pid)
    await database.stop()
  })
})
