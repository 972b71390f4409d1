import type { Allowed, DraftDetail, GatheringView, MeasureCatalogue, ReviewPage, ZoneInsiders, ZoneList, ZoneView } from '@phaodai/office'
import { RULE_SETS } from '@phaodai/epidemic-level'
import { makeId } from '@phaodai/vocabulary'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loginUrl } from '#kernel/database/login.ts'
import { createPool } from '#kernel/database/pool.ts'
import { createPublicApp } from '#public/app.ts'
import { LIMITS } from '#public/limits.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast } from '#test/people.ts'

let now = new Date('2021-08-20T02:00:00Z')
let server: TestApp
let station: Caller
let clerk: Caller
let officer: Caller
let leader: Caller
let commune: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  ;[station, clerk, officer, leader, commune] = await Promise.all([server.as(cast.healthStation), server.as(cast.districtClerk), server.as(cast.districtOfficer), server.as(cast.districtLeader), server.as(cast.communeClerk)])
  await asInstallation(server.adminUrl, (client) => client.query("insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $1, 'state', 'own', 'by-type', '2020-01-01', 'thử')", [bodies.districtState]))
})
afterAll(() => server?.stop())

/** What the pages without an account say, under their own user of the database. */
async function told(path: string): Promise<string> {
  const pool = createPool(loginUrl(server.adminUrl, 'phaodai_public'), { name: 'test', max: 2 })
  const pages = await createPublicApp({ pool, clock: server.deps.clock, limits: LIMITS, proxy: [], log: 'silent' })
  const answer = await pages.inject({ method: 'GET', url: path })
  await pages.close()
  await pool.end()
  return `${answer.statusCode} ${answer.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')}`
}

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const at = (day: string) => { now = new Date(`${day}T02:00:00Z`) }
type Answer = { statusCode: number; body: string; json: () => unknown }
async function said<T>(asked: Promise<Answer>): Promise<T> {
  const answer = await asked
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as T
}
async function refused(asked: Promise<Answer>): Promise<{ code: string; detail: string; fields?: Record<string, string> }> {
  const answer = await asked
  expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400)
  return answer.json() as { code: string; detail: string }
}

// A square of about 2 km around (21.85, 106.75), longitude first.
const SQUARE: [number, number][] = [[106.74, 21.84], [106.76, 21.84], [106.76, 21.86], [106.74, 21.86], [106.74, 21.84]]
const BOW: [number, number][] = [[106.74, 21.84], [106.76, 21.86], [106.76, 21.84], [106.74, 21.86], [106.74, 21.84]]
const stop = { activity: 'gathering', answer: 'stopped', words: 'Không tụ tập quá 2 người.' }
const input = (more: object = {}): object => ({ areaId: areas.communeA1, kind: 'lockdown', diseaseCode: 'covid-19', name: 'Khu phong tỏa thôn Nà Mẫu', fromOn: '2021-08-21', untilOn: '2021-09-03', extent: { shape: 'polygon', ring: SQUARE }, measures: [stop], ...more })
const make = (more: object = {}): Promise<ZoneView> => said<ZoneView>(station.put(`/api/zones/${newId()}`, input(more)))
const view = (id: string): Promise<ZoneView> => said<ZoneView>(leader.get(`/api/zones/${id}`))
const allowed = (areaId: number, day: string): Promise<Allowed> => said<Allowed>(commune.get(`/api/allowed?areaId=${areaId}&day=${day}`))

const STEPS = [{ kind: 'form', postId: cast.districtClerk.postId }, { kind: 'sign', postId: cast.districtLeader.postId }]
/** A draft on the whole way to its issue; the document's id. */
async function issued(draftId: string, day: string): Promise<string> {
  let draft = await said<DraftDetail>(officer.get(`/api/drafts/${draftId}`))
  expect(draft.findings.filter(({ stops }) => stops)).toEqual([])
  draft = await said<DraftDetail>(officer.post(`/api/drafts/${draftId}/submit`, { version: draft.version, steps: STEPS }))
  draft = await said<DraftDetail>(clerk.post(`/api/drafts/${draftId}/decide`, { version: draft.version, kind: 'form', decision: 'passed' }))
  draft = await said<DraftDetail>(leader.post(`/api/drafts/${draftId}/decide`, { version: draft.version, kind: 'sign', decision: 'passed' }))
  draft = await said<DraftDetail>(clerk.post(`/api/drafts/${draftId}/number`, { version: draft.version, issuedOn: day }))
  return (await said<DraftDetail>(clerk.post(`/api/drafts/${draftId}/issue`, { version: draft.version }))).directiveId!
}
/** Drafts a decision on a zone, has it issued, and gives what records it. */
async function decided(id: string, day: string, more: object): Promise<object> {
  const draftId = newId()
  await said<ZoneView>(officer.put(`/api/zones/${id}/drafts/${draftId}`, { effectiveOn: day, ...more }))
  const directiveId = await issued(draftId, day)
  const { zone, decisions } = await view(id)
  return { version: zone.version, decisionId: decisions.find((each) => each.draftId === draftId)!.id, directiveId, clause: 'Điều 1' }
}
async function inForce(more: object = {}, day = '2021-08-21'): Promise<ZoneView> {
  const { zone } = await make(more)
  await said<ZoneView>(station.post(`/api/zones/${zone.id}/propose`, { version: zone.version }))
  return said<ZoneView>(leader.post(`/api/zones/${zone.id}/enforce`, await decided(zone.id, day, { kind: 'establish' })))
}

