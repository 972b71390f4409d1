import { makeId } from '@phaodai/vocabulary'
import type { ContactLine, ContactList, DiseaseDetail } from '@phaodai/office'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const member = (n: number, bodyId: number): Member => ({
  username: `tramyte.${n}`, fullName: `Trạm ${n}`, role: 'health', bodyId, actsForId: bodyId, title: 'Trạm trưởng',
  personId: `00000000-0000-7000-8000-00000009${n}001`, postId: `00000000-0000-7000-8000-00000009${n}002`, accountId: `00000000-0000-7000-8000-00000009${n}003`,
})

const AT = new Date('2021-08-10T15:10:00Z') // 22:10 in Vietnam
let now = AT
let server: TestApp
let station: Caller
let neighbour: Caller
let far: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  const [beside, away] = [member(1, bodies.communeA2), member(2, bodies.communeB1)]
  await asInstallation(server.adminUrl, async (client) => {
    for (const each of [beside, away]) await plantMember(client, each, await testHash())
  })
  station = await server.as(cast.healthStation)
  neighbour = await server.as(beside)
  far = await server.as(away)
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (who: Caller, url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await who.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const person = (more: object = {}): Promise<string> => put(station, '/api/individuals', { areaId: areas.communeA1, fullName: 'Nông Văn Mẫu', sex: 'male', birthYear: 1985, ...more })
const enterCase = (more: object = {}): Promise<string> => put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-10T13:00:00.000Z', onsetOn: '2021-08-08', ...more })
const list = async (caseId: string, who = station, reveal = 1): Promise<ContactList> => (await who.get(`/api/cases/${caseId}/contacts?reveal=${reveal}`)).json()
const contact = (more: object = {}): object => ({ tier: 'f1', fullName: 'Hoàng Thị Gặp', phone: '0900000001', relation: 'workplace', lastContactOn: '2021-08-09', ...more })
const step = async (who: Caller, { id, version }: ContactLine, which: string) => who.post(`/api/contacts/${id}/steps`, { version, step: which })

test('a contact is watched for the days of the rule in force, is due for 24 hours and late after; sampled and isolated it is watched', async () => {
  const caseId = await enterCase()
  await put(station, `/api/cases/${caseId}/contacts`, contact())
  const [fresh] = (await list(caseId)).contacts
  // COVID-19 of July 2021: 14 days (CV 5599/BYT-MT), counted from the last contact on 9 August.
  expect(fresh).toMatchObject({ name: 'Hoàng Thị Gặp', urgency: 'due', dueAt: '2021-08-11T15:10:00.000Z', watchUntil: '2021-08-23', state: 'listed', early: false })
  now = new Date('2021-08-11T15:11:00Z')
  expect((await list(caseId)).contacts[0]).toMatchObject({ urgency: 'late' })
  for (const which of ['sampled', 'isolated']) expect((await step(station, (await list(caseId)).contacts[0]!, which)).statusCode).toBe(200)
  expect((await list(caseId)).contacts[0]).toMatchObject({ urgency: 'watched', sampledAt: '2021-08-11T15:11:00.000Z', isolatedAt: '2021-08-11T15:11:00.000Z', result: 'pending', version: 3 })
  await step(station, (await list(caseId)).contacts[0]!, 'positive')
  expect((await list(caseId)).contacts[0]).toMatchObject({ urgency: 'positive' })
  now = AT
})

test('one last met before the case could infect is told apart; nobody is a contact of himself, of tomorrow, or twice', async () => {
  const [patient, wife] = [await person(), await person({ fullName: 'Lý Thị Mẫu', sex: 'female' })]
  const caseId = await enterCase({ individualId: patient })
  await put(station, `/api/cases/${caseId}/contacts`, contact({ lastContactOn: '2021-08-05' })) // infectious from 6 August: two days before onset (B3.1)
  expect((await list(caseId)).contacts[0]).toMatchObject({ early: true })
  const refused = async (body: object) => (await station.put(`/api/cases/${caseId}/contacts/${newId()}`, body)).json()
  expect(await refused(contact({ individualId: patient }))).toMatchObject({ code: 'invalid-input', fields: { individualId: 'self' } })
  expect(await refused(contact({ lastContactOn: '2021-08-11' }))).toMatchObject({ code: 'invalid-input', fields: { lastContactOn: 'in-future' } })
  expect(await refused({ tier: 'f1', lastContactOn: '2021-08-09' })).toMatchObject({ code: 'invalid-input' })
  const id = await put(station, `/api/cases/${caseId}/contacts`, contact({ individualId: wife, fullName: null }))
  expect(await refused(contact({ individualId: wife }))).toMatchObject({ code: 'duplicate', fields: { individualId: 'listed' } })
  now = new Date('2021-08-10T16:00:00Z') // a phone that got no answer sends once more
  expect((await station.put(`/api/cases/${caseId}/contacts/${id}`, contact({ individualId: wife, fullName: null }))).statusCode).toBe(200)
  now = AT
  expect((await list(caseId)).contacts.filter(({ individualId }) => individualId === wife)).toMatchObject([{ name: 'Lý Thị Mẫu' }])
})

test('the household of a case is offered until it is listed', async () => {
  const [patient, child] = [await person(), await person({ fullName: 'Nông Bé Mẫu', birthYear: 2015 })]
  const home = await put(station, '/api/registers/household', { areaId: areas.communeA1 })
  for (const individualId of [patient, child]) await put(station, `/api/households/${home}/members`, { individualId, relation: 'child', fromOn: '2021-01-01' })
  const caseId = await enterCase({ individualId: patient })
  expect((await list(caseId)).household).toMatchObject([{ individualId: child, name: 'Nông Bé Mẫu', birthYear: 2015 }])
  expect((await list(caseId, station, 0)).household).toMatchObject([{ individualId: child, name: null }])
  await put(station, `/api/cases/${caseId}/contacts`, { tier: 'f1', individualId: child, relation: 'household', lastContactOn: '2021-08-10' })
  expect((await list(caseId)).household).toEqual([])
})

test('a contact who lives elsewhere is seen by exactly the two sides; the other one takes it over and enters its steps', async () => {
  const caseId = await enterCase()
  const id = await put(station, `/api/cases/${caseId}/contacts`, contact({ residenceAreaId: areas.communeA2 }))
  const seenBy = async (who: Caller): Promise<number> => (await who.get(`/api/registers/case_contact/${id}`)).statusCode
  expect([await seenBy(station), await seenBy(neighbour), await seenBy(far)]).toEqual([200, 200, 404])
  expect((await neighbour.get(`/api/cases/${caseId}/contacts`)).statusCode).toBe(404) // the case itself is not theirs
  expect((await neighbour.post(`/api/registers/case_contact/${id}/actions/accept`, { version: 1 })).statusCode).toBe(200)
  expect((await neighbour.post(`/api/contacts/${id}/steps`, { version: 2, step: 'isolated' })).statusCode).toBe(200)
  expect((await list(caseId)).contacts[0]).toMatchObject({ state: 'followed', isolatedAt: AT.toISOString(), version: 3 })
  expect((await far.post(`/api/contacts/${id}/steps`, { version: 3, step: 'sampled' })).statusCode).toBe(404)
  const stale = await neighbour.post(`/api/contacts/${id}/steps`, { version: 2, step: 'sampled' })
  expect([stale.statusCode, stale.json().versions.theirs.version]).toEqual([409, 3])
  expect((await neighbour.patch(`/api/registers/case_contact/${id}`, { version: 3, note: 'x' })).statusCode).toBe(403) // the line stays with who traces
})

test('merging two people takes the contacts of the one with it, and undoing gives them back', async () => {
  const [kept, absorbed] = [await person(), await person()]
  const caseId = await enterCase()
  await put(station, `/api/cases/${caseId}/contacts`, contact({ individualId: absorbed }))
  const owner = async (): Promise<string | null> => (await list(caseId)).contacts[0]!.individualId
  const merge = await put(station, '/api/individuals/merges', { survivorId: kept, absorbedId: absorbed, reason: 'trùng' })
  expect(await owner()).toBe(kept)
  expect((await station.post(`/api/individuals/merges/${merge}/undo`, { reason: 'nhầm' })).statusCode).toBe(200)
  expect(await owner()).toBe(absorbed)
})

test('when the rule of the disease is put right, whoever is watched by it is watched to the new day, with what it was before; a day given by hand stays', async () => {
  const caseId = await enterCase()
  const [byRule, byHand] = [await put(station, `/api/cases/${caseId}/contacts`, contact()), await put(station, `/api/cases/${caseId}/contacts`, contact({ fullName: 'Người Tự Định' }))]
  await asInstallation(server.adminUrl, (client) => client.query("update case_contact set watch_until = '2021-08-20' where id = $1", [byHand]))
  const admin = await server.as(cast.admin)
  const { rules } = (await admin.get('/api/diseases/covid-19')).json<DiseaseDetail>()
  const [inForce] = rules.filter(({ validFrom, supersededAt }) => supersededAt === null && validFrom <= '2021-08-10').toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))
  const { id, revision: _r, supersededAt: _s, changedAt: _a, changedBy: _b, changeReason: _c, ...facts } = inForce!
  const sent = await admin.put(`/api/diseases/covid-19/rules/${newId()}`, { ...facts, followupDays: 21, replacesId: id, reason: 'MẪU: sửa số ngày theo dõi' })
  expect(sent.statusCode, sent.body).toBe(200)
  const { contacts } = await list(caseId)
  expect(contacts.find((each) => each.id === byRule)).toMatchObject({ watchUntil: '2021-08-30', rewatched: { before: '2021-08-23', reason: 'MẪU: sửa số ngày theo dõi' } })
  expect(contacts.find((each) => each.id === byHand)).toMatchObject({ watchUntil: '2021-08-20', rewatched: null })
})
