import type { SavedView } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { cast, type Member } from '#test/people.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server?.stop())

const id = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const overdue = { place: 'tasks', name: 'Quá hạn', query: { pile: 'late' }, position: 1 }

async function names(who: Member): Promise<string[]> {
  const { rows } = (await (await server.as(who)).get('/api/saved-views?place=tasks')).json<{ rows: SavedView[] }>()
  return rows.map(({ name }) => name)
}

test('a view is kept once, renamed, ordered, taken away and put back by whom it belongs to', async () => {
  const clerk = await server.as(cast.districtClerk)
  const [first, second] = [id(), id()]
  expect((await clerk.put(`/api/saved-views/${first}`, overdue)).statusCode).toBe(200)
  expect((await clerk.put(`/api/saved-views/${first}`, overdue)).json<SavedView>().version).toBe(1)
  await clerk.put(`/api/saved-views/${second}`, { ...overdue, name: 'Sắp đến hạn', position: 2 })
  expect(await names(cast.districtClerk)).toEqual(['Quá hạn', 'Sắp đến hạn'])
  expect((await clerk.patch(`/api/saved-views/${second}`, { version: 1, position: 0.5, name: 'Gần hạn' })).statusCode).toBe(200)
  expect(await names(cast.districtClerk)).toEqual(['Gần hạn', 'Quá hạn'])
  const stale = await clerk.patch(`/api/saved-views/${second}`, { version: 1, name: 'Muộn' })
  expect([stale.statusCode, stale.json().code]).toEqual([409, 'stale'])
  const gone = (await clerk.patch(`/api/saved-views/${first}`, { version: 1, removed: true })).json<SavedView>()
  expect(await names(cast.districtClerk)).toEqual(['Gần hạn'])
  expect((await clerk.patch(`/api/saved-views/${first}`, { version: gone.version, removed: false })).statusCode).toBe(200)
  expect(await names(cast.districtClerk)).toEqual(['Gần hạn', 'Quá hạn'])
})

test('a shared view is read by those of the same body, and changed by its owner alone', async () => {
  const view = id()
  await (await server.as(cast.districtOfficer)).put(`/api/saved-views/${view}`, { ...overdue, name: 'Của phòng', shared: true })
  expect(await names(cast.districtLeader)).toEqual(['Của phòng'])
  expect(await names(cast.communeClerk)).toEqual([])
  expect(await names(cast.provinceStateClerk)).toEqual([])
  expect((await (await server.as(cast.districtLeader)).patch(`/api/saved-views/${view}`, { version: 1, name: 'Đổi' })).statusCode).toBe(403)
  expect((await (await server.as(cast.communeClerk)).patch(`/api/saved-views/${view}`, { version: 1, name: 'Đổi' })).statusCode).toBe(404)
})
