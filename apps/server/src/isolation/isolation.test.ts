import { makeId } from '@phaodai/vocabulary'
import type { IsolationList, IsolationView, OrderListView } from '@phaodai/office'
import { unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { asSystem } from '#kernel/transaction.ts'
import { tellAll } from '#test/notices.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'
import { askTable } from './decide.ts'
import { callForUnseen, drawRun, registerIsolationJobs } from './jobs.ts'

const chairman: Member = {
  username: 'chu.tich', fullName: 'Người Ký Mẫu', role: 'leader', bodyId: bodies.communeA1, actsForId: bodies.communeA1, title: 'Chủ tịch UBND xã Thử Một',
  personId: '00000000-0000-7000-8000-000000480001', postId: '00000000-0000-7000-8000-000000480002', accountId: '00000000-0000-7000-8000-000000480003',
}
let now = new Date('2021-08-10T02:00:00Z')
let server: TestApp
let station: Caller
let leader: Caller
let caseId: string

beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  registerIsolationJobs(server.deps)
  await server.deps.jobs.start()
  await asInstallation(server.adminUrl, async (client) => plantMember(client, chairman, await testHash()))
  ;[station, leader] = [await server.as(cast.healthStation), await server.as(chairman)]
  caseId = await put('/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-09T13:00:00.000Z', onsetOn: '2021-08-08' })
})
afterAll(() => server?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const at = (instant: string) => { now = new Date(instant) }

async function put(url: string, body: object): Promise<string> {
  const id = newId()
  const answer = await station.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}

const contact = (fullName: string): Promise<string> => put(`/api/cases/${caseId}/contacts`, { tier: 'f1', fullName, relation: 'workplace', lastContactOn: '2021-08-09' })
const said = async <T>(asked: Promise<{ statusCode: number; body: string; json: () => T }>): Promise<T> => {
  const answer = await asked
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const go = (who: Caller, { id, version }: { id: string; version: number }, step: string, more: object = {}): Promise<OrderListView> => said<OrderListView>(who.post(`/api/order-lists/${id}/${step}`, { version, ...more }))
const box = (name: string, who = station): Promise<IsolationList> => said<IsolationList>(who.get(`/api/isolation-orders?box=${name}${who === station ? '&reveal=1' : ''}`))
const view = (id: string): Promise<IsolationView> => said<IsolationView>(station.get(`/api/isolation-orders/${id}?reveal=1`))

/** A list of contacts asked for and signed; the orders it made, in its order. */
async function ordered(names: readonly string[], more: object = {}, sign: object = {}): Promise<string[]> {
  const contactIds = []
  for (const name of names) contactIds.push(await contact(name))
  const drafted = await said<OrderListView>(station.put(`/api/cases/${caseId}/order-lists/${newId()}`, { kind: 'isolate', contactIds, ...more }))
  const signed = await go(leader, await go(station, drafted, 'request'), 'sign', sign)
  return signed.lines.map(({ isolationId }) => isolationId!)
}

test('the table of the dossier, row by row: form, days of isolation, days of watch, days of tests', async () => {
  const told = await asSystem(server.deps.pools.jobs, async (tx) => {
    const cases: [string, string, object, string][] = [
      ['2020-04-01', 'f1', {}, 'facility 14+0'], ['2020-04-01', 'f2', {}, 'home 14+0'], ['2020-11-01', 'entrant', {}, 'facility 14+14 1,14'], ['2021-03-01', 'f1', { birthYear: 2018 }, 'home 14+0'],
      ['2021-03-01', 'f1', { birthYear: 2010 }, 'facility 14+0 1,3,7 then home'], ['2021-05-04', 'f1', {}, 'facility 14+14 1,14'], ['2021-05-05', 'f1', {}, 'facility 21+7 1,14,20'], ['2021-05-05', 'entrant', {}, 'facility 21+7 1,14,20'],
      ['2021-07-14', 'f1', {}, 'facility 14+14'], ['2021-07-14', 'f1', { homeFit: true }, 'home 14+14'], ['2021-08-04', 'entrant', { doses: 2 }, 'facility 7+7'], ['2021-10-05', 'traveller', { originLevel: '4', doses: 1, lastDoseOn: '2021-09-01' }, 'home 7+7 1,7'],
      ['2021-10-05', 'traveller', { originLevel: '4', doses: 0 }, 'home 14+14 1,7,14'], ['2021-10-05', 'traveller', { originLevel: '4', doses: 2 }, 'free cv-8318-traveller-full'], ['2021-10-05', 'traveller', { originLevel: '2' }, 'nothing'],
      ['2021-12-20', 'f1', { doses: 2, lastDoseOn: '2021-10-01' }, 'home 7+7 1,7'], ['2021-12-20', 'f1', { doses: 2, lastDoseOn: '2021-12-10' }, 'home 14+14'], ['2022-02-01', 'f0', { doses: 2 }, 'home 7+0 7'], ['2022-02-21', 'f1', { doses: 2 }, 'home 5+0 5'], ['2022-02-21', 'f1', {}, 'home 7+0 7'], ['2023-10-20', 'f1', {}, 'free group-b-f1'],
    ]
    const answers: string[][] = []
    for (const [on, subject, facts, wanted] of cases) {
      const { decide } = await askTable(tx, 'covid-19', areas.communeA1, on)
      const { rule, plan } = decide({ subject: subject as 'f1', birthYear: 1985, countedFrom: on, ...facts })
      const days = (until: string): number => Math.round((Date.parse(until) - Date.parse(plan!.countedFrom)) / 86_400_000)
      const found = plan === null ? (rule === null ? 'nothing' : `free ${rule.code}`) : [plan.form, `${days(plan.untilOn)}+${plan.watchUntil === null ? 0 : days(plan.watchUntil) - days(plan.untilOn)}`, plan.tests.map(days).join(',') || null, plan.thenForm && `then ${plan.thenForm}`].filter(Boolean).join(' ')
      answers.push([`${on} ${subject} ${JSON.stringify(facts)} ${found}`, `${on} ${subject} ${JSON.stringify(facts)} ${wanted}`])
    }
    return answers
  })
  expect(told.map(([found]) => found)).toEqual(told.map(([, wanted]) => wanted))
})

test('the database takes for whoever comes the row that the engine takes', async () => {
  const ons = ['2020-05-01', '2021-06-01', '2021-08-10', '2021-10-02', '2021-10-20', '2022-04-01', '2024-01-01']
  const asked = ons.flatMap((on) => ['1', '2', '3', '4', null].flatMap((origin) => (['none', 'partial', 'full', 'unknown'] as const).flatMap((doses) => [true, false].map((abroad) => ({ on, origin: abroad ? null : origin, doses, abroad })))))
  const byEngine = await asSystem(server.deps.pools.jobs, async (tx) => {
    const tables = new Map(await Promise.all(ons.map(async (on) => [on, await askTable(tx, 'covid-19', areas.communeA1, on)] as const)))
    return asked.map(({ on, origin, doses, abroad }) => tables.get(on)!.decide({ subject: abroad ? 'entrant' : 'traveller', birthYear: 1990, countedFrom: on, originLevel: origin as '1' | null, doses: { none: 0, partial: 1, full: 2, unknown: null }[doses] }).rule?.code ?? null)
  })
  const byDatabase = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<{ code: string | null }>(
    'select (arrival_isolation($5, q.on_day, q.origin, q.abroad, q.doses, 1990, $6)).code from unnest($1::date[], $2::text[], $3::boolean[], $4::text[]) with ordinality q (on_day, origin, abroad, doses, n) order by n',
    [asked.map(({ on }) => on), asked.map(({ origin }) => origin), asked.map(({ abroad }) => abroad), asked.map(({ doses }) => doses), 'covid-19', areas.communeA1])).rows.map(({ code }) => code))
  expect(new Set(byDatabase).size).toBeGreaterThan(8)
  expect(byDatabase).toEqual(byEngine)
})

