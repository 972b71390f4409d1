import type { BookEntry, BookShelf, EntryPage } from '@phaodai/office'
import { makeId } from '@phaodai/vocabulary'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '#server/sheets/index.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'

let server: TestApp
let clerk: Caller
const id = (): string => makeId(Date.now(), randomBytes(10))
const RULE = { bodyId: bodies.districtState, system: 'state', numbering: 'own', series: 'by-type', subNumbers: true, code: null, organCode: 'H37.02.02', validFrom: '2020-01-01', source: 'Quy chế' }

beforeAll(async () => {
  server = await testApp()
  clerk = await server.as(cast.districtClerk)
  expect((await clerk.put(`/api/books/rules/${id()}`, RULE)).json()).toMatchObject({ numbering: 'own', code: 'UBND', organCode: 'H37.02.02', term: null })
})
afterAll(() => server.stop())

const enter = async (more: object, of = id()) => clerk.put(`/api/books/entries/${of}`, { bodyId: bodies.districtState, direction: 'outgoing', system: 'state', docType: 'quyet-dinh', day: '2021-08-20', abstract: 'Thành lập chốt', ...more })
const listed = async (query: string): Promise<BookEntry[]> => (await clerk.get(`/api/books/entries?${query}`)).json<EntryPage>().rows

describe('a line by hand', () => {
  test('takes the next number once, however often it is sent', async () => {
    const of = id()
    const first = (await enter({}, of)).json<BookEntry>()
    expect(first).toMatchObject({ printed: '01/QĐ-UBND', number: 1, late: false, period: '2021', direction: 'outgoing' })
    expect((await enter({}, of)).json()).toEqual(first)
    expect((await enter({ abstract: 'Khác' }, of)).json()).toMatchObject({ code: 'duplicate' })
    expect((await enter({})).json()).toMatchObject({ printed: '02/QĐ-UBND' })
  })

  test('of an earlier day is late, a forgotten one gets 1a; words are corrected, numbers never', async () => {
    expect((await enter({ day: '2021-08-10', lateReason: 'Chuyển văn thư chậm' })).json()).toMatchObject({ printed: '03/QĐ-UBND', late: true, lateReason: 'Chuyển văn thư chậm' })
    const forgotten = (await enter({ day: '2021-08-20', after: 1 })).json<BookEntry>()
    expect(forgotten).toMatchObject({ printed: '01a/QĐ-UBND', suffix: 'a' })
    const corrected = (await clerk.patch(`/api/books/entries/${forgotten.id}`, { version: forgotten.version, signer: 'Ngô Thị Đầu' })).json<BookEntry>()
    expect(corrected).toMatchObject({ signer: 'Ngô Thị Đầu', printed: '01a/QĐ-UBND' })
    expect((await clerk.patch(`/api/books/entries/${forgotten.id}`, { version: forgotten.version, signer: 'Ai' })).json()).toMatchObject({ code: 'stale' })
    expect((await clerk.patch(`/api/books/entries/${forgotten.id}`, { version: corrected.version, number: 9 })).json()).toMatchObject({ code: 'invalid-input' })
  })

  test('cancelled stays with its reason, is not changed again, and its number is not given again', async () => {
    const wrong = (await enter({ docType: 'ke-hoach' })).json<BookEntry>()
    const cancelled = (await clerk.post(`/api/books/entries/${wrong.id}/cancel`, { version: wrong.version, reason: 'Sai tên loại' })).json<BookEntry>()
    expect(cancelled).toMatchObject({ printed: '01/KH-UBND', cancelReason: 'Sai tên loại', cancelledBy: cast.districtClerk.title })
    expect((await clerk.post(`/api/books/entries/${wrong.id}/cancel`, { version: wrong.version, reason: 'khác' })).json()).toEqual(cancelled)
    expect((await clerk.patch(`/api/books/entries/${wrong.id}`, { version: cancelled.version, note: 'x' })).json()).toMatchObject({ code: 'illegal-state' })
    expect((await enter({ docType: 'ke-hoach' })).json()).toMatchObject({ printed: '02/KH-UBND' })
    expect((await listed('mark=cancelled')).map(entry => entry.printed)).toEqual(['01/KH-UBND'])
  })

  test('of a secret document keeps nothing of its content; an officer enters none', async () => {
    const secret = (await enter({ secret: true, abstract: 'Nội dung mật', recipients: 'Ai đó', signer: 'Ai đó' })).json<BookEntry>()
    expect(secret).toMatchObject({ secret: true, abstract: '', recipients: '', signer: null })
    expect((await clerk.patch(`/api/books/entries/${secret.id}`, { version: secret.version, abstract: 'Nội dung mật' })).json()).toMatchObject({ code: 'secret-document' })
    expect((await (await server.as(cast.districtOfficer)).put(`/api/books/entries/${id()}`, { bodyId: bodies.districtState, direction: 'outgoing', system: 'state', docType: 'cong-van', day: '2021-08-20' })).statusCode).toBe(403)
  })
})

