import { makeId } from '@phaodai/vocabulary'
import type { FollowUpToday, TeamProposal } from '@phaodai/office'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash } from '#test/people.ts'

let now = new Date('2021-08-10T08:00:00+07:00')
let server: TestApp
let station: Caller
let neighbour: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  const beside = { ...cast.healthStation, username: 'tramyte.hai', bodyId: bodies.communeA2, actsForId: bodies.communeA2, personId: '00000000-0000-7000-8000-000000097001', postId: '00000000-0000-7000-8000-000000097002', accountId: '00000000-0000-7000-8000-000000097003' }
  await asInstallation(server.adminUrl, async (client) => plantMember(client, beside, await testHash()))
  station = await server.as(cast.healthStation)
  neighbour = await server.as(beside)
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (who: Caller, url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await who.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const proposal = async (who: Caller): Promise<TeamProposal> => (await who.get('/api/tracing-teams/proposal?reveal=1')).json()

test('today’s contacts are proposed to the teams of one’s own body, confirmed as a list, and shown on the day’s page', async () => {
  const caseId = await put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-09T13:00:00.000Z', onsetOn: '2021-08-08' })
  const contacts: string[] = []
  for (const fullName of ['Một', 'Hai', 'Ba']) contacts.push(await put(station, `/api/cases/${caseId}/contacts`, { tier: 'f1', fullName, lastContactOn: '2021-08-09' }))
  now = new Date('2021-08-11T08:00:00+07:00')
  const team = await put(station, '/api/tracing-teams', { name: 'Đội 1', areaId: areas.communeA1, capacity: 2, members: 'chị Lan' })
  const foreign = await put(neighbour, '/api/tracing-teams', { name: 'Đội bên', areaId: areas.communeA2, capacity: 9 })
  const draft = await proposal(station)
  expect(draft.teams).toMatchObject([{ id: team, members: 'chị Lan' }])
  expect([draft.unplaced, draft.optimal, draft.lines.filter(({ proposedId }) => proposedId === team).length]).toEqual([1, true, 2])
  const confirm = (lines: object[], day = '2021-08-11') => station.put(`/api/tracing-teams/assignments/${day}`, { lines })
  expect((await confirm([{ contactId: contacts[0], teamId: foreign }])).statusCode).toBe(403)
  expect((await neighbour.put('/api/tracing-teams/assignments/2021-08-11', { lines: [{ contactId: contacts[0], teamId: foreign }] })).statusCode).toBe(403) // the contact is not theirs
  expect((await confirm([{ contactId: contacts[0], teamId: team }], '2021-08-12')).json()).toMatchObject({ code: 'invalid-input' })
  const chosen = contacts.slice(0, 2).map((contactId) => ({ contactId, teamId: team }))
  expect((await confirm(chosen)).json()).toEqual({ changed: 2 })
  expect((await confirm(chosen)).json()).toEqual({ changed: 0 })
  const today = (await station.get('/api/contacts/today?reveal=1')).json() as FollowUpToday
  expect(contacts.map((id) => today.contacts.find((each) => each.id === id)?.team)).toEqual(['Đội 1', 'Đội 1', null])
  await station.put(`/api/contacts/${contacts[0]}/visits/2021-08-11`, { manner: 'seen' })
  expect((await proposal(station)).lines.map(({ contactId }) => contactId).toSorted()).toEqual(contacts.slice(1).toSorted())
})

test('a team is changed by who knows its version, and one that is ended takes nobody', async () => {
  const id = await put(station, '/api/tracing-teams', { name: 'Đội 2', areaId: areas.communeA1, capacity: 3 })
  const change = (more: object) => station.patch(`/api/tracing-teams/${id}`, { name: 'Đội 2', areaId: areas.communeA1, capacity: 4, version: 1, ...more })
  expect((await change({})).statusCode).toBe(200)
  expect((await change({})).json()).toMatchObject({ code: 'stale' })
  expect((await neighbour.patch(`/api/tracing-teams/${id}`, { name: 'x', areaId: areas.communeA1, capacity: 4, version: 2 })).statusCode).toBe(404)
  expect((await change({ version: 2, ends: true })).statusCode).toBe(200)
  expect((await proposal(station)).teams.map((team) => team.id)).not.toContain(id)
})
