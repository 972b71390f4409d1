import type { BulkResult, TaskDetail } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#kernel/clock.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { bodies, cast } from '#test/people.ts'

let server: TestApp
let district: Caller
let commune: Caller
let day: string

beforeAll(async () => {
  server = await testApp()
  day = today(server.deps.clock)
  ;[district, commune] = await Promise.all([server.as(cast.districtClerk), server.as(cast.communeClerk)])
})
afterAll(() => server?.stop())

type Known = Pick<TaskDetail, 'id' | 'version'>

async function give(bodyId: number, n = 1, days = 10): Promise<TaskDetail[]> {
  return Promise.all(Array.from({ length: n }, async (_, k) => {
    const answer = await district.put(`/api/tasks/${randomUUID()}`, { text: `Rà soát đợt ${k}`, bodyId, deadline: addDays(day, days + k) })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json<TaskDetail>()
  }))
}
const work = (tasks: Known[]) => tasks.map(({ id, version }) => ({ id, version, eventId: randomUUID() }))
async function bulk(caller: Caller, action: string, tasks: object[], more: object = {}): Promise<BulkResult> {
  const answer = await caller.post('/api/tasks/bulk', { action, tasks, ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const read = async (caller: Caller, { id }: Known): Promise<TaskDetail> => (await caller.get(`/api/tasks/${id}`)).json()
const codes = ({ refused }: BulkResult): Record<string, string> => Object.fromEntries(refused.map(({ id, code }) => [id, code]))

describe('one action on many tasks', () => {
  it('does those it may and tells for each other one why not; the refused change nothing', async () => {
    const [mine, changed, twice] = await give(bodies.communeA1, 3) as [TaskDetail, TaskDetail, TaskDetail]
    const [others] = await give(bodies.communeA2) as [TaskDetail]
    const accepted = await commune.put(`/api/tasks/${twice.id}/actions/${randomUUID()}`, { action: 'accept', version: twice.version })
    const stranger = { id: randomUUID(), version: 1 }
    const asked = work([mine, { ...changed, version: 99 }, accepted.json<TaskDetail>(), others, stranger])
    const result = await bulk(commune, 'accept', asked)
    expect(result.done).toEqual([{ id: mine.id, version: mine.version + 1 }])
    expect(codes(result)).toEqual({ [changed.id]: 'stale', [twice.id]: 'illegal-state', [others.id]: 'not-found', [stranger.id]: 'not-found' })
    expect(result.refused.every(({ said }) => said.length > 10)).toBe(true)
    expect(await read(commune, mine)).toMatchObject({ state: 'in_progress', events: [{ kind: 'assigned' }, { kind: 'accepted' }] })
    expect(await read(commune, changed)).toMatchObject({ state: 'not_started', version: changed.version, events: [{ kind: 'assigned' }] })
  })

  it('sent again with the same ids does nothing twice and answers the same', async () => {
    const tasks = work(await give(bodies.communeA1, 2))
    const first = await bulk(commune, 'accept', tasks)
    expect(first.refused).toEqual([])
    expect((await bulk(commune, 'accept', tasks)).done.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(first.done.toSorted((a, b) => a.id.localeCompare(b.id)))
    expect((await read(commune, tasks[0]!)).events).toHaveLength(2)
  })

  it('extends the deadlines a giver may extend, never to an earlier day, and grants what was asked for', async () => {
    const [near, far] = await give(bodies.communeA1, 2, 10) as [TaskDetail, TaskDetail] // due in 10 and 11 days
    const result = await bulk(district, 'extend', work([near, far]), { newDeadline: addDays(day, 11), note: 'Chờ hướng dẫn của tỉnh' })
    expect([result.done.map(({ id }) => id), codes(result)]).toEqual([[near.id], { [far.id]: 'invalid-input' }])
    expect(result.refused[0]!.said).toBe('Hạn mới phải sau hạn đang có.')
    expect(await read(commune, near)).toMatchObject({ deadline: addDays(day, 11), events: [{}, { kind: 'extension_granted', oldDeadline: addDays(day, 10), newDeadline: addDays(day, 11), note: 'Chờ hướng dẫn của tỉnh' }] })
    expect(codes(await bulk(commune, 'extend', work([await read(commune, far)]), { newDeadline: addDays(day, 30), note: 'Tự lùi' }))).toEqual({ [far.id]: 'not-allowed' })
    await commune.put(`/api/tasks/${far.id}/actions/${randomUUID()}`, { action: 'ask-extension', version: far.version, newDeadline: addDays(day, 25), note: 'Chờ vật tư' })
    const granted = await bulk(district, 'grant-extension', work(await Promise.all([near, far].map(task => read(district, task)))))
    expect([granted.done.map(({ id }) => id), codes(granted), (await read(district, far)).deadline]).toEqual([[far.id], { [near.id]: 'illegal-state' }, addDays(day, 25)])
  })

  it('passes many on to one body below, each with its own words and date, and takes them back', async () => {
    const tasks = await give(bodies.communeA1, 2)
    const passed = work(tasks)
    expect((await bulk(commune, 'cascade', passed, { newBodyId: bodies.villageTeamA1 })).refused).toEqual([])
    const children = await Promise.all(passed.map(({ eventId }) => read(commune, { id: eventId, version: 1 })))
    expect(children.map(({ text, deadline, body }) => [text, deadline, body.id])).toEqual(tasks.map(({ text, deadline }) => [text, deadline, bodies.villageTeamA1]))
    const back = await bulk(commune, 'cancel', work(children), { note: 'Hoàn tác ngay sau khi thực hiện.' })
    expect(back.refused).toEqual([])
    expect(await read(commune, children[0]!)).toMatchObject({ state: 'cancelled' })
  })

  it('suspends and, as its lawful reverse, resumes to the state before', async () => {
    const [fresh, begun] = await give(bodies.communeA1, 2) as [TaskDetail, TaskDetail]
    const [started] = (await bulk(commune, 'accept', work([begun]))).done
    const held = await bulk(district, 'suspend', work([fresh, started!]), { note: 'Chờ' })
    expect(held.refused).toEqual([])
    expect((await bulk(district, 'resume', work(held.done))).refused).toEqual([])
    expect([(await read(district, fresh)).state, (await read(district, begun)).state]).toEqual(['not_started', 'in_progress'])
  })

  it('is refused as a whole to a post without the permission, and beyond a hundred', async () => {
    const inspector = await server.as(cast.inspector)
    expect((await inspector.post('/api/tasks/bulk', { action: 'accept', tasks: work(await give(bodies.communeA1)) })).json().code).toBe('not-allowed')
    expect((await commune.post('/api/tasks/bulk', { action: 'accept', tasks: work(Array.from({ length: 101 }, () => ({ id: randomUUID(), version: 1 }))) })).statusCode).toBe(400)
  })
})
