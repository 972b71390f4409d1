import type { LineListAnswer } from '@phaodai/office'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAuditExport, seal, verifyAudit } from '#server/audit/index.ts'
import { matchStale } from '#server/individuals/index.ts'
import { withClient } from '#kernel/database/pool.ts'
import { readTable, type Sheet } from '#server/sheets/index.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const NEIGHBOUR: Member = { ...cast.healthStation, username: 'tramyte.hai', fullName: 'Chu Thị Trạm', bodyId: bodies.communeA2, actsForId: bodies.communeA2,
  personId: '00000000-0000-7000-8000-000000019001', postId: '00000000-0000-7000-8000-000000029001', accountId: '00000000-0000-7000-8000-000000039001' }

let server: TestApp
let station: Caller
beforeAll(async () => {
  server = await testApp()
  const hash = await testHash()
  await asInstallation(server.adminUrl, (client) => plantMember(client, NEIGHBOUR, hash))
  station = await server.as(cast.healthStation)
})
afterAll(() => server?.stop())

const HEADERS = ['STT', 'Họ và tên', 'Giới tính', 'Ngày sinh', 'CCCD', 'SĐT', 'Địa bàn', 'Ngày chẩn đoán', 'Ngày khởi phát']
const CONSTANTS = { diseaseCode: 'covid-19', classification: 'confirmed' }
type Extra = Partial<{ rows: object[]; mapping: object | null; constants: object; dry: boolean; headers: string[] }>

const row = (line: number, cells: string[], decision: string | null = null): object => ({ line, cells, decision })
async function send(rows: object[], extra: Extra = {}, who = station): Promise<LineListAnswer> {
  const answer = await who.post('/api/line-lists', { headers: HEADERS, rows, constants: CONSTANTS, ...extra })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
/** Cells of a line about an invented person of commune A1. */
const cells = (name: string, more: Partial<{ sex: string; born: string; number: string; phone: string; place: string; on: string; onset: string }> = {}): string[] =>
  ['1', name, more.sex ?? 'Nam', more.born ?? '05/03/1980', more.number ?? '', more.phone ?? '', more.place ?? 'Xã Thử Một', more.on ?? '05/08/2021', more.onset ?? '']

const counted = (sql: string): Promise<number> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<{ n: number }>(`select count(*)::int as n ${sql}`)).rows[0]!.n)
const totals = async (): Promise<number[]> => [await counted('from individual'), await counted('from disease_case')]

