import { makeId } from '@phaodai/vocabulary'
import type { CaseOrigin, ContactLine, ContactList, FollowUpToday } from '@phaodai/office'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { tellAll } from '#test/notices.ts'
import { callForMissed } from './index.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const member = (n: number, bodyId: number): Member => ({
  username: `tramyte.${n}`, fullName: `Trạm ${n}`, role: 'health', bodyId, actsForId: bodyId, title: 'Trạm trưởng',
  personId: `00000000-0000-7000-8000-00000009${n}001`, postId: `00000000-0000-7000-8000-00000009${n}002`, accountId: `00000000-0000-7000-8000-00000009${n}003`,
})

/** An hour of a day of August 2021 in Vietnam. */
const at = (day: number, hour: string): Date => new Date(`2021-08-${String(day).padStart(2, '0')}T${hour}:00+07:00`)
const LISTED = at(10, '22:10')
let now = LISTED
let server: TestApp
let station: Caller
let neighbour: Caller
let far: Caller
let officer: Caller
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
  officer = await server.as(cast.districtOfficer)
})
afterAll(() => server?.stop())
beforeEach(() => { now = LISTED })

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await station.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const VALUES = { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-10T13:00:00.000Z', onsetOn: '2021-08-08' }
const enterCase = (): Promise<string> => put('/api/cases', VALUES)
const contactOf = (caseId: string, more: object = {}): Promise<string> => put(`/api/cases/${caseId}/contacts`, { tier: 'f1', fullName: 'Hoàng Thị Gặp', phone: '0900000001', lastContactOn: '2021-08-09', ...more })
const lineOf = async (caseId: string, who = station, reveal = 1): Promise<ContactLine> => ((await who.get(`/api/cases/${caseId}/contacts?reveal=${reveal}`)).json() as ContactList).contacts[0]!
const today = async (who: Caller, reveal = 1): Promise<FollowUpToday> => (await who.get(`/api/contacts/today?reveal=${reveal}`)).json()
const visit = (who: Caller, id: string, day: number, more: object = {}) => who.put(`/api/contacts/${id}/visits/2021-08-${day}`, { manner: 'phone', ...more })
const step = async (caseId: string, which: string) => {
  const { id, version } = await lineOf(caseId)
  expect((await station.post(`/api/contacts/${id}/steps`, { version, step: which })).statusCode).toBe(200)
}

test('a symptom asks for a sample within 24 hours of its entry; the sample answers it and leaves the first sample where it was', async () => {
  const caseId = await enterCase()
  const id = await contactOf(caseId)
  for (const which of ['sampled', 'isolated', 'negative']) await step(caseId, which)
  now = at(13, '08:00')
  expect((await visit(station, id, 13, { temperature: 38.2, symptoms: ['cough'] })).json()).toMatchObject({ version: 1, illAt: now.toISOString() })
  const ill = await lineOf(caseId)
  expect(ill).toMatchObject({ urgency: 'ill', dueAt: at(14, '08:00').toISOString(), sampledAt: LISTED.toISOString() })
  expect(ill.visits).toMatchObject([{ onDay: '2021-08-13', temperature: 38.2, symptoms: ['cough'], sampledAt: null }])
  now = at(13, '10:00')
  await step(caseId, 'sampled')
  expect(await lineOf(caseId)).toMatchObject({ urgency: 'watched', result: 'pending', sampledAt: LISTED.toISOString() }) // what the 24 hours are measured by
  now = at(14, '08:00')
  await visit(station, id, 14, { symptoms: ['cough'] }) // the same illness
  expect(await lineOf(caseId)).toMatchObject({ urgency: 'watched' })
  now = at(15, '08:00')
  await visit(station, id, 15)
  now = at(16, '08:00')
  await visit(station, id, 16, { temperature: 37.5 }) // a new one
  expect(await lineOf(caseId)).toMatchObject({ urgency: 'ill', dueAt: at(17, '08:00').toISOString() })
})

test('a day is entered once; the same once more is a repeat, another is refused, who knows the version corrects it', async () => {
  const id = await contactOf(await enterCase())
  now = at(12, '08:00')
  expect((await visit(station, id, 12)).json()).toMatchObject({ version: 1, illAt: null })
  expect((await visit(station, id, 12)).json()).toMatchObject({ version: 1 })
  expect((await visit(station, id, 12, { symptoms: ['fever'] })).json()).toMatchObject({ code: 'duplicate' })
  now = at(12, '15:00')
  expect((await visit(station, id, 12, { symptoms: ['fever'], version: 1 })).json()).toMatchObject({ version: 2, illAt: at(12, '15:00').toISOString() })
  now = at(12, '16:00')
  expect((await visit(station, id, 12, { symptoms: ['fever', 'cough'], version: 2 })).json()).toMatchObject({ version: 3, illAt: at(12, '15:00').toISOString() })
  expect((await visit(station, id, 12, { symptoms: [], version: 1 })).json()).toMatchObject({ code: 'stale', versions: { theirs: { version: 3 } } })
  expect((await visit(station, id, 13)).json()).toMatchObject({ code: 'invalid-input', fields: { day: 'in-future' } })
  expect((await station.put(`/api/contacts/${id}/visits/2021-08-08`, { manner: 'phone' })).json()).toMatchObject({ code: 'invalid-input', fields: { day: 'before-contact' } })
})

test('to be seen today is who was listed before today and is watched; after the last day nobody asks', async () => {
  const id = await contactOf(await enterCase()) // 14 days of the rule of July 2021 from 9 August: to 23 August
  const isAsked = async (): Promise<boolean> => (await today(station)).contacts.some((each) => each.id === id)
  expect(await isAsked()).toBe(false)
  now = at(11, '00:01')
  expect(await isAsked()).toBe(true)
  now = at(23, '23:59')
  expect(await isAsked()).toBe(true)
  now = at(24, '00:01')
  expect(await isAsked()).toBe(false)
})

test('whom the place of residence has taken over is seen there, by either side in the end, and by nobody else', async () => {
  const caseId = await enterCase()
  const id = await contactOf(caseId, { residenceAreaId: areas.communeA2 })
  now = at(11, '08:00')
  const askedOf = async (): Promise<boolean[]> => Promise.all([station, neighbour, far].map(async (who) => (await today(who)).contacts.some((each) => each.id === id)))
  expect(await askedOf()).toEqual([true, true, false])
  expect((await neighbour.post(`/api/registers/case_contact/${id}/actions/accept`, { version: 1 })).statusCode).toBe(200)
  expect(await askedOf()).toEqual([false, true, false])
  expect((await visit(neighbour, id, 11, { temperature: 37.9 })).statusCode).toBe(200)
  expect(await lineOf(caseId)).toMatchObject({ urgency: 'ill', visits: [{ temperature: 37.9 }] }) // the tracing side sees what the other found
  expect((await visit(far, id, 11)).statusCode).toBe(404)
  expect((await today(neighbour)).contacts.find((each) => each.id === id)).toMatchObject({ name: 'Hoàng Thị Gặp', caseId: null, urgency: 'ill' }) // the case is not theirs
})

test('who sees no names sees that somebody was ill, not how; the audit keeps neither', async () => {
  const caseId = await enterCase()
  const id = await contactOf(caseId)
  now = at(12, '08:00')
  await visit(station, id, 12, { temperature: 39.9, symptoms: ['rash'], note: 'dauvetghichu' })
  expect((await lineOf(caseId, officer, 0)).visits).toMatchObject([{ illAt: now.toISOString(), temperature: null, symptoms: [], note: null }])
  expect((await visit(officer, id, 12)).statusCode).toBe(403)
  const entries = await asInstallation(server.adminUrl, async (client) => (await client.query("select before, after from audit_entry where subject = 'contact_visit'")).rows)
  expect(entries.length).toBeGreaterThan(0)
  expect(JSON.stringify(entries)).not.toMatch(/39\.9|rash|dauvetghichu/)
})

test('a positive contact becomes a case with its person in one go, or not at all', async () => {
  const caseId = await enterCase()
  const id = await contactOf(caseId)
  now = at(13, '08:00')
  await visit(station, id, 13, { temperature: 38.2, symptoms: ['cough'] })
  await step(caseId, 'sampled')
  now = at(14, '09:00')
  await step(caseId, 'positive')
  const origin = (await station.get(`/api/contacts/${id}/origin`)).json() as CaseOrigin
  expect(origin).toMatchObject({ name: 'Hoàng Thị Gặp', phone: '0900000001', areaId: areas.communeA1, caseId, diseaseCode: 'covid-19', onsetOn: '2021-08-13', symptoms: ['fever', 'cough'], sampledOn: '2021-08-13', result: 'positive' })
  const individualId = await put('/api/individuals', { areaId: areas.communeA1, fullName: 'Hoàng Thị Gặp', sex: 'female' })
  const values = { ...VALUES, diagnosedAt: now.toISOString(), onsetOn: '2021-08-13', individualId, linkedCaseId: caseId, testResult: 'positive' }
  const become = (newCase: string, version: number) => station.put(`/api/contacts/${id}/cases/${newCase}`, { version, values })
  const lost = newId()
  expect((await become(lost, origin.version - 1)).json()).toMatchObject({ code: 'stale' })
  expect((await station.get(`/api/cases/${lost}`)).statusCode).toBe(404)
  const made = newId()
  expect((await become(made, origin.version)).statusCode).toBe(200)
  expect((await become(made, origin.version)).statusCode).toBe(200) // sent once more
  expect((await station.get(`/api/cases/${made}`)).json()).toMatchObject({ line: { individualId }, row: { linkedCaseId: caseId } })
  expect(await lineOf(caseId)).toMatchObject({ urgency: 'over', state: 'became_case', individualId })
  expect((await become(newId(), origin.version)).json().code).toMatch(/duplicate|illegal-state/) // a second case of one contact
  expect((await visit(station, id, 14)).json()).toMatchObject({ code: 'illegal-state' })
  expect((await far.put(`/api/contacts/${id}/cases/${newId()}`, { version: 1, values })).statusCode).toBe(404)
})

test('the place of residence enters the case of a referred contact without seeing the case it met', async () => {
  const caseId = await enterCase()
  const id = await contactOf(caseId, { residenceAreaId: areas.communeA2 })
  const origin = (await neighbour.get(`/api/contacts/${id}/origin`)).json() as CaseOrigin
  expect(origin).toMatchObject({ name: 'Hoàng Thị Gặp', areaId: areas.communeA2, caseId: null, diseaseCode: null })
  const answer = await neighbour.put(`/api/contacts/${id}/cases/${newId()}`, { version: origin.version, values: { ...VALUES, areaId: areas.communeA2 } })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(await lineOf(caseId)).toMatchObject({ state: 'became_case' })
})

test('a symptom is told to both sides, and how many nobody saw yesterday to whoever watches them; nobody is named', async () => {
  const caseId = await enterCase()
  const id = await contactOf(caseId, { residenceAreaId: areas.communeA2 })
  await contactOf(caseId)
  expect((await neighbour.post(`/api/registers/case_contact/${id}/actions/accept`, { version: 1 })).statusCode).toBe(200)
  now = at(12, '08:00')
  expect((await visit(neighbour, id, 11)).statusCode).toBe(200)
  expect((await visit(neighbour, id, 12, { temperature: 38.1 })).statusCode).toBe(200)
  await callForMissed(server.deps) // of the eleventh
  now = at(13, '06:00')
  expect(await callForMissed(server.deps)).toBeGreaterThan(0) // of the twelfth
  expect(await callForMissed(server.deps)).toBe(0) // once a day
  await tellAll(server)
  const told = async (who: Caller, kind: string) => ((await who.get(`/api/notices?kind=${kind}&limit=20`)).json() as { rows: { words: string; path: string; day: string | null }[] }).rows
  expect((await told(station, 'contact-ill')).map(({ words }) => words)).toContain('F1 · Xã Thử Một')
  for (const kind of ['contact-ill', 'contact-missed']) expect(await told(far, kind)).toEqual([])
  const counted = await asInstallation(server.adminUrl, async (client) => (await client.query<{ body: number; people: number }>("select body_id as body, people from follow_up_call where kind = 'missed' and on_day = '2021-08-12' order by 1")).rows)
  const unseen = await asInstallation(server.adminUrl, async (client) => (await client.query<{ n: number }>("select count(*)::int as n from case_contact k where state in ('listed', 'followed') and day_in_vietnam(listed_at) < '2021-08-12' and watch_until >= '2021-08-12' and not exists (select from contact_visit v where v.contact_id = k.id and v.on_day = '2021-08-12') and residence_area_id is null")).rows[0]!.n)
  expect(counted.find(({ body }) => body === cast.healthStation.actsForId)!.people).toBeGreaterThanOrEqual(unseen)
  expect(unseen).toBeGreaterThan(0)
  expect((await told(station, 'contact-missed'))[0]).toMatchObject({ path: '/ca-benh/theo-doi' })
  expect(JSON.stringify(await told(station, 'contact-ill'))).not.toContain('Hoàng Thị Gặp')
})
