import { makeId } from '@phaodai/vocabulary'
import type { LabDesk, SpecimenList, SpecimenView } from '@phaodai/office'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'
import { callForLate } from './jobs.ts'

const member = (n: number, role: string, bodyId: number): Member => ({
  username: `xetnghiem.${n}`, fullName: `Người ${n}`, role, bodyId, actsForId: bodyId, title: `Chức ${n}`,
  personId: `00000000-0000-7000-8000-00000007${n}001`, postId: `00000000-0000-7000-8000-00000007${n}002`, accountId: `00000000-0000-7000-8000-00000007${n}003`,
})
const LAB = { id: '00000000-0000-7000-8000-000000071000', other: '00000000-0000-7000-8000-000000071001' }
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
/** An hour of 10 August 2021 in Vietnam. */
const at = (hour: string): string => new Date(`2021-08-10T${hour}:00+07:00`).toISOString()

let now = new Date(at('08:00'))
let server: TestApp
let station: Caller
let lab: Caller
let far: Caller
let officer: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => now
  const [bench, away, desk] = [member(1, 'laboratory', bodies.healthDepartment), member(2, 'health', bodies.communeB1), member(3, 'officer', bodies.communeA1)]
  const hash = await testHash()
  await asInstallation(server.adminUrl, async (client) => {
    for (const who of [bench, away, desk]) await plantMember(client, who, hash)
    for (const [id, name, body] of [[LAB.id, 'Labo huyện An Thử', bodies.healthDepartment], [LAB.other, 'Labo khác', null]] as const) {
      await client.query(`insert into laboratory (id, area_id, name, body_id, confirms, capacities, methods, search_key, created_by) values ($1, $2, $3, $4, true,
        '[{"fromOn":"2021-01-01","perDay":200},{"fromOn":"2021-08-10","perDay":300}]', '[{"method":"rt-pcr","fromOn":null}]', '', $5)`, [id, areas.district, name, body, cast.healthStation.postId])
    }
  })
  ;[station, lab, far, officer] = [await server.as(cast.healthStation), await server.as(bench), await server.as(away), await server.as(desk)]
})
afterAll(() => server?.stop())

