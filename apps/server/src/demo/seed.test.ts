import { taskStates } from '@phaodai/office'
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

async function seeded(profile: '2021' | '2025', today: string): Promise<void> {
  database = await testDatabase()
  await withClient(database.adminUrl, { name: 'test', statementTimeout: 0 }, client => asOwner(client, async () => {
    await seedAreas(client)
    await seedCalendar(client)
  }))
  pools = openPools(database.adminUrl, (error) => { throw error })
  const began = Date.now()
  await seedDemo({ pools, profile, today, onProgress: () => {} })
  console.log(`demo ${profile}: ${Date.now() - began} ms`)
}

async function close(): Promise<void> {
  await closePools(pools)
  await database.drop()
}

const count = (sql: string): Promise<number> => asSystem(pools.jobs, async tx => (await tx.get<{ n: number }>(`select count(*)::int as n from ${sql}`)).n)

describe('the demo of 2021', () => {
  beforeAll(() => seeded('2021', TODAY), 120_000)
  afterAll(close)

  it('has about 900 bodies of both chains at four levels', async () => {
    expect(await count('body')).toBeGreaterThan(850)
    expect(await count('body')).toBeLessThan(1000)
    expect(await count(`body where chain = 'party' and level = 'village'`)).toBe(30)
    expect(await count(`body where kind = 'village-team'`)).toBe(30)
  })

  it('gives everybody in the cast an account that can sign in', async () => {
    expect(await count('account')).toBe(29)
    expect(await count(`person where full_name not like '%MẪU%'`)).toBe(0)
  })

  it('has a meeting whose conclusions were issued, and meetings to come', async () => {
    expect(await asSystem(pools.jobs, tx => tx.rows('select state, directive_id is not null as issued, count(*)::int as n from meeting group by 1, 2 order by 1'))).toEqual([{ state: 'invited', issued: false, n: 2 }, { state: 'tasked', issued: true, n: 1 }])
    expect(await count(`task t join meeting m on m.directive_id = t.directive_id`)).toBeGreaterThan(20)
    expect(await count(`meeting_invitee i join meeting m on m.id = i.meeting_id where m.state = 'tasked' and i.attendance is null`)).toBe(0)
  })

  it('has quick reports of twelve communes and their district, whose figures keep the rules of their form', async () => {
    const told = (day: number, code: string, body = 'b.level = \'commune\''): string => `(select sum(coalesce(g.value, g.summed)) from quick_figure g join quick_report r on r.id = g.report_id join body b on b.id = r.body_id where r.day = date '${TODAY}' - ${day} and g.column_code = '${code}' and ${body})`
    expect(await count(`quick_report where state = 'locked'`)).toBe(36)
    const [row] = await asSystem(pools.jobs, tx => tx.rows<{ carried: boolean; left: boolean; summed: boolean }>(`select ${told(1, 'f1_total')} = ${told(2, 'f1_total')} + ${told(1, 'f1_new')} as carried,
      ${told(1, 'f1_current')} = ${told(1, 'f1_total')} - ${told(1, 'f1_done')} as left, ${told(1, 'f1_total')} = ${told(1, 'f1_total', 'b.level = \'district\'')} as summed`))
    expect(row).toEqual({ carried: true, left: true, summed: true })
  })

  it('shows the cast with the password and nothing else', async () => {
    const accounts = await demoAccounts(pools)
    expect(accounts).toHaveLength(29)
    expect(accounts.find(each => each.username === 'lanhdao.tinh')).toEqual(
      { username: 'lanhdao.tinh', password: 'phaodai-mau', name: 'Lương Quốc MẪU', title: 'Chủ tịch UBND tỉnh, UBND tỉnh Lạng Sơn kiêm Trưởng Ban Chỉ đạo, BCĐ phòng, chống dịch tỉnh' })
  })

  it('has tasks in every state and timing, at every level of both chains', async () => {
    const states = await asSystem(pools.jobs, tx => tx.rows<{ state: string }>('select distinct state from task'))
    expect(states.map(row => row.state).sort()).toEqual([...taskStates].sort())
    const open = `task where state in ('not_started', 'in_progress', 'sent_back') and`
    for (const timing of [`deadline < '${TODAY}'`, `deadline between '${TODAY}' and '2022-01-13'`, `deadline > '2022-01-13'`, 'deadline is null']) {
      expect(await count(`${open} ${timing}`), timing).toBeGreaterThan(5)
    }
    for (const level of ['province', 'district', 'commune', 'village']) {
      for (const chain of ['party', 'state']) expect(await count(`task t join body b on b.id = t.body_id where b.level = '${level}' and b.chain = '${chain}'`), `${level} ${chain}`).toBeGreaterThan(5)
    }
    expect(await count('task')).toBeGreaterThan(700)
    expect(await count('task where escalated_to_id is not null')).toBeGreaterThan(5)
    expect(await count(`task where pending_request = 'extension'`)).toBeGreaterThan(5)
    expect(await count(`directive where state = 'issued'`)).toBe(6)
    expect(await count(`directive where state = 'draft'`)).toBe(1)
  })

  it('keeps its history in the past and in order', async () => {
    expect(await count(`task_event e join task t on t.id = e.task_id where e.at < t.created_at or e.at >= '${TODAY}'`)).toBe(0)
    expect(await count(`directive where created_at < '2021-11-15' or created_at >= '${TODAY}'`)).toBe(0)
    expect(await count('directive_delivery where read_at < delivered_at or acknowledged_at < read_at')).toBe(0)
    expect(await count('directive_delivery where read_at is null')).toBeGreaterThan(5)
    expect(await count('task p join task c on c.parent_id = p.id where c.created_at < p.accepted_at')).toBe(0)
  })

  it('gives no task to those who only read', async () => {
    expect(await count(`task t join directive_delivery d on d.directive_id = t.directive_id and d.body_id = t.body_id where d.purpose <> 'execute'`)).toBe(0)
  })

  it('fills the three registers', async () => {
    for (const table of ['rumour', 'inspection', 'supply_item', 'stock_movement', 'stock_balance']) expect(await count(table), table).toBeGreaterThan(5)
  })

  it('signs everything in the audit with a post', async () => {
    expect(await count(`audit_entry where subject in ('task', 'task_event', 'directive') and post_id is null`)).toBe(0)
  })

  it('can be wiped and made again, and is the same then', async () => {
    const snapshot = (): Promise<unknown[]> => asSystem(pools.jobs, tx => tx.rows(`
      select 'task' as what, id, body_id || state || coalesce(deadline::text, '') || coalesce(last_report, '') as words from task
      union all select 'event', id, kind || at || coalesce(note, '') from task_event
      union all select 'person', id, full_name from person union all select 'rumour', id, claim || state from rumour order by 1, 2`))
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
  beforeAll(() => seeded('2025', '2026-01-12'), 120_000)
  afterAll(close)

  it('stands on the two-level tree and remembers the bodies before it', async () => {
    expect(await count(`body where valid_to is null and level = 'district'`)).toBe(0)
    expect(await count(`body where valid_to = '2025-06-30' and level = 'district'`)).toBeGreaterThan(100)
    expect(await count('body_successor')).toBeGreaterThan(800)
    expect(await count('task t join body b on b.id = t.body_id where b.valid_to is not null')).toBe(0)
    expect(await count(`directive where state = 'issued'`)).toBe(6)
    expect(await count('task')).toBeGreaterThan(300)
    for (const level of ['province', 'commune', 'village']) expect(await count(`task t join body b on b.id = t.body_id where b.level = '${level}'`), level).toBeGreaterThan(5)
  })
})
