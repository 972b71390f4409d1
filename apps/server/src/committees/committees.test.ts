import { makeId } from '@phaodai/vocabulary'
import type { Committee, Matrix } from '@phaodai/office/committee.ts'
import type { Roster } from '@phaodai/office/duty.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, bodies, cast } from '#test/people.ts'

let server: TestApp
let clerk: Caller
let leader: Caller
beforeAll(async () => {
  server = await testApp()
  clerk = await server.as(cast.districtClerk)
  leader = await server.as(cast.districtLeader)
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const url = (rest: string): string => `/api/committees/${bodies.districtState}${rest}`
const day = (offset: number): string => new Date(Date.now() + 7 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10)
const paper = { directiveId: null, number: '15/QĐ-UBND', issuedOn: '2021-05-01' }
const decision = (kind: string, validFrom: string, more: object = {}): object => ({ ...paper, issuedOn: validFrom, kind, validFrom, ...more })
const member = (fullName: string, more: object = {}): object => ({
  version: 0, unitId: null, postId: null, fullName, role: 'member', concurrentPost: 'Trưởng phòng', position: 1, validFrom: '2021-05-01', validTo: null, ...more,
})

describe('decisions', () => {
  test('set up, reorganise n times and dissolve, in that order and no other', async () => {
    const put = (body: object) => clerk.put(url(`/decisions/${newId()}`), body)
    expect((await put(decision('set-up', '2021-05-01'))).json<Committee>()).toMatchObject({ standing: 'set-up', nth: null, keeps: true })
    expect((await put(decision('set-up', '2021-06-01'))).statusCode).toBe(409)
    expect((await put(decision('reorganise', '2021-06-01'))).json<Committee>()).toMatchObject({ standing: 'reorganise', nth: 1 })
    expect((await put(decision('reorganise', '2021-07-01'))).json<Committee>()).toMatchObject({ nth: 2 })
    expect((await put(decision('reorganise', '2021-08-01', { nth: 2 }))).json()).toMatchObject({ code: 'illegal-state' })
    expect((await clerk.get(url('?day=2021-06-15'))).json<Committee>()).toMatchObject({ standing: 'reorganise', nth: 1 })
    expect((await put(decision('dissolve', '2021-09-01'))).json<Committee>().standing).toBe('dissolve')
    expect((await put(decision('reorganise', '2021-10-01'))).statusCode).toBe(409)
    expect((await put(decision('set-up', '2021-11-01'))).json<Committee>().standing).toBe('set-up')
  })

  test('a repeat is the same decision, and a document must be told', async () => {
    const [id, body] = [newId(), decision('reorganise', '2021-12-01')]
    expect((await clerk.put(url(`/decisions/${id}`), body)).statusCode).toBe(200)
    expect((await clerk.put(url(`/decisions/${id}`), body)).statusCode).toBe(200)
    expect((await clerk.put(url(`/decisions/${newId()}`), { ...body, number: null })).json()).toMatchObject({ code: 'invalid-input', fields: { number: expect.any(String) } })
  })

  test('a committee is set up as a body below the acting one', async () => {
    const answer = await clerk.post('/api/committees', { name: 'Ban Chỉ đạo hoạt động Tổ COVID cộng đồng huyện An Thử', shortName: 'BCĐ Tổ COVID An Thử', decisionId: newId(), decision: decision('set-up', '2021-08-01') })
    const made = answer.json<Committee>()
    expect(made).toMatchObject({ standing: 'set-up', parent: { id: bodies.districtState }, keeps: true, isOwn: false })
    expect(made.body.id).toBeGreaterThan(bodies.communeA2)
    expect(made.body.id).toBeLessThan(bodies.otherDistrictState)
    expect((await clerk.get('/api/committees')).json().rows.map((row: { body: { id: number } }) => row.body.id)).toContain(made.body.id)
    expect((await (await server.as(cast.farClerk)).get('/api/committees')).json().rows).toEqual([])
    expect((await (await server.as(cast.neighbour)).put(`/api/committees/${made.body.id}/decisions/${newId()}`, decision('dissolve', '2021-09-01'))).statusCode).toBe(403)
  })
})

describe('regulations', () => {
  const draft = (more: object = {}): object => ({ version: 0, title: 'Quy chế làm việc', changesId: null, change: null, ...paper, validFrom: '2021-05-10', ...more })
  test('the version in force on a day follows from what amends and replaces it', async () => {
    const [first, second, third] = [newId(), newId(), newId()]
    const issue = async (id: string): Promise<Committee> => (await clerk.post(url(`/regulations/${id}/issue`), { version: 1 })).json()
    const statesOn = async (on: string): Promise<string[]> =>
      (await clerk.get(url(`?day=${on}`))).json<Committee>().regulations.filter((each) => each.inForce).map((each) => `${each.title} ${each.state}`)
    await clerk.put(url(`/regulations/${first}`), draft())
    expect((await clerk.get(url('?day=2021-06-01'))).json<Committee>().regulations).toMatchObject([{ state: 'draft', inForce: false }])
    await issue(first)
    expect((await clerk.put(url(`/regulations/${first}`), draft({ version: 2, title: 'Khác' }))).statusCode).toBe(403)
    await clerk.put(url(`/regulations/${second}`), draft({ title: 'Sửa đổi', changesId: first, change: 'amends', validFrom: '2021-07-01' }))
    expect((await issue(second)).regulations.find((each) => each.id === first)?.state).toBe('amended')
    expect(await statesOn('2021-08-01')).toEqual(['Sửa đổi issued', 'Quy chế làm việc amended'])
    await clerk.put(url(`/regulations/${third}`), draft({ title: 'Quy chế mới', changesId: second, change: 'replaces', validFrom: '2021-09-01' }))
    await issue(third)
    expect(await statesOn('2021-06-01')).toEqual(['Quy chế làm việc amended'])
    expect(await statesOn('2021-09-01')).toContain('Quy chế mới issued')
    expect(await statesOn('2021-09-01')).not.toContain('Sửa đổi expired')
    expect((await clerk.post(url(`/regulations/${third}/expire`), { version: 2, validTo: '2021-12-31' })).json<Committee>().regulations.find((each) => each.id === third)).toMatchObject({ state: 'expired', validTo: '2021-12-31' })
    expect((await clerk.post(url(`/regulations/${third}/expire`), { version: 3, validTo: '2021-12-31' })).json()).toMatchObject({ code: 'illegal-state' })
  })

  test('its file is seen by those who see it', async () => {
    const [fileId, id] = [newId(), newId()]
    await clerk.inject({ method: 'PUT', url: `/api/files/${fileId}`, payload: 'Quy chế', headers: { 'content-type': 'text/plain' } })
    expect((await clerk.put(url(`/regulations/${id}`), { ...draft(), fileIds: [fileId] })).json<Committee>().regulations.find((each) => each.id === id)?.files).toHaveLength(1)
    expect((await leader.get(`/api/files/${fileId}`)).statusCode).toBe(200)
    expect((await (await server.as(cast.farClerk)).get(`/api/files/${fileId}`)).statusCode).toBe(404)
  })
})

describe('members and areas', () => {
  test('silence is counted from the last visit or report, else from the charge', async () => {
    const [memberId, chargeId] = [newId(), newId()]
    expect((await clerk.put(url(`/members/${memberId}`), member('Ngô Thị Đầu', { role: 'head', postId: cast.districtLeader.postId, validFrom: day(-90) }))).statusCode).toBe(200)
    const charged = (await clerk.put(url(`/charges/${chargeId}`), { version: 0, memberId, areaId: areas.communeA1, validFrom: day(-20), validTo: null })).json<Matrix>()
    expect(charged).toMatchObject({ silentAfter: 7, rows: [{ silentDays: 20, silent: true, lastVisit: null }] })
    const enter = (kind: string, on: string, finding: string) => leader.put(`/api/area-records/${newId()}`, { chargeId, kind, day: on, place: 'Chợ Nà Mẫu', finding })
    expect((await enter('visit', day(-9), 'Chợ chưa đo thân nhiệt.')).statusCode).toBe(200)
    expect((await enter('report', day(-3), 'Đã khắc phục.')).statusCode).toBe(200)
    expect((await enter('visit', day(2), 'Ngày mai')).json()).toMatchObject({ code: 'invalid-input' })
    expect((await leader.get(url('/matrix'))).json<Matrix>().rows).toMatchObject([{ silentDays: 3, silent: false, lastVisit: day(-9), lastReport: day(-3), lastFinding: 'Chợ chưa đo thân nhiệt.', mine: true }])
    expect((await leader.get(url(`/matrix?day=${day(-5)}`))).json<Matrix>().rows[0]).toMatchObject({ silentDays: 4, lastReport: null })
    expect((await clerk.get(url('/matrix.csv'))).body).toContain('Ngô Thị Đầu')
    expect((await (await server.as(cast.farClerk)).get(`/api/charges/${chargeId}/records`)).statusCode).toBe(404)
  })

  test('who was shown is written down, and the post of a member must act for the committee', async () => {
    expect((await clerk.put(url(`/members/${newId()}`), member('Người ngoài', { postId: cast.farClerk.postId }))).statusCode).toBe(403)
    expect((await clerk.put(url(`/members/${newId()}`), member('Người ngoài', { postId: cast.communeClerk.postId }))).statusCode).toBe(403)
    const seen = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query("select 1 from audit_entry where action = 'view' and subject = 'committee_member'")).rowCount)
    expect(seen).toBeGreaterThan(0)
  })
})

