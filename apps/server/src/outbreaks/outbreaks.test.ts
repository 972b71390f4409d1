import type { Outbreaks } from '@phaodai/office'
import { dayInVietnam, makeId } from '@phaodai/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

/** A health officer of another district's commune. */
const FAR: Member = {
  username: 'tramyte.xaba', fullName: 'Trạm y tế xã B1', role: 'health', bodyId: bodies.communeB1, actsForId: bodies.communeB1, title: 'Cán bộ y tế',
  personId: '00000000-0000-7000-8000-000000091001', postId: '00000000-0000-7000-8000-000000091002', accountId: '00000000-0000-7000-8000-000000091003',
}

let server: TestApp
let station: Caller
beforeAll(async () => {
  server = await testApp()
  const hash = await testHash()
  await asInstallation(server.adminUrl, (client) => plantMember(client, FAR, hash))
  onDay('2021-08-12')
  station = await server.as(cast.healthStation)
})
afterAll(() => server?.stop())

function onDay(day: string): void {
  server.deps.clock.now = () => new Date(`${day}T05:00:00Z`)
}
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
/** A case of dengue fever; its rule of those years: two cases within 7 days open an outbreak, 14 days without one end it (QĐ 3711/QĐ-BYT). */
async function enter(onsetOn: string, more: object = {}): Promise<string> {
  const id = newId()
  const answer = await station.put(`/api/cases/${id}`, { areaId: areas.communeA1, diseaseCode: 'dengue', classification: 'confirmed', diagnosedAt: `${onsetOn}T02:00:00.000Z`, onsetOn, ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const told = async (who: Caller): Promise<Outbreaks> => (await who.get('/api/outbreaks')).json()
const casesOf = async (query: string, who = station): Promise<string[]> => (await who.get(`/api/cases?${query}`)).json().cases.map(({ id }: { id: string }) => id)
const gather = async (id: string, who = station) => who.post(`/api/outbreaks/${id}/gather`, {})

let outbreakId: string
let members: string[]

test('one is called for where the rule’s cases stand within its days; what is suspected, ruled out or older does not count', async () => {
  members = [await enter('2021-08-08')]
  await enter('2021-08-09', { classification: 'suspected' })
  await enter('2021-08-01')
  const wrong = await enter('2021-08-10')
  await station.post(`/api/registers/disease_case/${wrong}/actions/rule-out`, { version: 1, reason: 'Xét nghiệm âm tính' })
  expect((await told(station)).due).toEqual([])
  members.push(await enter('2021-08-10'))
  const due = { areaId: areas.communeA1, diseaseCode: 'dengue', cases: 2, firstOn: '2021-08-08', lastOn: '2021-08-10', ruleCases: 2, ruleDays: 7 }
  expect((await told(station)).due).toMatchObject([due])
  expect((await told(await server.as(cast.districtLeader))).due).toMatchObject([due])
  expect(await told(await server.as(FAR))).toMatchObject({ due: [], open: [] })
  expect((await (await server.as(cast.farClerk)).get('/api/outbreaks')).statusCode, 'who may not read cases').toBe(403)
})

test('an opened one takes its cases and those that come later, once each', async () => {
  outbreakId = newId()
  const made = { areaId: areas.communeA1, diseaseCode: 'dengue', name: 'Ổ dịch sốt xuất huyết xã A1', reportedOn: '2021-08-12', firstOnsetOn: '2021-08-08', lastOnsetOn: '2021-08-10' }
  expect((await station.put(`/api/registers/outbreak/${outbreakId}`, made)).statusCode).toBe(200)
  expect((await gather(outbreakId, await server.as(cast.districtLeader))).statusCode).toBe(403)
  expect((await gather(newId())).statusCode).toBe(404)
  expect([(await gather(outbreakId)).json(), (await gather(outbreakId)).json()]).toEqual([{ cases: 2 }, { cases: 0 }])
  expect((await casesOf(`outbreakId=${outbreakId}`)).toSorted()).toEqual(members.toSorted())
  expect(await told(station)).toMatchObject({ due: [], open: [{ id: outbreakId, cases: 2, unplaced: 0, lastOn: '2021-08-10', quietDays: 2, endDays: 14, endsOn: '2021-08-24', endable: false }] })
  members.push(await enter('2021-08-12'), await enter('2021-08-11'))
  expect(await told(station), 'they are its own, not another one’s').toMatchObject({ due: [], open: [{ cases: 2, unplaced: 2 }] })
  expect((await gather(outbreakId)).json()).toEqual({ cases: 2 })
  expect((await told(station)).open).toMatchObject([{ cases: 4, unplaced: 0, lastOn: '2021-08-12', endsOn: '2021-08-26' }])
  expect(await casesOf('outbreakId=none')).not.toEqual(expect.arrayContaining(members))
  expect(await casesOf(`outbreakId=${outbreakId}`, await server.as(cast.districtLeader))).toHaveLength(4)
})

test('one may be ended when the rule’s days have passed without a new case, and not before', async () => {
  onDay('2021-08-25')
  expect((await told(station)).open).toMatchObject([{ quietDays: 13, endable: false }])
  onDay('2021-08-26')
  const [line] = (await told(station)).open
  expect(line).toMatchObject({ quietDays: 14, endable: true })
  const ended = await station.post(`/api/registers/outbreak/${outbreakId}/actions/end`, { version: line!.version, reason: 'Đã 14 ngày không có ca mới' })
  expect(ended.statusCode, ended.body).toBe(200)
  expect((await told(station)).open).toEqual([])
  expect((await gather(outbreakId)).statusCode).toBe(404)
})

test('the day it ended is written with the ending, unless another day was written, and goes when it is opened again', async () => {
  const record = async (): Promise<{ version: number; endedOn: string | null; state: string; updatedAt: string }> => (await station.get(`/api/registers/outbreak/${outbreakId}`)).json<{ row: never }>().row
  const act = async (action: string): Promise<number> => (await station.post(`/api/registers/outbreak/${outbreakId}/actions/${action}`, { version: (await record()).version, reason: 'Lý do MẪU' })).statusCode
  const ended = await record()
  expect([ended.state, ended.endedOn]).toEqual(['ended', dayInVietnam(ended.updatedAt)])
  expect(await act('reopen')).toBe(200)
  expect(await record()).toMatchObject({ state: 'active', endedOn: null })
  expect((await station.patch(`/api/registers/outbreak/${outbreakId}`, { version: (await record()).version, endedOn: '2021-08-24' })).statusCode).toBe(200)
  expect(await act('end')).toBe(200)
  expect(await record()).toMatchObject({ state: 'ended', endedOn: '2021-08-24' })
})

test('COVID-19 of August 2021 calls for one at its first case and ends it after 28 days', async () => {
  onDay('2021-08-20')
  await enter('2021-08-19', { diseaseCode: 'covid-19', diagnosedAt: '2021-08-19T20:00:00.000Z', onsetOn: null }) // the 20th in Vietnam
  expect((await told(station)).due).toMatchObject([{ diseaseCode: 'covid-19', cases: 1, firstOn: '2021-08-20', ruleCases: 1, ruleDays: 14 }])
  const id = newId()
  await station.put(`/api/registers/outbreak/${id}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', name: 'Ổ dịch COVID-19', reportedOn: '2021-08-20', firstOnsetOn: '2021-08-20' })
  await gather(id)
  expect((await told(station)).open).toMatchObject([{ id, cases: 1, endDays: 28, endsOn: '2021-09-17' }])
})
