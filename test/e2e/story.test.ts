import { addDays, dayInVietnam, formatDay, formatDayLong } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const today = dayInVietnam(new Date().toISOString())
const deadline = addDays(today, 5)
const WORDS = 'rà soát, lập danh sách người về từ vùng dịch'

const LETTER = `TÀI LIỆU MẪU

ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN                          Độc lập - Tự do - Hạnh phúc

Số: 977/UBND-KGVX              Lạng Sơn, ${formatDayLong(today)}
V/v tăng cường quản lý người về từ vùng dịch

Kính gửi:
- Sở Y tế;
- Ủy ban nhân dân huyện Đình Lập.

Để chủ động phòng, chống dịch, Ủy ban nhân dân tỉnh yêu cầu:

1. Ủy ban nhân dân huyện Đình Lập ${WORDS}, hoàn thành trước ngày ${formatDay(deadline)}.

2. Sở Y tế hướng dẫn chuyên môn cho các địa phương.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lương Quốc MẪU
`

/** A small picture, drawn here, as a telephone would send one. */
async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    const brush = canvas.getContext('2d')!
    brush.fillStyle = '#9fb8a5'
    brush.fillRect(0, 0, 640, 480)
    brush.fillStyle = '#6b7f92'
    brush.fillRect(0, 0, 640, 210)
    brush.fillStyle = '#222'
    brush.font = '44px sans-serif'
    brush.fillText('MẪU: chốt thôn', 150, 300)
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1]!
  })
  return Buffer.from(base64, 'base64')
}

/** Opens the one task of the story in the reader's inbox. */
async function openTask(page: Page, pile: string): Promise<void> {
  await page.goto(`${office.origin}/nhiem-vu?box=mine&q=${encodeURIComponent('vung dich')}&pile=${pile}`)
  await page.getByRole('link', { name: new RegExp(WORDS) }).first().click()
  await page.getByRole('heading', { name: new RegExp(WORDS) }).waitFor()
}