test('refused with the reason: ends before it begins, a line that crosses itself or is open, a unit outside, two measures of one activity; nothing is lost', async () => {
  const put = (more: object): Promise<{ code: string; detail: string }> => refused(station.put(`/api/zones/${newId()}`, input(more)))
  expect(await put({ untilOn: '2021-08-20' })).toMatchObject({ code: 'invalid-input', detail: 'Ngày kết thúc (20/8/2021) trước ngày bắt đầu (21/8/2021).' })
  expect(await put({ extent: { shape: 'polygon', ring: BOW } })).toMatchObject({ code: 'invalid-input', detail: 'Ranh giới tự cắt chính nó. Hãy vẽ lại, đi một vòng quanh khu.' })
  expect((await put({ extent: { shape: 'polygon', ring: SQUARE.slice(0, 4) } })).detail).toContain('chưa được khép')
  expect((await put({ extent: { shape: 'polygon', ring: SQUARE.slice(0, 2) } })).detail).toContain('ít nhất ba góc')
  expect((await put({ extent: { shape: 'area', areaIds: [areas.communeA2] } })).detail).toContain('nằm ngoài địa bàn')
  expect((await put({ measures: [stop, { ...stop, answer: 'limited' }] })).detail).toContain('hai biện pháp cho cùng một hoạt động')
  expect((await put({ measures: [{ ...stop, untilOn: '2021-08-20' }] })).detail).toContain('trước ngày bắt đầu')
  expect((await said<ZoneList>(station.get('/api/zones?box=draft'))).zones).toEqual([])
  const empty = await make({ measures: [] })
  expect((await refused(station.post(`/api/zones/${empty.zone.id}/propose`, { version: empty.zone.version }))).detail).toContain('ít nhất một biện pháp')
  const mended = await said<ZoneView>(station.patch(`/api/zones/${empty.zone.id}`, { version: empty.zone.version, name: 'Khu đã sửa', fromOn: '2021-08-22', extent: { shape: 'area', areaIds: [areas.villageA1] }, measures: [stop] }))
  expect(mended).toMatchObject({ zone: { name: 'Khu đã sửa', shape: 'area' }, measures: [{ words: stop.words, number: null }] })
})

