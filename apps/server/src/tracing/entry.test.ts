import type { CollectingAnswer, TracingAnswer } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import writeExcelFile from 'write-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { withClient } from '#kernel/database/pool.ts'
import { areas, cast } from '#test/people.ts'
import { keepVisits } from './index.ts'

const AT = new Date('2021-08-10T15:10:00Z') // 22:10 in Vietnam
let server: TestApp
let station: Caller
let officer: Caller
let market: string
let decision: string

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const put = async (who: Caller, url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await who.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const person = (fullName: string, phone: string): Promise<string> => put(station, '/api/individuals', { areaId: areas.communeA1, fullName, sex: 'male', birthYear: 1985, phone })
const enterCase = (individualId: string): Promise<string> => put(station, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: '2021-08-10T13:00:00.000Z', onsetOn: '2021-08-08', individualId })
const traced = async (caseId: string): Promise<TracingAnswer> => (await station.post(`/api/cases/${caseId}/tracing`, { reason: 'Truy vết F1 của ca dương tính' })).json()

type Book = { total: number; imported: number; repeated: number; mapping: Record<string, string>; bad: { line: number; faults: { field: string | null; code: string; sentence: string | null }[] }[]; doubted: Book['bad'] }
const book = (text: string | Buffer, { dry = '0', place = market, under = decision, mapping }: { dry?: '0' | '1'; place?: string; under?: string; mapping?: object } = {}, who = station) =>
  who.inject({ method: 'POST', url: `/api/places/${place}/visits?decisionId=${under}&dry=${dry}${mapping ? `&mapping=${encodeURIComponent(JSON.stringify(mapping))}` : ''}`, headers: { 'content-type': 'application/octet-stream' }, payload: typeof text === 'string' ? Buffer.from(text) : text })
const taken = async (text: string | Buffer, more: Parameters<typeof book>[1] = {}): Promise<Book> => {
  const answer = await book(text, more)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const count = async (what: string): Promise<number> => withClient(server.adminUrl, { name: 'test' }, async (client) => Number((await client.query<{ n: string }>(`select count(*) as n from ${what}`)).rows[0]!.n))

beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => AT
  station = await server.as(cast.healthStation)
  officer = await server.as(cast.districtOfficer)
  market = await put(station, '/api/registers/place', { areaId: areas.communeA1, name: 'Chợ Sổ', kind: 'market' })
  decision = await put(officer, '/api/registers/collection_decision', { areaId: areas.district, collects: 'visit', number: '12/QĐ-UBND', issuer: 'UBND huyện An Thử', diseaseCode: 'covid-19', fromOn: '2021-08-01', toOn: '2021-08-31', keepDays: 21 })
  await keepVisits(server.deps)
})
afterAll(() => server?.stop())

const HEAD = 'Ngày,Giờ vào,Giờ ra,Họ và tên,Điện thoại,Số định danh,Đeo khẩu trang,Ghi chú'

test('a book of a place comes in: good lines kept, each other with its reason, the same book twice enters nothing more', async () => {
  const seller = await person('Hoàng Thị Bán', '0912345678')
  const patient = await person('Ca Trong Sổ', '0987654321')
  const lines = [
    '09/08/2021,8h,9h,Ca Trong Sổ,0987 654 321,,Có,', '09/08/2021,08:30,10h15,hoang thi ban,+84912345678,,Không,bán rau', // the same phone, the name without marks
    ',09/08/2021 08:40,,Lò Văn Mới,0911000111,,,', '09/08/2021,8h,9h,Không Số,,,,', '10/08/2021,23h,,Người Mai Sau,0911000222,,,', '20/07/2021,8h,,Người Cũ,0911000333,,,', '09/08/2021,tám giờ,,Người Chữ,0911000444,,,',
    '09/08/2021,8h,9h,Ca Trong Sổ,0987654321,,Có,', '09/08/2021,9h,8h,Ra Trước Vào,0911000555,,,',
  ]
  const text = [HEAD, ...lines].join('\n')
  const trial = await taken(text, { dry: '1' })
  expect(trial).toMatchObject({ total: 9, imported: 4, repeated: 1 })
  expect(trial.bad.map(({ line, faults }) => [line, faults.map(({ code }) => code)])).toEqual([[5, ['nobody']], [6, ['future']], [7, ['outside']], [8, ['not-an-instant']]])
  expect(trial.doubted.map(({ line, faults }) => [line, faults[0]!.sentence])).toEqual([[10, 'Giờ ra trước giờ vào: được giữ, không dùng khi truy vết.']])
  expect(await count('place_visit')).toBe(0)

  expect(await taken(text)).toMatchObject({ imported: 4, repeated: 1 })
  expect(await count('place_visit')).toBe(4)
  const people = await count('individual')
  expect(await taken(text)).toMatchObject({ imported: 4 }) // says nothing of what stood already
  expect([await count('place_visit'), await count('individual')]).toEqual([4, people])

  const answer = await traced(await enterCase(patient))
  expect(answer.people.map(({ name, individualId, exposures }) => [name, individualId === seller, exposures[0]!.note])).toEqual([['Hoàng Thị Bán', true, 'bán rau'], ['Lò Văn Mới', false, null]])
})

