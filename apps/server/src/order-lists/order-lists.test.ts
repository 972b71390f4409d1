import { dayInVietnam, makeId } from '@phaodai/vocabulary'
import type { OrderListRow, OrderListView } from '@phaodai/office'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { callerOf, testApp, type Caller, type TestApp } from '#test/app.ts'
import { tellAll } from '#test/notices.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const member = (n: number, role: string, bodyId: number, title: string): Member => ({
  username: `nguoi.${n}`, fullName: `Người Mẫu ${n}`, role, bodyId, actsForId: bodyId, title,
  personId: `00000000-0000-7000-8000-00000019${n}001`, postId: `00000000-0000-7000-8000-00000019${n}002`, accountId: `00000000-0000-7000-8000-00000019${n}003`,
})
const chairman = member(1, 'leader', bodies.communeA1, 'Chủ tịch UBND xã Thử Một')
const farHealth = member(2, 'health', bodies.communeB1, 'Trạm trưởng')
const nextDoor = member(3, 'health', bodies.communeA2, 'Trạm trưởng xã Thử Hai')
/** The head of the station holds a post in the committee too. */
const SECOND_POST = '00000000-0000-7000-8000-000000199002'

const NIGHT = new Date('2021-08-10T16:50:00Z') // Tuesday, 23:50 in Vietnam
let now = NIGHT
let server: TestApp
let station: Caller
let leader: Caller
let caseId: string
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  await asInstallation(server.adminUrl, async (client) => {
    for (const each of [chairman, farHealth, nextDoor]) await plantMember(client, each, await testHash())
    await client.query(`insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from) values ($1, $2, $3, $3, 'leader', 'Phó Chủ tịch UBND xã Thử Một', '2021-01-01')`, [SECOND_POST, cast.healthStation.personId, bodies.communeA1])
  })
  ;[station, leader] = [await server.as(cast.healthStation), await server.as(chairman)]
  caseId = await put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-10T13:00:00.000Z', onsetOn: '2021-08-08' })
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
async function put(who: Caller, url: string, body: object): Promise<string> {
  const id = newId()
  const answer = await who.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const contact = (fullName: string, more: object = {}): Promise<string> => put(station, `/api/cases/${caseId}/contacts`, { tier: 'f1', fullName, relation: 'workplace', lastContactOn: '2021-08-09', ...more })
const drafting = (contactIds: string[], more: object = {}, id = newId()) => station.put(`/api/cases/${caseId}/order-lists/${id}`, { kind: 'isolate', form: 'facility', contactIds, grounds: 'F1 của ca phát hiện tối 10/8', ...more })
const draft = async (contactIds: string[], more: object = {}): Promise<OrderListView> => {
  const answer = await drafting(contactIds, more)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const go = (who: Caller, { id, version }: Pick<OrderListRow, 'id' | 'version'>, step: string, more: object = {}) => who.post(`/api/order-lists/${id}/${step}`, { version, ...more })
const went = async (...asked: Parameters<typeof go>): Promise<OrderListView> => {
  const answer = await go(...asked)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const read = async (who: Caller, id: string, reveal = 1): Promise<OrderListView> => (await who.get(`/api/order-lists/${id}?reveal=${reveal}`)).json()
const at = (instant: string) => { now = new Date(instant) }

test('a list is drafted by the rule of the disease, asked for at night, agreed to by phone, signed in the morning; each state keeps its time and post', async () => {
  at('2021-08-10T16:50:00Z')
  const ids = [await contact('Hoàng Thị Một'), await contact('Lý Văn Hai')]
  const drafted = await draft(ids)
  // COVID-19 of July 2021: 14 days (CV 5599/BYT-MT) from the last contact on 9 August; the committee of the station's own commune signs.
  expect(drafted).toMatchObject({ state: 'draft', people: 2, body: { id: bodies.communeA1 }, ours: false, lines: [{ name: 'Hoàng Thị Một', days: 14, untilOn: '2021-08-23', form: 'facility' }, { name: 'Lý Văn Hai' }] })
  expect((await leader.get(`/api/order-lists/${drafted.id}`)).statusCode).toBe(404) // what is not asked for is health's own
  const [line] = drafted.lines
  const changed = await station.patch(`/api/order-lists/${drafted.id}/lines/${line!.id}`, { version: line!.version, form: 'home', days: 21 })
  expect(changed.json().lines[0]).toMatchObject({ form: 'home', days: 21, untilOn: '2021-08-30', version: 2 })
  expect((await station.patch(`/api/order-lists/${drafted.id}/lines/${line!.id}`, { version: 1, form: 'home', days: 7 })).json()).toMatchObject({ code: 'stale' })
  const asked = await went(station, drafted, 'request')
  expect(asked).toMatchObject({ state: 'requested', requestedAt: '2021-08-10T16:50:00.000Z', requesterTitle: `${cast.healthStation.title}, ${'Trạm Y tế xã Thử Một'}`, signers: [{ postId: chairman.postId, title: chairman.title }] })
  expect((await station.patch(`/api/order-lists/${drafted.id}/lines/${line!.id}`, { version: 2, form: 'home', days: 7 })).json()).toMatchObject({ code: 'illegal-state' }) // what is asked for stands

  at('2021-08-10T16:58:00Z')
  const confirmed = await went(station, asked, 'confirm', { signerId: chairman.postId, saidAt: '2021-08-10T16:55:00Z' })
  expect(confirmed).toMatchObject({ state: 'confirmed', confirmedAt: '2021-08-10T16:55:00.000Z', confirmerTitle: chairman.title, confirmEnteredAt: '2021-08-10T16:58:00.000Z', signBy: '2021-08-11', owed: false })
  expect(confirmed.confirmEntererTitle).toContain(cast.healthStation.title)
  at('2021-08-11T16:00:00Z')
  expect((await read(leader, drafted.id)).owed).toBe(false)
  at('2021-08-11T17:30:00Z') // Thursday in Vietnam
  expect((await leader.get('/api/order-lists')).json().lists).toMatchObject([{ id: drafted.id, owed: true, ours: true, caseId }])

  at('2021-08-12T00:30:00Z')
  const signed = await went(leader, confirmed, 'sign', { decisionNumber: '45/QĐ-UBND' })
  expect(signed).toMatchObject({ state: 'signed', owed: false, signedAt: '2021-08-12T00:30:00.000Z', signerTitle: chairman.title, decisionNumber: '45/QĐ-UBND', requestedAt: asked.requestedAt, confirmedAt: confirmed.confirmedAt })
  const paper = await leader.get(`/api/order-lists/${drafted.id}/paper.docx`)
  expect(paper.statusCode, paper.body).toBe(200)
  const said = (await mammoth.extractRawText({ buffer: paper.rawPayload })).value.replace(/\s+/g, ' ')
  for (const words of ['ỦY BAN NHÂN DÂN XÃ THỬ MỘT', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'ngày 12 tháng 8 năm 2021', 'DANH SÁCH NGƯỜI PHẢI CÁCH LY Y TẾ', '(Kèm theo Quyết định số 45/QĐ-UBND ngày 12/8/2021 của UBND xã Thử Một)',
    'Hoàng Thị Một', 'Tại nhà', '21', '30/8/2021', 'Lý Văn Hai', 'Tại cơ sở tập trung', '23/8/2021', 'Danh sách này có 2 người.', '23:55 ngày 10/8/2021', 'CHỦ TỊCH', 'Người Mẫu 1']) expect(said).toContain(words)
  expect(said).not.toContain('CHƯA KÝ')
  expect((await leader.get(`/api/order-lists/${drafted.id}/paper.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})

test('doses, recovery and a home that was looked at are entered on a draft line; the rule of the day says form and days, and the order keeps what it was asked with', async () => {
  at('2021-12-20T02:00:00Z')
  const of = (fullName: string) => contact(fullName, { lastContactOn: '2021-12-19' })
  const drafted = await draft([await of('Vi Thị Tiêm'), await of('Lộc Văn Nhà')], { form: null })
  const facts = { doses: null, lastDoseOn: null, recoveredOn: null, originLevel: null, homeFit: null }
  const known = (list: OrderListView, n: number, more: object) => station.patch(`/api/order-lists/${list.id}/lines/${list.lines[n]!.id}`, { version: list.lines[n]!.version, form: list.lines[n]!.form, days: list.lines[n]!.days, facts: { ...facts, ...more } })
  expect(drafted.lines.map(({ form, days }) => [form, days])).toEqual([['home', 14], ['home', 14]]) // CV 10696 of 16 December 2021: 14 days where doses are not known
  const vaccinated: OrderListView = (await known(drafted, 0, { doses: 2, lastDoseOn: '2021-10-01' })).json()
  expect(vaccinated.lines[0]).toMatchObject({ form: 'home', days: 7, untilOn: '2021-12-26', facts: { doses: 2, lastDoseOn: '2021-10-01' } }) // the same letter: 7 days after two doses, the last at least 14 days ago
  expect((await known(drafted, 0, { doses: 3 })).json()).toMatchObject({ code: 'stale' })
  const asked = await went(station, vaccinated, 'request')
  await asInstallation(server.adminUrl, async (client) => {
    const { rows } = await client.query<{ doses: string; until: string }>('select o.doses::text as doses, o.until_on::text as until from isolation_order o where o.id = $1', [asked.lines[0]!.isolationId])
    expect(rows).toEqual([{ doses: '2', until: '2021-12-26' }])
  })
  at('2021-08-10T16:50:00Z')
})

test('a yes on a Friday night is owed from Tuesday on', async () => {
  at('2021-08-13T16:00:00Z')
  const asked = await went(station, await draft([await contact('Nông Thị Ba')]), 'request')
  await went(leader, asked, 'confirm', { signerId: chairman.postId, saidAt: '2021-08-13T16:00:00Z' })
  at('2021-08-16T10:00:00Z')
  expect(await read(leader, asked.id)).toMatchObject({ signBy: '2021-08-16', owed: false })
  at('2021-08-16T17:10:00Z')
  expect(await read(leader, asked.id)).toMatchObject({ owed: true })
  at('2021-08-10T16:50:00Z')
})

test('who asked may not sign or refuse, under whatever post; only the committee named may, in a state that allows it', async () => {
  const asked = await went(station, await draft([await contact('Mã Văn Bốn')]), 'request')
  const secondSelf = callerOf(server.app, station.token, SECOND_POST)
  for (const [step, more] of [['sign', {}], ['refuse', { reason: 'không' }]] as const) expect((await go(secondSelf, asked, step, more)).json(), step).toMatchObject({ code: 'same-person' })
  expect((await go(station, asked, 'sign')).statusCode).toBe(403) // health may not sign at all
  expect((await go(await server.as(cast.districtLeader), asked, 'sign')).json()).toMatchObject({ code: 'not-allowed' }) // sees it, signs for another committee
  expect((await go(station, asked, 'confirm', { signerId: SECOND_POST, saidAt: now.toISOString() })).json()).toMatchObject({ code: 'not-allowed' })
  expect((await go(station, asked, 'confirm', { signerId: cast.districtLeader.postId, saidAt: now.toISOString() })).json()).toMatchObject({ code: 'not-allowed' })
  expect((await go(station, asked, 'confirm', { signerId: chairman.postId, saidAt: '2021-08-10T16:51:00Z' })).json()).toMatchObject({ code: 'invalid-input' }) // not said yet
  const back = await went(station, asked, 'withdraw', { reason: 'Nhầm ca' })
  expect(back).toMatchObject({ state: 'withdrawn', closeReason: 'Nhầm ca' })
  const refused = (await go(leader, back, 'sign')).json()
  expect(refused).toMatchObject({ code: 'illegal-state' })
  expect(refused.detail).toContain('order_list.sign')
  expect((await go(leader, asked, 'sign')).json()).toMatchObject({ code: 'stale' })
})

test('the database holds it without the routes: posts and times of other steps cannot be written, a signature needs its permission', async () => {
  const asked = await went(station, await draft([await contact('Chu Văn Năm')]), 'request')
  const as = (postId: string, personId: string, permission: string, role: string, sql: string): Promise<string> => withClient(server.adminUrl, { name: 'test' }, async (client) => {
    await client.query('begin')
    const { rows: [scope] } = await client.query('select * from app_scope($1)', [bodies.communeA1])
    for (const [name, value] of Object.entries({ 'app.person': personId, 'app.post': postId, 'app.body': bodies.communeA1, 'app.body_lo': bodies.communeA1, 'app.body_hi': 2119, 'app.permission': permission, 'app.reads': '{order_list,order_person,order_draft}',
      'app.area_lo': scope.area_lo, 'app.area_hi': scope.area_hi, 'app.area_ids': `{${scope.area_ids.join(',')}}` })) await client.query('select set_config($1, $2, true)', [name, String(value)])
    await client.query(`set local role ${role}`)
    const told = await client.query(sql, [asked.id]).then(({ rowCount }) => String(rowCount), (error: { code: string }) => error.code)
    await client.query('rollback')
    return told
  })
  const leading = (permission: string, sql: string): Promise<string> => as(chairman.postId, chairman.personId, permission, 'pd_area', sql)
  const sign = `update order_list set state = 'signed', signed_at = now(), signer_title = 'x' where id = $1`
  expect(await leading('order_list.sign', sign)).toBe('1')
  expect(await leading('order_list.confirm', sign)).toBe('PD001')
  expect(await as(SECOND_POST, cast.healthStation.personId, 'order_list.sign', 'pd_area_clear', sign)).toBe('PD013')
  expect(await leading('order_list.sign', `update order_list set requested_at = now() where id = $1`)).toBe('PD001')
  expect(await leading('order_list.sign', `update order_list set signed_by = app_post() where id = $1`)).toBe('42501')
  expect(await leading('task.read', sign)).toBe('0')
  expect(await leading('order_list.draft', `update order_line set days = 1, until_on = null where list_id = $1`)).toBe('PD001')
})

test('a contact stands in one open list of a kind; a list that was withdrawn frees him; contacts of another case are refused', async () => {
  const id = await contact('Đặng Thị Sáu')
  const first = await draft([id])
  expect((await drafting([id])).json()).toMatchObject({ code: 'duplicate' })
  await draft([id], { kind: 'sample', form: 'rt-pcr' })
  const again = await drafting([id], {}, first.id) // a phone that got no answer sends once more
  expect([again.statusCode, again.json().version]).toEqual([200, first.version])
  await went(station, first, 'withdraw', { reason: 'Làm lại' })
  await draft([id])
  expect((await drafting([newId()])).json()).toMatchObject({ code: 'reference-missing' })
  expect((await drafting([id], { form: 'rapid' })).json()).toMatchObject({ code: 'invalid-input' })
})

test('an isolation without an end is not asked for', async () => {
  const unruled = await put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'unknown-dangerous', classification: 'suspected', diagnosedAt: '2021-08-10T13:00:00.000Z' })
  const person = await put(station, `/api/cases/${unruled}/contacts`, { tier: 'f1', fullName: 'Vi Văn Bảy', lastContactOn: '2021-08-09' })
  const answer = await station.put(`/api/cases/${unruled}/order-lists/${newId()}`, { kind: 'isolate', form: 'home', contactIds: [person] })
  const list: OrderListView = answer.json()
  expect(list.lines).toMatchObject([{ days: null, untilOn: null }])
  expect((await go(station, list, 'request')).json()).toMatchObject({ code: 'invalid-value' })
})

test('names are for health and for the committee that signs this list; others in scope count, those out of scope see nothing', async () => {
  const asked = await went(station, await draft([await contact('Triệu Thị Tám')]), 'request')
  expect((await read(leader, asked.id)).lines).toMatchObject([{ name: 'Triệu Thị Tám' }])
  expect((await read(await server.as(cast.districtLeader), asked.id)).lines).toMatchObject([{ name: null, address: null }])
  const officer = await server.as(cast.districtOfficer)
  expect((await read(officer, asked.id, 0)).lines).toMatchObject([{ name: null }])
  expect((await officer.get(`/api/order-lists/${asked.id}?reveal=1`)).statusCode).toBe(403)
  expect((await officer.get(`/api/order-lists/${asked.id}/paper.docx`)).statusCode).toBe(403)
  const unsigned = await mammoth.extractRawText({ buffer: (await station.get(`/api/order-lists/${asked.id}/paper.docx`)).rawPayload })
  expect(unsigned.value).toContain('BẢN CHƯA KÝ')
  const far = await server.as(farHealth)
  expect((await far.get(`/api/order-lists/${asked.id}`)).statusCode).toBe(404)
  expect((await far.get('/api/order-lists?box=all')).json()).toEqual({ lists: [] })
  expect((await server.as(cast.neighbour).then((who) => who.get('/api/order-lists'))).statusCode).toBe(403)
})

test('who may sign is told that a list waits, who asked that it was decided, with no name in it', async () => {
  now = new Date()
  const asked = await went(station, await draft([await contact('Hà Thị Chín', { lastContactOn: dayInVietnam(now.toISOString()) })]), 'request')
  await tellAll(server)
  const told = async (who: Caller, kind: string) => (await who.get(`/api/notices?kind=${kind}&limit=20`)).json().rows.filter(({ thingId }: { thingId: string }) => thingId === asked.id)
  expect(await told(leader, 'order-waits')).toMatchObject([{ path: `/danh-sach-cho-ky/${asked.id}`, words: 'Xã Thử Một' }])
  expect(await told(station, 'order-waits')).toEqual([])
  await went(leader, asked, 'refuse', { reason: 'Chưa đủ căn cứ' })
  await tellAll(server)
  expect(await told(station, 'order-decided')).toMatchObject([{ words: 'Xã Thử Một' }])
})

test('whom the place of residence has taken over it orders itself, without the case, in the form that the rule of the day proposes; an order is no execution', async () => {
  at('2021-08-11T01:00:00Z')
  const residence = await server.as(nextDoor)
  const [id, own] = [await contact('Nông Thị Xa', { residenceAreaId: areas.communeA2 }), await contact('Nông Thị Gần')]
  const asked = (contactIds: string[], list = newId()) => residence.put(`/api/order-lists/${list}`, { kind: 'isolate', contactIds })
  expect((await asked([id])).json()).toMatchObject({ code: 'reference-missing' }) // not taken over yet
  expect((await residence.post(`/api/registers/case_contact/${id}/actions/accept`, { version: 1 })).statusCode).toBe(200)
  for (const wrong of [[own], [id, own]]) expect((await asked(wrong)).json()).toMatchObject({ code: 'reference-missing' })
  const made = await asked([id])
  expect(made.statusCode, made.body).toBe(200)
  // August 2021: F1 to a centre, at home where the conditions were looked at (CV 5599/BYT-MT); 14 days from 9 August.
  expect(made.json()).toMatchObject({ caseId: null, disease: 'COVID-19', area: 'Xã Thử Hai', body: { id: bodies.communeA2 }, lines: [{ name: 'Nông Thị Xa', form: 'facility', formReason: 'cv-5599-f1', days: 14, untilOn: '2021-08-23' }] })
  expect((await asked([id])).json()).toMatchObject({ code: 'duplicate' })
  expect((await station.get(`/api/order-lists/${made.json<OrderListView>().id}`)).statusCode).toBe(404)
  const { contacts } = (await residence.get('/api/contacts/referred?side=in&reveal=1')).json<{ contacts: { id: string; orders: object[]; isolatedAt: string | null }[] }>()
  expect(contacts.find((each) => each.id === id)).toMatchObject({ orders: [{ kind: 'isolate', state: 'draft', form: 'facility', untilOn: '2021-08-23', signedAt: null }], isolatedAt: null })
})
