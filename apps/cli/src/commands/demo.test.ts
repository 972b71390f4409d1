import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { plantCast } from '#test/people.ts'
import { register } from './demo.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await plantCast(database.adminUrl)
  vi.stubEnv('DATABASE_URL', database.adminUrl)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.drop()
})
afterEach(() => {
  vi.restoreAllMocks()
})

function run(...words: string[]): Promise<unknown> {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const program = new Command().exitOverride()
  register(program)
  return program.parseAsync(['demo', ...words], { from: 'user' })
}

const people = (): Promise<number> => withClient(database.adminUrl, { name: 'test' }, async client =>
  (await client.query<{ n: number }>('select count(*)::int as n from person')).rows[0]!.n)

test('an installation where people work is left alone, with a sentence that says so', async () => {
  const before = await people()
  await expect(run()).rejects.toThrow('Bản cài đặt này có dữ liệu thật')
  expect(await people()).toBe(before)
  expect(before).toBeGreaterThan(0)
})

test.each([['--profile', '2019'], ['--seed', 'ba'], ['--today', '10/1/2022']])('%s %s is refused before anything is opened', async (option, value) => {
  await expect(run(option, value)).rejects.toThrow(option)
})
