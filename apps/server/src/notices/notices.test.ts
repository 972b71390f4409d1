import type { NoticeGroup, NoticeGroups, NoticePage, NoticeSettings, TaskDetail } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { createPool } from '#kernel/database/pool.ts'
import { asSystem } from '#kernel/transaction.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { tellAll } from '#test/notices.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'
import { escalate } from '../tasks/index.ts'
import { tellChanges, tellDeadlines } from './index.ts'

let server: TestApp
let district: Caller
let commune: Caller
let day: string
beforeAll(async () => {
  server = await testApp()
  ;[district, commune] = [await server.as(cast.districtClerk), await server.as(cast.communeClerk)]
  day = today(server.deps.clock)
})
afterAll(() => server?.stop())

async function give(caller: Caller, bodyId: number, deadline: string | null = addDays(day, 30), text = 'Rà soát người về từ vùng dịch'): Promise<TaskDetail> {
  const answer = await caller.put(`/api/tasks/${randomUUID()}`, { text, bodyId, deadline })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
async function act(caller: Caller, task: TaskDetail, action: string, more: object = {}): Promise<TaskDetail> {
  const answer = await caller.put(`/api/tasks/${task.id}/actions/${randomUUID()}`, { action, version: task.version, note: 'Lý do', ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const groupsOf = async (caller: Caller): Promise<NoticeGroup[]> => ((await caller.get('/api/notices/groups')).json() as NoticeGroups).groups
/** Kinds of the notices that a caller has about a thing. */
async function toldOf(caller: Caller, thingId: string): Promise<string[]> {
  const kinds = (await groupsOf(caller)).map((group) => group.kind)
  const pages: NoticePage[] = await Promise.all(kinds.map(async (kind) => (await caller.get(`/api/notices?kind=${kind}&limit=100`)).json()))
  return pages.flatMap((page) => page.rows).filter((row) => row.thingId === thingId).map((row) => row.kind).sort()
}
const unread = async (caller: Caller): Promise<number> => (await caller.get('/api/notices/count')).json().unread

describe('what happens to a task', () => {
  it('is told to the posts it concerns, not to who did it, and to nobody else', async () => {
    const officer = await server.as(cast.districtOfficer)
    let task = await give(district, bodies.communeA1)
    task = await act(commune, task, 'accept')
    task = await act(commune, task, 'ask-extension', { newDeadline: addDays(day, 40) })
    task = await act(district, task, 'grant-extension')
    task = await act(commune, task, 'ask-reassignment')
    task = await act(district, task, 'deny-reassignment')
    task = await act(district, task, 'chase')
    task = await act(commune, task, 'complete')
    task = await act(district, task, 'send-back')
    await tellAll(server)
    expect(await toldOf(commune, task.id)).toEqual(['extension-answered', 'reassigned', 'sent-back', 'task-chased', 'task-new'])
    expect(await toldOf(officer, task.id)).toEqual(['extension-asked', 'reassignment-asked', 'report-waiting']) // holds task.confirm and task.decide
    expect(await toldOf(district, task.id)).toEqual(['extension-asked', 'reassignment-asked', 'report-waiting'])
    for (const other of [cast.neighbour, cast.communePartyClerk, cast.healthStation, cast.provinceStateClerk, cast.farClerk, cast.inspector, cast.admin]) {
      expect(await toldOf(await server.as(other), task.id), other.username).toEqual([])
    }
  })

  it('is told once, however often the stream is read', async () => {
    const before = await unread(commune)
    const task = await give(district, bodies.communeA1)
    await tellAll(server)
    await asInstallation(server.adminUrl, (client) => client.query("update notice_cursor set tx = '0', id = 0"))
    await tellAll(server)
    expect(await unread(commune)).toBeGreaterThan(before)
    expect(await toldOf(commune, task.id)).toEqual(['task-new'])
  })

  it('is not missed when an older transaction commits after a younger one', async () => {
    const pool = createPool(server.adminUrl, { name: 'slow writer', max: 1, onLost: () => {} })
    const client = await pool.connect()
    const id = randomUUID()
    await client.query('begin')
    await client.query(`insert into task (id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, search_key, created_by)
      values ($1, $2, $2, $3, 'lead', 'Việc ghi chậm', 'deliverable', 'none', 'viec ghi cham', $4)`, [id, bodies.districtState, bodies.communeA1, cast.districtClerk.postId])
    const younger = await give(district, bodies.communeA1)
    await tellChanges(server.deps)
    expect(await toldOf(commune, younger.id)).toEqual([]) // waits: something older is still being written
    await client.query('commit')
    client.release()
    await pool.end()
    await tellAll(server)
    expect([await toldOf(commune, id), await toldOf(commune, younger.id)]).toEqual([['task-new'], ['task-new']])
  })
})

describe('deadlines', () => {
  it('that are near or past are told once a day\'s round, to the next above where nobody can sign in', async () => {
    const [near, late] = [await give(district, bodies.communeA1, addDays(day, 2)), await give(district, bodies.communeA1, addDays(day, -1))]
    const far = await give(district, bodies.communeA1, addDays(day, 9))
    await asInstallation(server.adminUrl, (client) => client.query('update account set disabled_at = now() where person_id = $1', [cast.neighbour.personId]))
    const orphan = await give(district, bodies.communeA2, addDays(day, -1))
    server.deps.clock = { now: () => new Date(`${day}T06:29:00+07:00`) }
    expect(await tellDeadlines(server.deps)).toBe(false)
    server.deps.clock = { now: () => new Date(`${day}T06:31:00+07:00`) }
    expect([await tellDeadlines(server.deps), await tellDeadlines(server.deps)]).toEqual([true, false])
    await tellAll(server)
    expect(await toldOf(commune, near.id)).toEqual(['task-due-soon', 'task-new'])
    expect(await toldOf(commune, late.id)).toEqual(['task-new', 'task-overdue'])
    expect(await toldOf(commune, far.id)).toEqual(['task-new'])
    expect(await toldOf(district, orphan.id)).toEqual(['task-overdue'])
    server.deps.clock = { now: () => new Date(`${addDays(day, 1)}T08:00:00+07:00`) }
    expect(await tellDeadlines(server.deps)).toBe(true)
    expect(await toldOf(commune, late.id)).toEqual(['task-new', 'task-overdue']) // the same deadline is told once
    const before = await unread(commune)
    await act(district, late, 'cancel')
    server.deps.clock = { now: () => new Date(`${addDays(day, 2)}T08:00:00+07:00`) }
    await tellDeadlines(server.deps)
    expect(await unread(commune)).toBe(before - 1) // it is over, so it calls nobody; near has become overdue
  })

  it('that stay missed are told to the superior and to his leader', async () => {
    const late = await give(district, bodies.communeA1, addDays(day, -30))
    for (const n of [0, 1, 2]) await asSystem(server.deps.pools.jobs, tx => escalate(tx, { at: `${addDays(day, n)}T06:00:00+07:00`, today: addDays(day, n) }))
    await tellAll(server)
    expect(await toldOf(commune, late.id)).toEqual(expect.arrayContaining(['task-chased']))
    expect(await toldOf(await server.as(cast.provinceStateClerk), late.id)).toEqual(['task-escalated'])
    expect((await commune.get(`/api/tasks/${late.id}`)).json().events.map((event: { kind: string }) => event.kind)).toEqual(expect.arrayContaining(['chased', 'escalated', 'leader_told']))
    expect(await toldOf(await server.as(cast.districtLeader), late.id)).toEqual([]) // the province's State has no leader here, nobody above it
  })
})

describe('the list', () => {
  it('stands by kind, unread first, names the thing, pages, and is marked one by one or all', async () => {
    server.deps.clock = { now: () => new Date(`${addDays(day, 3)}T08:00:00+07:00`) }
    for (let n = 0; n < 7; n++) await give(district, bodies.communeA1, null, `Việc số ${n}`)
    await tellAll(server)
    const group = (await groupsOf(commune)).find((each) => each.kind === 'task-new')!
    expect(group.rows).toHaveLength(5)
    expect(group.rows[0]).toMatchObject({ words: 'Việc số 6', path: `/nhiem-vu/${group.rows[0]!.thingId}`, readAt: null, urgent: false })
    expect((await commune.post(`/api/notices/${group.rows[0]!.id}/read`)).json().unread).toBe(await unread(commune))
    const [seen, ids]: [string, string[]] = [group.rows[0]!.id, []]
    let after: string | null = ''
    while (after !== null) {
      const page: NoticePage = (await commune.get(`/api/notices?kind=task-new&limit=3${after && `&after=${after}`}`)).json()
      ids.push(...page.rows.map((row) => row.id))
      after = page.next
    }
    expect(new Set(ids).size).toBe(group.total)
    expect(ids).toHaveLength(group.total)
    expect(ids.at(-1)).toBe(seen) // what is read comes last
    const until = ((await commune.get('/api/notices/groups')).json() as NoticeGroups).asOf
    server.deps.clock = { now: () => new Date(`${addDays(day, 3)}T08:01:00+07:00`) }
    await give(district, bodies.communeA1, null, 'Đến sau')
    await tellAll(server)
    await commune.post('/api/notices/read', { kind: 'task-new', until })
    expect((await groupsOf(commune)).find((each) => each.kind === 'task-new')).toMatchObject({ unread: 1, rows: [{ words: 'Đến sau' }, {}, {}, {}, {}] })
    await commune.post('/api/notices/read', { until: server.deps.clock.now().toISOString() })
    expect(await unread(commune)).toBe(0)
    expect((await commune.get('/api/notices?kind=task-new&after=x')).statusCode).toBe(400)
  })

  it('belongs to its reader alone', async () => {
    await give(district, bodies.communeA1)
    await tellAll(server)
    const mine = (await groupsOf(commune))[0]!.rows[0]!
    const missing = (await district.post(`/api/notices/${randomUUID()}/read`)).body
    for (const other of [cast.districtClerk, cast.provinceLeader, cast.auditor, cast.communePartyClerk]) {
      expect((await (await server.as(other)).post(`/api/notices/${mine.id}/read`)).body, other.username).toBe(missing)
    }
    expect((await groupsOf(commune))[0]!.rows[0]!.readAt).toBeNull()
  })

  it('keeps out what a person does not want, but never what is late or chased', async () => {
    const preferences = ['task-new', 'task-chased'].map((kind) => ({ kind, channel: 'app', enabled: false }))
    const settings: NoticeSettings = (await commune.patch('/api/notices/settings', { preferences, quietFrom: '20:00' })).json()
    expect(settings).toMatchObject({ quietFrom: '20:00', quietTo: '06:30', digest: true, digestAt: '07:00', mail: { ready: false } })
    expect(settings.kinds.filter((each) => ['task-new', 'task-chased', 'task-due-soon'].includes(each.kind)).map((each) => [each.kind, each.app, each.mayMute]))
      .toEqual([['task-chased', true, false], ['task-new', false, true], ['task-due-soon', true, true]])
    const task = await give(district, bodies.communeA1)
    await act(district, task, 'chase')
    await tellAll(server)
    expect(await toldOf(commune, task.id)).toEqual(['task-chased'])
    expect((await commune.patch('/api/notices/settings', { preferences: [{ kind: 'khong-co', channel: 'app', enabled: true }] })).json().code).toBe('reference-missing')
  })
})

it('a new kind is a row and a rule, no code', async () => {
  await asInstallation(server.adminUrl, (client) => client.query(`
    insert into notice_kind (kind, position) values ('post-changed', 500);
    insert into notice_thing (thing, path, words_columns) values ('post', '/quan-tri/nguoi', '{title}');
    insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, reader, reader_column)
      values ('post-title', 'post-changed', 'post', 'update', '{"title": "Chức vụ mới"}', 'post', 'id', 'post', 'id')`))
  const admin = await server.as(cast.admin)
  expect((await admin.patch(`/api/posts/${cast.communeClerk.postId}`, { version: 1, title: 'Chức vụ mới', validTo: null })).statusCode).toBe(200)
  await tellAll(server)
  expect((await groupsOf(commune)).find((each) => each.kind === 'post-changed')).toMatchObject({ rows: [{ words: 'Chức vụ mới', path: '/quan-tri/nguoi' }] })
})
