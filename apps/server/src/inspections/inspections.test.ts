import type { Finding, Plan, Violation } from '@phaodai/office/inspection.ts'
import { makeId } from '@phaodai/vocabulary'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, bodies, cast } from '#test/people.ts'
import { noteOverdue } from './overdue.queries.ts'

let server: TestApp
let [officer, leader, inspector, station, clerk] = [] as unknown as [Caller, Caller, Caller, Caller, Caller]
beforeAll(async () => {
  server = await testApp()
  ;[officer, leader, inspector, station, clerk] = await Promise.all([cast.districtOfficer, cast.districtLeader, cast.inspector, cast.healthStation, cast.communeClerk].map((who) => server.as(who))) as [Caller, Caller, Caller, Caller, Caller]
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const day = (offset: number): string => new Date(Date.now() + 7 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10)
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(300, 1)])
async function upload(caller: Caller): Promise<string> {
  const id = newId()
  await caller.inject({ method: 'PUT', url: `/api/files/${id}?name=anh.png`, payload: PNG, headers: { 'content-type': 'application/octet-stream' } })
  return id
}

async function draftPlan(): Promise<string> {
  const id = newId()
  await officer.put(`/api/inspection-plans/${id}`, { version: 0, title: 'Kiểm tra chợ', periodFrom: day(-5), periodTo: day(20), number: '12/KH-UBND', issuedOn: day(-6) })
  await officer.put(`/api/inspection-plans/${id}/teams/${newId()}`, { version: 0, name: 'Đoàn số 1', leaderPostId: cast.districtOfficer.postId })
  return id
}
const visitOf = (placeName: string, more: object = {}): object => ({ version: 0, areaId: areas.communeA1, inspectedId: bodies.communeA1, placeName, placeKind: 'market', plannedOn: day(0), ...more })

async function openVisit(): Promise<string> {
  const id = await draftPlan()
  await officer.put(`/api/inspection-plans/${id}/visits/${newId()}`, visitOf('Chợ Thử'))
  return (await leader.post(`/api/inspection-plans/${id}/approve`, { version: 1 })).json<Plan>().visits[0]!.inspectionId!
}

async function answersFor(caller: Caller, id: string, more: object = {}): Promise<object> {
  const { form, version } = (await caller.get(`/api/inspections/${id}`)).json()
  return { version, checklistId: form.id, checklist: form.questions.map(({ point, question }: { point: string; question: string }, n: number) => ({ point, question, answer: n === 1 ? 'no' : 'yes', note: null })), conclusion: 'Cần khắc phục', visitedAt: new Date(Date.now() - 60_000).toISOString(), ...more }
}

describe('plans', () => {
  test('become inspections when approved by the leader, and progress is what was done of them', async () => {
    const id = await draftPlan()
    expect((await leader.post(`/api/inspection-plans/${id}/approve`, { version: 1 })).json().code).toBe('invalid-input')
    for (const name of ['Chợ Một', 'Chợ Hai', 'Chợ Ba']) await officer.put(`/api/inspection-plans/${id}/visits/${newId()}`, visitOf(name))
    expect((await officer.post(`/api/inspection-plans/${id}/approve`, { version: 1 })).json().code).toBe('not-allowed')
    expect((await clerk.get(`/api/inspection-plans/${id}`)).statusCode).toBe(404)
    const approved = (await leader.post(`/api/inspection-plans/${id}/approve`, { version: 1 })).json<Plan>()
    expect(approved).toMatchObject({ state: 'approved', approvedBy: cast.districtLeader.title, progress: { planned: 3, done: 0 } })
    const seen = (await clerk.get(`/api/inspection-plans/${id}`)).json<Plan>()
    expect([seen.visits.length, seen.teams]).toEqual([3, []])
    expect((await (await server.as(cast.communePartyClerk)).get(`/api/inspection-plans/${id}`)).statusCode).toBe(404)
    const [first, second] = approved.visits
    await officer.post(`/api/inspections/${first!.inspectionId}/complete`, await answersFor(officer, first!.inspectionId!))
    const dropped = (await officer.post(`/api/inspection-plans/${id}/visits/${second!.id}/drop`, { version: second!.version, reason: 'Chợ nghỉ' })).json<Plan>()
    expect(dropped.progress).toMatchObject({ planned: 2, done: 1 })
    const late = (await officer.put(`/api/inspection-plans/${id}/visits/${newId()}`, visitOf('Chợ Bốn'))).json<Plan>()
    expect([late.progress.planned, late.visits.every((visit) => visit.inspectionId !== null)]).toEqual([3, true])
    const report = await officer.get(`/api/inspection-plans/${id}/report.docx`)
    expect(Buffer.from(unzipSync(report.rawPayload)['word/document.xml']!).toString()).toContain('đã kiểm tra 1 trên 3 nơi')
  })
})