test('a list asked for makes an order of each with the rule frozen on it; the signature decides all, each with a number of its own', async () => {
  const [first, second] = await ordered(['Hoàng Thị Một', 'Lý Văn Hai'], {}, { decisionNumber: '1201/QĐ-UBND', perPerson: true })
  const { order, reasons } = await view(first!)
  expect(order).toMatchObject({ state: 'decided', subject: 'f1', form: 'facility', name: 'Hoàng Thị Một', countedFrom: '2021-08-09', fromOn: '2021-08-10', untilOn: '2021-08-23', watchUntil: '2021-09-06', rule: 'cv-5599-f1', number: '1201/QĐ-UBND', requestedAt: '2021-08-10T02:00:00.000Z', decidedAt: '2021-08-10T02:00:00.000Z', deciderTitle: chairman.title })
  expect(order.requesterTitle).toContain(cast.healthStation.title)
  expect((await view(second!)).order.number).toBe('1202/QĐ-UBND')
  expect(reasons.map(({ code, verdict, unmet }) => [code, verdict, ...unmet])).toEqual([['cv-5599-home', 'unmet', 'home'], ['cv-897-under-5-cv-5599', 'unmet', 'age'], ['cv-5599-f1', 'taken']])
  expect(await said(station.post('/api/isolation-orders/begin', { ids: [first, second], at: '2021-08-10T01:30:00Z' }))).toEqual({ begun: 2 })
  const contacts = (await said<{ contacts: { id: string; isolatedAt: string }[] }>(station.get(`/api/cases/${caseId}/contacts`))).contacts
  expect(contacts.find(({ id }) => id === order.contactId)!.isolatedAt).toBe('2021-08-10T01:30:00.000Z') // entered once
})

