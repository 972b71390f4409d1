import { makeId } from '@phaodai/vocabulary'
import type { Match, Pair, PersonDetail, PersonLine } from '@phaodai/office'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, cast, plantMember, testHash, bodies, type Member } from '#test/people.ts'
import { matchStale } from './index.ts'

/** The health office of the district, and a station of the neighbouring commune: the cast has none. */
const districtHealth: Member = { username: 'yte.huyen', fullName: 'Lò Thị Dịch', role: 'health', bodyId: bodies.healthDepartment, actsForId: bodies.healthDepartment, title: 'Chuyên viên Phòng Y tế',
  personId: '00000000-0000-7000-8000-000000089001', postId: '00000000-0000-7000-8000-000000089002', accountId: '00000000-0000-7000-8000-000000089003' }
const neighbour: Member = { username: 'tramyte.hai', fullName: 'Trạm Hai', role: 'health', bodyId: bodies.communeA2, actsForId: bodies.communeA2, title: 'Trạm Y tế xã Thử Hai',
  personId: '00000000-0000-7000-8000-000000088001', postId: '00000000-0000-7000-8000-000000088002', accountId: '00000000-0000-7000-8000-000000088003' }

let server: TestApp
let station: Caller
let other: Caller
let district: Caller
beforeAll(async () => {
  server = await testApp()
  const hash = await testHash()
  await asInstallation(server.adminUrl, async (client) => {
    for (const member of [neighbour, districtHealth]) await plantMember(client, member, hash)
  })
  ;[station, other, district] = await Promise.all([cast.healthStation, neighbour, districtHealth].map((member) => server.as(member))) as [Caller, Caller, Caller]
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const person = (fullName: string, more: object = {}): object => ({ areaId: areas.communeA1, fullName, sex: 'male', birthYear: 1985, ...more })
async function enter(who: Caller, fullName: string, more: object = {}): Promise<string> {
  const id = newId()
  const answer = await who.put(`/api/individuals/${id}`, person(fullName, more))
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const find = async (who: Caller, q: string): Promise<PersonLine[]> => (await who.get(`/api/individuals/search?q=${encodeURIComponent(q)}`)).json().people
const matches = async (who: Caller, body: object): Promise<Match[]> => (await who.post('/api/individuals/matches', body)).json().matches

const caseOf = async (who: Caller, individualId: string, diseaseCode: string, areaId = areas.communeA1): Promise<string> => {
  const id = newId()
  const answer = await who.put(`/api/cases/${id}`, { areaId, diseaseCode, individualId, classification: 'suspected', diagnosedAt: '2021-08-20T02:00:00.000Z' })
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}

describe('search', () => {
  test('finds by any part of the name without marks, by code, by number, in scope alone, and notes who was shown', async () => {
    const id = await enter(station, 'Nông Thị Mẫu Hường', { identityNumber: '020185000123', phone: '0912000111' })
    for (const q of ['nong thi', 'mau huong', 'Hường', '020185000123', '+84 912 000 111']) expect((await find(station, q)).map((each) => each.id), q).toContain(id)
    expect(await find(other, 'mau huong')).toEqual([])
    expect((await find(district, 'mau huong')).map((each) => each.id)).toEqual([id])
    expect(await find(station, 'khong ai')).toEqual([])
    const seen = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query("select row_ids, post_id from audit_entry where action = 'view' and subject = 'individual' and $1 = any (row_ids)", [id])).rows)
    expect(seen.length).toBeGreaterThanOrEqual(6)
  })

  test('is for posts that need names: a leader is refused, and sees the row without them', async () => {
    const id = await enter(station, 'Lý Văn Mẫu Kín')
    const leader = await server.as(cast.districtLeader)
    expect((await leader.get('/api/individuals/search?q=kin')).json()).toMatchObject({ code: 'not-allowed' })
    expect((await leader.get(`/api/individuals/${id}?reveal=1`)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await leader.get(`/api/individuals/${id}`)).json()).toMatchObject({ person: { fullName: null, birthYear: 1985 } })
    const row = (await leader.get(`/api/registers/individual/${id}`)).json().row
    expect(row).toMatchObject({ code: expect.stringMatching(/^N[0-9A-F]{10}$/), birthYear: 1985 })
    expect(row).not.toHaveProperty('fullName')
  })
})

describe('the office that needs no names', () => {
  test('is refused people, households and the names of cases, with the rule that is missing; it counts the same cases', async () => {
    const [id, caseId] = [await enter(station, 'Đàm Văn Mẫu Riêng'), newId()]
    const given = { areaId: areas.communeA1, individualId: id, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-05T02:00:00.000Z', reporterName: 'Người Báo Mẫu' }
    expect((await station.put(`/api/cases/${caseId}`, given)).statusCode).toBe(200)
    const officer = await server.as(cast.districtOfficer)
    for (const url of [`/api/individuals/${id}`, '/api/individuals/search?q=rieng', '/api/registers/individual', '/api/registers/household']) {
      expect((await officer.get(url)).json(), url).toMatchObject({ code: 'not-allowed' })
    }
    expect((await officer.put(`/api/cases/${newId()}`, given)).json()).toMatchObject({ code: 'not-allowed' })
    for (const url of [`/api/cases/${caseId}?reveal=1`, '/api/cases?reveal=1', `/api/registers/disease_case/${caseId}?reveal=1`]) {
      expect((await officer.get(url)).json(), url).toMatchObject({ code: 'not-allowed', detail: expect.stringContaining('disease_case.reveal') })
    }
    const [seen, full] = [await officer.get(`/api/cases/${caseId}`), await district.get(`/api/cases/${caseId}?reveal=1`)]
    expect(seen.json().line).toMatchObject({ areaId: areas.communeA1, name: null, individualId: null })
    expect(seen.body).not.toMatch(/Mẫu Riêng|Người Báo/)
    expect(full.json()).toMatchObject({ line: { name: 'Đàm Văn Mẫu Riêng' }, row: { reporterName: 'Người Báo Mẫu' } })
    const total = async (who: Caller): Promise<number> => (await who.get('/api/cases/counts')).json().total
    expect(await total(officer)).toBe(await total(district))
  })
})

describe('matching on entry', () => {
  test('puts forward the person entered a moment ago whatever the spelling, with its evidence, and merges nothing', async () => {
    const id = await enter(station, 'Hoàng Văn Mẫu Tuấn', { birthOn: '1985-03-04', phone: '0912345001' })
    const [first] = await matches(station, { fullName: 'HOANGF VAN MAU TUAN', sex: 'male', birthOn: '1985-04-03', phone: '+84912345001', areaId: areas.communeA1 })
    expect(first).toMatchObject({ id, verdict: 'same', fullName: 'Hoàng Văn Mẫu Tuấn' })
    expect(first!.evidence.map(({ code }) => code)).toEqual(expect.arrayContaining(['birth.swapped', 'phone.same', 'given.unmarked']))
    expect((await find(station, 'mau tuan')).map((each) => each.id)).toEqual([id])
  })

  test('tells of a number that contradicts sex and year, and corrects nothing', async () => {
    const answer = await station.post('/api/individuals/matches', { fullName: 'Vi Thị Mẫu', sex: 'female', birthYear: 1990, identityNumber: '020085000001' })
    expect(answer.json().faults).toEqual(['sex-differs', 'birth-year-differs'])
  })

  test('shows nothing of another commune, and the same answer as where there is nobody', async () => {
    await enter(station, 'Triệu Văn Mẫu Riêng', { birthOn: '1970-01-02', identityNumber: '020070000777' })
    const ask = { fullName: 'Triệu Văn Mẫu Riêng', sex: 'male', birthOn: '1970-01-02', identityNumber: '020070000777', areaId: areas.communeA2 }
    expect((await other.post('/api/individuals/matches', ask)).body).toBe((await other.post('/api/individuals/matches', { ...ask, fullName: 'Không Có Ai' })).body)
  })
})

describe('duplicates across communes', () => {
  test('are found by the job, shown to the district, to neither commune, and told apart for good', async () => {
    const facts = { birthOn: '1991-05-06', identityNumber: '020191000456', sex: 'female' }
    const ids = [await enter(station, 'Bế Thị Mẫu Đôi', facts), await enter(other, 'BE THI MAU DOI', { ...facts, areaId: areas.communeA2 })].sort()
    const placed = await Promise.all([station, other].map(async (who) => (await who.get('/api/individuals/search?q=be thi mau doi')).json().people[0].id as string))
    const cases = [await caseOf(station, placed[0]!, 'measles'), await caseOf(other, placed[1]!, 'measles', areas.communeA2)]
    await matchStale(server.deps)
    const pairs = async (who: Caller): Promise<Pair[]> => (await who.get('/api/individuals/pairs')).json().pairs.filter(({ a }: Pair) => ids.includes(a.id))
    expect(await pairs(station)).toEqual([])
    expect(await pairs(other)).toEqual([])
    const [pair] = await pairs(district)
    expect([pair!.a.id, pair!.b.id]).toEqual(ids)
    expect(pair!.openCases).toEqual(['Sởi'])
    expect((await station.get(`/api/cases/${cases[0]}`)).json().twins, 'two records are two people until somebody joins them').toEqual([])
    expect(pair).toMatchObject({ verdict: 'same', evidence: expect.arrayContaining([expect.objectContaining({ code: 'identity.same' })]) })
    expect((await district.post(`/api/individuals/pairs/${pair!.id}/distinct`, { reason: 'Nhập nhầm số' })).statusCode).toBe(200)
    await station.patch(`/api/registers/individual/${ids[0]}`, { version: 1, ethnicity: 'Tày' })
    await matchStale(server.deps)
    expect(await pairs(district)).toEqual([])
  })
})

describe('merging', () => {
  const page = async (who: Caller, id: string): Promise<PersonDetail> => (await who.get(`/api/individuals/${id}?reveal=1`)).json()

  test('keeps both records, takes references to the survivor, and undoing gives back exactly what was moved', async () => {
    const [survivor, absorbed] = [await enter(station, 'Chu Văn Mẫu Một'), await enter(station, 'Chu Van Mau Mot')]
    const [own, moved] = [await caseOf(station, survivor, 'dengue'), await caseOf(station, absorbed, 'covid-19')]
    const merge = newId()
    const body = { survivorId: survivor, absorbedId: absorbed, reason: 'Một người, nhập hai lần' }
    expect((await station.put(`/api/individuals/merges/${merge}`, body)).json()).toMatchObject({ moved: 1, undoneAt: null })
    expect((await station.put(`/api/individuals/merges/${merge}`, body)).statusCode).toBe(200)
    expect((await page(station, survivor)).cases.map(({ id }) => id).sort()).toEqual([own, moved].sort())
    expect((await page(station, absorbed))).toMatchObject({ person: { state: 'merged', fullName: 'Chu Van Mau Mot' }, cases: [] })
    expect((await find(station, 'chu van mau mot')).map(({ id }) => id)).toEqual([survivor])
    const later = await caseOf(station, survivor, 'measles')
    expect((await station.post(`/api/individuals/merges/${merge}/undo`, { reason: 'Là hai người' })).statusCode).toBe(200)
    expect((await page(station, survivor)).cases.map(({ id }) => id).sort()).toEqual([own, later].sort())
    expect((await page(station, absorbed))).toMatchObject({ person: { state: 'present' }, cases: [{ id: moved }] })
    expect((await find(station, 'chu van mau mot')).map(({ id }) => id).sort()).toEqual([survivor, absorbed].sort())
    expect((await station.post(`/api/individuals/merges/${merge}/undo`, { reason: 'lại' })).json()).toMatchObject({ code: 'illegal-state' })
  })

  test('that brings two open cases of one disease together is told on either case, until one is ruled out', async () => {
    const [survivor, absorbed] = [await enter(station, 'Đàm Văn Mẫu Hai'), await enter(station, 'Dam Van Mau Hai')]
    const [own, moved, other] = [await caseOf(station, survivor, 'dengue'), await caseOf(station, absorbed, 'dengue'), await caseOf(station, absorbed, 'measles')]
    await station.put(`/api/individuals/merges/${newId()}`, { survivorId: survivor, absorbedId: absorbed, reason: 'Một người' })
    const twins = async (id: string): Promise<string[]> => (await station.get(`/api/cases/${id}`)).json().twins.map((each: { id: string }) => each.id)
    expect([await twins(own), await twins(moved), await twins(other)]).toEqual([[moved], [own], []])
    const { version } = (await station.get(`/api/cases/${moved}`)).json().row
    expect((await station.post(`/api/registers/disease_case/${moved}/actions/rule-out`, { version, reason: 'Nhập hai lần' })).statusCode).toBe(200)
    expect([await twins(own), await twins(moved)]).toEqual([[], []])
  })

  test('is refused without a surviving record, of merged ones, and of people out of scope', async () => {
    const [a, b, far] = [await enter(station, 'Lục Văn Mẫu A'), await enter(station, 'Lục Văn Mẫu B'), await enter(other, 'Lục Văn Mẫu C', { areaId: areas.communeA2 })]
    expect((await station.post(`/api/registers/individual/${a}/actions/merge`, { version: 1, reason: 'x' })).json()).toMatchObject({ code: 'illegal-state' })
    expect((await station.put(`/api/individuals/merges/${newId()}`, { survivorId: a, absorbedId: far, reason: 'x' })).json()).toMatchObject({ code: 'not-found' })
    await station.put(`/api/individuals/merges/${newId()}`, { survivorId: a, absorbedId: b, reason: 'x' })
    expect((await station.put(`/api/individuals/merges/${newId()}`, { survivorId: b, absorbedId: a, reason: 'x' })).json()).toMatchObject({ code: 'illegal-state' })
  })
})

test('a household has members from a day to a day', async () => {
  const [head, home, member] = [await enter(station, 'Nguyễn Văn Mẫu Chủ'), newId(), newId()]
  await station.put(`/api/registers/household/${home}`, { areaId: areas.villageA1, size: 4 })
  const made = await station.put(`/api/households/${home}/members/${member}`, { individualId: head, relation: 'head', fromOn: '2015-01-01' })
  expect(made.json().member).toMatchObject({ member: 'Nguyễn Văn Mẫu Chủ', toOn: null })
  expect((await station.post(`/api/households/members/${member}/end`, { version: 1, toOn: '2014-01-01' })).statusCode).toBe(422)
  expect((await station.post(`/api/households/members/${member}/end`, { version: 1, toOn: '2021-01-01' })).json().member).toMatchObject({ toOn: '2021-01-01', version: 2 })
  expect((await station.get(`/api/households/${home}/members`)).json().members).toHaveLength(1)
  expect((await other.get(`/api/households/${home}/members`)).statusCode).toBe(404)
})