test('a zone comes into force by a decision of the competent committee alone; its duties go to the bodies of the place, what nobody holds is told', async () => {
  const { rules } = await said<MeasureCatalogue>(station.get('/api/measure-rules?day=2021-08-20'))
  const [row] = rules.filter(({ regime, activity }) => regime === 'ct-16' && activity === 'movement')
  expect(row).toMatchObject({ answer: 'limited', confidence: 'medium', source: 'Chỉ thị 16/CT-TTg ngày 31/3/2020' })
  const { zone } = await make({ measures: [stop, { ruleId: row!.id, activity: 'movement', answer: row!.answer, words: row!.words, wordsEn: row!.wordsEn }] })
  await said(station.post(`/api/zones/${zone.id}/propose`, { version: zone.version }))
  const draftId = newId()
  expect((await refused(officer.put(`/api/zones/${zone.id}/drafts/${newId()}`, { kind: 'lift', effectiveOn: '2021-08-25' }))).code).toBe('illegal-state')
  await said(officer.put(`/api/zones/${zone.id}/drafts/${draftId}`, { kind: 'establish', effectiveOn: '2021-08-21' }))
  expect((await refused(officer.put(`/api/zones/${zone.id}/drafts/${newId()}`, { kind: 'establish', effectiveOn: '2021-08-21' }))).detail).toContain('một quyết định soạn dở')
  const words = (await mammoth.extractRawText({ buffer: (await officer.get(`/api/drafts/${draftId}/paper.docx`)).rawPayload })).value.replace(/\s+/g, ' ')
  for (const part of ['QUYẾT ĐỊNH', 'Thiết lập khu phong tỏa thôn Nà Mẫu', 'từ 0 giờ ngày 21/8/2021 đến hết ngày 3/9/2021', 'Không tụ tập quá 2 người', '(Chỉ thị 16/CT-TTg ngày 31/3/2020)', 'Công an: Lập chốt']) expect(words).toContain(part)
  const directiveId = await issued(draftId, '2021-08-20')
  const before = await view(zone.id)
  const record = { version: before.zone.version, decisionId: before.decisions[0]!.id, directiveId, clause: 'Điều 1' }
  const partyLetter = (await asInstallation(server.adminUrl, (client) => client.query<{ id: string }>(`
    insert into directive (id, owner_id, direction, doc_type, system, number, number_key, issued_on, text, reading, state, search_key, created_by) select gen_random_uuid(), $1, 'incoming', 'quyet-dinh', 'party', '5-QĐ/HU', '5-QĐ/HU', '2021-08-20', 'x', '{}', 'issued', 'x', $2 returning id`, [bodies.districtState, cast.districtClerk.postId]))).rows[0]!.id
  expect((await refused(leader.post(`/api/zones/${zone.id}/enforce`, { ...record, directiveId: partyLetter }))).detail).toContain('Ủy ban nhân dân có thẩm quyền')
  expect((await refused(station.post(`/api/zones/${zone.id}/enforce`, record))).code).toBe('not-allowed')
  const after = await said<ZoneView>(leader.post(`/api/zones/${zone.id}/enforce`, record))
  expect(after).toMatchObject({ zone: { state: 'in_force' }, decisions: [{ kind: 'establish', authority: 'Ủy ban nhân dân huyện An Thử', issuedOn: '2021-08-20', clause: 'Điều 1' }] })
  expect(after.measures.map(({ activity, clause, number }) => [activity, clause, number])).toEqual([['gathering', 'Khoản 1 Điều 2', after.zone.number], ['movement', 'Khoản 2 Điều 2', after.zone.number]])
  expect(after.tasks.map(({ body, text }) => [body, text.slice(0, 20)]).toSorted()).toEqual([['Trạm Y tế xã Thử Một', 'Lấy mẫu xét nghiệm c'], ['Trạm Y tế xã Thử Một', 'Theo dõi sức khỏe hằ'], ['UBND xã Thử Một', 'Cung ứng lương thực,']])
  expect(after.unheld.map((each) => each.slice(0, 12))).toEqual(['Lập chốt kiể', 'Lập danh sác'])
  const given = await said<{ directiveId: string; directiveNumber: string }>(station.get(`/api/tasks/${after.tasks.find(({ body }) => body.startsWith('Trạm'))!.id}`))
  expect(JSON.stringify(given)).toContain(after.zone.number!) // from the task back to its decision
  expect((await refused(station.patch(`/api/zones/${zone.id}`, { version: after.zone.version, name: 'Khác', fromOn: '2021-08-21', extent: { shape: 'area', areaIds: [areas.communeA1] }, measures: [stop] }))).detail).toContain('Chỉ sửa được khi khu còn là dự thảo')
})