test('who ends today, by name for health and by number for leaders', async () => {
  at('2021-08-23T03:00:00Z')
  expect((await box('ends')).orders.map(({ name, untilOn }) => [name, untilOn]).toSorted()).toEqual([['Hoàng Thị Một', '2021-08-23'], ['Lý Văn Hai', '2021-08-23']])
  for (const q of ['hoang thi', '1201']) expect((await box(`ends&q=${q}`)).orders.map(({ name }) => name), q).toEqual(['Hoàng Thị Một'])
  expect((await box('ends&q=hoang', leader)).orders, 'a name is sought only by whom it is shown to').toEqual([])
  const seen = await box('ends', leader)
  expect(seen.orders.map(({ name }) => name)).toEqual([null, null])
  expect((await leader.get('/api/isolation-orders?reveal=1')).statusCode).toBe(403)
  expect(await said(leader.get('/api/isolation-places'))).toMatchObject({ places: [{ areaId: areas.communeA1, running: 2, endsToday: 2, late: 0, atHome: 0 }] })
})

test('refused with the rule\'s name: ended before it begins, a second order for one person, completed too soon or without a test', async () => {
  at('2021-08-22T03:00:00Z')
  const { orders } = await box('running')
  const early = (await station.post(`/api/isolation-orders/${orders[0]!.id}/complete`, { version: orders[0]!.version })).json()
  expect(early).toMatchObject({ code: 'illegal-state' })
  expect(early.detail).toContain('23/8/2021')
  expect(early.detail).toContain('isolation_order.complete')
  const again = await said<OrderListView>(station.put(`/api/cases/${caseId}/order-lists/${newId()}`, { kind: 'isolate', contactIds: [(await view(orders[0]!.id)).order.contactId] }))
  const twice = (await station.post(`/api/order-lists/${again.id}/request`, { version: again.version })).json()
  expect(twice).toMatchObject({ code: 'duplicate' })
  expect(twice.detail).toContain('isolation_order.one-running')
  const past = (await station.put(`/api/isolation-orders/${newId()}`, { areaId: areas.communeA1, subject: 'entrant', diseaseCode: 'covid-19', fullName: 'Vi Văn Ba', countedFrom: '2021-08-01', form: 'hotel', untilOn: '2021-08-10' })).json()
  expect(past).toMatchObject({ code: 'invalid-input', fields: { untilOn: 'before-start' } })
  expect(past.detail).toContain('isolation_order.ends-before-it-begins')
})

