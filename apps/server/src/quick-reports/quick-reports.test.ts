import type { QuickDay, QuickReport } from '@phaodai/office/quick-report.ts'
import { makeId } from '@phaodai/vocabulary'
import mammoth from 'mammoth'
import readSheets from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'
import { countAll, tellAll } from '#test/stream.ts'

/*
 * One district, three communes, two days, worked by hand (F1: new / cumulative / finished / in quarantine):
 *
 *              A1              A2              A3            district (sums)
 * 11/8    4 / 10 / 3 / 7   2 / 6 / 1 / 5   0 / 0 / 0 / 0   6 / 16 / 4 / 12
 * 12/8    5 / 15 / 4 / 11  1 / 6 / 1 / 5   2 / 2 / 0 / 2   8 / 23 / 5 / 18
 *
 * A2 locks 11/8 and then finds that one of its two new ones was counted twice: adjustment of new ones by −1. So its cumulative
 * figure of 12/8 is 6 + 1 − 1 = 6 and not 7, and the district's is 16 + 8 − 1 = 23. Commune cut-off 15:00; A3 sends 12/8 at 15:30.
 */
const A3 = { area: 10_130, body: 2130 }
const third: Member = {
  username: 'vanthu.xabon', fullName: 'Văn thư xã Bốn', role: 'clerk', bodyId: A3.body, actsForId: A3.body, title: 'Văn thư',
  personId: '00000000-0000-7000-8000-000000093001', postId: '00000000-0000-7000-8000-000000093002', accountId: '00000000-0000-7000-8000-000000093003',
}

const chairman: Member = {
  username: 'chutich.tinh', fullName: 'Chủ tịch tỉnh', role: 'leader', bodyId: bodies.provinceState, actsForId: bodies.provinceState, title: 'Chủ tịch',
  personId: '00000000-0000-7000-8000-000000093011', postId: '00000000-0000-7000-8000-000000093012', accountId: '00000000-0000-7000-8000-000000093013',
}

let server: TestApp
let station: Caller
let second: Caller
let clerk3: Caller
let district: Caller
let leader: Caller
beforeAll(async () => {
  server = await testApp()
  const hash = await testHash()
  await asInstallation(server.adminUrl, async (client) => {
    await client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from) values ($1, $2, 10139, '10130', 'commune', 'xã', 'Thử Bốn', 'xã Thử Bốn', 'xa thu bon', '2021-01-01')`, [A3.area, areas.district])
    await client.query(`insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
      values ($1, $2, 2139, 'people-committee', 'state', 'commune', 'Ủy ban nhân dân xã Thử Bốn', 'UBND xã Thử Bốn', 'ubnd xa thu bon', $3, '2021-01-01')`, [A3.body, bodies.districtState, A3.area])
    await client.query("insert into body_territory (body_id, area_id, valid_from) values ($1, $2, '2021-01-01')", [A3.body, A3.area])
    for (const who of [third, chairman]) await plantMember(client, who, hash)
  })
  at('2021-08-11T03:00:00Z')
  ;[station, second, clerk3, district, leader] = await Promise.all([server.as(cast.healthStation), server.as(cast.neighbour), server.as(third), server.as(cast.districtClerk), server.as(cast.districtLeader)]) as [Caller, Caller, Caller, Caller, Caller]
})
afterAll(() => server?.stop())

function at(instant: string): void {
  server.deps.clock.now = () => new Date(instant)
}
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const f1 = (fresh: number, total: number, done: number, current: number) => [['f1_new', fresh], ['f1_total', total], ['f1_done', done], ['f1_current', current]].map(([column, value]) => ({ column, value }))

async function begin(who: Caller, day: string): Promise<QuickReport> {
  const answer = await who.put(`/api/quick-reports/${newId()}`, { day })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
async function write(who: Caller, { id, version }: QuickReport, figures: object[], narrative = {}): Promise<QuickReport> {
  const answer = await who.patch(`/api/quick-reports/${id}`, { version, figures, narrative })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const send = (who: Caller, { id, version }: QuickReport, reasons = {}) => who.post(`/api/quick-reports/${id}/send`, { version, reasons })
async function sent(who: Caller, report: QuickReport, reasons = {}): Promise<QuickReport> {
  const answer = await send(who, report, reasons)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
async function step(who: Caller, verb: string, { id, version }: QuickReport, more = {}): Promise<QuickReport> {
  const answer = await who.post(`/api/quick-reports/${id}/${verb}`, { version, ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const dayOf = async (who: Caller, query: string): Promise<QuickDay> => (await who.get(`/api/quick-reports?${query}`)).json()
const figure = ({ figures }: QuickReport, column: string) => figures.find((each) => each.column === column)!
async function enterCase(diagnosedAt: string, more: object): Promise<void> {
  const answer = await station.put(`/api/cases/${newId()}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt, ...more })
  expect(answer.statusCode, answer.body).toBe(200)
}