test('what is allowed is told by place and day with clause and document, and no more once the zone is lifted; its tasks are closed with the reason', async () => {
  const whole = await inForce({ kind: 'distancing', name: 'Khu giãn cách thôn Nà Mẫu', extent: { shape: 'area', areaIds: [areas.villageA1] }, measures: [{ activity: 'services', answer: 'stopped', words: 'Tạm dừng karaoke.', wordsEn: 'No karaoke.' }], fromOn: '2021-08-21', untilOn: '2021-09-10' })
  const services = (page: Allowed): Allowed['activities'][number] | undefined => page.activities.find(({ code }) => code === 'services')
  expect(services(await allowed(areas.villageA1, '2021-08-20'))).toBeUndefined()
  expect(services(await allowed(areas.villageA1, '2021-09-10'))).toMatchObject({ answer: 'stopped', sayings: [{ whole: true, clause: 'Khoản 1 Điều 2', document: `Quyết định số ${whole.zone.number} ngày 21/8/2021 của Ủy ban nhân dân huyện An Thử`, wordsEn: 'No karaoke.' }] })
  expect(services(await allowed(areas.communeA1, '2021-08-25'))).toMatchObject({ answer: null, sayings: [{ whole: false, zoneName: 'Khu giãn cách thôn Nà Mẫu' }] })
  expect(services(await allowed(areas.communeA2, '2021-08-25'))).toBeUndefined()
  const page = await told(`/duoc-lam-gi?o=${areas.communeA1}&ngay=2021-08-25`)
  for (const part of ['200', 'Xã Thử Một , 25/08/2021', 'Tạm dừng Chỉ trong Khu giãn cách thôn Nà Mẫu: Tạm dừng karaoke.', `Khoản 1 Điều 2, Quyết định số ${whole.zone.number} ngày 21/8/2021 của Ủy ban nhân dân huyện An Thử`]) expect(page).toContain(part)
  expect(await told(`/en/duoc-lam-gi?o=${areas.communeA1}&ngay=2021-08-25`)).toContain('Only inside Khu giãn cách thôn Nà Mẫu: No karaoke.')
  expect(await told('/duoc-lam-gi?o=999999&ngay=2021-08-25')).toMatch(/^404 .*Không có nơi này/)
  expect(await told(`/duoc-lam-gi?o=${areas.communeA1}&ngay=2021-02-30`)).toMatch(/^400 .*Ngày không đúng/)
  expect(await refused(officer.put(`/api/zones/${whole.zone.id}/drafts/${newId()}`, { kind: 'extend', effectiveOn: '2021-08-25', untilOn: '2021-09-01' }))).toMatchObject({ code: 'invalid-input' })
  await said(leader.post(`/api/zones/${whole.zone.id}/amend`, await decided(whole.zone.id, '2021-08-25', { kind: 'extend', untilOn: '2021-09-20' })))
  expect(services(await allowed(areas.villageA1, '2021-09-20'))).toBeDefined()
  expect((await refused(officer.put(`/api/zones/${whole.zone.id}/drafts/${newId()}`, { kind: 'lift', effectiveOn: '2021-08-21' }))).detail).toContain('phải sau ngày khu bắt đầu')
  at('2021-09-05')
  const lifted = await said<ZoneView>(leader.post(`/api/zones/${whole.zone.id}/lift`, await decided(whole.zone.id, '2021-09-06', { kind: 'lift', reason: 'không có ca mắc mới' })))
  expect(lifted).toMatchObject({ zone: { state: 'lifted', untilOn: '2021-09-05' }, tasks: [{ closed: false, state: 'not_started' }] })
  expect(services(await allowed(areas.villageA1, '2021-09-05'))).toBeDefined()
  expect(services(await allowed(areas.villageA1, '2021-09-06'))).toBeUndefined()
  const closed = await said<ZoneView>(clerk.post(`/api/zones/${whole.zone.id}/close-duties`, { reason: 'Khu đã được dỡ bỏ.' }))
  expect(closed.tasks).toMatchObject([{ closed: true, state: 'cancelled' }])
  expect(JSON.stringify(await said(commune.get(`/api/tasks/${closed.tasks[0]!.id}`)))).toContain('Khu đã được dỡ bỏ.')
})