test('a spreadsheet whose days and hours are cells of their own kind says the same as one that was typed', async () => {
  const patient = await person('Ca Bảng Tính', '0966000111')
  const [head, day, hour] = [(value: string) => ({ value, type: String }), { value: new Date('2021-08-09T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' }, (n: number) => ({ value: n / 24, type: Number, format: 'h:mm' })]
  const whole = (at: string) => ({ value: new Date(`2021-08-09T${at}:00Z`), type: Date, format: 'dd/mm/yyyy hh:mm' })
  const line = (from: object, to: object, name: string, phone: string, on: object | null = day) => [on, from, to, head(name), head(phone), null, null, null]
  const answer = await taken(await writeExcelFile([HEAD.split(',').map(head), line(hour(8), hour(9 + 10 / 60), 'Ca Bảng Tính', '0966000111'), line(whole('08:40'), whole('09:05'), 'Người Bảng Tính', '0966000222', null)]).toBuffer())
  expect(answer).toMatchObject({ total: 2, imported: 2, bad: [] })
  expect((await traced(await enterCase(patient))).people.map(({ name, why }) => [name, why])).toContainEqual(['Người Bảng Tính', 'Cùng ở Chợ Sổ với ca bệnh 25 phút, từ 08:40 đến 09:05 ngày 09/08/2021.'])
})

test('ten thousand visits of one phone in a minute and three weeks in a shop are kept, doubted, and out of the answer', async () => {
  const patient = await person('Ca Cùng Máy', '0900111222')
  const burst = Array.from({ length: 10_000 }, (_, n) => `,2021-08-09T08:10:${String(Math.floor(n / 170)).padStart(2, '0')}.${String(n % 170).padStart(3, '0')}+07:00,,Một Máy,0900333444,,,`)
  const answer = await taken([HEAD, '09/08/2021,8h,9h,Ca Cùng Máy,0900111222,,,', ',20/07/2021 08:00,,Ngoài Ngày,0900555666,,,', ',01/08/2021 08:00,09/08/2021 20:00,Tuần Này,0900777888,,,', ...burst].join('\n'))
  expect(answer).toMatchObject({ total: 10_003, imported: 10_002, repeated: 0 })
  expect(answer.doubted.map(({ faults }) => faults[0]!.code).filter((code) => code === 'stay-too-long')).toHaveLength(1)
  expect(answer.doubted).toHaveLength(5_000) // as many as are told
  const found = await traced(await enterCase(patient))
  expect(found.people.map(({ name }) => name)).not.toContain('Một Máy')
  expect(found.faults.map(({ who, reason, visits }) => [who, reason, visits])).toContainEqual(['Tuần Này', 'stay-too-long', 1])
})

test('columns are remembered; somebody whom a number names twice is asked for', async () => {
  for (const name of ['Trùng Tên', 'Trùng Tên']) await person(name, '0933000111')
  const text = ['Khách,Máy,Vào', 'Trùng Tên,0933000111,09/08/2021 08:00', 'Khách Lạ,0933000222,09/08/2021 09:00'].join('\n')
  const mapping = { fullName: 'Khách', phone: 'Máy', enteredAt: 'Vào' }
  const first = await taken(text, { mapping })
  expect(first).toMatchObject({ imported: 1 })
  expect(first.bad.map(({ line, faults }) => [line, faults[0]!.sentence])).toEqual([[2, 'Có 2 người trong danh sách dân cư mang số này; hãy gộp hồ sơ trùng trước.']])
  expect((await taken(text, { dry: '1' })).mapping).toEqual(mapping)
})

test('nothing is entered outside a decision in force, out of one’s areas, or by who may not', async () => {
  const small = await put(officer, '/api/registers/collection_decision', { areaId: areas.communeA2, collects: 'visit', number: '13/QĐ-UBND', issuer: 'UBND xã', diseaseCode: 'covid-19', fromOn: '2021-08-01', toOn: '2021-08-31', keepDays: 21 })
  const text = [HEAD, '09/08/2021,8h,9h,Ai Đó,0944000111,,,'].join('\n')
  const elsewhere = await put(officer, '/api/registers/place', { areaId: areas.communeA2, name: 'Chợ Xã Hai', kind: 'market' })
  expect((await book(text, { under: small })).json()).toMatchObject({ code: 'collection-off' })
  expect((await book(text, { place: elsewhere, under: small })).statusCode).toBe(404)
  expect((await book(text, { place: newId() })).statusCode).toBe(404)
  expect((await book(text, {}, officer)).statusCode).toBe(403)
  expect((await station.get(`/api/places/${market}/collecting`)).json<CollectingAnswer>()).toMatchObject({ place: { name: 'Chợ Sổ', area: 'Xã Thử Một' }, decisions: [{ id: decision, number: '12/QĐ-UBND', from: '2021-08-01', to: '2021-08-10' }] })
  expect((await station.get(`/api/places/${elsewhere}/collecting`)).statusCode).toBe(404)
  const ending = await put(officer, '/api/registers/collection_decision', { areaId: areas.communeA1, collects: 'visit', number: '14/QĐ-UBND', issuer: 'UBND xã', diseaseCode: 'covid-19', fromOn: '2021-08-01', toOn: '2021-08-31', keepDays: 21 })
  expect((await officer.post(`/api/registers/collection_decision/${ending}/actions/end`, { version: 1, reason: 'hết dịch' })).statusCode).toBe(200)
  expect((await book(text, { under: ending })).json()).toMatchObject({ code: 'collection-off' })
})

test('a visit that the case tells is entered for himself, doubted aloud, and can be taken back', async () => {
  const [patient, met] = [await person('Ca Kể Lại', '0955000111'), await person('Người Gặp', '0955000222')]
  await taken([HEAD, '09/08/2021,14h,15h,Người Gặp,0955000222,,,'].join('\n'))
  const caseId = await enterCase(patient)
  const url = `/api/cases/${caseId}/visits`
  const told = { placeId: market, from: '2021-08-09T14:30:00+07:00', to: '2021-08-09T16:00:00+07:00', masked: true, note: 'mua thịt' }
  const id = await put(station, url, told)
  expect((await station.put(`${url}/${id}`, told)).json()).toEqual({ doubts: [] }) // a phone that got no answer
  expect((await traced(caseId)).people.map(({ individualId, why }) => [individualId, why])).toEqual([[met, 'Cùng ở Chợ Sổ với ca bệnh 30 phút, từ 14:30 đến 15:00 ngày 09/08/2021.']])
  expect((await station.put(`${url}/${newId()}`, { ...told, from: '2021-08-08T10:00:00+07:00', to: '2021-08-08T09:00:00+07:00' })).json()).toEqual({ doubts: ['Giờ ra trước giờ vào: được giữ, không dùng khi truy vết.'] })
  expect((await traced(caseId)).faults.map(({ who, reason }) => `${who} ${reason}`)).toContain('Ca Kể Lại exit-before-entry')
  expect((await station.put(`${url}/${newId()}`, { ...told, from: '2021-08-10T23:00:00+07:00', to: null })).json()).toMatchObject({ code: 'invalid-value' })
  expect((await station.put(`${url}/${newId()}`, { ...told, from: '2021-07-09T10:00:00+07:00', to: null })).json()).toMatchObject({ code: 'collection-off' })
  expect((await station.put(`/api/cases/${newId()}/visits/${newId()}`, told)).statusCode).toBe(404)
  expect((await officer.put(`${url}/${newId()}`, told)).statusCode).toBe(403)
  expect((await station.delete(`${url}/${id}`)).statusCode).toBe(200)
  expect((await station.delete(`${url}/${id}`)).statusCode).toBe(404)
  expect((await traced(caseId)).people).toEqual([])
})
