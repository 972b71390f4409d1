import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot, settled } from '#test/browser.ts'
import { openOffice, resize, violationsOn, type Office } from './office.ts'

const DESK = { width: 1366, height: 860 }
const PHONE = { width: 360, height: 740 }
const STATION = 'tramyte.binhxa'
const DISTRICT_LEADER = 'lanhdao.dinhlap'
const DISTRICT_CLERK = 'vanthu.ubnd.dinhlap'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

async function look(page: Page, name: string, checked = true): Promise<void> {
  await settled(page)
  await page.evaluate(() => window.scrollTo(0, 0)) // a bar that stays in sight covers half a field while one scrolls
  await screenshot(page, `quick-report-${name}`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  if (checked) expect(await violationsOn(page), name).toEqual([])
}
/** At a desk and on a phone; the rules of access are asked once a page, where it is tighter unless told. */
async function bothWays(page: Page, name: string, checked: 'phone' | 'desk' = 'phone'): Promise<void> {
  for (const [kind, size] of [['phone', PHONE], ['desk', DESK]] as const) {
    await resize(page, size)
    await look(page, `${name}-${kind}`, kind === checked)
  }
}
const field = (page: Page, code: string) => page.locator(`#f-${code}`)
async function confirm(page: Page): Promise<void> {
  await page.locator('.ant-popover:visible').getByRole('button', { name: 'Đồng ý' }).click()
}

test('a commune writes on its phone, is told what does not fit, sends; the district returns, sums, signs, locks; an adjustment follows', async () => {
  const commune = await office.as(STATION, PHONE, '/bao-cao-nhanh')
  await commune.getByRole('button', { name: 'Lập báo cáo' }).waitFor()
  await look(commune, 'empty-phone')
  await commune.getByRole('button', { name: 'Lập báo cáo' }).click()
  await field(commune, 'f2_new').fill('5')
  await commune.keyboard.press('Enter')
  expect(await commune.evaluate(() => document.activeElement?.id)).toBe('f-f2_current')
  await commune.keyboard.type('9')
  await field(commune, 'f2_done').fill('3')
  await field(commune, 'f2_total').fill('12x')
  await commune.getByText('Chỉ nhập số không âm.').first().waitFor()
  await field(commune, 'f2_total').fill('15')
  await commune.getByText('Đang cách ly: đang ghi 9; theo quy tắc: Cộng lũy kế 15 − Hoàn thành 3 = 12.').waitFor()
  await commune.getByLabel('I. Tình hình dịch', { exact: true }).fill('Ổ dịch tại thôn 1 đã khoanh vùng.')
  await bothWays(commune, 'form')
  await commune.keyboard.press('Control+s')
  await commune.getByText('Đã lưu.').waitFor()
  await commune.getByRole('button', { name: 'Gửi UBND huyện Đình Lập' }).click()
  const dialog = commune.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Gửi UBND huyện Đình Lập' }).click()
  await dialog.getByText('Hãy nêu lý do cho từng số chưa khớp.').waitFor()
  await bothWays(commune, 'send')
  await dialog.getByLabel('Đang cách ly: đang ghi 9').fill('Ba người chuyển huyện khác')
  await dialog.getByRole('button', { name: 'Gửi UBND huyện Đình Lập' }).click()
  await commune.getByText('Đã gửi báo cáo.').waitFor()

  const leader = await office.as(DISTRICT_LEADER, DESK, '/bao-cao-nhanh')
  await leader.getByText('Đã gửi 1/12 đơn vị').first().waitFor()
  await bothWays(leader, 'day', 'desk')
  await leader.getByRole('button', { name: 'Ngày trước' }).click()
  await leader.getByText('Đã gửi 12/12 đơn vị').first().waitFor()
  await look(leader, 'yesterday', false)
  await leader.getByRole('button', { name: 'Ngày sau' }).click()
  await leader.getByText('Đã gửi 1/12 đơn vị').first().waitFor()
  await leader.getByRole('row').filter({ hasText: 'Bính Xá' }).getByRole('link', { name: 'UBND xã Bính Xá' }).click()
  await leader.getByText('Lý do: Ba người chuyển huyện khác').waitFor()
  await leader.getByRole('button', { name: 'Trả lại' }).click()
  await leader.getByLabel('Lý do trả lại').fill('Ghi rõ nơi chuyển đến')
  await leader.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
  await leader.getByText('Đã trả lại báo cáo.').waitFor()

  await commune.reload()
  await commune.getByText('Ghi rõ nơi chuyển đến').waitFor()
  await commune.getByRole('button', { name: /^Dùng 12/ }).click()
  await commune.getByRole('button', { name: 'Gửi UBND huyện Đình Lập' }).click()
  await commune.getByRole('dialog').getByText('Các phép cộng khớp.').waitFor()
  await commune.getByRole('dialog').getByRole('button', { name: 'Gửi UBND huyện Đình Lập' }).click()
  await commune.getByText('Đã gửi báo cáo.').waitFor()

  await leader.reload()
  await leader.getByRole('button', { name: 'Duyệt' }).click()
  await confirm(leader)
  await leader.getByRole('button', { name: 'Khóa sổ' }).click()
  await confirm(leader)
  await leader.getByText('Đã khóa sổ.').waitFor()

  await commune.reload()
  await commune.getByRole('button', { name: 'Thêm điều chỉnh' }).click()
  await commune.getByRole('combobox', { name: 'Chỉ tiêu điều chỉnh' }).click()
  await commune.keyboard.type('F2: Phát sinh')
  await commune.keyboard.press('Enter')
  await commune.getByLabel('Tăng (+) hoặc giảm (−)').fill('-1')
  await commune.getByRole('textbox', { name: 'Lý do' }).fill('Một người được báo hai lần')
  await commune.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  await commune.getByText('Phát sinh trong ngày −1').waitFor()
  await bothWays(commune, 'locked')
  await commune.close()
  await leader.close()
})

test('the district drafts the sum of its communes, opens a sum to its units, and takes the paper', async () => {
  const page = await office.as(DISTRICT_CLERK, DESK, '/bao-cao-nhanh')
  await page.getByRole('button', { name: 'Lập báo cáo' }).click()
  await field(page, 'f2_new').waitFor()
  await bothWays(page, 'district', 'desk')
  await page.getByRole('button', { name: '5 Phát sinh trong ngày: từng đơn vị' }).click()
  await page.getByRole('dialog').getByRole('row').filter({ hasText: 'UBND xã Bính Xá' }).getByText('Đã khóa sổ').waitFor()
  await look(page, 'parts')
  await page.keyboard.press('Escape')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'DOCX' }).click()])
  expect(file.suggestedFilename()).toMatch(/^bao-cao-nhanh-.*\.docx$/)
  await page.emulateMedia({ media: 'print' })
  await screenshot(page, 'quick-report-print')
  await page.close()
  expect(office.faults).toEqual([])
})