describe('books', () => {
  test('are found without marks, by type and mark, and open into pages', async () => {
    await enter({ docType: 'cong-van', abstract: 'Về việc kiểm soát người về từ Bắc Giang' })
    expect((await listed('q=bac+giang')).map(entry => entry.abstract)).toEqual(['Về việc kiểm soát người về từ Bắc Giang'])
    const all = await listed('direction=outgoing&limit=500')
    const page = (await clerk.get('/api/books/entries?direction=outgoing&limit=3')).json<EntryPage>()
    const rest = (await clerk.get(`/api/books/entries?direction=outgoing&limit=500&after=${page.next}`)).json<EntryPage>()
    expect([...page.rows, ...rest.rows].map(entry => entry.id)).toEqual(all.map(entry => entry.id))
    const { books } = (await clerk.get('/api/books')).json<BookShelf>()
    expect(books.find(book => book.direction === 'outgoing')).toMatchObject({ period: '2021', system: 'state', series: [{ docType: 'cong-van', lastNumber: 1 }, { docType: 'ke-hoach', lastNumber: 2, entries: 2, cancelled: 1 }, { docType: 'quyet-dinh' }] })
  })

  test('go out in the order of their numbers and the columns of the printed form, as table and as paper', async () => {
    const sheet = await readTable((await clerk.get('/api/books/entries/export.xlsx?direction=outgoing&docType=quyet-dinh')).rawPayload)
    expect(sheet.headers).toEqual(['Số, ký hiệu văn bản', 'Ngày, tháng văn bản', 'Tên loại và trích yếu nội dung', 'Người ký', 'Nơi nhận văn bản', 'Đơn vị, người nhận bản lưu', 'Số lượng bản', 'Ghi chú'])
    expect(sheet.rows.map(([printed]) => printed)).toEqual(['01/QĐ-UBND', '01a/QĐ-UBND', '02/QĐ-UBND', '03/QĐ-UBND', '04/QĐ-UBND'])
    expect(sheet.rows[3]!.at(-1)).toBe('Vào sổ muộn: Chuyển văn thư chậm')
    const plans = await readTable((await clerk.get('/api/books/entries/export.csv?direction=outgoing&docType=ke-hoach')).rawPayload)
    expect(plans.rows[0]!.at(-1)).toBe('Đã hủy: Sai tên loại')
    for (const [format, start] of [['docx', 'PK'], ['pdf', '%PDF']] as const) {
      const paper = await clerk.get(`/api/books/entries/export.${format}?direction=outgoing&bodyId=${bodies.districtState}&system=state`)
      expect(paper.statusCode, paper.body.slice(0, 300)).toBe(200)
      expect(paper.rawPayload.subarray(0, start.length).toString()).toBe(start)
    }
  })

  test('of a steering committee are kept by the office it stands with, in both systems', async () => {
    const body = { id: 2190 }
    await asInstallation(server.adminUrl, client => client.query(
      `insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
       values ($1, $2, $1, 'steering-committee', 'state', 'district', 'Ban Chỉ đạo phòng, chống dịch huyện An Thử', 'BCĐ huyện An Thử', 'bcd', 10100, '2021-01-01')`, [body.id, bodies.districtState]))
    for (const system of ['party', 'state']) expect((await clerk.put(`/api/books/rules/${id()}`, { ...RULE, bodyId: body.id, system, organCode: null })).statusCode).toBe(200)
    const take = async (system: string): Promise<string | null> => (await enter({ bodyId: body.id, system, docType: 'thong-bao' })).json<BookEntry>().printed
    expect([await take('party'), await take('state'), await take('party')]).toEqual(['01-TB/BCĐ', '01/TB-BCĐ', '02-TB/BCĐ'])
    expect((await clerk.put(`/api/books/rules/${id()}`, { ...RULE, bodyId: bodies.communeA1 })).statusCode).toBe(403) // that office keeps its own
    const { rules } = (await clerk.get('/api/books')).json<BookShelf>()
    expect(rules.map(rule => [rule.body.id, rule.system])).toEqual([[bodies.districtState, 'state'], [body.id, 'state'], [body.id, 'party']])
  })

  test('a committee enters its term from the day after its congress', async () => {
    const party = await server.as(cast.communePartyClerk)
    const shelf = await party.put(`/api/books/terms/${id()}`, { name: 'Nhiệm kỳ 2025–2030', congressEndedOn: '2025-06-20', source: 'Nghị quyết đại hội' })
    expect(shelf.json<BookShelf>().rules[0]!.term).toEqual({ name: 'Nhiệm kỳ 2025–2030', firstDay: '2025-06-21' })
  })
})