describe('a line list', () => {
  test('finds its columns by what they are called, and brings people, cases, clocks, codes and audit entries, once', async () => {
    const before = await totals()
    const rows = [row(2, cells('Hoàng Văn Mẫu Một')), row(3, cells('Nông Thị Mẫu Hai', { sex: 'Nữ', born: '1975', onset: '01/08/2021' }))]
    const answer = await send(rows)
    expect(answer).toMatchObject({ taken: 2, repeated: 0, lines: [] })
    expect(answer.mapping).toMatchObject({ fullName: 'Họ và tên', sex: 'Giới tính', birthOn: 'Ngày sinh', identityNumber: 'CCCD', phone: 'SĐT', areaId: 'Địa bàn', diagnosedAt: 'Ngày chẩn đoán', onsetOn: 'Ngày khởi phát' })
    expect(await totals()).toEqual(before.map((n) => n + 2))
    expect(await counted("from disease_case c join disease_case_clock k on k.case_id = c.id where c.code ~ '-21-\\d{4}$' and k.kind = '24h' and k.due_at = '2021-08-05T17:00:00Z'")).toBe(2) // the day begins at midnight in Vietnam: 24 hours on, 17:00 UTC of the next
    expect(await counted("from individual where full_name = 'Nông Thị Mẫu Hai' and birth_on is null and birth_year = 1975")).toBe(1)
    expect(await counted("from audit_entry where action = 'insert' and permission = 'disease_case.import' and subject in ('individual', 'disease_case')")).toBe(4)
    expect(await counted("from audit_entry where action = 'insert' and subject = 'individual' and after ? 'full_name'")).toBe(0)
    expect(await send(rows)).toMatchObject({ taken: 0, repeated: 2 })
    expect(await totals()).toEqual(before.map((n) => n + 2))
  })

  test('keeps what tells who somebody is encrypted in the audit, and the history opens it for who may see names', async () => {
    await send([row(2, cells('Lý Văn Mẫu Kín', { number: '020080123456' }))])
    const { id } = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<{ id: string }>("select id from individual where full_name = 'Lý Văn Mẫu Kín'")).rows[0]!)
    const { steps } = (await station.get(`/api/registers/individual/${id}/history?reveal=1`)).json<{ steps: { changes: { field: string; after: unknown }[] }[] }>()
    expect(steps[0]!.changes).toEqual(expect.arrayContaining([{ field: 'fullName', before: null, after: 'Lý Văn Mẫu Kín' }, { field: 'identityNumber', before: null, after: '020080123456' }]))
  })

  test('leaves a chain that verifies, and the keys that the search for duplicates finds anew', async () => {
    const names = ['Ma  Thị-Mẫu ĐỊNH', 'ma thi mau dinh hai']
    await send([row(2, cells(names[0]!, { sex: 'Nữ', number: '020180666666', phone: '0912000666' })), row(3, cells(names[1]!, { sex: 'Nữ', born: '1961' }))])
    const keys = (kind: string): Promise<string[]> => withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query<{ key: string }>(
      `select k.key from individual_key k join individual i on i.id = k.individual_id where i.full_name = any ($1) and left(k.key, 1) ${kind} order by 1`, [names])).rows.map(({ key }) => key))
    const entered = await keys("not in ('n', 'g')")
    expect(entered).toEqual(expect.arrayContaining(['i020180666666', 'p912000666', 'y1961dinhhaimamauthi', 'y1980dinhmamauthi']))
    expect(await keys("= 'n'")).toEqual(['ndinh', 'ndinh hai', 'nhai', 'nma thi mau dinh', 'nma thi mau dinh hai', 'nmau dinh', 'nmau dinh hai', 'nthi mau dinh', 'nthi mau dinh hai'])
    await matchStale(server.deps)
    expect(await keys("not in ('n', 'g')")).toEqual(entered)
    const exported = await openAuditExport(server.dataFolder)
    await seal(server.deps.pools.jobs, exported)
    expect((await verifyAudit(server.deps.pools.jobs, exported)).faults).toEqual([])
  })

  test('takes the good lines and tells of each bad one every reason', async () => {
    const before = await totals()
    const rows = [
      row(2, cells('')), row(3, cells('0912 000 111')), row(4, cells('Vi Văn Mẫu Bốn', { sex: 'đực' })), row(5, cells('Vi Văn Mẫu Năm', { place: 'Xã Không Có' })), row(6, cells('Vi Văn Mẫu Sáu', { on: '31/02/2021' })),
      row(7, cells('Vi Văn Mẫu Bảy', { on: '05/08/2099' })), row(8, cells('Vi Văn Mẫu Tám', { number: '0912000111' })), row(9, cells('Vi Văn Mẫu Chín', { born: '05/03/2099' })), row(10, cells('Vi Văn Mẫu Mười')), row(11, cells('Vi Văn Mẫu Khác', { place: 'Xã Thử Hai' })),
    ]
    const { taken, lines } = await send(rows)
    expect(lines.map(({ line, faults }) => [line, faults.map(({ field, code }) => `${field} ${code}`).join(', ')])).toEqual([
      [2, 'fullName required'], [3, 'fullName not-a-name'], [4, 'sex unknown-code'], [5, 'areaId unknown-name'], [6, 'diagnosedAt not-an-instant'],
      [7, 'diagnosedAt in-future'], [8, 'identityNumber not-an-identity-number'], [9, 'birthOn in-future'], [11, 'areaId unknown-name'],
    ])
    expect(taken).toBe(1)
    expect(await totals()).toEqual(before.map((n) => n + 1))
  })

  test('gives a case to the person on file with the same number and facts, and refuses a second open case of one disease', async () => {
    await send([row(2, cells('Triệu Văn Mẫu Cũ', { number: '020080777777' }))])
    const before = await totals()
    const again = cells('Trieu van mau cu', { number: '020080777777', on: '06/08/2021' })
    expect((await send([row(2, again)])).lines).toMatchObject([{ outcome: 'bad', faults: [{ code: 'open-case' }] }])
    const other = await send([row(2, again)], { constants: { ...CONSTANTS, diseaseCode: 'measles' } })
    expect(other).toMatchObject({ taken: 1, lines: [{ outcome: 'taken', linked: expect.stringMatching(/^N/) as string }] })
    expect(await totals()).toEqual([before[0], before[1]! + 1])
  })

  test('asks who it is where everything agrees but no number says so, and takes the answer', async () => {
    await send([row(2, cells('Đàm Quốc Mẫu Hỏi', { born: '17/11/1969', phone: '0000123456' }))])
    const before = await totals()
    const asked = row(5, cells('Dam Quoc Mau Hoi', { born: '17/11/1969', phone: '0000123456', on: '20/08/2021' }))
    const { taken, lines: [line] } = await send([asked], { constants: { ...CONSTANTS, diseaseCode: 'measles' } })
    expect([taken, line!.outcome, line!.matches.map(({ fullName }) => fullName)]).toEqual([0, 'asked', ['Đàm Quốc Mẫu Hỏi']])
    expect(await totals()).toEqual(before)
    expect(await send([{ ...asked, decision: line!.matches[0]!.id }], { constants: { ...CONSTANTS, diseaseCode: 'measles' } })).toMatchObject({ taken: 1 })
    expect(await totals()).toEqual([before[0], before[1]! + 1])
    const different = row(6, cells('Đàm Quốc Mẫu Hỏi', { born: '17/11/1969', phone: '0000123456', on: '21/08/2021' }), 'new')
    expect(await send([different], { constants: { ...CONSTANTS, diseaseCode: 'dengue' } })).toMatchObject({ taken: 1 })
    expect(await totals()).toEqual([before[0]! + 1, before[1]! + 2])
    await matchStale(server.deps)
    expect(await counted("from individual_pair p join individual i on i.id = p.a_id where i.full_name = 'Đàm Quốc Mẫu Hỏi' and p.verdict = 'same'")).toBeGreaterThan(0)
  })

  test('within one request one number is one person', async () => {
    const before = await totals()
    const { taken, lines } = await send([row(2, cells('Lương Thị Mẫu Đôi', { sex: 'Nữ', number: '020180888888' })), row(3, cells('LƯƠNG THỊ MẪU ĐÔI', { sex: 'Nữ', number: '020180888888', on: '07/08/2021' }))])
    expect([taken, lines.map(({ line, faults }) => [line, faults[0]?.code])]).toEqual([1, [[3, 'open-case']]])
    expect(await totals()).toEqual(before.map((n) => n + 1))
  })

  test('flags a number that contradicts sex or birth, and takes the line as written', async () => {
    expect(await send([row(2, cells('Hứa Văn Mẫu Lệch', { number: '020190999999' }))])).toMatchObject({ taken: 1, lines: [{ outcome: 'taken', flags: ['sex-differs', 'birth-year-differs'] }] })
  })

  test('tried out takes nothing and uses up no code', async () => {
    const before = await totals()
    const numbers = await counted('from case_number')
    expect(await send([row(2, cells('Bế Văn Mẫu Thử', { place: 'Xã Thử Một' }))], { dry: true })).toMatchObject({ taken: 1, repeated: 0 })
    expect([await totals(), await counted('from case_number')]).toEqual([before, numbers])
  })

  test('is for posts that may enter cases and see names, and reaches no other commune', async () => {
    const leader = await server.as(cast.districtLeader)
    expect((await leader.post('/api/line-lists', { headers: HEADERS, rows: [row(2, cells('Ai Đó'))], constants: CONSTANTS })).json()).toMatchObject({ code: 'not-allowed' })
    const theirs = await server.as(NEIGHBOUR)
    await send([row(2, cells('Chu Văn Mẫu Xa', { number: '020080555555', place: 'Xã Thử Hai' }))], {}, theirs)
    const { lines, taken } = await send([row(2, cells('Chu Văn Mẫu Xa', { number: '020080555555' }))])
    expect([taken, lines]).toEqual([1, []])
  })
})

