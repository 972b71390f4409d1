import { Command } from 'commander'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import { createApp } from '#server/app.ts'
import { openAuditExport, seal } from '#server/audit/index.ts'
import { openDeps } from '#server/installation.ts'
import { callerOf, signIn } from '#test/app.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { register as registerAdmin } from './admin.ts'
import { register as registerAudit } from './audit.ts'

const PASSWORD = 'mat-khau-quan-tri'
let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'phaodai-cli-'))
  vi.stubEnv('DATABASE_URL', database.adminUrl)
  vi.stubEnv('PHAODAI_DATA', folder)
  vi.stubEnv('PHAODAI_PASSWORD', PASSWORD)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

/** What the command printed, both streams together. */
async function run(...words: string[]): Promise<string> {
  const lines: unknown[] = []
  for (const stream of ['log', 'error'] as const) vi.spyOn(console, stream).mockImplementation((line) => void lines.push(line))
  const program = new Command().exitOverride()
  registerAdmin(program)
  registerAudit(program)
  await program.parseAsync(words, { from: 'user' })
  return lines.join('\n')
}

const create = (username: string, ...more: string[]) => run('admin', 'create', '--username', username, '--name', 'Nguyễn Thị Quản', ...more)

test('the first administrator of an empty installation gets the bodies of a province and can sign in', async () => {
  expect(await create('quan.tri', '--province', 'lạng sơn')).toContain('Đã tạo tài khoản quản trị quan.tri tại Ủy ban nhân dân tỉnh Lạng Sơn.')
  const deps = openDeps(readConfig(process.env), database.adminUrl, (error) => console.error(error))
  const app = await createApp(deps)
  const caller = callerOf(app, (await signIn(app, 'quan.tri', PASSWORD))!)
  expect((await caller.get('/api/me')).json()).toMatchObject({ mustChangePassword: false, person: { fullName: 'Nguyễn Thị Quản' } })
  expect((await caller.get('/api/accounts')).json()).toHaveLength(1)
  await app.close()
  await deps.close()
})

test('a taken or malformed user name is told in words', async () => {
  expect(await create('quan.tri')).toContain('Tên đăng nhập này đã có người dùng.')
  expect(process.exitCode).toBe(1)
  expect(await create('Quản Trị')).toContain('Tên đăng nhập gồm')
  expect(await create('quan.tri2', '--body', '1')).toContain('Không có cơ quan số 1 đang hoạt động.')
})

test('audit verify tells of tampering and ends with code 1', async () => {
  const deps = openDeps(readConfig(process.env), database.adminUrl, (error) => console.error(error))
  const exported = await openAuditExport(folder)
  while ((await exported.heads()).length === 0) await seal(deps.pools.jobs, exported)
  await deps.close()
  expect(await run('audit', 'verify')).toMatch(/^\d+ khối, \d+ đầu chuỗi đã xuất, 0 sai lệch\.$/m)
  expect(process.exitCode).toBe(0)
  await withClient(database.adminUrl, { name: 'test' }, async (client) => {
    await client.query('alter table audit_entry disable trigger append_only')
    await client.query("update audit_entry set after = '{}' where id = (select entry_ids[1] from audit_block where no = 1)")
  })
  expect(await run('audit', 'verify')).toMatch(/khối 1, mục \d+: mục đã bị sửa/)
  expect(process.exitCode).toBe(1)
})
