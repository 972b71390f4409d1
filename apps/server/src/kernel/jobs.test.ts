import { afterAll, beforeAll, expect, test } from 'vitest'
import { loginUrl } from '#kernel/database/login.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { createJobs } from './jobs.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a job is worked on the migrated tables, tried again when it fails, and its key holds a second one off', async () => {
  const faults: Error[] = []
  const jobs = createJobs(loginUrl(database.adminUrl, 'phaodai_jobs'), (error) => faults.push(error))
  const seen: unknown[] = []
  let first = true
  const worked = new Promise<void>((resolve) => {
    jobs.work<{ n: number }>('test.count', async ({ n }) => {
      if (first) {
        first = false
        throw new Error('try again')
      }
      seen.push(n)
      resolve()
    })
  })
  jobs.schedule('test.count', '0 3 1 1 *')
  await jobs.start()
  await jobs.enqueue('test.count', { n: 7 }, { key: 'one' })
  await jobs.enqueue('test.count', { n: 8 }, { key: 'one' })
  await worked
  await jobs.stop()
  expect(seen).toEqual([7])
  expect(faults).toEqual([])
})
