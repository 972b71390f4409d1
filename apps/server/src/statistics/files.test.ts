import mammoth from 'mammoth'
import readSheets from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'

const PERIOD = 'from=2021-08-01&to=2021-08-31'
const directive = randomUUID()
let server: TestApp
let district: Caller
let commune: Caller

beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date('2021-08-20T05:00:00Z')
  ;[district, commune] = await Promise.all([server.as(cast.districtClerk), server.as(cast.communeClerk)])
  await asInstallation(server.adminUrl, async client => {
    await client.query(`insert into directive (id, owner_id, direction, doc_type, system, number, issued_on, issuer_id, issuer_text, abstract, text, reading, search_key, state, created_by)
      values ($1, $2, 'own', 'cong-van', 'state', '12/UBND-YT', '2021-08-02', $2, 'UBND huyện An Thử', 'V/v tăng cường phòng, chống dịch', 'x', '{}', 'x', 'issued', $3)`, [directive, bodies.districtState, cast.districtClerk.postId])
    await client.query("insert into directive_delivery (id, directive_id, owner_id, body_id, purpose) values ($1, $2, $3, $4, 'execute')", [randomUUID(), directive, bodies.districtState, bodies.communeA1])
    const give = (bodyId: number, label: string, text: string, deadline: string | null, state: string, done: string | null, report: string | null): Promise<unknown> => client.query(
      `insert into task (id, directive_id, origin_id, assigner_id, body_id, role, item_label, text, nature, deadline_kind, deadline, deadline_source, state, done_at, last_report, search_key, created_by, created_at)
       values ($1, $2, $3, $3, $4, 'lead', $5, $6, 'deliverable', $7, $8, 'document', $9, $10, $11, 'x', $12, '2021-08-02T03:00:00Z')`,
      [randomUUID(), directive, bodies.districtState, bodyId, label, text, deadline ? 'date' : 'none', deadline, state, done, report, cast.districtClerk.postId])
    await give(bodies.communeA1, '1.1', 'Rà soát người về từ vùng dịch', '2021-08-10', 'done', '2021-08-09T03:00:00Z', 'Đã rà soát 35 người')
    await give(bodies.communeA2, '1.1', 'Rà soát người về từ vùng dịch', '2021-08-10', 'in_progress', null, 'Thiếu người; đang đôn đốc các thôn')
    await give(bodies.communeA1, '2', '=Tuyên truyền', null, 'in_progress', null, null)
  })
})
afterAll(() => server.stop())