const tube = (barcode: string, more: object = {}): object => ({ barcode, areaId: areas.communeA1, diseaseCode: 'covid-19', purpose: 'f1', method: 'rt-pcr', takenAt: at('07:00'), fullName: `Người của ${barcode}`, sex: 'female', birthYear: 1990, ...more })
async function take(barcode: string, more: object = {}): Promise<string> {
  const id = newId()
  const answer = await station.put(`/api/specimens/${id}`, tube(barcode, more))
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const one = async (id: string, who = station): Promise<SpecimenView> => (await who.get(`/api/specimens/${id}`)).json()
const send = async (ids: string[]): Promise<number> => (await station.post('/api/specimens/send', { ids, laboratoryId: LAB.id, shipment: 'G1' })).json().sent
const receive = async (barcode: string): Promise<string> => (await lab.post(`/api/laboratories/${LAB.id}/receive`, { barcode })).json().answer
const report = async (barcode: string, outcome: string, hour: string, more: object = {}): Promise<{ answer: string; sentence: string }> =>
  (await lab.post(`/api/laboratories/${LAB.id}/results`, { id: newId(), barcode, method: 'rt-pcr', outcome, testedAt: at(hour), ...more })).json()

test('a pool of ten turns positive: its members are listed for re-test within the hours of the rule, one is positive and becomes a case', async () => {
  const names = Array.from({ length: 10 }, (_, n) => `M${String(n + 1).padStart(3, '0')}`)
  const ids: string[] = []
  for (const name of names) ids.push(await take(name))
  const pool = newId()
  const body = { barcode: 'G001', members: names, laboratoryId: null }
  expect((await station.put(`/api/pools/${pool}`, body)).statusCode).toBe(200)
  expect((await station.put(`/api/pools/${pool}`, body)).statusCode).toBe(200) // the same sending once more
  expect(await send([pool])).toBe(1)
  expect((await one(ids[3]!)).specimen).toMatchObject({ state: 'sent', poolBarcode: 'G001', laboratory: 'Labo huyện An Thử' })
  now = new Date(at('09:00'))
  expect([await receive('G001'), await receive('G001'), await receive('M999')]).toEqual(['done', 'repeat', 'unknown-barcode'])
  now = new Date(at('12:00'))
  expect((await report('G001', 'positive', '11:00', { cts: [{ gene: 'E', ct: 31.2 }] })).answer).toBe('done')
  const list: SpecimenList = (await station.get('/api/specimens?box=retest')).json()
  expect(list.specimens.map(({ barcode }) => barcode)).toEqual(names)
  expect(new Set(list.specimens.map(({ retestDueAt }) => retestDueAt))).toEqual(new Set([new Date('2021-08-11T12:00:00+07:00').toISOString()])) // 24 hours on
  for (const [n, name] of names.entries()) expect((await report(name, n === 6 ? 'positive' : 'negative', '11:30')).answer).toBe('done')
  const counts = ((await station.get('/api/specimens?box=positive')).json() as SpecimenList).counts
  expect(counts).toMatchObject({ retest: 0, positive: 1, waiting: 0 })

  const caseId = newId()
  const values = { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at('11:30') }
  const made = await station.put(`/api/specimens/${ids[6]}/cases/${caseId}`, { values })
  expect(made.statusCode, made.body).toBe(200)
  expect((await one(ids[6]!)).specimen.caseId).toBe(caseId)
  expect((await station.put(`/api/specimens/${ids[5]}/cases/${newId()}`, { values })).json()).toMatchObject({ code: 'illegal-state', detail: expect.stringContaining('không có kết quả dương tính') })
})

test('a negative pool is the result of all its members, and reaches the contact they were taken from', async () => {
  const [caseId, contactId] = [newId(), newId()]
  await station.put(`/api/cases/${caseId}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at('06:00') })
  await station.put(`/api/cases/${caseId}/contacts/${contactId}`, { tier: 'f1', fullName: 'Tiếp Xúc', lastContactOn: '2021-08-09' })
  const contact = async () => (await station.get(`/api/cases/${caseId}/contacts`)).json().contacts[0]
  const [x, y] = [await take('N001', { contactId, fullName: null }), await take('N002')]
  expect(await contact()).toMatchObject({ result: 'pending', sampledAt: at('07:00') })
  const pool = newId()
  await station.put(`/api/pools/${pool}`, { barcode: 'GN01', members: ['N001', 'N002'] })
  await send([pool])
  await receive('GN01')
  expect((await report('GN01', 'negative', '11:00')).answer).toBe('done')
  for (const id of [x, y]) expect((await one(id)).specimen).toMatchObject({ outcome: 'negative', state: 'resulted', resultedAt: at('12:00') })
  expect((await contact()).result).toBe('negative')
  expect((await report('N001', 'positive', '11:30')).answer).toBe('conflicting') // the pool had missed it: both stand
  expect((await one(x)).specimen.outcome).toBe('conflicting')
  expect((await contact()).result).toBe('indeterminate')
})

test('each rule that is broken is named; nothing is written', async () => {
  const clash = async (barcode: string, more: object = {}) => (await station.put(`/api/specimens/${newId()}`, tube(barcode, more))).json()
  expect(await clash('M001')).toMatchObject({ code: 'duplicate', detail: expect.stringContaining('M001 đã dán trên một ống khác') })
  expect(await clash('M777', { takenAt: at('23:00') })).toMatchObject({ code: 'invalid-input', fields: { takenAt: 'in-future' } })
  expect(await clash('M777', { fullName: null })).toMatchObject({ fields: { fullName: 'nobody' } })
  await take('R001')
  await take('R002')
  const pooled = async (members: string[]) => (await station.put(`/api/pools/${newId()}`, { barcode: 'GR99', members })).json()
  expect((await pooled(['R001', 'R001'])).detail).toContain('R001 đứng hai lần')
  expect((await pooled(['R001', 'N002'])).detail).toContain('N002 đã ở trong một mẫu gộp khác')
  expect((await pooled(['R001', 'G001'])).detail).toContain('G001 là một mẫu gộp')
  expect((await pooled(['R001', 'R404'])).code).toBe('reference-missing')
  const many: string[] = []
  for (let n = 0; n < 11; n++) many.push(`R1${String(n).padStart(2, '0')}`)
  for (const barcode of many) await take(barcode)
  expect((await pooled(many)).detail).toContain('quá cỡ') // 10 by the rule in force
  await send([await take('R003')])
  expect((await report('R003', 'negative', '06:00')).sentence).toContain('trước giờ lấy mẫu')
  expect((await report('R404', 'negative', '11:00')).answer).toBe('unknown-barcode')
  expect((await lab.post(`/api/laboratories/${LAB.id}/reject`, { barcode: 'R003', reason: 'leaked' })).json().answer).toBe('done')
  expect((await report('R003', 'negative', '11:00')).answer).toBe('was-rejected')
})

test('two laboratories with different results for one tube: both stay and the tube is flagged; the same result again is a repeat', async () => {
  const id = await take('T001')
  await send([id])
  await receive('T001')
  expect((await report('T001', 'negative', '10:00')).answer).toBe('done')
  expect((await report('T001', 'negative', '10:00')).answer).toBe('repeat')
  const other = await station.post(`/api/specimens/${id}/results`, { id: newId(), method: 'rt-pcr', outcome: 'positive', testedAt: at('11:00'), laboratoryId: LAB.other, cts: [{ gene: null, ct: 35 }] })
  expect(other.json()).toEqual({ answer: 'conflicting' })
  const view = await one(id)
  expect(view.specimen.outcome).toBe('conflicting')
  expect(view.results.map(({ laboratory, outcome }) => [laboratory, outcome])).toEqual([['Labo huyện An Thử', 'negative'], ['Labo khác', 'positive']])
})

test('one barcode entered twice at once, and one tube put into two pools at once: one of them stands', async () => {
  const twice = await Promise.all(Array.from({ length: 6 }, () => station.put(`/api/specimens/${newId()}`, tube('C001'))))
  expect(twice.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409, 409, 409, 409])
  await take('C002')
  for (let n = 0; n < 6; n++) await take(`C1${n}0`)
  const pools = await Promise.all(Array.from({ length: 6 }, (_, n) => station.put(`/api/pools/${newId()}`, { barcode: `GC${n}0`, members: n % 2 === 0 ? ['C002', `C1${n}0`] : [`C1${n}0`, 'C002'] })))
  expect(pools.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409, 409, 409, 409])
})

test('the laboratory sees tubes sent to it and nobody\'s name; who is elsewhere sees and does nothing', async () => {
  const id = await take('S001')
  await take('S002') // not sent
  await send([id])
  const desk: LabDesk = (await lab.get(`/api/laboratories/${LAB.id}/desk`)).json()
  expect(desk).toMatchObject({ ours: true, capacity: 300 })
  expect(desk.lines.find(({ barcode }) => barcode === 'S001')).toMatchObject({ sex: 'female', birthYear: 1990, state: 'sent' })
  expect(JSON.stringify(desk)).not.toMatch(/Người của|S002/)
  expect((await lab.get('/api/specimens')).statusCode).toBe(403)
  expect(await receive('S002')).toBe('unknown-barcode')
  expect((await far.get(`/api/specimens/${id}`)).statusCode).toBe(404)
  expect((await far.post(`/api/laboratories/${LAB.id}/receive`, { barcode: 'S001' })).json().answer).toBe('unknown-barcode')
  expect((await far.get(`/api/laboratories/${LAB.id}/desk`)).json().lines).toEqual([])
  expect((await officer.get(`/api/specimens/${id}?reveal=1`)).statusCode).toBe(403)
  expect((await one(id, officer)).specimen.name).toBeNull()
  expect((await (await station.get(`/api/specimens/${id}?reveal=1`)).json()).specimen.name).toBe('Người của S001')
})

test('a laboratory\'s file: tried without a trace, taken once however often it is sent, its columns remembered', async () => {
  const ids = [await take('F001'), await take('F002'), await take('F003')]
  await send(ids)
  const headers = ['STT', 'Mã mẫu', 'KQXN', 'CT gen E', 'Ngày giờ xét nghiệm', 'Ghi chú']
  const cells = [['1', 'F001', 'Âm tính', '', '10/08/2021 10:30', ''], ['2', 'f002', 'DƯƠNG TÍNH', 'E 24,1; RdRp 26,3', '10/08/2021 10:30', ''], ['3', 'F003', 'chờ', '', '10/08/2021 10:30', ''], ['4', 'F404', '(-)', '', '10/08/2021 10:30', '']]
  const file = { headers, rows: cells.map((row, n) => ({ line: n + 2, cells: row })), mapping: null, method: 'rt-pcr' }
  const ask = async (dry: boolean) => (await lab.post(`/api/laboratories/${LAB.id}/result-file`, { ...file, dry })).json()
  const tried = await ask(true)
  expect(tried.lines.map(({ answer }: { answer: string }) => answer)).toEqual(['done', 'done', 'no-outcome', 'unknown-barcode'])
  expect(tried.mapping).toEqual({ barcode: 'Mã mẫu', outcome: 'KQXN', ct: 'CT gen E', testedAt: 'Ngày giờ xét nghiệm' })
  expect((await one(ids[0]!)).specimen.outcome).toBeNull()
  expect(await ask(false)).toMatchObject({ taken: 2, repeated: 0 })
  expect(await ask(false)).toMatchObject({ taken: 0, repeated: 2 })
  expect((await one(ids[1]!)).results).toMatchObject([{ outcome: 'positive', source: 'file', cts: [{ gene: 'E', ct: 24.1 }, { gene: 'RdRp', ct: 26.3 }] }])
})

test('whom a signed list says to sample is expected until his tube is entered; the laboratory pools what it has in hand', async () => {
  const [caseId, contactId, listId] = [newId(), newId(), newId()]
  await station.put(`/api/cases/${caseId}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at('06:00') })
  await station.put(`/api/cases/${caseId}/contacts/${contactId}`, { tier: 'f1', fullName: 'Cần Lấy Mẫu', lastContactOn: '2021-08-09' })
  const signer = cast.healthStation.postId
  await asInstallation(server.adminUrl, async (client) => {
    await client.query(`insert into order_list (id, area_id, case_id, body_id, kind, state, requested_at, requested_by, requester_title, signed_at, signed_by, signer_title, created_at, created_by)
      values ($1, $2, $3, $4, 'sample', 'signed', $5, $6, 'Trạm', $5, $6, 'Chủ tịch', $5, $6)`, [listId, areas.communeA1, caseId, bodies.communeA1, at('06:30'), signer])
    await client.query("insert into order_line (list_id, kind, contact_id, position, tier, form, last_contact_on, open) values ($1, 'sample', $2, 1, 'f1', 'rt-pcr', '2021-08-09', false)", [listId, contactId])
  })
  const expected = async () => (await station.get('/api/specimens/expected?reveal=1')).json().contacts
  expect(await expected()).toMatchObject([{ contactId, name: 'Cần Lấy Mẫu', tier: 'f1', form: 'rt-pcr' }])
  const ids = [await take('L001', { contactId, fullName: null }), await take('L002')]
  expect(await expected()).toEqual([])
  await send(ids)
  for (const barcode of ['L001', 'L002']) await receive(barcode)
  const pooled = (barcode: string, members: string[]) => lab.put(`/api/pools/${newId()}`, { barcode, members, laboratoryId: LAB.id })
  expect((await pooled('GL01', ['L001', 'S002'])).statusCode).toBe(422) // not sent here
  expect((await pooled('GL01', ['L001', 'L002'])).statusCode).toBe(200)
  expect((await report('GL01', 'negative', '11:00')).answer).toBe('done')
  expect((await one(ids[0]!)).specimen.outcome).toBe('negative')
})

