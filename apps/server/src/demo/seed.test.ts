import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pools } from '#kernel/deps.ts'
import { withClient } from '#kernel/database/pool.ts'
import { asOwner } from '#kernel/installation.queries.ts'
import { closePools, openPools } from '#kernel/pools.ts'
import { asSystem } from '#kernel/transaction.ts'
import { seedAreas, seedCalendar } from '#server/areas/index.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { demoAccounts, kindOfInstallation, seedDemo, wipe } from './index.ts'

const TODAY = '2022-01-10'
let database: TestDatabase
let pools: Pools

async function seeded(profile: '2021' | '2025'): Promise<void> {
  database = await testDatabase()
  await withClient(database.adminUrl, { name: 'test', statementTimeout: 0 }, client => asOwner(client, async () => {
    await seedAreas(client)
    await seedCalendar(client)
  }))
  pools = openPools(database.adminUrl, (error) => { throw error })
  const began = Date.now()
  await seedDemo({ pools, profile, today: TODAY, onProgress: () => {} })
  console.log(`demo ${profile}: ${Date.now() - began} ms`)
}

async function close(): Promise<void> {
  await closePools(pools)
  await database.drop()
}

const count = (sql: string): Promise<number> => asSystem(pools.jobs, async tx => (await tx.get<{ n: number }>(`select count(*)::int as n from ${sql}`)).n)

describe('the demo of 2021', () => {
  beforeAll(() => seeded('2021'), 120_000)
  afterAll(close)

  it('has about 900 bodies of both chains at four levels', async () => {
    expect(await count('body')).toBeGreaterThan(850)
    expect(await count('body')).toBeLessThan(1000)
    expect(await count(`body where chain = 'party' and level = 'village'`)).toBe(30)
    expect(await count(`body where kind = 'village-team'`)).toBe(30)
  })

  it('gives everybody in the cast an account that can sign in', async () => {
    expect(await count('account')).toBe(26)
    expect(await count(`person where full_name not like '%MẪU%'`)).toBe(0)
  })

  it('shows the cast with the password and nothing else', async () => {
    const accounts = await demoAccounts(pools)
    expect(accounts).toHaveLength(26)
    expect(accounts.find(each => each.username === 'lanhdao.tinh')).toEqual(
      { username: 'lanhdao.tinh', password: 'phaodai-mau', name: 'Lương Quốc MẪU', title: 'Chủ tịch UBND tỉnh, UBND tỉnh Lạng Sơn kiêm Trưởng Ban Chỉ đạo, BCĐ phòng, chống dịch tỉnh' })
  })

  it('can be wiped and made again, and is the same then', async () => {
    const snapshot = (): Promise<unknown[]> => asSystem(pools.jobs, tx => tx.rows('select id, full_name from person order by id'))
    const before = await snapshot()
    await withClient(database.adminUrl, { name: 'test', statementTimeout: 0 }, async (client) => {
      expect(await kindOfInstallation(client)).toBe('demo')
      await wipe(client)
      expect(await kindOfInstallation(client)).toBe('empty')
    })
    await seedDemo({ pools, profile: '2021', today: TODAY, onProgress: () => {} })
    expect(await snapshot()).toEqual(before)
  })

  it('knows an installation that is none', async () => {
    await asSystem(pools.jobs, tx => tx.run('delete from installation'))
    expect(await withClient(database.adminUrl, { name: 'test' }, kindOfInstallation)).toBe('real')
    expect(await demoAccounts(pools)).toEqual([])
  })
})

describe('the demo of 2025', () => {
  beforeAll(() => seeded('2025'), 120_000)
  afterAll(close)

  it('stands on the two-level tree and remembers the bodies before it', async () => {
    expect(await count(`body where valid_to is null and level = 'district'`)).toBe(0)
    expect(await count(`body where valid_to = '2025-06-30' and level = 'district'`)).toBeGreaterThan(100)
    expect(await count('body_successor')).toBeGreaterThan(800)
  })
})