test('a measure is added to a zone in force and ended in it by decisions of its own: from its day on the public page tells it under that clause, its duties open and close with it', async () => {
  at('2021-08-22')
  const row = async (regime: string, activity: string, day: string): Promise<{ ruleId: string; activity: string; answer: string; words: string; wordsEn: string }> => {
    const rule = (await said<MeasureCatalogue>(officer.get(`/api/measure-rules?day=${day}`))).rules.find((each) => each.regime === regime && each.activity === activity)!
    return { ruleId: rule.id, activity, answer: rule.answer, words: rule.words, wordsEn: rule.wordsEn }
  }
  const [opened19, shops, late] = [await row('ct-19', 'shops', '2021-08-24'), await row('ct-16', 'shops', '2021-08-24'), await row('nq-128-4', 'eating', '2021-10-12')]
  const { zone, measures: [first], decisions: [founding] } = await inForce({ kind: 'distancing', name: 'Khu giãn cách chợ Mẫu', extent: { shape: 'area', areaIds: [areas.villageA1] } })
  const admin = await server.as(cast.admin)
  const template = (by: Caller, more: object, reason = 'theo kế hoạch mẫu') => by.post('/api/dated-rules/duty', { values: { code: 'shop-list', activity: 'shops', kinds: ['distancing'], diseaseCode: null, holder: 'people-committee', words: 'Lập danh sách cửa hàng tại {zone}', days: 2, nature: 'deliverable', topics: null, position: 1, validFrom: '2020-01-01', validTo: null, basis: 'Kế hoạch mẫu số 1', ...more }, source: 'thử', confidence: 'low', reason })
  for (const more of [{}, { validFrom: '2021-08-01', days: 9 }, { validFrom: '2021-08-01', days: 3, words: 'Kiểm tra cửa hàng tại {zone}, thực hiện: {measure}' }, { code: 'shop-cholera', diseaseCode: 'cholera' }]) await said(template(admin, more))
  expect((await template(station, {})).statusCode).toBe(403)
  expect((await refused(template(admin, { activity: 'shopping' }))).fields).toMatchObject({ activity: expect.anything() })
  const { rows } = await said<{ rows: { values: Record<string, unknown> }[] }>(station.get('/api/dated-rules/duty'))
  expect(rows.filter(({ values }) => values.code === 'shop-list').map(({ values }) => [values.validFrom, values.days])).toEqual([['2021-08-01', 3], ['2020-01-01', 2]])
  expect((await asInstallation(server.adminUrl, (client) => client.query("select days from zone_duty where code = 'shop-list' and superseded_at is not null"))).rows, 'set aside, never written over').toEqual([{ days: 9 }])
  const draft = (more: object) => officer.put(`/api/zones/${zone.id}/drafts/${newId()}`, { kind: 'adjust', effectiveOn: '2021-08-24', ...more })
  expect((await refused(draft({}))).detail).toContain('Chưa chọn biện pháp nào')
  expect((await refused(draft({ adds: [shops], effectiveOn: '2021-09-04' }))).detail).toContain('từ 21/8/2021 đến 3/9/2021')
  expect((await refused(draft({ adds: [late] }))).detail).toBe('Ngày 24/8/2021 danh mục không có dòng này về Ăn uống tại chỗ, chợ truyền thống. Hãy chọn lại theo danh mục của ngày có hiệu lực.')
  expect((await refused(draft({ adds: [{ ...shops, answer: 'open' }] }))).detail).toContain('danh mục không có dòng này')
  expect((await refused(draft({ adds: [await row('ct-16', 'gathering', '2021-08-24')] }))).detail).toContain('khu đã có biện pháp về Tụ tập')
  expect((await refused(draft({ ends: [first!.id] }))).detail).toContain('ít nhất một biện pháp')
  expect((await refused(draft({ ends: [newId()] }))).detail).toContain('không còn áp dụng')
  expect((await refused(draft({ kind: 'lift', adds: [shops] }))).detail).toContain('dỡ bỏ khu không thêm')
  const [hidden, unseen] = [newId(), bodies.otherDistrictState]
  await asInstallation(server.adminUrl, (client) => client.query("insert into directive (id, owner_id, direction, doc_type, system, number, number_key, issued_on, text, reading, state, search_key, created_by) values ($1, $2, 'own', 'cong-van', 'state', '7/UBND', '7/UBND', '2021-08-20', 'x', '{}', 'issued', 'x', $3)", [hidden, unseen, cast.farClerk.postId]))
  for (const carriesOutId of [hidden, newId()]) expect((await refused(draft({ adds: [{ ...shops, carriesOutId }] }))).code, 'a document out of sight is none').toBe('not-allowed')

  const record = await decided(zone.id, '2021-08-24', { kind: 'adjust', adds: [{ ...shops, carriesOutId: founding!.directiveId, carriesOutLabel: 'Mục 2' }], reason: 'có ca mắc tại cửa hàng' }) as { decisionId: string; directiveId: string }
  expect((await view(zone.id)).measures, 'nothing is added before the decision is recorded').toHaveLength(1)
  const words = (await mammoth.extractRawText({ buffer: (await officer.get(`/api/drafts/${(await view(zone.id)).decisions.at(-1)!.draftId}/paper.docx`)).rawPayload })).value.replace(/\s+/g, ' ')
  for (const part of ['điều chỉnh biện pháp áp dụng tại khu giãn cách chợ Mẫu', 'Từ 0 giờ ngày 24/8/2021, áp dụng thêm tại khu giãn cách chợ Mẫu', 'Chỉ cơ sở kinh doanh hàng hóa, dịch vụ thiết yếu được mở (Chỉ thị 16/CT-TTg ngày 31/3/2020)', 'Kiểm tra cửa hàng tại khu']) expect(words).toContain(part)
  expect((await refused(station.post(`/api/zones/${zone.id}/amend`, record))).code).toBe('not-allowed')
  const added = await said<ZoneView>(leader.post(`/api/zones/${zone.id}/amend`, record))
  const number = added.decisions.at(-1)!.number!
  expect(added.measures.find(({ activity }) => activity === 'shops')).toMatchObject({ fromOn: '2021-08-24', untilOn: '2021-09-03', clause: 'Khoản 1 Điều 1', number, carriesOut: zone.number, carriesOutLabel: 'Mục 2', source: 'Chỉ thị 16/CT-TTg ngày 31/3/2020' })
  expect(added.decisions.at(-1)).toMatchObject({ kind: 'adjust', authority: 'Ủy ban nhân dân huyện An Thử', steps: [{ verb: 'add', activity: 'shops', clause: 'Khoản 1 Điều 1' }] })
  const opened = added.tasks.filter(({ text }) => text.includes('cửa hàng'))
  expect(opened, 'the newest version of the template').toMatchObject([{ body: 'UBND xã Thử Một', text: 'Kiểm tra cửa hàng tại khu giãn cách chợ Mẫu, thực hiện: chỉ cơ sở kinh doanh hàng hóa, dịch vụ thiết yếu được mở', deadline: '2021-08-27', closed: false }])
  const shopsOn = async (day: string): Promise<Allowed['activities'][number] | undefined> => (await allowed(areas.villageA1, day)).activities.find(({ code }) => code === 'shops')
  expect([await shopsOn('2021-08-23'), (await shopsOn('2021-08-24'))?.answer]).toEqual([undefined, 'limited'])
  expect(await told(`/duoc-lam-gi?o=${areas.communeA1}&ngay=2021-08-24`)).toContain(`Khoản 1 Điều 1, Quyết định số ${number} ngày 24/8/2021 của Ủy ban nhân dân huyện An Thử`)
  expect((await refused(clerk.post(`/api/zones/${zone.id}/close-duties`, { reason: 'x' }))).detail).toContain('cũng không có biện pháp nào đã kết thúc')

  const forged = asInstallation(server.adminUrl, async (client) => {
    await client.query("select set_config('role', 'pd_area', true), set_config('app.person', $1, true), set_config('app.post', $2, true), set_config('app.permission', 'zone_change.record', true), set_config('app.reads', '{zone}', true), set_config('app.area_lo', '0', true), set_config('app.area_hi', '999999', true), set_config('app.area_ids', $3, true)", [cast.districtLeader.personId, cast.districtLeader.postId, `{${areas.communeA1}}`])
    await client.query("insert into zone_measure (id, zone_id, activity, answer, words, from_on, decision_id, clause) values (gen_random_uuid(), $1, 'school', 'stopped', 'x', '2021-08-24', $2, 'Điều 9')", [zone.id, record.decisionId])
  })
  await expect(forged, 'no measure that the decision does not say').rejects.toMatchObject({ code: '42501' })

  at('2021-08-28')
  const longer = await said<ZoneView>(leader.post(`/api/zones/${zone.id}/amend`, await decided(zone.id, '2021-08-28', { kind: 'extend', untilOn: '2021-09-20', ends: [added.measures.find(({ activity }) => activity === 'shops')!.id], adds: [opened19] })))
  const second = longer.decisions.at(-1)!.number!
  expect(longer.measures.map(({ activity, answer, fromOn, untilOn, clause, extendedBy, endedBy }) => [activity, answer, fromOn, untilOn, clause, extendedBy?.clause, endedBy?.clause])).toEqual([
    ['gathering', 'stopped', '2021-08-21', '2021-09-20', 'Khoản 1 Điều 2', 'Điều 1', undefined], ['shops', 'limited', '2021-08-24', '2021-08-27', 'Khoản 1 Điều 1', undefined, 'Khoản 1 Điều 2'], ['shops', 'open', '2021-08-28', '2021-09-20', 'Khoản 1 Điều 3', undefined, undefined],
  ])
  const gathering = async (day: string): Promise<string> => (await allowed(areas.villageA1, day)).activities.find(({ code }) => code === 'gathering')!.sayings[0]!.document
  expect(await gathering('2021-09-03')).not.toContain('gia hạn')
  expect(await gathering('2021-09-04')).toContain(`; gia hạn theo Điều 1, Quyết định số ${second} ngày 28/8/2021`)
  expect(longer.tasks.find(({ text }) => text.includes('cửa hàng'))).toMatchObject({ over: true, closed: false })
  const closed = await said<ZoneView>(clerk.post(`/api/zones/${zone.id}/close-duties`, { reason: 'Biện pháp đã kết thúc.' }))
  expect(closed.tasks.filter((task) => task.closed).map(({ text }) => text.slice(0, 17))).toEqual(['Kiểm tra cửa hàng'])
  expect(JSON.stringify(await said(commune.get(`/api/tasks/${opened[0]!.id}`)))).toContain('Biện pháp đã kết thúc.')
})