test('slips and labels are papers', async () => {
  const { specimens } = (await station.get('/api/specimens?box=done')).json() as SpecimenList
  const ids = specimens.filter(({ form }) => form === 'single').slice(0, 3).map(({ id }) => id)
  const single = await station.get(`/api/specimens/${ids[0]}/slip.docx`)
  expect(single.rawPayload.subarray(0, 2).toString()).toBe('PK')
  const many = await station.post('/api/specimens/slips', { ids, format: 'pdf' })
  expect(many.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  const labels = await station.post('/api/barcode-labels', { codes: ['XA0001', 'XA0002'], copies: 2, words: 'Xã Thử Một' })
  expect(labels.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})

test('a tube of a round is of the disease that the round looks for', async () => {
  const round = newId()
  const planned = await station.put(`/api/registers/testing_round/${round}`, { areaId: areas.communeA1, name: 'Đợt sởi mẫu', diseaseCode: 'measles', purpose: 'symptoms', method: 'serology', plannedOn: '2021-08-10' })
  expect(planned.statusCode, planned.body).toBe(200)
  const refused = await station.put(`/api/specimens/${newId()}`, tube('SOI1', { roundId: round }))
  expect([refused.statusCode, refused.json().fields, refused.json().detail]).toEqual([400, { diseaseCode: 'other-disease' }, 'Đợt lấy mẫu này xét nghiệm một bệnh khác. Hãy chọn lại bệnh hoặc đợt.'])
  expect((await one(await take('SOI2', { roundId: round, diseaseCode: 'measles' }))).diseaseCode).toBe('measles')
})

test('a wrong result is withdrawn by whose it is: it stays, the tube waits again, and who was told of a positive is told of that', async () => {
  const [caseId, contactId] = [newId(), newId()]
  await station.put(`/api/cases/${caseId}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at('06:00') })
  await station.put(`/api/cases/${caseId}/contacts/${contactId}`, { tier: 'f1', fullName: 'Thu Hồi', lastContactOn: '2021-08-09' })
  const contact = async () => (await station.get(`/api/cases/${caseId}/contacts`)).json().contacts[0]
  const id = await take('W001', { contactId, fullName: null })
  await send([id])
  await receive('W001')
  await report('W001', 'positive', '11:00')
  expect((await contact()).result).toBe('positive')
  const { results: [wrong] } = await one(id)
  expect((await station.post(`/api/specimens/${id}/results/${wrong!.id}/withdraw`, { reason: 'Dán nhầm nhãn' })).statusCode).toBe(404) // the laboratory's, not the station's
  const withdraw = async () => (await lab.post(`/api/laboratories/${LAB.id}/withdraw`, { barcode: 'W001', reason: 'Dán nhầm nhãn' })).json().answer
  expect([await withdraw(), await withdraw()]).toEqual(['done', 'no-result'])
  expect(await one(id)).toMatchObject({ specimen: { outcome: null, state: 'received' }, results: [{ outcome: 'positive', withdrawn: { reason: 'Dán nhầm nhãn' } }] })
  expect((await contact()).result).toBe('pending')
  expect((await report('W001', 'negative', '11:40')).answer).toBe('done')
  expect((await contact()).result).toBe('negative')
  const { rows } = await asInstallation(server.adminUrl, (client) => client.query('select kind, body_id as body from specimen_call where specimen_id = $1 order by kind', [id]))
  expect(rows).toEqual([{ kind: 'positive', body: bodies.healthStationA1 }, { kind: 'withdrawn', body: bodies.healthStationA1 }])
})

test('a pool whose negative result is withdrawn leaves its members without one, but for what was found in a tube itself', async () => {
  const ids = [await take('V001'), await take('V002')]
  const pool = newId()
  await station.put(`/api/pools/${pool}`, { barcode: 'GV01', members: ['V001', 'V002'] })
  await send([pool])
  await receive('GV01')
  await report('GV01', 'negative', '11:00')
  await report('V002', 'negative', '11:10')
  expect((await lab.post(`/api/laboratories/${LAB.id}/withdraw`, { barcode: 'GV01', reason: 'Máy hỏng' })).json().answer).toBe('done')
  expect([(await one(ids[0]!)).specimen.outcome, (await one(ids[1]!)).specimen.outcome]).toEqual([null, 'negative'])
})

test('results that differ are settled with the grounds, both stay; one that contradicts later opens it again', async () => {
  const id = await take('Y001')
  await send([id])
  await receive('Y001')
  const settle = async (outcome: string) => station.post(`/api/specimens/${id}/settlements`, { id: newId(), outcome, reason: 'Giải trình tự gen' })
  await report('Y001', 'negative', '10:00')
  expect((await settle('negative')).json()).toMatchObject({ code: 'illegal-state', detail: expect.stringContaining('không trái nhau') })
  await station.post(`/api/specimens/${id}/results`, { id: newId(), method: 'rt-pcr', outcome: 'positive', testedAt: at('11:00'), laboratoryId: LAB.other })
  expect((await settle('positive')).json()).toEqual({ answer: 'done' })
  expect(await one(id)).toMatchObject({ specimen: { outcome: 'positive' }, results: [{ outcome: 'negative' }, { outcome: 'positive' }], settlements: [{ outcome: 'positive', reason: 'Giải trình tự gen' }] })
  expect((await report('Y001', 'positive', '11:20')).answer).toBe('done') // agrees with what was settled
  expect((await report('Y001', 'negative', '11:30')).answer).toBe('conflicting')
})

test('a specimen entered by mistake takes its step off the contact', async () => {
  const [caseId, contactId] = [newId(), newId()]
  await station.put(`/api/cases/${caseId}`, { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at('06:00') })
  await station.put(`/api/cases/${caseId}/contacts/${contactId}`, { tier: 'f1', fullName: 'Nhầm Người', lastContactOn: '2021-08-09' })
  const id = await take('E001', { contactId, fullName: null })
  const contact = async () => (await station.get(`/api/cases/${caseId}/contacts`)).json().contacts[0]
  expect((await contact()).sampledAt).toBe(at('07:00'))
  const { version } = (await station.get(`/api/registers/specimen/${id}`)).json().row ?? (await station.get(`/api/registers/specimen/${id}`)).json()
  expect((await station.post(`/api/registers/specimen/${id}/void`, { version, reason: 'Nhập nhầm người' })).statusCode).toBe(200)
  expect(await contact()).toMatchObject({ sampledAt: null, result: null })
})

test('who waits for a tube past its hours is told once, and so is the laboratory that has it', async () => {
  const id = await take('Q001')
  expect(await send([id])).toBe(1)
  now = new Date('2021-08-11T07:30:00+07:00') // 24 hours after it was taken, and half an hour
  await callForLate(server.deps)
  await callForLate(server.deps)
  const { rows } = await asInstallation(server.adminUrl, (client) => client.query("select count(*)::int as n from specimen_call where specimen_id = $1 and kind = 'late'", [id]))
  expect(rows).toEqual([{ n: 1 }])
  const told = await asInstallation(server.adminUrl, (client) => client.query('select count(*)::int as n, bool_and(late >= 1) as counted from laboratory_call where laboratory_id = $1', [LAB.id]))
  expect(told.rows).toEqual([{ n: 1, counted: true }])
})