test('tests: an entrant of May 2021 needs three; the missing one is named, with it he completes and his certificate has a number', async () => {
  at('2021-06-01T02:00:00Z')
  const id = await put('/api/isolation-orders', { areaId: areas.communeA1, subject: 'entrant', diseaseCode: 'covid-19', fullName: 'Vi Văn Nhập', birthYear: 1990, countedFrom: '2021-06-01', address: 'Trường Tiểu học Thử' })
  const list = await said<OrderListView>(station.put(`/api/isolation-lists/${newId()}`, { orderIds: [id] }))
  expect(list).toMatchObject({ kind: 'isolate', caseId: null, disease: 'COVID-19', lines: [{ name: 'Vi Văn Nhập', isolationId: id, form: 'facility', days: 21, untilOn: '2021-06-22' }] })
  await go(leader, await go(station, list, 'request'), 'sign', { decisionNumber: '77/QĐ-UBND' })
  await said(station.post('/api/isolation-orders/begin', { ids: [id] }))
  const individual = await put('/api/registers/individual', { areaId: areas.communeA1, fullName: 'Vi Văn Nhập', sex: 'male', birthYear: 1990 })
  const { version } = (await view(id)).order
  await said(station.patch(`/api/registers/isolation_order/${id}`, { version, individualId: individual }))
  at('2021-06-22T09:00:00Z')
  const tested = (takenAt: string) => withClient(server.adminUrl, { name: 'test' }, (client) => client.query(`insert into specimen (id, area_id, barcode, form, disease_code, individual_id, purpose, method, taken_at, outcome, state, search_key, created_by) values ($1, $2, $3, 'single', 'covid-19', $4, 'isolation', 'rt-pcr', $5, 'negative', 'resulted', $3, $6)`, [newId(), areas.communeA1, newId().slice(-12), individual, takenAt, cast.healthStation.postId]))
  for (const day of ['2021-06-02', '2021-06-15']) await tested(`${day}T01:00:00Z`)
  const running = (await view(id)).order
  const refused = (await station.post(`/api/isolation-orders/${id}/complete`, { version: running.version })).json()
  expect(refused.detail).toContain('Thiếu xét nghiệm âm tính của ngày 21/6/2021')
  await tested('2021-06-21T01:00:00Z')
  await said(station.post(`/api/isolation-orders/${id}/complete`, { version: running.version }))
  expect((await view(id)).order).toMatchObject({ state: 'completed', certificate: '1/GXN', endedAt: '2021-06-22T09:00:00.000Z' })
  const words = (await mammoth.extractRawText({ buffer: (await station.get(`/api/isolation-orders/${id}/papers/completion.docx`)).rawPayload })).value.replace(/\s+/g, ' ')
  for (const part of ['ỦY BAN NHÂN DÂN XÃ THỬ MỘT', 'GIẤY XÁC NHẬN HOÀN THÀNH CÁCH LY Y TẾ', 'Vi Văn Nhập', '1990', '22/6/2021', 'số 77/QĐ-UBND', '29/6/2021', 'CHỦ TỊCH']) expect(words).toContain(part)
  const handover = await extractText(await getDocumentProxy(new Uint8Array((await station.get(`/api/isolation-orders/${id}/papers/handover.pdf`)).rawPayload)), { mergePages: true })
  expect(handover.text.replace(/\s+/g, ' ')).toContain('Bên nhận tiếp tục quản lý, theo dõi sức khỏe đến hết ngày 29/6/2021')
  expect((await leader.get(`/api/isolation-orders/${id}/papers/completion.pdf`)).statusCode).toBe(403)
})