test('who is inside a drawn line: by the coordinates of households as far as they are known, names for health alone', async () => {
  at('2021-08-22')
  const { zone } = await make()
  const household = (code: string, location: object | null, size: number): Promise<unknown> => said(station.put(`/api/registers/household/${newId()}`, { areaId: areas.communeA1, code, size, headName: `Chủ ${code}`, address: 'Thôn Nà Mẫu', location }))
  await household('H1', { lat: 21.85, lon: 106.75 }, 4)
  await household('H2', { lat: 21.9, lon: 106.75 }, 3)
  await household('H3', null, 5)
  expect(await view(zone.id)).toMatchObject({ zone: { households: 1, people: 4 }, unplaced: 1 })
  const inside = await said<ZoneInsiders>(station.get(`/api/zones/${zone.id}/insiders`))
  expect(inside).toMatchObject({ households: [{ code: 'H1', head: 'Chủ H1', people: 4 }], unplaced: 1 })
  expect((await leader.get(`/api/zones/${zone.id}/insiders`)).statusCode).toBe(403)
  expect((await server.as(cast.neighbour).then((far) => far.get(`/api/zones/${zone.id}`))).statusCode).toBe(404)
})

test('narrowed: it covers one thing at a time, and an extent that would overlap is refused by the constraint', async () => {
  at('2021-08-22')
  const { zone } = await inForce({ kind: 'restricted', name: 'Khu kiểm soát xã', extent: { shape: 'area', areaIds: [areas.communeA1] }, measures: [{ ...stop, activity: 'transport' }] })
  const narrowed = await said<ZoneView>(leader.post(`/api/zones/${zone.id}/amend`, await decided(zone.id, '2021-08-28', { kind: 'narrow', reason: 'chỉ còn thôn Nà Mẫu', extent: { shape: 'area', areaIds: [areas.villageA1] } })))
  expect(narrowed.extents.map(({ areas: [area], fromOn, untilOn, active }) => [area!.id, fromOn, untilOn, active])).toEqual([[areas.communeA1, '2021-08-21', '2021-08-27', true], [areas.villageA1, '2021-08-28', '2021-09-03', true]])
  const clash = asInstallation(server.adminUrl, (client) => client.query("insert into zone_extent (id, zone_id, shape, from_on, until_on, active, created_by) values (gen_random_uuid(), $1, 'area', '2021-08-30', '2021-08-31', true, $2)", [zone.id, cast.healthStation.postId]))
  await expect(clash).rejects.toMatchObject({ code: '23P01', constraint: 'zone_extent_once' })
})

