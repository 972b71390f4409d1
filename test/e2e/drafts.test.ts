import { addDays, dayInVietnam, formatDay, formatDayLong } from '@phaodai/vocabulary'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFileText } from '#server/directives/index.ts'
import { screenshot } from '#test/browser.ts'
import { signedPdf } from '#test/signed-pdf.ts'
import { dialogButton, state } from './drafting.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const today = dayInVietnam(new Date().toISOString())
const deadline = addDays(today, 25)

const LETTER = `TÀI LIỆU MẪU

ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN                          Độc lập - Tự do - Hạnh phúc

Số: 1988/UBND-KGVX              Lạng Sơn, ${formatDayLong(today)}
V/v quản lý người về từ vùng dịch

Kính gửi:
- Sở Y tế;
- Ủy ban nhân dân huyện Đình Lập.

Để chủ động phòng, chống dịch, Ủy ban nhân dân tỉnh yêu cầu:

1. Ủy ban nhân dân huyện Đình Lập rà soát, lập danh sách người về từ vùng dịch, hoàn thành trước ngày ${formatDay(deadline)}.

2. Sở Y tế hướng dẫn chuyên môn cho các địa phương.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lương Quốc MẪU
`

const choose = async (page: Page, label: string, words: string | RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: words }).first().click()
}

async function provinceIssues(): Promise<void> {
  const page = await office.as('vanthu.ubndtinh', undefined, '/van-ban/tiep-nhan')
  await page.getByRole('radio', { name: 'Văn bản của cơ quan' }).check()
  await page.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
  await page.getByLabel('hoặc dán toàn văn').fill(LETTER)
  await page.getByRole('button', { name: 'Đọc văn bản' }).click()
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: /Phát hành tới/ }).click()
  await page.getByText(/nhiệm vụ đã vào hộp việc/).waitFor()
  await page.close()
}

test('a province\'s letter becomes the district\'s own for its communes: written, talked about, signed, numbered, issued', async () => {
  await provinceIssues()
  const clerk = await office.as('vanthu.ubnd.dinhlap', undefined, '/soan-thao')
  await clerk.getByRole('button', { name: 'Soạn văn bản' }).click()
  await choose(clerk, 'Văn bản cấp trên', '1988/UBND-KGVX')
  await clerk.getByText('(giao cho ta)').first().waitFor()
  await screenshot(clerk, 'drafts-1-source')
  await dialogButton(clerk, 'Bắt đầu soạn').click()
  await clerk.getByText('Không có chỗ nào phải sửa.').waitFor()
  await clerk.locator('.paper').getByText('1988/UBND-KGVX', { exact: false }).first().waitFor()
  expect(await clerk.locator('.paper').innerText()).toContain('DỰ THẢO')
  await clerk.getByLabel('Nội dung mục 1.').press('Control+Enter')
  await clerk.keyboard.type('Báo cáo kết quả hằng tuần')
  await clerk.getByRole('button', { name: 'Giao việc…' }).click()
  await clerk.getByRole('group', { name: 'Chủ trì' }).getByRole('button', { name: /Ủy ban nhân dân các xã/ }).click()
  await clerk.getByText('Đã lưu', { exact: true }).waitFor()
  await screenshot(clerk, 'drafts-2-editor')
  expect(await violationsOn(clerk)).toEqual([])

  await clerk.getByRole('tab', { name: /Ý kiến/ }).click()
  await clerk.getByLabel('Viết góp ý').fill('Đã đối chiếu với văn bản của tỉnh')
  await clerk.getByRole('button', { name: 'Gửi góp ý' }).click()
  await clerk.getByRole('button', { name: 'Đã xử lý' }).click()
  await clerk.getByText('đã xử lý', { exact: false }).first().waitFor()
  await screenshot(clerk, 'drafts-3-talk')
  await clerk.getByRole('button', { name: 'Trình ký' }).click()
  await clerk.getByText('Sau khi trình', { exact: false }).waitFor()
  await screenshot(clerk, 'drafts-4-submit')
  await dialogButton(clerk, 'Trình ký').click()
  await state(clerk, 'Trình ký')
  await clerk.getByRole('button', { name: 'Đồng ý, chuyển tiếp' }).click()
  await dialogButton(clerk, 'Đồng ý, chuyển tiếp').click()
  await clerk.getByText('Đang chờ: Người ký', { exact: false }).waitFor()
  const address = clerk.url()

  const leader = await office.as('lanhdao.dinhlap')
  await leader.goto(address)
  await leader.getByRole('button', { name: 'Ký', exact: true }).click()
  await screenshot(leader, 'drafts-5-sign')
  await dialogButton(leader, 'Ký').click()
  await state(leader, 'Đã ký')

  await clerk.reload()
  await clerk.getByRole('button', { name: 'Cấp số' }).click()
  await clerk.getByText('Số được lấy theo sổ', { exact: false }).waitFor()
  await dialogButton(clerk, 'Cấp số').click()
  await state(clerk, 'Đã cấp số')
  await clerk.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await state(clerk, 'Đã phát hành')
  await clerk.getByRole('heading', { name: /Đã gửi \d+ nơi/ }).waitFor()
  await screenshot(clerk, 'drafts-6-issued')
  expect(await violationsOn(clerk)).toEqual([])
  expect(Number(/\d+/.exec(await clerk.getByRole('heading', { name: /Đã gửi/ }).innerText())?.[0])).toBeGreaterThanOrEqual(12)

  for (const [name, wanted] of [['PDF', 'pdf'], ['Word (.docx)', 'docx']] as const) {
    await clerk.getByRole('button', { name: 'Tải về' }).click()
    const [download] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('menuitem', { name }).click()])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^\\d+-UBND-VP\\.${wanted}$`))
    const { text } = await readFileText(await readFile(await download.path()))
    expect(text.replace(/\s+/g, ' ')).toMatch(/Số: \d+\/UBND-VP/)
    expect(text).toContain('DỰ THẢO')
  }

  await clerk.getByRole('button', { name: 'Nhận bản đã ký' }).click()
  const { pdf } = await signedPdf({ text: 'Cong van' })
  await clerk.getByLabel('Tệp bản đã ký').setInputFiles({ name: 'da-ky.pdf', mimeType: 'application/pdf', buffer: pdf })
  await dialogButton(clerk, 'Gửi và kiểm tra').click()
  await clerk.getByText('Không kiểm được chuỗi chứng thư', { exact: false }).waitFor()
  await clerk.getByText('Nội dung nguyên vẹn từ khi ký.').waitFor()
  await clerk.getByText(/Nội dung khác bản đã duyệt/).waitFor()
  expect(await clerk.locator('.paper').innerText()).not.toContain('DỰ THẢO')
  await screenshot(clerk, 'drafts-7-signed-copy')
  expect(await violationsOn(clerk)).toEqual([])

  const commune = await office.as('vanthu.binhxa', { width: 360, height: 740 })
  await commune.goto(`${office.origin}/nhiem-vu`)
  await commune.getByText('Báo cáo kết quả hằng tuần', { exact: false }).first().waitFor()
  await screenshot(commune, 'drafts-8-commune')
  const phone = await office.as('vanthu.ubnd.dinhlap', { width: 360, height: 740 })
  await phone.goto(address)
  await phone.locator('.paper').waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await screenshot(phone, 'drafts-9-phone')
  await Promise.all([clerk, leader, commune, phone].map((page) => page.close()))
  expect(office.faults).toEqual([])
})