test('a rule that is shortened: the running orders it would end earlier are one list, redone with one signature', async () => {
  at('2022-02-19T02:00:00Z')
  const old = await put(`/api/cases/${caseId}/contacts`, { tier: 'f1', fullName: 'Nông Văn Lâu', relation: 'household', lastContactOn: '2022-02-18' })
  const drafted = await said<OrderListView>(station.put(`/api/cases/${caseId}/order-lists/${newId()}`, { kind: 'isolate', contactIds: [old] }))
  const { isolationId: id } = (await go(leader, await go(station, drafted, 'request'), 'sign')).lines[0]!
  await said(station.post('/api/isolation-orders/begin', { ids: [id] }))
  expect((await view(id!)).order).toMatchObject({ untilOn: '2022-03-04', rule: 'cv-10696-f1' })
  at('2022-02-21T02:00:00Z')
  expect(await said(station.get('/api/isolation-orders/shortened?reveal=1'))).toMatchObject({ orders: [{ id, name: 'Nông Văn Lâu', untilOn: '2022-03-04', newUntil: '2022-02-25', newRule: 'cv-762-f1' }] })
  const list = await said<OrderListView>(station.put(`/api/isolation-lists/${newId()}`, { orderIds: [id], shorten: true }))
  const [line] = (await go(leader, await go(station, list, 'request'), 'sign')).lines
  expect((await view(id!)).order).toMatchObject({ state: 'ended_early', replacedBy: line!.isolationId })
  expect((await view(line!.isolationId!)).order).toMatchObject({ state: 'running', untilOn: '2022-02-25', rule: 'cv-762-f1', renewal: 'shorten', replacesId: id, tests: [{ day: '2022-02-25' }] })
  const longer = newId()
  await said(station.put(`/api/isolation-orders/${line!.isolationId}/renewals/${longer}`, { renewal: 'extend', untilOn: '2022-02-28', note: 'Còn triệu chứng' }))
  await go(leader, await go(station, await said<OrderListView>(station.put(`/api/isolation-lists/${newId()}`, { orderIds: [longer] })), 'request'), 'sign')
  expect([(await view(line!.isolationId!)).order.state, (await view(longer)).order.state]).toEqual(['extended', 'running'])
  const violated = (await view(longer)).order
  await said(station.put(`/api/isolation-orders/${longer}/violations/${newId()}`, { kind: 'left', seenAt: '2022-02-21T01:00:00Z', fact: 'Ra chợ lúc 8 giờ' }))
  await said(station.post(`/api/isolation-orders/${longer}/violate`, { version: violated.version, reason: 'Ra khỏi nhà' }))
  expect(await view(longer)).toMatchObject({ order: { state: 'violated' }, violations: [{ kind: 'left', fact: 'Ra chợ lúc 8 giờ' }] })
})

test('health twice a day: a warning sign is told, the home is checked against its conditions', async () => {
  const [order] = (await box('violated')).orders
  const day = (half: string, more: object) => station.put(`/api/isolation-orders/${order!.id}/days/2022-02-21/${half}`, { temperature: 36.8, spo2: 98, ...more })
  expect(await said(day('morning', {}))).toEqual({ signs: [] })
  expect(await said(day('evening', { spo2: 93, breaths: 31 }))).toEqual({ signs: ['spo2', 'breath'] })
  expect((await day('morning', { spo2: 97 })).json()).toMatchObject({ code: 'stale' })
  expect(await said(day('morning', { spo2: 97, version: 1 }))).toEqual({ signs: [] })
  const called = await withClient(server.adminUrl, { name: 'test' }, (client) => client.query('select body_id from isolation_call where order_id = $1', [order!.id]))
  expect(called.rows).toEqual([{ body_id: cast.healthStation.actsForId }])
  const fit = { ownRoom: true, apart: true, aired: true, ownToilet: true, soap: true }
  expect(await said(station.put(`/api/isolation-orders/${order!.id}/home-checks/${newId()}`, { items: { ...fit, soap: false } }))).toEqual({ fit: false })
  expect(await said(station.put(`/api/isolation-orders/${order!.id}/home-checks/${newId()}`, { items: fit }))).toEqual({ fit: true })
})