const first: Record<string, QuickReport> = {}
const today: Record<string, QuickReport> = {}

test('a draft takes what is counted and leaves empty what nobody has told', async () => {
  await enterCase('2021-08-11T01:00:00Z', { detectedAs: 'community', onsetOn: '2021-08-10' })
  await enterCase('2021-08-10T18:00:00Z', { classification: 'suspected', detectedAs: 'community' })
  await countAll(server)
  first.a1 = await begin(station, '2021-08-11')
  expect(first.a1).toMatchObject({ state: 'draft', mine: true, judges: false, above: { id: bodies.districtState }, unit: { id: bodies.communeA1 } })
  expect(figure(first.a1, 'f0_new')).toMatchObject({ value: 1, origin: 'counted', counted: 1 })
  expect(figure(first.a1, 'f0_community')).toMatchObject({ value: 1 })
  expect(figure(first.a1, 'f0_quarantine')).toMatchObject({ value: 0 })
  expect(figure(first.a1, 'f0_current')).toMatchObject({ value: 1, counted: 1 })
  expect(figure(first.a1, 'fever_new')).toMatchObject({ value: null, counted: null, origin: null, total: null })
  expect((await station.put(`/api/quick-reports/${first.a1.id}`, { day: '2021-08-11' })).statusCode, 'a repeat').toBe(200)
  expect((await station.put(`/api/quick-reports/${newId()}`, { day: '2021-08-11' })).json().code).toBe('duplicate')
  expect((await station.put(`/api/quick-reports/${newId()}`, { day: '2021-08-12' })).json().code, 'a day to come').toBe('invalid-input')
})

test('the day before: three communes send, the level above signs, one locks', async () => {
  first.a1 = await sent(station, await write(station, first.a1!, f1(4, 10, 3, 7)))
  first.a2 = await sent(second, await write(second, await begin(second, '2021-08-11'), f1(2, 6, 1, 5)))
  const empty = await begin(clerk3, '2021-08-11')
  first.a3 = await sent(clerk3, await write(clerk3, empty, f1(0, 0, 0, 0)))
  first.a2 = await step(leader, 'lock', await step(leader, 'approve', first.a2))
  expect(first.a2).toMatchObject({ state: 'locked', approverTitle: 'leader chutich.huyen, UBND huyện An Thử' })
  first.district = await sent(district, await begin(district, '2021-08-11'))
  expect(['f1_new', 'f1_total', 'f1_done', 'f1_current'].map((code) => figure(first.district!, code)).map(({ total, units }) => [total, units])).toEqual([[6, 3], [16, 3], [4, 3], [12, 3]])
})

test('after the lock only an adjustment, with who and why; the signed figure stays', async () => {
  at('2021-08-12T02:00:00Z')
  const [id, given] = [newId(), { column: 'f1_new', delta: -1, reason: 'Một người được báo hai lần' }]
  expect((await second.patch(`/api/quick-reports/${first.a2!.id}`, { version: first.a2!.version, figures: f1(1, 5, 1, 4) })).json().code).toBe('illegal-state')
  for (const who of [district, leader]) expect((await who.put(`/api/quick-reports/${first.a2!.id}/adjustments/${id}`, given)).statusCode, 'the level above may not').toBe(403)
  for (let n = 0; n < 2; n++) expect((await second.put(`/api/quick-reports/${first.a2!.id}/adjustments/${id}`, given)).statusCode).toBe(200)
  const report: QuickReport = (await second.get(`/api/quick-reports/${first.a2!.id}`)).json()
  expect(report.adjustments).toEqual([expect.objectContaining({ ...given, byTitle: 'clerk vanthu.xahai, UBND xã Thử Hai' })])
  expect(figure(report, 'f1_new').total).toBe(2)
  expect((await second.put(`/api/quick-reports/${first.a2!.id}/adjustments/${newId()}`, { ...given, delta: -2 })).json().code, 'below nought').toBe('invalid-input')
})

