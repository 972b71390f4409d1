import { addDays } from '@phaodai/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NoticePage, NoticeGroups, TaskPage } from '@phaodai/office'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import { asOwner } from '#kernel/installation.queries.ts'
import { asSystem } from '#kernel/transaction.ts'
import { createApp, type ServerDeps } from '#server/app.ts'
import { seedAreas, seedCalendar } from '#server/areas/index.ts'
import { DEMO_PASSWORD, seedDemo } from '#server/demo/index.ts'
import { openDeps } from '#server/installation.ts'
import { openWays, tick } from '#server/notices/index.ts'
import { escalate } from '#server/tasks/index.ts'
import { callerOf, signIn, type Caller } from '#test/app.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { tellAll } from '#test/notices.ts'

const TODAY = '2022-01-10'
let database: TestDatabase
let deps: ServerDeps & { close: () => Promise<void> }
let app: Awaited<ReturnType<typeof createApp>>
let now = `${TODAY}T06:00:00+07:00`

beforeAll(async () => {
  database = await testDatabase()
  await withClient(database.adminUrl, { name: 'test', statementTimeout: 0 }, (client) => asOwner(client, async () => {
    await seedAreas(client)
    await seedCalendar(client)
  }))
  deps = openDeps(readConfig({ DATABASE_URL: database.adminUrl }), database.adminUrl, console.error)
  deps.clock = { now: () => new Date(now) }
  await seedDemo({ pools: deps.pools, profile: '2021', today: TODAY, onProgress: () => {} })
  app = await createApp(deps)
})
afterAll(async () => {
  await app?.close()
  await deps?.close()
  await database?.drop()
})

type Late = { id: string; bodyId: number; days: number }

/** Reckoned by the words of the law alone: a deadline that has passed, work that is still the body's. */
const overdue = (day: string): Promise<Late[]> => asSystem(deps.pools.jobs, (tx) => tx.rows<Late>(`
  select id, body_id as "bodyId", $1::date - deadline as days from task
  where deadline < $1 and state in ('not_started', 'in_progress', 'sent_back') and role <> 'coordinate'`, [day]))

/** Every post somebody can sign in to, as a caller. */
async function everybody(): Promise<{ name: string; caller: Caller }[]> {
  const posts = await asSystem(deps.pools.jobs, (tx) => tx.rows<{ username: string; postId: string }>(
    'select a.username, o.id as "postId" from account a join post o on o.person_id = a.person_id where a.disabled_at is null and o.valid_to is null order by 1, 2'))
  const tokens = new Map<string, string>()
  for (const { username } of posts) tokens.set(username, tokens.get(username) ?? (await signIn(app, username, DEMO_PASSWORD))!)
  return posts.map(({ username, postId }) => ({ name: `${username}/${postId}`, caller: callerOf(app, tokens.get(username)!, postId) }))
}

const LATE_KINDS = ['task-overdue', 'task-chased', 'task-escalated', 'task-escalated-leader']

/** Ids of tasks of whose lateness a post has been told, in a list it can open. */
async function toldTo(caller: Caller): Promise<{ id: string; kind: string; named: boolean }[]> {
  const answer = await caller.get('/api/notices/groups')
  const kinds = (answer.json() as NoticeGroups).groups.map((group) => group.kind).filter((kind) => LATE_KINDS.includes(kind))
  const found: { id: string; kind: string; named: boolean }[] = []
  for (const kind of kinds) {
    for (let after: string | null = ''; after !== null;) {
      const page: NoticePage = (await caller.get(`/api/notices?kind=${kind}&limit=100${after && `&after=${after}`}`)).json()
      found.push(...page.rows.map((row) => ({ id: row.thingId, kind, named: row.words !== null })))
      after = page.next
    }
  }
  return found
}

async function latePile(caller: Caller): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const answer = await caller.get(`/api/tasks?pile=late&role=answering&limit=200&sort=deadline${after && `&after=${after}`}`)
    if (answer.statusCode !== 200) return ids
    const page: TaskPage = answer.json()
    ids.push(...page.rows.map((row) => row.id))
    after = page.next
  }
  return ids
}

test('nothing overdue is unseen: each stands in a list, a notice and, when it stays so, with the superior and the leader', async () => {
  const ways = await openWays(deps)
  for (let n = 0; n < 15; n++) { // three working weeks of mornings
    const today = addDays(TODAY, n)
    now = `${today}T06:00:00+07:00`
    await asSystem(deps.pools.jobs, (tx) => escalate(tx, { at: now, today }))
    now = `${today}T06:35:00+07:00`
    await tellAll({ deps, adminUrl: database.adminUrl })
    await tick(deps, ways)
  }
  const day = addDays(TODAY, 14)
  const late = await overdue(day)
  expect(late.length).toBeGreaterThan(100)

  const callers = await everybody()
  const told = new Map<string, Set<string>>()
  const listed = new Set<string>()
  for (const { name, caller } of callers) {
    const notices = await toldTo(caller)
    expect(notices.filter((notice) => !notice.named), `${name} is told of what it may not see`).toEqual([])
    for (const { id, kind } of notices) told.set(id, (told.get(id) ?? new Set()).add(kind))
    for (const id of await latePile(caller)) listed.add(id)
  }
  expect(late.filter(({ id }) => !listed.has(id)), 'in nobody\'s list').toEqual([])
  expect(late.filter(({ id }) => !told.get(id)?.has('task-overdue')), 'nobody was told').toEqual([])
  const long = late.filter(({ days }) => days > 14)
  expect(long.length).toBeGreaterThan(50)
  expect(long.filter(({ id }) => !['task-escalated', 'task-escalated-leader'].some((kind) => told.get(id)?.has(kind))), 'nobody above was told').toEqual([])
})