test('an event is decided by the measures of its day, with the sentence why; nobody can be laxer', async () => {
  const wedding = newId()
  await said(officer.put(`/api/registers/gathering/${wedding}`, { areaId: areas.villageA1, name: 'Đám cưới mẫu', kind: 'wedding', startsAt: '2021-08-29T03:00:00.000Z', expected: 80, setting: 'indoor' }))
  await inForce({ kind: 'distancing', name: 'Khu giãn cách xã Thử Một', extent: { shape: 'area', areaIds: [areas.communeA1] }, measures: [stop] })
  const { advice, gathering } = await said<GatheringView>(leader.get(`/api/gatherings/${wedding}`))
  expect(advice).toMatchObject({ answer: 'refuse', ruled: 'stopped' })
  expect(advice.why).toContain('Không tụ tập quá 2 người (Khu giãn cách xã Thử Một: Khoản 1 Điều 2, Quyết định số')
  expect((await refused(leader.post(`/api/gatherings/${wedding}/allow`, { version: gathering.version }))).detail).toContain('Không thể nới hơn quy định')
  const done = await said<GatheringView>(leader.post(`/api/gatherings/${wedding}/refuse`, { version: gathering.version }))
  expect(done).toMatchObject({ gathering: { state: 'refused' }, decision: { answer: 'refuse', why: advice.why } })
})