test('papers for many: one PDF to print, or Word files in a .zip, with progress; stopped, nothing is kept; nobody else reads the file', async () => {
  at('2021-09-01T02:00:00Z')
  const late = await said<OrderListView>(station.put(`/api/cases/${caseId}/order-lists/${newId()}`, { kind: 'isolate', contactIds: [await contact('Chu Văn Muộn')] }))
  expect((await station.post(`/api/order-lists/${late.id}/request`, { version: late.version })).json()).toMatchObject({ code: 'invalid-value' }) // fourteen days from the 9th are over
  at('2021-08-11T02:00:00Z')
  const ids = await ordered(Array.from({ length: 12 }, (_, n) => `Chu Văn ${n + 1}`), {}, { decisionNumber: '300/QĐ-UBND', perPerson: true })
  const run = async (format: string): Promise<string> => {
    const id = newId()
    expect(await said(station.put(`/api/isolation-paper-runs/${id}`, { orderIds: ids, paper: 'decision', format }))).toMatchObject({ total: 12, done: 0, state: 'queued' })
    return id
  }
  const [pdf, zip, stopped] = [await run('pdf'), await run('zip'), await run('pdf')]
  expect(await said(station.post(`/api/isolation-paper-runs/${stopped}/stop`))).toMatchObject({ state: 'stopped' })
  for (const id of [pdf, zip, stopped]) await drawRun(server.deps, id)
  expect(await said(station.get(`/api/isolation-paper-runs/${pdf}`))).toMatchObject({ state: 'ready', done: 12 })
  const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array((await station.get(`/api/isolation-paper-runs/${pdf}/file`)).rawPayload)), { mergePages: true })
  const words = text.replace(/\s+/g, ' ')
  expect(totalPages).toBeGreaterThanOrEqual(12)
  for (const part of ['Số: 300/QĐ-UBND', 'Số: 311/QĐ-UBND', 'Chu Văn 12', 'QUYẾT ĐỊNH', 'Công văn 5599/BYT-MT', 'đến hết ngày 23/8/2021']) expect(words).toContain(part)
  const files = unzipSync(new Uint8Array((await station.get(`/api/isolation-paper-runs/${zip}/file`)).rawPayload))
  expect(Object.keys(files)).toHaveLength(13)
  expect((await mammoth.extractRawText({ buffer: Buffer.from(files['012-quyet-dinh-cach-ly-311-QD-UBND.docx']!) })).value).toContain('Chu Văn 12')
  expect((await station.get(`/api/isolation-paper-runs/${stopped}/file`)).statusCode).toBe(404)
  const kept = await withClient(server.adminUrl, { name: 'test' }, (client) => client.query('select papers from isolation_paper_run'))
  expect(kept.rows.every(({ papers }) => papers === null)).toBe(true)
})

test('whom nobody looked at for a day stands in a box and is told in the morning, once, by number', async () => {
  at('2022-02-23T00:00:00Z')
  const asked = (await box('unseen')).orders
  expect(asked.map(({ untilOn, state }) => [untilOn, state])).toEqual([['2022-02-28', 'violated']]) // he was looked at last on 21 February
  for (const told of [1, 0]) expect(await callForUnseen(server.deps)).toBe(told)
  await tellAll(server)
  const { rows } = await said<{ rows: object[] }>(station.get('/api/notices?kind=isolation-unseen&limit=20'))
  expect(rows).toMatchObject([{ words: '1', path: '/cach-ly?o=unseen' }])
  await said(station.put(`/api/isolation-orders/${asked[0]!.id}/days/2022-02-23/morning`, { temperature: 36.8 }))
  expect((await box('unseen')).counts.unseen).toBe(0)
})
