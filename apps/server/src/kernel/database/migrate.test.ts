import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, dropDatabase } from '#kernel/database/database.queries.ts'
import { databaseUrl, loginUrl, rolePassword } from '#kernel/database/login.ts'
import { migrate } from '#kernel/database/migrate.ts'
import { withClient } from '#kernel/database/pool.ts'
import { testDatabase } from '#test/database.ts'

const one = '0001_one.sql'
const two = '0002_two.sql'
let folder: string
let adminUrl: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  adminUrl = await emptyDatabase()
  await writeFile(join(folder, one), 'create table noun (id int primary key);\n')
})

afterEach(async () => {
  await dropIt(adminUrl)
  await rm(folder, { recursive: true })
})

const server = () => databaseUrl(String(process.env.PHAODAI_TEST_TEMPLATE_URL), 'postgres')

async function emptyDatabase(): Promise<string> {
  const name = `phaodai_migrate_${process.pid}_${Date.now()}`
  await withClient(server(), { name: 'test' }, (client) => createDatabase(client, name))
  return databaseUrl(server(), name)
}

function dropIt(url: string): Promise<void> {
  return withClient(server(), { name: 'test' }, (client) => dropDatabase(client, new URL(url).pathname.slice(1)))
}

const run = (url = adminUrl) => migrate(url, { folder: pathToFileURL(`${folder}/`) })

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(url, { name: 'test' }, async (client) => (await client.query(sql)).rows)
}

describe('migrate', () => {
  test('applies what is new, in order, as the owner role', async () => {
    await writeFile(join(folder, two), 'alter table noun add column name text;')
    expect(await run()).toEqual([one, two])
    expect(await run()).toEqual([])
    const owner = "select tableowner from pg_tables where tablename in ('noun', 'migration') group by 1"
    expect(await query(adminUrl, owner)).toEqual([{ tableowner: 'phaodai_owner' }])
  })

  test('a failing file leaves nothing behind and is named with its line', async () => {
    await writeFile(join(folder, two), 'create table half (id int);\nselect nothing from nowhere;')
    await expect(run()).rejects.toThrow(/0002_two\.sql không chạy được.*dòng 2/)
    expect(await query(adminUrl, "select to_regclass('half') as half")).toEqual([{ half: null }])
    await writeFile(join(folder, two), 'create table half (id int);')
    expect(await run()).toEqual([two])
  })

  test('refuses when an applied file was changed, but not for its line ends', async () => {
    await run()
    await writeFile(join(folder, one), 'create table noun (id int primary key);\r\n')
    expect(await run()).toEqual([])
    await writeFile(join(folder, one), 'create table noun (id bigint primary key);\n')
    await expect(run()).rejects.toThrow('0001_one.sql đã áp dụng rồi lại bị sửa')
  })

  test('refuses a database newer than the program and a file numbered too low', async () => {
    await writeFile(join(folder, two), 'select 1')
    await run()
    await rm(join(folder, one))
    await expect(run()).rejects.toThrow('bản chương trình này không có: cần bản mới hơn')
    await writeFile(join(folder, one), 'create table noun (id int primary key);\n')
    await writeFile(join(folder, '0001_late.sql'), 'select 1')
    await expect(run()).rejects.toThrow('cùng số')
    await rm(join(folder, '0001_late.sql'))
    await writeFile(join(folder, '0000_late.sql'), 'select 1')
    await expect(run()).rejects.toThrow('hãy đánh số lại')
  })

  test('refuses a file name that has no place in the order', async () => {
    await writeFile(join(folder, 'extra.sql'), 'select 1')
    await expect(run()).rejects.toThrow('NNNN_ten.sql: extra.sql')
  })

  test('two at once: each file is applied once', async () => {
    await writeFile(join(folder, two), 'select pg_sleep(0.2)')
    const results = await Promise.all([run(), run()])
    expect(results.map((names) => names.length).sort()).toEqual([0, 2])
  })
})

describe('roles', () => {
  test('the app role signs in, owns nothing, and must become a group role to see a table', async () => {
    await writeFile(join(folder, two), 'create table public.seen (id int); grant select on public.seen to pd_area;')
    await run()
    const app = loginUrl(adminUrl, 'phaodai_app')
    await expect(query(app, 'select * from seen')).rejects.toMatchObject({ code: '42501' })
    await expect(query(app, 'create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
    await expect(query(app, 'set role phaodai_owner')).rejects.toMatchObject({ code: '42501' })
    await expect(query(app, 'set role phaodai_system')).rejects.toMatchObject({ code: '42501' })
    const rows = await withClient(app, { name: 'test' }, async (client) => {
      await client.query('begin; set local role pd_area')
      return (await client.query('select * from seen')).rows
    })
    expect(rows).toEqual([])
  })

  test('nobody else may connect, and a copy of the template has the same rights', async () => {
    const copy = await testDatabase()
    const sql = "select has_database_privilege('public', current_database(), 'connect') as may"
    expect(await query(copy.adminUrl, sql)).toEqual([{ may: false }])
    expect(await query(copy.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    await copy.drop()
  })

  test('a user without rights is told the statements a superuser has to run, and they suffice', async () => {
    const user = `phaodai_plain_${process.pid}`
    const plain = new URL(adminUrl)
    plain.username = user
    plain.password = new URL(adminUrl).password
    await query(adminUrl, `create role ${user} login password '${plain.password}'`)
    try {
      const error = await run(plain.href).catch((thrown: Error & { statements?: string }) => thrown)
      const statements = String((error as { statements?: string }).statements)
      expect(statements).toContain(`grant connect, create, temporary on database`)
      expect(statements).toContain(`grant phaodai_owner to "${user}";`)
      await query(adminUrl, statements)
      expect(await run(plain.href)).toEqual([one])
    } finally {
      await query(adminUrl, `drop owned by ${user}; drop role ${user}`)
    }
  })

  test('a password is derived from the secret or from the URL, never from nothing', () => {
    const url = 'postgres://admin:s3cret@db.example/phaodai'
    expect(rolePassword(url, 'phaodai_app')).toBe(rolePassword(url, 'phaodai_app'))
    expect(rolePassword(url, 'phaodai_app')).not.toBe(rolePassword(url, 'phaodai_jobs'))
    expect(rolePassword(url, 'phaodai_app', 'other')).not.toBe(rolePassword(url, 'phaodai_app'))
    expect(() => rolePassword('postgres://admin@db.example/phaodai', 'phaodai_app')).toThrow('PHAODAI_SECRET')
  })
})