test('the level in force says what its column of the table says (domain B3.10), beside the zones; an event follows it', async () => {
  await asInstallation(server.adminUrl, async (client) => {
    const round = newId()
    const rules = RULE_SETS.find(({ id }) => id === '4800-11')!
    await client.query(`insert into level_round (id, area_id, body_id, disease_code, day, rule_set, rules, cases, created_by, created_at, state, reviewed_by, reviewed_at, published_by, published_at, decision_number, decided_on, in_force_from)
      values ($1, $2, $3, 'covid-19', '2021-11-04', '4800-11', $4, 'community', $5, now(), 'published', $5, now(), $5, now(), '77/QĐ-UBND', '2021-11-04', '2021-11-05')`, [round, areas.district, bodies.provinceState, JSON.stringify(rules), cast.healthStation.postId])
    for (const [area, level] of [[areas.district, 3], [areas.communeA2, 4]]) await client.query("insert into area_level (round_id, area_id, computed, level, confidence, disease_code) values ($1, $2, $3, $3, 'medium', 'covid-19')", [round, area, level])
  })
  const answers = ({ activities }: Allowed): Record<string, string | null> => Object.fromEntries(activities.map(({ code, answer }) => [code, answer]))
  const three = await allowed(areas.communeA1, '2021-11-06')
  expect(three.level).toMatchObject({ level: 3, decision: '77/QĐ-UBND' })
  expect(answers(three)).toEqual({ gathering: 'limited', transport: 'limited', goods: 'open', delivery: 'limited', shops: 'limited', eating: 'open', services: 'limited', vendors: 'limited', school: 'limited', office: 'limited', worship: 'limited', tourism: 'limited', declaration: 'required' })
  expect(answers(await allowed(areas.communeA2, '2021-11-06'))).toMatchObject({ gathering: 'stopped', goods: 'open', eating: 'limited', services: 'stopped', vendors: 'stopped', worship: 'stopped', declaration: 'required' })
  expect((await allowed(areas.communeA1, '2021-11-04')).activities).toEqual([])
  const feast = newId()
  await said(officer.put(`/api/registers/gathering/${feast}`, { areaId: areas.communeA1, name: 'Lễ hội mẫu', kind: 'festival', startsAt: '2021-11-07T01:00:00.000Z', expected: 300, setting: 'outdoor' }))
  const { advice, gathering } = await said<GatheringView>(leader.get(`/api/gatherings/${feast}`))
  expect(advice).toMatchObject({ answer: 'limit', conditions: 'Hạn chế.' })
  expect(advice.why).toContain('cấp độ dịch của địa bàn; Nghị quyết 128/NQ-CP')
  expect((await refused(leader.post(`/api/gatherings/${feast}/refuse`, { version: gathering.version }))).detail).toContain('phải nêu lý do')
  expect(await said<GatheringView>(leader.post(`/api/gatherings/${feast}/limit`, { version: gathering.version, conditions: 'Không quá 50 người.' }))).toMatchObject({ gathering: { state: 'conditional' }, decision: { conditions: 'Không quá 50 người.' } })
})

test('a decision that is withdrawn flags the zones and measures that rest on it, and closes nothing', async () => {
  const { zone, decisions: [decision] } = await inForce({ kind: 'restricted', name: 'Khu sẽ xem lại', extent: { shape: 'area', areaIds: [areas.communeA1] }, measures: [{ ...stop, activity: 'vendors' }] })
  const { version } = await said<{ version: number }>(clerk.get(`/api/directives/${decision!.directiveId}`))
  await said(clerk.post(`/api/directives/${decision!.directiveId}/withdraw`, { version, reason: 'sai căn cứ' }))
  const { zones } = await said<ReviewPage>(clerk.get('/api/reviews'))
  expect(zones).toMatchObject([{ cause: 'withdrawn', ground: { number: zone.number }, zone: { id: zone.id, state: 'in_force' }, measures: 1 }])
  expect((await view(zone.id)).zone.state).toBe('in_force')
  expect((await refused(clerk.post('/api/reviews/zones', { ids: [zone.id], decision: 'end', reason: 'x' }))).detail).toContain('quyết định dỡ bỏ')
  expect(await said(clerk.post('/api/reviews/zones', { ids: [zone.id], decision: 'adjust', reason: 'ban hành quyết định khác' }))).toMatchObject({ decided: [zone.id] })
  expect((await said<ReviewPage>(clerk.get('/api/reviews'))).zones).toEqual([])
})

test('a row of the catalogue is replaced with its reason, never overwritten, and never twice for one day', async () => {
  const admin = await server.as(cast.admin)
  const { rules } = await said<MeasureCatalogue>(admin.get('/api/measure-rules?day=2022-01-01'))
  const row = rules.find(({ regime, activity }) => regime === 'nq-128-3' && activity === 'eating')!
  expect(row).toMatchObject({ answer: 'open', confidence: 'high' })
  const next = { replacesId: row.id, regime: row.regime, activity: row.activity, answer: 'limited', words: 'Phục vụ không quá 50% số chỗ.', wordsEn: 'At most half of the seats.', clause: null, source: 'Quyết định mẫu của UBND tỉnh', confidence: 'high', validFrom: '2021-10-15', validTo: '2023-10-19', reason: 'tỉnh quy định thêm' }
  expect((await refused(admin.put(`/api/measure-rules/${newId()}`, { ...next, replacesId: null }))).detail).toContain('đã có một dòng')
  expect((await said<MeasureCatalogue>(admin.put(`/api/measure-rules/${newId()}`, next))).rules.find(({ regime, activity }) => regime === 'nq-128-3' && activity === 'eating')).toMatchObject({ answer: 'limited', source: 'Quyết định mẫu của UBND tỉnh' })
  expect((await station.put(`/api/measure-rules/${newId()}`, next)).statusCode).toBe(403)
})