/** Does what is due: the action's button, its dialog filled, sent. */
async function act(page: Page, action: string, send: string, note?: string, before?: (page: Page) => Promise<void>): Promise<void> {
  await page.getByRole('group', { name: 'Việc có thể làm' }).getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  if (note !== undefined) await dialog.locator('textarea').fill(note)
  await before?.(page)
  await dialog.getByRole('button', { name: send, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('the province issues a directive', async () => {
  const page = await office.as('vanthu.ubndtinh')
  await page.getByRole('link', { name: 'Văn bản', exact: true }).click()
  await page.getByRole('button', { name: 'Tiếp nhận văn bản' }).click()
  await page.getByRole('radio', { name: 'Văn bản của cơ quan' }).check()
  await page.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
  await page.getByLabel('hoặc dán toàn văn').fill(LETTER)
  await screenshot(page, 'story-01-intake')
  await page.getByRole('button', { name: 'Đọc văn bản' }).click()
  await page.getByRole('heading', { name: /Rà soát văn bản/ }).waitFor()
  await page.locator('.order-card').nth(1).waitFor()
  await page.getByText(WORDS).last().hover()
  await screenshot(page, 'story-02-review')
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await page.getByRole('dialog').getByText('UBND huyện Đình Lập').waitFor()
  await screenshot(page, 'story-03-issue')
  await page.getByRole('dialog').getByRole('button', { name: /^Phát hành tới/ }).click()
  await page.getByText(/nhiệm vụ đã vào hộp việc/).waitFor()
  await screenshot(page, 'story-04-issued')
  await page.close()
})

test('the district finds the document it was sent', async () => {
  const page = await office.as('vanthu.ubnd.dinhlap')
  await page.getByRole('link', { name: 'Văn bản', exact: true }).click()
  await page.getByRole('link', { name: 'Nhận được' }).click()
  await page.getByRole('link', { name: /977\/UBND-KGVX/ }).first().click()
  await page.getByRole('heading', { name: /977\/UBND-KGVX/ }).waitFor()
  await page.locator('.body-group').first().waitFor()
  await screenshot(page, 'story-05-document-at-the-district')
  await page.close()
})

test('the district accepts and cascades to all its communes', async () => {
  const page = await office.as('vanthu.ubnd.dinhlap')
  await page.getByText(WORDS).first().waitFor()
  await page.getByRole('heading', { name: /Chờ tôi xác nhận \d+/ }).waitFor()
  await screenshot(page, 'story-06-district-inbox')
  await openTask(page, 'new')
  await act(page, 'Tiếp nhận', 'Tiếp nhận')
  await page.getByRole('button', { name: 'Giao xuống cấp dưới' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Giao cho \d+ cơ quan/ }).waitFor()
  await dialog.getByRole('button', { name: /Sửa nội dung cho UBND xã Bắc Xa/ }).click()
  await dialog.getByLabel(/Nội dung cho UBND xã Bắc Xa/).fill(`${WORDS}; riêng xã Bắc Xa rà soát cả đường mòn biên giới`)
  await screenshot(page, 'story-07-cascade')
  await dialog.getByRole('button', { name: /^Giao cho \d+ cơ quan/ }).click()
  await page.getByRole('heading', { name: /^Đã giao xuống \d+ cơ quan/ }).waitFor()
  await screenshot(page, 'story-08-cascaded')
  await page.close()
})

test('a commune reports with a photo, the district confirms, the province sees it', async () => {
  const commune = await office.as('vanthu.binhxa')
  await openTask(commune, 'new')
  await act(commune, 'Tiếp nhận', 'Tiếp nhận')
  const picture = await photo(commune)
  await act(commune, 'Báo cáo hoàn thành', 'Gửi báo cáo hoàn thành', 'Đã lập danh sách 46 người về từ vùng dịch, tất cả đã khai báo y tế.', async (page) => {
    await page.locator('input[data-evidence]').setInputFiles({ name: 'chot-thon.jpg', mimeType: 'image/jpeg', buffer: picture })
    await page.locator('.evidence[data-state=stored]').waitFor()
    await screenshot(page, 'story-09-report-with-photo')
  })
  await commune.locator('.thumb img').waitFor()
  await screenshot(commune, 'story-10-reported')
  await commune.close()

  const district = await office.as('vanthu.ubnd.dinhlap')
  await district.getByRole('heading', { name: /Chờ tôi xác nhận/ }).waitFor()
  const card = district.getByRole('article').filter({ hasText: 'UBND xã Bính Xá' }).filter({ hasText: '46 người' })
  await card.waitFor()
  await screenshot(district, 'story-11-to-confirm')
  await card.getByRole('button', { name: 'Xác nhận hoàn thành' }).click()
  await card.waitFor({ state: 'detached' })
  await district.close()

  const province = await office.as('vanthu.ubndtinh', undefined, `/nhiem-vu?box=given&q=${encodeURIComponent('vung dich')}`)
  await province.getByRole('link', { name: new RegExp(WORDS) }).first().click()
  const row = province.getByRole('row').filter({ hasText: 'UBND xã Bính Xá' })
  await row.getByText('Đã xong').waitFor()
  await screenshot(province, 'story-12-province-sees')
  await province.close()
})

test('another commune is late, is chased, asks for an extension, is escalated', async () => {
  office.wait(9)
  const district = await office.as('vanthu.ubnd.dinhlap', undefined, `/nhiem-vu?box=given&pile=late&q=${encodeURIComponent('Bac Xa ra soat')}`)
  await district.getByRole('link', { name: /riêng xã Bắc Xa/ }).click()
  await district.getByRole('heading', { name: /riêng xã Bắc Xa/ }).waitFor()
  await district.getByText('Quá hạn 4 ngày').waitFor()
  await screenshot(district, 'story-13-late')
  await act(district, 'Đôn đốc', 'Gửi đôn đốc', 'Đề nghị UBND xã Bắc Xa báo cáo ngay trong ngày.')
  await district.getByText('đã đôn đốc 1 lần').waitFor()
  await screenshot(district, 'story-14-chased')

  const commune = await office.as('vanthu.bacxa')
  await openTask(commune, 'late')
  await act(commune, 'Xin lùi hạn', 'Gửi đề nghị', 'Thiếu người do 02 cán bộ đang cách ly.', async (page) => {
    await page.getByRole('textbox', { name: 'Hạn mới' }).fill(formatDay(addDays(deadline, 7)))
    await page.keyboard.press('Enter')
    await screenshot(page, 'story-15-asks-extension')
  })
  await commune.getByText('Thiếu người do 02 cán bộ').first().waitFor()
  await commune.close()

  await district.reload()
  await district.getByRole('note').filter({ hasText: 'Xin lùi hạn' }).waitFor()
  await screenshot(district, 'story-16-extension-asked')
  await act(district, 'Báo cáo cấp trên', 'Báo lên', 'Xã quá hạn 4 ngày, đề nghị UBND tỉnh cho ý kiến.')
  await district.getByText(/đã báo lên/).waitFor()
  await screenshot(district, 'story-17-escalated')
  await district.close()

  const leader = await office.as('lanhdao.tinh')
  await leader.getByRole('heading', { name: /Quá hạn/ }).waitFor()
  await screenshot(leader, 'story-18-leader')
  await leader.close()
  expect(office.faults).toEqual([])
})
