import { extractText } from 'unpdf'
import { randomUUID } from 'node:crypto'
import { extractRawText } from 'mammoth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPdf } from '#kernel/pdf.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import type { Picture } from '@phaodai/office'
import { areas, asInstallation, bodies, cast } from '#test/people.ts'

const DAY = '2021-08-20'
/** As long as tasks get in real letters. */
const LONG = 'Rà soát, lập danh sách toàn bộ người về từ vùng dịch trên địa bàn từ ngày 01/8/2021, tổ chức cách ly, lấy mẫu xét nghiệm, theo dõi sức khỏe hằng ngày và báo cáo kết quả về Ban Chỉ đạo huyện trước 16 giờ'
let server: TestApp
let leader: Caller

beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date(`${DAY}T00:00:00Z`) // 07:00 in Vietnam
  leader = await server.as(cast.districtLeader)
  await asInstallation(server.adminUrl, async (client) => {
    for (let n = 0; n < 40; n++) {
      const body = [bodies.communeA1, bodies.communeA2, bodies.healthDepartment][n % 3]
      await client.query(`insert into task (id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, deadline, state, search_key, created_by)
        values ($1, $2, $2, $3, 'lead', $4, 'deliverable', 'date', $5, 'in_progress', 'x', $6)`,
      [randomUUID(), bodies.districtState, body, `${LONG} (đợt ${n})`, n < 20 ? `2021-08-${String(1 + n % 10).padStart(2, '0')}` : '2021-08-22', cast.districtClerk.postId])
    }
  })
})
afterAll(() => server?.stop())

const sheet = (who: Caller, format: string) => who.get(`/api/picture/sheet.${format}`)

describe('the leader\'s sheet of the morning', () => {
  it('is one A4 page however much there is, with the figures of the page, what was left out named, and a frame to direct in', async () => {
    const answer = await sheet(leader, 'pdf')
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="viec-trong-ngay-${DAY}.pdf"`)
    const file = await openPdf(new Uint8Array(answer.rawPayload))
    const { width, height } = (await file.getPage(1)).getViewport({ scale: 1 })
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    const { text, totalPages } = await extractText(file, { mergePages: true })
    expect(totalPages).toBe(1)
    const said = text.replace(/\s+/g, ' ')
    const { counts } = (await leader.get('/api/picture')).json()
    expect(counts).toMatchObject({ open: 40, overdue: 20, dueSoon: 20 })
    for (const words of ['ỦY BAN NHÂN DÂN HUYỆN AN THỬ', 'Số liệu lúc 07:00 ngày 20/8/2021', 'Đang mở 40 · Quá hạn 20', 'Đến hạn trong 3 ngày 20', '2. Quá hạn, của ai (20)', 'Thử Một', 'việc nữa, xem trên hệ thống', 'Ý KIẾN CHỈ ĐẠO', 'Giao:', 'Ký:']) expect(said).toContain(words)
    const [dueSoon] = /3\. Đến hạn.*?4\. Văn bản/.exec(said)!
    const left = Number(/và (\d+) việc nữa/.exec(dueSoon)![1])
    expect(dueSoon.match(/22\/8\/2021/g)).toHaveLength(20 - left) // shown and left out are all there is
  })

  it('lists measured tasks that miss their target, first those whose body says otherwise; says that more documents may be stuck', async () => {
    await asInstallation(server.adminUrl, async (client) => {
      await client.query("insert into indicator_cell (indicator, area_id, day, class, numerator, denominator, counted_at) values ('rumours-verified', $1, '2021-08-10', '', 1, 2, now())", [areas.communeA1])
      for (const [text, state, target, aim] of [['Đã nói xong, số liệu chưa', 'done', 95, 'at-least'], ['Đang làm, số liệu chưa', 'in_progress', 90, 'at-least'], ['Số liệu đã đạt', 'in_progress', 40, 'at-least']]) {
        const id = randomUUID()
        await client.query(`insert into task (id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, state, done_at, search_key, created_by)
          values ($1, $2, $2, $3, 'lead', $4, 'deliverable', 'none', $5, case when $5 = 'done' then now() end, 'x', $6)`, [id, bodies.districtState, bodies.communeA1, text, state, cast.districtClerk.postId])
        await client.query("insert into task_measure (id, indicator, area_id, target, direction, rate, from_day) values ($1, 'rumours-verified', $2, $3, $4, true, '2021-08-01')", [id, areas.communeA1, target, aim])
      }
      for (let n = 0; n < 22; n++) {
        const id = randomUUID()
        await client.query(`insert into directive (id, owner_id, direction, doc_type, system, number, abstract, text, state, issued_at, search_key, reading, created_by)
          values ($1, $2, 'own', 'cong-van', 'state', $3, 'phòng, chống dịch', 'chữ', 'issued', now(), 'x', '{}', $4)`, [id, bodies.districtState, `${n}/UBND`, cast.districtClerk.postId])
        await client.query(`insert into task (id, directive_id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, state, search_key, created_by)
          values ($1, $2, $3, $3, $4, 'lead', 'Rà soát', 'deliverable', 'none', 'not_started', 'x', $5)`, [randomUUID(), id, bodies.districtState, bodies.communeA2, cast.districtClerk.postId])
      }
    })
    const { stuck, stuckTotal, stuckAmong } = (await leader.get('/api/picture')).json<Picture>()
    expect([stuck.length, stuckTotal, stuckAmong]).toEqual([8, 20, 20])
    const { value } = await extractRawText({ buffer: (await sheet(leader, 'docx')).rawPayload })
    const said = value.replace(/\s+/g, ' ')
    expect(said).toContain('4. Văn bản đang kẹt (20)')
    expect(said).toMatch(/… và \d+ văn bản nữa, xem trên hệ thống\. Chỉ tính trong 20 văn bản phát hành gần nhất/)
    expect(said).toContain('5. Việc đo bằng số liệu chưa đạt chỉ tiêu (2)')
    expect(said).toMatch(/50\s%, cần ít nhất 95\s% \(báo xong, số liệu chưa đạt\)/)
    expect(said).not.toContain('Số liệu đã đạt')
    const pages = (await openPdf(new Uint8Array((await sheet(leader, 'pdf')).rawPayload))).numPages
    expect(pages).toBe(1)
  })

  it('says so where there is nothing, stands as a Word file too, and shows nobody more than the page does', async () => {
    const commune = await server.as(cast.communeClerk)
    const { value } = await extractRawText({ buffer: (await sheet(commune, 'docx')).rawPayload })
    expect(value).toContain('ỦY BAN NHÂN DÂN XÃ THỬ MỘT')
    expect(value).toContain('Không có.')
    expect(value).toContain('2. Quá hạn, của ai (7)')
    expect(value).not.toContain('Thử Hai')
  })
})