test('figures that break a rule need a reason, told with the numbers', async () => {
  at('2021-08-12T07:30:00Z')
  let report = await write(second, await begin(second, '2021-08-12'), f1(1, 7, 1, 6))
  expect(report.hasPrevious).toBe(true)
  expect(report.checks).toMatchObject([{ column: 'f1_total', value: 7, expected: 6, previous: 6, adjusted: -1 }])
  const refused = (await send(second, report)).json()
  expect(refused).toMatchObject({ code: 'figures-unexplained', fields: { f1_total: 'Cộng lũy kế: đang ghi 7; theo quy tắc: hôm qua 6 + mới 1 + điều chỉnh -1 = 6.' } })
  report = await write(second, report, [{ column: 'f1_current', value: 4 }, { column: 'f1_total', value: 6 }])
  expect(figure(report, 'f1_total')).toMatchObject({ value: 6, origin: 'carried' })
  expect((await send(second, report)).json().fields).toEqual({ f1_current: 'Đang cách ly: đang ghi 4; theo quy tắc: Cộng lũy kế 6 − Hoàn thành 1 = 5.' })
  today.a2 = await sent(second, await write(second, report, f1(1, 6, 1, 5)))
})

test('counted and declared stand side by side, and a difference is sent with its reason', async () => {
  at('2021-08-12T07:00:00Z')
  await enterCase('2021-08-11T20:00:00Z', { detectedAs: 'quarantine' }) // the 12th in Vietnam
  await enterCase('2021-08-12T02:00:00Z', { detectedAs: 'community' })
  await countAll(server)
  let report = await begin(station, '2021-08-12')
  expect(['f0_new', 'f0_total', 'f0_community', 'f0_quarantine', 'f0_current'].map((code) => figure(report, code).value)).toEqual([2, 3, 1, 1, 3])
  report = await write(station, report, [...f1(5, 15, 4, 11), { column: 'f0_new', value: 3 }])
  expect(figure(report, 'f0_new')).toMatchObject({ value: 3, counted: 2, origin: 'entered' })
  expect(report.checks).toMatchObject([{ column: 'f0_total', value: 3, expected: 4, previous: 1 }])
  today.a1 = await sent(station, report, { f0_total: 'Một ca chưa có phiếu điều tra', f1_new: 'không có gì lệch' })
  expect(today.a1.reasons).toEqual({ f0_total: 'Một ca chưa có phiếu điều tra' })
  expect(today.a1).toMatchObject({ timeliness: 'on-time', state: 'sent' })
})

test('who has not sent is seen from above, late is late, and being sent back is not lateness', async () => {
  at('2021-08-12T08:10:00Z')
  expect((await dayOf(district, 'day=2021-08-12')).rows.map(({ unit, timeliness }) => [unit.id, timeliness])).toEqual([[bodies.communeA1, 'on-time'], [bodies.communeA2, 'on-time'], [A3.body, 'missing']])
  at('2021-08-12T08:30:00Z')
  today.a3 = await sent(clerk3, await write(clerk3, await begin(clerk3, '2021-08-12'), f1(2, 2, 0, 2)))
  today.a1 = await step(leader, 'return', today.a1!, { reason: 'Làm rõ ca chưa có phiếu' })
  await tellAll(server)
  expect((await station.get('/api/notices/groups')).json().groups).toMatchObject([{ kind: 'quick-returned', rows: [{ path: `/bao-cao-nhanh/${today.a1.id}`, words: 'Làm rõ ca chưa có phiếu' }] }])
  expect((await dayOf(district, 'day=2021-08-12')).sum.f1_new, 'what was sent back does not count').toBe(3)
  today.a1 = await sent(station, today.a1, { f0_total: 'Đã gửi phiếu bổ sung' })
  const day = await dayOf(district, 'day=2021-08-12')
  expect(day.rows.map(({ timeliness }) => timeliness)).toEqual(['on-time', 'on-time', 'late'])
  expect(day).toMatchObject({ sent: 3, mine: true, sum: { f1_new: 8, f1_total: 23, f1_done: 5, f1_current: 18, f0_new: 3, fever_new: null } })
})