describe('duty', () => {
  const [head, officer, third] = [newId(), newId(), newId()]
  beforeAll(async () => {
    await clerk.put(url(`/members/${head}`), member('Người Một', { postId: cast.districtLeader.postId }))
    await clerk.put(url(`/members/${officer}`), member('Người Hai', { postId: cast.districtOfficer.postId }))
    await clerk.put(url(`/members/${third}`), member('Người Ba'))
  })

  test('a rotation fills what is empty and passes over who is on leave', async () => {
    await leader.put(`/api/leaves/${newId()}`, { kind: 'mission', validFrom: day(3), validTo: day(3) })
    const body = { from: day(0), to: day(5), shifts: ['full'], role: 'duty', memberIds: [head, officer, third] }
    const made = (await clerk.post(url('/duty/rotate'), body)).json<Roster>()
    expect(made.shifts.map((shift) => shift.memberName)).toEqual(['Người Một', 'Người Hai', 'Người Ba', 'Người Hai', 'Người Một', 'Người Ba'])
    expect((await clerk.post(url('/duty/rotate'), { ...body, memberIds: [third] })).json<Roster>().shifts.map((shift) => shift.memberName)).toEqual(made.shifts.map((shift) => shift.memberName))
    expect(made.onLeave).toContainEqual({ memberId: head, validFrom: day(3), validTo: day(3) })
    expect((await clerk.post(url('/duty/rotate'), { ...body, to: day(120) })).statusCode).toBe(400)
  })

  test('the telephone is anybody’s to know, the names are not', async () => {
    await clerk.patch(url(''), { version: 0, officePhone: '0205 3 870 000' })
    const near = (await leader.get(url('/on-duty'))).json()
    expect(near).toMatchObject({ officePhone: '0205 3 870 000' })
    expect(near.onDuty.length).toBeLessThanOrEqual(2)
    expect((await (await server.as(cast.communeClerk)).get(url('/on-duty'))).json()).toEqual({ bodyId: bodies.districtState, officePhone: '0205 3 870 000', onDuty: [] })
  })

  test('a swap takes effect when the other consents in his own post', async () => {
    const before = (await leader.get(url('/duty'))).json<Roster>().shifts
    const [own, other, none] = [before.find((each) => each.mine && each.day > day(0))!, before.find((each) => each.memberId === officer && each.day > day(0))!, before.find((each) => each.memberId === third && each.day > day(0))!]
    expect((await leader.put(`/api/duty-swaps/${newId()}`, { shiftId: own.id, withShiftId: none.id })).json()).toMatchObject({ code: 'illegal-state' })
    expect((await clerk.put(`/api/duty-swaps/${newId()}`, { shiftId: own.id, withShiftId: other.id })).statusCode).toBe(403)
    const id = newId()
    expect((await leader.put(`/api/duty-swaps/${id}`, { shiftId: own.id, withShiftId: other.id, reason: 'Đi họp tỉnh' })).json()).toMatchObject({ state: 'asked', forMe: false })
    expect((await leader.post(`/api/duty-swaps/${id}/agree`, { version: 1 })).statusCode).toBe(403)
    const asked = await server.as(cast.districtOfficer)
    expect((await asked.get(url('/duty'))).json<Roster>().swaps).toMatchObject([{ id, forMe: true, fromName: 'Người Một', reason: 'Đi họp tỉnh' }])
    expect((await asked.post(`/api/duty-swaps/${id}/agree`, { version: 1 })).json()).toMatchObject({ state: 'agreed' })
    const after = (await leader.get(url('/duty'))).json<Roster>().shifts
    expect([after.find((each) => each.id === own.id)!.memberId, after.find((each) => each.id === other.id)!.memberId]).toEqual([officer, head])
    expect((await asked.post(`/api/duty-swaps/${id}/decline`, { version: 2 })).json()).toMatchObject({ code: 'illegal-state' })
  })
})
