import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { registerDrift } from '#server/drift/index.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Differences after a change of the database by hand. */
function driftAfter(change: string): Promise<string[]> {
  return withClient(database.adminUrl, { name: 'test' }, async (client) => {
    if (change !== '') await client.query(change)
    return registerDrift(client)
  })
}

describe('the migrated database and the declarations', () => {
  test('agree on every column, check, index, trigger, policy, grant, transition and permission', async () => {
    expect(await driftAfter('')).toEqual([])
  })

  const CHANGES: readonly [what: string, change: string, found: string][] = [
    ['a column', 'alter table rumour add column opinion text', 'column opinion text'],
    ['nullability', 'alter table rumour alter column heard_on drop not null', 'column heard_on date'],
    ['a policy', 'alter policy rumour_read on rumour using (true)', 'policy rumour_read'],
    ['a grant of a sensitive column', 'grant select (caller_phone) on rumour to pd_area', 'grant SELECT (caller_phone) to pd_area'],
    ['a trigger', 'drop trigger audit on inspection', 'trigger audit'],
    ['an index', 'drop index inspection_team_id', 'index inspection_team_id'],
    ['a permission', "insert into role_permission values ('village', 'rumour.reveal')", 'permission rumour.reveal to village'],
    ['a transition', "delete from state_transition where subject = 'rumour' and action = 'check'", 'transition check new -> checking'],
    ['row security', 'alter table supply_item disable row level security', 'row security'],
  ]

  test('whatever is changed by hand is found, each by its name and nothing else', async () => {
    const lines = await driftAfter(CHANGES.map(([, change]) => change).join(';\n'))
    for (const [what, , found] of CHANGES) expect(lines.filter((line) => line.includes(found)), what).not.toEqual([])
    expect(lines.filter((line) => !CHANGES.some(([, , found]) => line.includes(found)))).toEqual([])
  })
})