describe('an inspection', () => {
  test('wants every answer, keeps the version of its checklist, and takes photos with their place', async () => {
    const id = await openVisit()
    const given = await answersFor(officer, id) as { checklist: object[] }
    const missing = await officer.post(`/api/inspections/${id}/complete`, { ...given, checklist: given.checklist.slice(1) })
    expect(missing.json()).toMatchObject({ code: 'invalid-input', detail: expect.stringContaining('Còn 1 nội dung chưa trả lời') })
    expect((await officer.post(`/api/inspections/${id}/complete`, { ...given, visitedAt: new Date(Date.now() + 3_600_000).toISOString() })).json().fields).toHaveProperty('visitedAt')
    const [photoId, fileId] = [newId(), await upload(officer)]
    const photo = { fileId, point: 'distance', position: { lat: 21.5, lon: 107.1, accuracy: 12, by: 'device' } }
    for (const n of [1, 2]) expect((await officer.put(`/api/inspections/${id}/photos/${photoId}`, photo)).json().photos, `sent ${n} times`).toMatchObject([{ point: 'distance', position: { by: 'device', accuracy: 12 }, file: { id: fileId } }])
    expect((await clerk.get(`/api/files/${fileId}`)).statusCode).toBe(200)
    expect((await (await server.as(cast.neighbour)).get(`/api/files/${fileId}`)).statusCode).toBe(404)
    const done = (await officer.post(`/api/inspections/${id}/complete`, given)).json()
    expect(done).toMatchObject({ state: 'done', checklistId: 'market-2021', form: { id: 'market-2021' } })
    const answer = await server.as(cast.admin).then((admin) => admin.put('/api/inspection-checklists/market-2022', { placeKind: 'market', name: 'Bảng kiểm mới', validFrom: '2022-01-01', source: 'MẪU', confidence: 'low', questions: [{ point: 'new', question: 'Mới' }] }))
    expect(answer.statusCode).toBe(200)
    expect((await officer.get(`/api/inspections/${id}`)).json().form.id).toBe('market-2021')
    expect((await officer.get(`/api/inspections/${await openVisit()}`)).json().form.id).toBe('market-2022')
    expect((await officer.get(`/api/inspections/${id}/report.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

async function makeFinding(deadline: string, bodyId: number = bodies.healthStationA1): Promise<string> {
  const id = newId()
  await officer.put(`/api/registers/finding/${id}`, { areaId: areas.communeA1, inspectionId: null, finding: 'Chưa có nơi rửa tay', byId: bodies.districtState, bodyId, holder: 'Trạm', foundOn: day(-9), deadline })
  return id
}

describe('a finding', () => {
  test('is reported as fixed by who answers for it, and closed or renewed by who inspected alone', async () => {
    const id = await makeFinding(day(3))
    const take = (caller: Caller, version: number, kind: string, more: object = {}) => caller.put(`/api/findings/${id}/steps/${newId()}`, { version, kind, note: 'Đã làm', ...more })
    expect((await station.get('/api/findings?box=to-fix')).json().rows.map((row: Finding) => row.id)).toContain(id)
    const fileId = await upload(station)
    const reported = (await take(station, 1, 'report-fix', { fileIds: [fileId] })).json<Finding>()
    expect(reported).toMatchObject({ state: 'fix_reported', timing: 'settled', rechecks: false, steps: [{ kind: 'report-fix', files: [{ id: fileId }] }] })
    expect((await officer.get(`/api/files/${fileId}`)).statusCode).toBe(200)
    expect((await take(station, 2, 'close')).json().code).toBe('not-allowed')
    expect((await take(officer, 1, 'close')).json().code).toBe('stale')
    expect((await take(officer, 2, 'renew', { newDeadline: day(3) })).json().fields).toHaveProperty('newDeadline')
    const renewed = (await take(officer, 2, 'renew', { newDeadline: day(10) })).json<Finding>()
    expect([renewed.state, renewed.deadline, renewed.steps.at(-1)]).toMatchObject(['open', day(10), { oldDeadline: day(3), newDeadline: day(10) }])
    expect((await take(officer, 3, 'close')).json<Finding>().state).toBe('closed')
    for (const caller of [officer, station]) expect((await caller.get(`/api/findings/${id}`)).json<Finding>().steps.map(({ kind }) => kind)).toEqual(['report-fix', 'renew', 'close'])
    expect((await take(station, 4, 'report-fix')).json().code).toBe('illegal-state')
  })

  test('that is overdue is noted once a deadline and shown to both sides, and may become a task', async () => {
    const id = await makeFinding(day(-2))
    const at = new Date().toISOString()
    const noted = await asSystem(server.deps.pools.jobs, (tx) => noteOverdue(tx, day(0), at))
    expect(noted).toBeGreaterThan(0)
    expect(await asSystem(server.deps.pools.jobs, (tx) => noteOverdue(tx, day(0), at))).toBe(0)
    for (const caller of [officer, station]) expect((await caller.get('/api/findings?overdue=1')).json().rows.find((row: Finding) => row.id === id)).toMatchObject({ timing: 'overdue', daysLate: 2 })
    const taskId = newId()
    for (const n of [1, 2]) expect((await leader.put(`/api/findings/${id}/tasks/${taskId}`, { text: 'Khắc phục ngay', deadline: day(5) })).json<Finding>().taskId, `sent ${n} times`).toBe(taskId)
    expect((await station.get(`/api/tasks/${taskId}`)).json().task ?? (await station.get(`/api/tasks/${taskId}`)).json()).toMatchObject({ text: 'Khắc phục ngay' })
  })
})

async function record(occurredOn: string, more: object = {}, number = '020123456789'): Promise<string> {
  const id = newId()
  await officer.put(`/api/registers/violation/${id}`, { areaId: areas.communeA1, occurredOn, placeName: 'Chợ Thử', behaviour: 'no-mask', subjectKind: 'person', subjectName: 'Nguyễn Văn Vi Phạm MẪU', subjectNumber: number, subjectAddress: 'Thôn MẪU', ...more })
  await officer.post(`/api/violations/${id}/record`, { version: 1, number: '01/BB', behaviourId: 'no-mask' })
  return id
}
const decision = (more: object): object => ({ version: 2, form: 'fine', number: '05/QĐ-XPVPHC', decidedOn: '2021-08-21', ...more })

describe('a violation', () => {
  test('is fined within the range in force on its day, else refused with the rule', async () => {
    const id = await record('2021-08-20')
    const { ranges } = (await officer.get(`/api/violations/${id}`)).json<Violation>()
    expect(ranges).toMatchObject([{ decree: 'NĐ 117/2020/NĐ-CP', min: 1_000_000, max: 3_000_000 }])
    const refused = (await officer.post(`/api/violations/${id}/decide`, decision({ sanctionId: ranges[0]!.id, amount: 3_000_001 }))).json()
    expect(refused).toMatchObject({ code: 'beyond-sanction', detail: expect.stringContaining('Điều 12 NĐ 117/2020/NĐ-CP') })
    expect((await officer.post(`/api/violations/${id}/decide`, decision({ sanctionId: ranges[0]!.id, amount: 3_000_000 }))).json<Violation>()).toMatchObject({ state: 'decided', penalty: { amount: 3_000_000 } })
    const changed = await officer.patch(`/api/registers/violation/${id}`, { version: 3, occurredOn: '2019-01-01' })
    expect(changed.json().code).toBe('illegal-state')
    expect((await officer.post(`/api/violations/${id}/pay`, { version: 3, paidOn: '2021-08-25', receipt: 'BL1' })).json<Violation>().state).toBe('paid')
    const organisation = await record('2021-08-20', { subjectKind: 'organisation' }, '4900000001')
    expect((await officer.post(`/api/violations/${organisation}/decide`, decision({ sanctionId: ranges[0]!.id, amount: 6_000_000 }))).statusCode).toBe(200)
    const before = await record('2020-01-01')
    expect((await officer.post(`/api/violations/${before}/decide`, decision({ sanctionId: ranges[0]!.id, amount: 2_000_000 }))).json().code).toBe('beyond-sanction')
  })

  test('repeats one of the same subject and behaviour until the law says it counts no more; only who deals with it is told', async () => {
    const first = await record('2021-02-01', {}, '020 999 888 777')
    const { ranges } = (await officer.get(`/api/violations/${first}`)).json<Violation>()
    await officer.post(`/api/violations/${first}/decide`, decision({ sanctionId: ranges[0]!.id, amount: 1_000_000, decidedOn: '2021-02-02' }))
    await officer.post(`/api/violations/${first}/pay`, { version: 3, paidOn: '2021-02-10', receipt: 'BL2' })
    const repeats = async (occurredOn: string, number: string): Promise<unknown[]> => (await inspector.get(`/api/violations/${await record(occurredOn, {}, number)}/repeats`)).json().rows
    expect(await repeats('2022-02-09', '020999888777')).toMatchObject([{ id: first, countsUntil: '2022-02-09' }])
    expect(await repeats('2022-02-10', '020999888777')).toEqual([])
    expect(await repeats('2021-05-01', '020999888778')).toEqual([])
    const nameless = await record('2021-06-01', { subjectNumber: null })
    expect((await officer.get(`/api/violations/${nameless}/repeats`)).json()).toMatchObject({ comparable: false, rows: [] })
    expect((await leader.get(`/api/violations/${first}/repeats`)).statusCode).toBe(403)
  })

  test('is summed up by behaviour, and a body stands in the figures for late fixes alone', async () => {
    const figures = (await officer.get(`/api/inspection-statistics?from=2021-01-01&to=${day(0)}`)).json()
    const row = figures.violations.find(({ behaviour }: { behaviour: string }) => behaviour.startsWith('Không đeo khẩu trang'))
    expect(row).toMatchObject({ decided: 3, fined: 10_000_000, paid: 4_000_000 })
    expect(figures.late).toMatchObject([{ body: { id: bodies.healthStationA1 }, overdue: 1, longest: 2 }])
    expect((await officer.get(`/api/inspection-statistics.csv?from=2021-01-01&to=${day(0)}`)).payload).toContain('10.000.000,4.000.000')
  })
})

describe('the catalogue', () => {
  test('is corrected by an administrator alone, from the version that was read', async () => {
    const admin = await server.as(cast.admin)
    const row = (await officer.get('/api/sanctions')).json().rows.find(({ behaviourId }: { behaviourId: string }) => behaviourId === 'gathering')
    const { id, behaviour: _, ...given } = row
    expect((await officer.put(`/api/sanctions/${id}`, given)).statusCode).toBe(403)
    expect((await admin.put(`/api/sanctions/${id}`, { ...given, clause: 'Điều 14 khoản 3' })).json()).toMatchObject({ clause: 'Điều 14 khoản 3', version: 2 })
    expect((await admin.put(`/api/sanctions/${id}`, given)).json().code).toBe('stale')
    expect((await admin.put(`/api/sanctions/${newId()}`, { ...given, version: 0, fineMax: 1 })).json().code).toBe('invalid-input')
  })
})