test('the district’s report is the sum with what no commune tells, and its rules hold through the adjustment below', async () => {
  let report = await begin(district, '2021-08-12')
  expect(['f1_new', 'f1_total', 'f1_done', 'f1_current'].map((code) => figure(report, code).total)).toEqual([8, 23, 5, 18])
  expect(figure(report, 'f1_total')).toMatchObject({ previous: 16, adjusted: -1, expected: 23 })
  expect(report.checks).toMatchObject([{ column: 'f0_total', value: 3, expected: 4 }])
  report = await write(district, report, [{ column: 'zone_households', value: 12 }], { situation: 'Ổ dịch tại xã Thử Một', results: 'Đã truy vết\nĐã lấy mẫu' })
  expect(figure(report, 'zone_households')).toMatchObject({ value: 12, summed: null, total: 12 })
  today.district = await sent(district, report, { f0_total: 'Theo xã Thử Một' })
  expect(today.district.parts.map(({ unit, figures }) => [unit.id, figures.f1_total])).toEqual([[bodies.communeA1, 15], [bodies.communeA2, 6], [A3.body, 2]])
})

test('what was sent stays as it was when records and units below change', async () => {
  await enterCase('2021-08-12T03:00:00Z', { detectedAs: 'community' })
  await countAll(server)
  expect(figure((await station.get(`/api/quick-reports/${today.a1!.id}`)).json(), 'f0_new')).toMatchObject({ value: 3, counted: 2 })
})

test('a commune sees nothing of another, a draft is its unit’s own, and the level above never overwrites', async () => {
  const far = await server.as(cast.farClerk)
  const draft = await begin(far, '2021-08-12')
  for (const who of [station, second, leader]) expect((await who.get(`/api/quick-reports/${draft.id}`)).statusCode).toBe(404)
  for (const who of [second, clerk3, far]) expect((await who.get(`/api/quick-reports/${today.a1!.id}`)).statusCode).toBe(404)
  expect((await second.get(`/api/quick-reports?day=2021-08-12&unit=${bodies.communeA1}`)).statusCode).toBe(404)
  expect((await district.get(`/api/quick-reports?day=2021-08-12&unit=${bodies.otherDistrictState}`)).statusCode).toBe(404)
  expect((await dayOf(second, 'day=2021-08-12')).rows).toEqual([])
  expect((await district.patch(`/api/quick-reports/${today.a1!.id}`, { version: today.a1!.version, figures: f1(0, 0, 0, 0) })).statusCode).toBe(403)
  expect((await step(leader, 'approve', today.a1!)).state).toBe('approved')
  expect((await station.post(`/api/quick-reports/${today.a2!.id}/approve`, { version: 1 })).statusCode).toBe(404)
  expect((await second.post(`/api/quick-reports/${today.a2!.id}/send`, { version: 1, reasons: {} })).json().code).toBe('illegal-state')
})

test('the Party’s neighbour reads by area and writes nothing', async () => {
  const party = await server.as(cast.communePartyClerk)
  expect(await dayOf(party, 'day=2021-08-12')).toMatchObject({ mine: false, own: { unit: { id: bodies.communeA1 }, report: { id: today.a1!.id } } })
  expect((await party.put(`/api/quick-reports/${newId()}`, { day: '2021-08-12' })).statusCode).toBe(403)
})

