import mammoth from 'mammoth'
import { randomUUID } from 'node:crypto'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPdf } from '#kernel/pdf.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'

const DAY = '2021-08-20'
const TEXT = 'Số 15/CV\n\n3. UBND xã Thử Một chủ trì, phối hợp Trạm Y tế xã rà soát người về từ vùng dịch, báo cáo trước ngày 25/8/2021.'
const SENTENCE = TEXT.slice(TEXT.indexOf('UBND xã'))
const tasks = { lead: randomUUID(), help: randomUUID(), other: randomUUID() }
let server: TestApp
let district: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date(`${DAY}T05:00:00Z`)
  district = await server.as(cast.districtClerk)
  await asInstallation(server.adminUrl, async (client) => {
    const [directive, order] = [randomUUID(), randomUUID()]
    await client.query(`insert into directive (id, owner_id, direction, doc_type, system, number, issuer_text, issued_on, abstract, text, reading, search_key, state, created_by)
      values ($1, $2, 'own', 'cong-van', 'state', '15/UBND-VX', 'UBND huyện An Thử', '2021-08-18', 'rà soát người về', $3, '{}', 'x', 'issued', $4)`, [directive, bodies.districtState, TEXT, cast.districtClerk.postId])
    await client.query(`insert into directive_order (id, directive_id, position, text, span_start, span_end, nature, deadline_kind) values ($1, $2, 1, 'Rà soát người về', $3, $4, 'deliverable', 'date')`,
      [order, directive, TEXT.indexOf('UBND xã'), TEXT.length])
    const put = (id: string, body: number, role: string, text: string): Promise<unknown> => client.query(`
      insert into task (id, directive_id, order_id, origin_id, authority_id, assigner_id, body_id, monitor_id, role, item_label, text, nature, deadline_kind, deadline, search_key, created_by)
      values ($1, $2, $3, $4, $5, $4, $6, $7, $8, '3', $9, 'deliverable', 'date', '2021-08-25', 'x', $10)`,
    [id, directive, order, bodies.districtState, bodies.provinceState, body, bodies.healthDepartment, role, text, cast.districtClerk.postId])
    await put(tasks.lead, bodies.communeA1, 'lead', 'Rà soát người về')
    await put(tasks.help, bodies.healthStationA1, 'coordinate', 'Rà soát người về')
    await put(tasks.other, bodies.communeA2, 'lead', 'Lập chốt kiểm soát')
  })
})
afterAll(() => server?.stop())

const slips = (ids: readonly string[], format: string) => district.get(`/api/tasks/slips.${format}?ids=${ids.join(',')}`)

describe('a slip', () => {
  it('says who gives and on whose authority, who leads and helps, who follows, what in the document\'s words, on what ground, by when', async () => {
    const answer = await slips([tasks.lead], 'docx')
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="phieu-giao-viec-${DAY}.docx"`)
    const { value } = await mammoth.extractRawText({ buffer: answer.rawPayload })
    const said = value.replace(/\s+/g, ' ')
    for (const words of [
      'ỦY BAN NHÂN DÂN HUYỆN AN THỬ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'ngày 20 tháng 8 năm 2021', 'PHIẾU GIAO VIỆC', 'Người giao: Ủy ban nhân dân huyện An Thử', 'Theo thẩm quyền: Ủy ban nhân dân tỉnh Mẫu Sơn',
      'Đơn vị nhận việc: Ủy ban nhân dân xã Thử Một', 'Theo dõi: Phòng Y tế huyện An Thử', `Nguyên văn: “${SENTENCE}”`, '(mục 3, Công văn số 15/UBND-VX ngày 18/8/2021', 'Chủ trì: Ủy ban nhân dân xã Thử Một',
      'Phối hợp: Trạm Y tế xã Thử Một', '25/8/2021', 'NGƯỜI NHẬN VIỆC', 'NGƯỜI GIAO VIỆC', 'Nơi nhận:',
    ]) expect(said).toContain(words)
    expect(said).not.toContain('MẪU') // no demo
  })

  it('has a page for each body, and none for a task out of sight', async () => {
    const answer = await slips([tasks.lead, tasks.other], 'pdf')
    const { text, totalPages } = await extractText(await openPdf(new Uint8Array(answer.rawPayload)))
    expect(totalPages).toBe(2)
    expect(text[0]).toContain('Rà soát người về')
    expect(text[1]).toContain('Lập chốt kiểm soát')
    const far = await server.as(cast.farClerk)
    expect((await far.get(`/api/tasks/slips.pdf?ids=${tasks.lead}`)).json()).toEqual((await far.get(`/api/tasks/slips.pdf?ids=${randomUUID()}`)).json())
  })

  it('of a demo says that it is one', async () => {
    await asInstallation(server.adminUrl, (client) => client.query("insert into installation (demo, profile, seed, account_password) values (true, '2021', 1, 'x')"))
    const answer = await slips([tasks.lead], 'docx')
    expect(answer.headers['content-disposition']).toContain('-MAU.docx')
    expect((await mammoth.extractRawText({ buffer: answer.rawPayload })).value).toContain('MẪU')
    await asInstallation(server.adminUrl, (client) => client.query('delete from installation'))
  })
})
