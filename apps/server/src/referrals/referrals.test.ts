import { makeId } from '@phaodai/vocabulary'
import type { ReferralList } from '@phaodai/office'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { tellAll } from '#test/notices.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const health = (n: number, bodyId: number): Member => ({
  username: `tramyte.${n}`, fullName: `Trạm ${n}`, role: 'health', bodyId, actsForId: bodyId, title: `Trạm trưởng ${n}`,
  personId: `00000000-0000-7000-8000-00000029${n}001`, postId: `00000000-0000-7000-8000-00000029${n}002`, accountId: `00000000-0000-7000-8000-00000029${n}003`,
})
const [atHome, farAway, atDistrict] = [health(1, bodies.communeA2), health(2, bodies.communeB1), health(3, bodies.healthDepartment)]

let server: TestApp
let tracing: Caller
let residence: Caller
let far: Caller
let district: Caller
let caseId: string
beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, async (client) => {
    for (const each of [atHome, farAway, atDistrict]) await plantMember(client, each, await testHash())
  })
  ;[tracing, residence, far, district] = [await server.as(cast.healthStation), await server.as(atHome), await server.as(farAway), await server.as(atDistrict)]
  caseId = await put(`/api/cases`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: new Date().toISOString() })
})
afterAll(() => server?.stop())

async function put(url: string, body: object): Promise<string> {
  const id = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  const answer = await tracing.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const contact = (fullName: string, residenceAreaId: number | null): Promise<string> => put(`/api/cases/${caseId}/contacts`, { tier: 'f1', fullName, lastContactOn: today, residenceAreaId })
const referred = async (who: Caller, side: string, reveal = 1): Promise<ReferralList['contacts']> => (await who.get(`/api/contacts/referred?side=${side}&reveal=${reveal}`)).json().contacts
const told = async (who: Caller, kind: string, id: string) => (await who.get(`/api/notices?kind=${kind}&limit=20`)).json().rows.filter(({ thingId }: { thingId: string }) => thingId === id)

test('a contact who lives elsewhere stands on the page of exactly the two sides, who waits first; the other side is told, takes it over, and that is told back', async () => {
  const [id, own] = [await contact('Nông Thị Xa', areas.communeA2), await contact('Nông Thị Gần', areas.communeA1)]
  expect((await referred(residence, 'in')).map((each) => each.id)).toEqual([id])
  expect((await referred(residence, 'in'))[0]).toMatchObject({ name: 'Nông Thị Xa', tracedIn: 'Xã Thử Một', disease: 'COVID-19', state: 'listed', urgency: 'due', acceptedAt: null })
  expect((await referred(tracing, 'out')).map((each) => each.id)).toEqual([id])
  expect(await referred(tracing, 'in')).toEqual([])
  for (const side of ['in', 'out']) {
    expect(await referred(far, side), side).toEqual([])
    expect(await referred(district, side), side).toEqual([]) // both places are the district's own
  }
  await tellAll(server)
  expect(await told(residence, 'contact-referred', id)).toMatchObject([{ path: '/tiep-xuc-chuyen-den', words: 'F1 · Xã Thử Một' }])
  for (const who of [tracing, far, district]) expect(await told(who, 'contact-referred', id)).toEqual([])
  expect(await told(tracing, 'contact-referred', own)).toEqual([])

  const accepted = await residence.post(`/api/registers/case_contact/${id}/actions/accept`, { version: 1 })
  expect(accepted.statusCode, accepted.body).toBe(200)
  for (const [who, side] of [[residence, 'in'], [tracing, 'out']] as const) expect((await referred(who, side))[0]).toMatchObject({ state: 'followed', acceptedBy: expect.stringContaining('Trạm trưởng 1') as string })
  await tellAll(server)
  expect(await told(tracing, 'contact-accepted', id)).toMatchObject([{ words: 'F1 · Xã Thử Một' }])
  for (const who of [residence, far, district]) expect(await told(who, 'contact-accepted', id)).toEqual([])
  const late = await contact('Nông Thị Sau', areas.communeA2)
  expect((await referred(residence, 'in')).map((each) => each.id)).toEqual([late, id])
  expect((await residence.post(`/api/contacts/${id}/steps`, { version: 2, step: 'isolated' })).statusCode).toBe(200)
})

test('the tracing side\'s own following is no taking over; names stay with who may see them', async () => {
  const id = await contact('Lý Thị Theo', areas.communeA2)
  expect((await tracing.post(`/api/registers/case_contact/${id}/actions/follow`, { version: 1 })).statusCode).toBe(200)
  expect((await referred(residence, 'in')).find((each) => each.id === id)).toMatchObject({ state: 'followed', acceptedAt: null })
  await tellAll(server)
  expect(await told(tracing, 'contact-accepted', id)).toEqual([])
  const officer = await server.as(cast.districtOfficer)
  expect((await officer.get('/api/contacts/referred?reveal=1')).statusCode).toBe(403)
  expect((await referred(residence, 'in', 0)).map(({ name, phone }) => [name, phone])).toEqual((await referred(residence, 'in')).map(() => [null, null]))
})

test('where the home has no health post, the nearest above is told', async () => {
  const id = await contact('Mã Thị Thôn', areas.otherDistrict)
  await tellAll(server)
  expect(await told(far, 'contact-referred', id)).toEqual([]) // not below
  expect(await told(residence, 'contact-referred', id)).toEqual([])
})