describe('a line list that goes out', () => {
  const exported = async (ending: string, who = station, query = '?disease=rubella'): Promise<Sheet> => {
    const answer = await who.get(`/api/line-lists/export.${ending}${query}`)
    expect(answer.statusCode, answer.body).toBe(200)
    return readTable(answer.rawPayload)
  }

  test('reads back as the same people and cases, from either file', async () => {
    await send([
      row(2, cells('Mã Thị Mẫu Về', { sex: 'Nữ', number: '020180000001', onset: '01/08/2021', on: '02/08/2021 07:45' })), row(3, cells('Mông "Văn" Mẫu; Dấu', { born: '1990' })),
    ], { constants: { diseaseCode: 'rubella', classification: 'suspected' } })
    for (const ending of ['csv', 'xlsx']) {
      const { headers, rows } = await exported(ending)
      const answer = await send(rows.map((cell, n) => row(n + 2, cell)), { headers, constants: {}, dry: true })
      expect(answer).toMatchObject({ taken: 0, repeated: 2, lines: [] })
      expect(rows.map((cell) => cell[headers.indexOf('Họ và tên')]).sort()).toEqual(['Mã Thị Mẫu Về', 'Mông "Văn" Mẫu; Dấu'])
      expect(rows.map((cell) => [cell[headers.indexOf('Chẩn đoán lúc')], cell[headers.indexOf('Địa bàn')], cell[headers.indexOf('Bệnh')]])).toEqual([
        ['05/08/2021 00:00', 'Xã Thử Một', 'Rubella'], ['02/08/2021 07:45', 'Xã Thử Một', 'Rubella'],
      ])
    }
  })

  test('names go to nobody who may not see them, and each that went out is noted', async () => {
    const officer = await server.as(cast.districtOfficer)
    expect((await officer.get('/api/line-lists/export.csv')).json()).toMatchObject({ code: 'not-allowed' })
    expect(await counted("from audit_entry where action = 'export' and subject = 'individual' and cardinality(row_ids) = 2")).toBe(2)
    expect((await exported('csv', await server.as(NEIGHBOUR))).rows).toEqual([])
  })

  test('is one list however many pages it has', async () => {
    const people = Array.from({ length: 2_500 }, (_, n) => row(n + 2, cells(`Lộc Văn Mẫu ${String.fromCharCode(65 + (n % 26))}${'aeiou'[n % 5]}`, { born: String(1920 + (n % 90)), phone: `00000${String(n).padStart(5, '0')}`, on: `${1 + (n % 28)}/07/2021` })))
    for (let at = 0; at < people.length; at += 1_000) await send(people.slice(at, at + 1_000), { constants: { diseaseCode: 'pertussis', classification: 'suspected' } })
    const { rows, headers } = await exported('csv', station, '?disease=pertussis')
    expect(new Set(rows.map((cell) => cell[headers.indexOf('Mã ca')])).size).toBe(2_500)
  })
})