test('a stale save is told with both versions and loses nothing', async () => {
  at('2021-08-13T02:00:00Z')
  const report = await begin(second, '2021-08-13')
  await write(second, report, f1(1, 7, 1, 6))
  const stale = await second.patch(`/api/quick-reports/${report.id}`, { version: report.version, figures: f1(9, 9, 9, 9) })
  expect(stale.statusCode).toBe(409)
  expect(stale.json()).toMatchObject({ code: 'stale', versions: { yours: { figures: f1(9, 9, 9, 9) } } })
  expect((await second.patch(`/api/quick-reports/${report.id}`, { version: report.version + 1, figures: [{ column: 'vaccine_rate', value: 5 }] })).json()).toMatchObject({ code: 'invalid-input', fields: { vaccine_rate: expect.any(String) } })
  expect((await second.patch(`/api/quick-reports/${report.id}`, { version: report.version + 1, figures: [{ column: 'f1_new', value: -5 }] })).statusCode).toBe(400)
})

test('since districts ended communes send to the province, by the trees of the day', async () => {
  at('2025-07-02T03:00:00Z')
  const province = await server.as(chairman)
  await asInstallation(server.adminUrl, (client) => client.query("update body set valid_to = '2025-06-30' where level = 'district' and kind = 'people-committee'"))
  const report = await sent(station, await write(station, await begin(station, '2025-07-02'), f1(1, 1, 0, 1)))
  expect(report.above).toEqual({ id: bodies.provinceState, name: 'UBND tỉnh Mẫu Sơn' })
  const day = await dayOf(province, 'day=2025-07-02')
  expect(day.rows.map(({ unit }) => unit.id)).toEqual([bodies.communeA1, bodies.communeA2, A3.body, bodies.communeB1])
  expect(day.sum.f1_new).toBe(1)
  expect((await dayOf(province, 'day=2021-08-12')).rows.map(({ unit }) => unit.id), 'as it was then').toEqual([bodies.districtState, bodies.otherDistrictState])
  expect((await step(province, 'approve', report)).state).toBe('approved')
  await asInstallation(server.adminUrl, (client) => client.query("update body set valid_to = null where level = 'district' and kind = 'people-committee'"))
})