async function file(caller: Caller, url: string): Promise<Buffer> {
  const answer = await caller.get(url)
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  expect(answer.headers['content-disposition']).toContain('attachment')
  return answer.rawPayload
}
const words = async (bytes: Buffer): Promise<string> => (await mammoth.extractRawText({ buffer: bytes })).value
const pdfWords = async (bytes: Buffer): Promise<string> => (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text.replace(/\s+/gu, ' ')

describe('statistics as files', () => {
  it('a workbook has the form and the late tasks, each under the head of the body and over a place to sign', async () => {
    const sheets = await readSheets(await file(district, `/api/statistics/export.xlsx?${PERIOD}`))
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Thống kê', 'Quá hạn'])
    const [table, late] = sheets.map(({ data }) => data)
    expect(table!.flat()).toEqual(expect.arrayContaining(['ỦY BAN NHÂN DÂN HUYỆN AN THỬ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'BIỂU THỐNG KÊ TÌNH HÌNH THỰC HIỆN NHIỆM VỤ', 'THỦ TRƯỞNG CƠ QUAN']))
    expect(table!.find(row => row[1] === 'UBND xã Thử Một')).toEqual([1, 'UBND xã Thử Một', 2, 1, 0, 0, 0, 0, 1, 0, '100 %', 0, 0, 0, 0, 0])
    expect(table!.find(row => row[1] === 'Cộng')?.slice(2, 11)).toEqual([3, 1, 0, 0, 0, 1, 1, 0, '50 %'])
    expect(late!.find(row => row[2] === 'UBND xã Thử Hai')).toEqual([1, 'Rà soát người về từ vùng dịch', 'UBND xã Thử Hai', '12/UBND-YT, 1.1', '10/8/2021', 'chưa xong', 10, 'Thiếu người; đang đôn đốc các thôn'])
  })
  it('papers stand under the State\'s or the Party\'s head by the chain of the body', async () => {
    const state = await words(await file(district, `/api/statistics/export.docx?${PERIOD}&by=directive`))
    expect(state).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(state).toContain('(Kèm theo Báo cáo số')
    expect(state).toContain('12/UBND-YT')
    const party = await words(await file(await server.as(cast.districtPartyClerk), `/api/statistics/export.docx?${PERIOD}`))
    expect(party).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
    expect(party).toContain('HUYỆN ỦY AN THỬ')
    const late = await pdfWords(await file(district, `/api/statistics/late.pdf?${PERIOD}`))
    expect(late).toContain('DANH SÁCH NHIỆM VỤ QUÁ HẠN')
    expect(late).toContain('Thiếu người')
  })
})

describe('the report of results', () => {
  it('says what was done by whom, what is late and why, and leaves proposals to the clerk', async () => {
    const text = await words(await file(district, `/api/directives/${directive}/results.docx`))
    expect(text).toContain('Thực hiện Công văn số 12/UBND-YT ngày 02/8/2021 của Ủy ban nhân dân huyện An Thử về tăng cường phòng, chống dịch, Ủy ban nhân dân huyện An Thử báo cáo')
    expect(text).toContain('văn bản có 3 nhiệm vụ: đã hoàn thành 1 (đúng hạn 1, quá hạn 0, không có hạn 0); chờ xác nhận 0; đang thực hiện 2 (trong hạn 0, quá hạn 1, không có hạn 1). Tỷ lệ hoàn thành đúng hạn: 50 %.')
    expect(text).toContain('Mục 1.1: Rà soát người về từ vùng dịch.')
    expect(text).toContain('UBND xã Thử Một: đã hoàn thành đúng hạn. Đã rà soát 35 người.')
    expect(text).toContain('UBND xã Thử Hai: Rà soát người về từ vùng dịch (hạn 10/8/2021, quá 10 ngày). Nguyên nhân: Thiếu người; đang đôn đốc các thôn.')
    expect(text).toMatch(/ĐỀ XUẤT, KIẾN NGHỊ\s+…/u)
    expect(await pdfWords(await file(district, `/api/directives/${directive}/results.pdf`))).toContain('DỰ THẢO')
  })
  it('of a body below has its own tasks alone and goes to the issuer', async () => {
    const text = await words(await file(commune, `/api/directives/${directive}/results.docx`))
    expect(text).toContain('văn bản có 2 nhiệm vụ')
    expect(text).not.toContain('Thử Hai')
  })
  it('tells an item that was passed down once, under the words it was given in', async () => {
    const [letter, given] = [randomUUID(), randomUUID()]
    await asInstallation(server.adminUrl, async client => {
      await client.query(`insert into directive (id, owner_id, direction, doc_type, system, number, issued_on, issuer_id, issuer_text, abstract, text, reading, search_key, state, created_by)
        values ($1, $2, 'own', 'cong-van', 'state', '13/UBND-YT', '2021-08-03', $2, 'UBND tỉnh Mẫu Sơn', 'V/v cách ly', 'x', '{}', 'x', 'issued', $3)`, [letter, bodies.provinceState, cast.provinceStateClerk.postId])
      const give = (id: string, parentId: string | null, assignerId: number, bodyId: number, text: string): Promise<unknown> => client.query(
        `insert into task (id, directive_id, parent_id, origin_id, assigner_id, body_id, role, item_label, text, nature, deadline_kind, state, search_key, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, 'lead', '3', $7, 'deliverable', 'none', 'in_progress', 'x', $8, '2021-08-03T03:00:00Z')`,
        [id, letter, parentId, bodies.provinceState, assignerId, bodyId, text, cast.provinceStateClerk.postId])
      await give(given, null, bodies.provinceState, bodies.districtState, 'Chuẩn bị khu cách ly')
      await give(randomUUID(), given, bodies.districtState, bodies.communeA1, 'Dọn trường học làm khu cách ly')
      await give(randomUUID(), given, bodies.districtState, bodies.communeA2, 'Dọn trường học làm khu cách ly')
    })
    const text = await words(await file(await server.as(cast.provinceStateClerk), `/api/directives/${letter}/results.docx`))
    expect(text.match(/Mục 3: [^.]*/gu)).toEqual(['Mục 3: Chuẩn bị khu cách ly'])
    for (const body of ['UBND huyện An Thử', 'UBND xã Thử Một', 'UBND xã Thử Hai']) expect(text).toContain(`${body}: đang thực hiện`)
  })
  it('becomes a draft, once', async () => {
    const id = randomUUID()
    for (let n = 0; n < 2; n++) expect((await district.put(`/api/directives/${directive}/results/${id}`)).statusCode).toBe(200)
    const draft = (await district.get(`/api/drafts/${id}`)).json()
    expect(draft).toMatchObject({ docType: 'bao-cao', state: 'drafting', sourceId: null })
    expect(draft.content.items.map((each: { text: string }) => each.text)).toEqual(['Tình hình chung', 'Kết quả thực hiện', 'Nhiệm vụ quá hạn và nguyên nhân', 'Khó khăn, vướng mắc', 'Đề xuất, kiến nghị'])
    expect((await commune.get(`/api/drafts/${id}`)).statusCode).toBe(404)
    expect((await (await server.as(cast.farClerk)).put(`/api/directives/${directive}/results/${randomUUID()}`)).statusCode).toBe(404)
  })
})