test('files: a workbook by unit and a paper under the unit’s head, DỰ THẢO until it is signed', async () => {
  const file = async (format: string): Promise<Buffer> => {
    const answer = await district.get(`/api/quick-reports/${today.district!.id}/paper.${format}`)
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
    return answer.rawPayload
  }
  const words = async (): Promise<string> => (await mammoth.extractRawText({ buffer: await file('docx') })).value
  const text = await words()
  for (const each of ['ỦY BAN NHÂN DÂN', 'HUYỆN AN THỬ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'DỰ THẢO', 'BÁO CÁO', 'Số liệu tính đến 16 giờ 00 ngày 12/8/2021', 'Ổ dịch tại xã Thử Một', 'Đã truy vết', 'UBND tỉnh Mẫu Sơn (để báo cáo)', 'UBND xã Thử Bốn']) expect(text).toContain(each)
  expect(text.replaceAll(/\s+/gu, ' ')).toMatch(/I\. TÌNH HÌNH DỊCH.*II\. CÔNG TÁC CHỈ ĐẠO.*VI\. ĐỀ XUẤT, KIẾN NGHỊ/iu)
  const [sheet] = await readSheets(await file('xlsx'))
  const row = (name: string) => sheet!.data.find((cells) => cells[1] === name)!
  const heads = sheet!.data.find((cells) => cells.includes('Mắc mới trong ngày (ca)'))!
  const place = heads.indexOf('Phát sinh trong ngày (người)')
  expect(sheet!.data.flat()).toEqual(expect.arrayContaining(['DỰ THẢO', 'BÁO CÁO NHANH CÔNG TÁC PHÒNG, CHỐNG DỊCH COVID-19', 'ỦY BAN NHÂN DÂN HUYỆN AN THỬ', 'THỦ TRƯỞNG CƠ QUAN']))
  expect(['UBND xã Thử Một', 'UBND xã Thử Hai', 'UBND xã Thử Bốn', 'Cộng'].map((name) => row(name).slice(place, place + 4))).toEqual([[5, 11, 4, 15], [1, 5, 1, 6], [2, 2, 0, 2], [8, 18, 5, 23]])
  const [day] = await readSheets((await district.get('/api/quick-reports/day.xlsx?day=2021-08-12')).rawPayload)
  expect(day!.data.find((cells) => cells[1] === 'UBND xã Thử Bốn')?.slice(0, 3)).toEqual([3, 'UBND xã Thử Bốn', 'Đã gửi, trễ hạn'])
  expect((await (await server.as(cast.provinceStateClerk)).post(`/api/quick-reports/${today.district!.id}/approve`, { version: 1 })).statusCode, 'a clerk does not judge').toBe(403)
  await step(await server.as(chairman), 'lock', await step(await server.as(chairman), 'approve', today.district!))
  expect(await words()).not.toContain('DỰ THẢO')
})

test('home quarantine, a death in quarantine, locked zones and violations are counted from their registers', async () => {
  at('2021-08-20T03:00:00Z')
  await asInstallation(server.adminUrl, async (client) => {
    const post = cast.healthStation.postId
    const person = async (): Promise<string> => {
      const id = newId()
      await client.query("insert into individual (id, area_id, full_name, sex, created_by) values ($1, $2, 'Ai đó', 'female', $3)", [id, areas.communeA1, post])
      return id
    }
    for (const [subject, form, state, ended] of [['f1', 'home', 'running', null], ['f2', 'home', 'completed', '2021-08-20T01:00Z'], ['f1', 'facility', 'running', null], ['f0', 'home', 'running', null]]) await client.query(`
      insert into isolation_order (id, area_id, subject, disease_code, individual_id, full_name, form, counted_from, from_on, until_on, requested_at, started_at, ended_at, state, search_key, created_by)
      values ($1, $2, $3, 'covid-19', $4, 'Ai đó', $5, '2021-08-20', '2021-08-20', '2021-09-03', '2021-08-20', '2021-08-20', $6, $7, '', $8)`, [newId(), areas.communeA1, subject, await person(), form, ended, state, post])
    const place = newId()
    await client.query("insert into facility (id, area_id, name, kind, state, search_key, created_by) values ($1, $2, 'Khu cách ly', 'quarantine', 'active', '', $3)", [place, areas.communeA1, post])
    for (const [state, left] of [['staying', null], ['died', '2021-08-20T02:00Z']]) await client.query(`insert into stay (id, area_id, disease_code, purpose, individual_id, risk_class, asked_on, facility_id, entered_at, left_at, state, created_by)
      values ($1, $2, 'covid-19', 'quarantine', $3, 'low', '2021-08-19', $4, '2021-08-20', $5, $6, $7)`, [newId(), areas.communeA1, await person(), place, left, state, post])
    for (const [kind, state] of [['lockdown', 'in_force'], ['lockdown', 'lifted'], ['distancing', 'in_force']]) await client.query("insert into zone (id, area_id, name, kind, disease_code, from_on, state, created_by) values ($1, $2, 'Khu thử', $3, 'covid-19', '2021-08-18', $4, $5)", [newId(), areas.communeA1, kind, state, post])
    for (const [subject, state] of [['person', 'reminded'], ['organisation', 'closed'], ['person', 'noted']]) await client.query("insert into violation (id, area_id, occurred_on, place_name, subject_kind, state, created_by) values ($1, $2, '2021-08-20', 'Chợ thử', $3, $4, $5)", [newId(), areas.communeA1, subject, state, post])
  })
  await countAll(server)
  const report = await begin(station, '2021-08-20')
  const counted = Object.fromEntries(['home_new', 'home_total', 'home_done', 'home_current', 'quarantine_new', 'quarantine_died', 'quarantine_current', 'zone_count', 'violation_cases', 'violation_people'].map((code) => [code, figure(report, code).counted]))
  expect(counted).toEqual({ home_new: 2, home_total: 2, home_done: 1, home_current: 1, quarantine_new: 2, quarantine_died: 1, quarantine_current: 1, zone_count: 1, violation_cases: 2, violation_people: 1 })
})
