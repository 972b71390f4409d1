import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, screenshot, settled } from '#test/browser.ts'
import { DEMO_PASSWORD } from '#server/demo/index.ts'
import { totp } from '#test/totp.ts'
import { openOffice, resize, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }

let office: Office
beforeAll(async () => { office = await openOffice() })
afterAll(() => office?.stop())

async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `calendar-${name}`)
  await page.evaluate(() => window.scrollTo(0, 0)) // what the bar hides is no target
  expect(await violationsOn(page), name).toEqual([])
}

describe('the calendar', () => {
  test('by month, week and list at a desk; keys walk it; an entry opens to its task', async () => {
    const page = await office.as('vanthu.ubnd.dinhlap', DESK, '/lich')
    await page.locator('.calendar-sheet .calendar-entry').first().waitFor()
    await look(page, 'month')
    await page.keyboard.press('2')
    await page.locator('.of-week').waitFor()
    await look(page, 'week')
    await page.locator('.calendar-date').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.locator('.agenda-day').first().waitFor()
    await look(page, 'list')
    await page.keyboard.press('1')
    await page.locator('.calendar-sheet .calendar-entry[href^="/nhiem-vu/"]').first().click()
    await page.waitForURL(/\/nhiem-vu\/[0-9a-f-]{36}$/)
    await page.close()
  })

  test('is a list on a phone', async () => {
    const page = await office.as('vanthu.ubnd.dinhlap', PHONE, '/lich')
    await page.locator('.agenda-day').first().waitFor()
    expect(await page.locator('.calendar-sheet').count()).toBe(0)
    await look(page, 'phone')
    await page.close()
  })
})

test('a feed is made, seen once, read from outside, and revoked', async () => {
  const page = await office.as('vanthu.ubnd.dinhlap', DESK, '/lich')
  await page.getByRole('button', { name: 'Đưa vào lịch khác' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Dùng trên thiết bị').fill('Điện thoại MẪU')
  await dialog.getByRole('button', { name: 'Tạo địa chỉ' }).click()
  const address = new URL(await dialog.locator('.feed-address input').inputValue())
  await look(page, 'feed')
  const outside = `${office.origin}${address.pathname}${address.search}`
  const read = await fetch(outside)
  expect(read.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(await read.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:MẪU · /)
  await dialog.getByRole('button', { name: 'Thu hồi' }).first().click()
  await page.locator('.ant-popconfirm').getByRole('button', { name: 'Thu hồi' }).click()
  await dialog.getByText('đã thu hồi').first().waitFor()
  expect((await fetch(outside)).status).toBe(404)
  await page.close()
})

test('slips of tasks are printed: one from its page, many from the list', async () => {
  const page = await office.as('vanthu.ubnd.dinhlap', DESK, '/nhiem-vu?box=given&sort=deadline')
  await page.locator('tbody tr input[type="checkbox"]').first().waitFor()
  for (const n of [0, 1, 2]) await page.locator('tbody tr input[type="checkbox"]').nth(n).check()
  await page.getByRole('button', { name: 'Phiếu giao việc (3)' }).click()
  const [many] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'PDF' }).click()])
  await many.saveAs('test-results/screenshots/slips.pdf')
  await page.locator('tbody a[href^="/nhiem-vu/"]').first().click()
  await page.getByRole('button', { name: /Phiếu giao việc$/ }).click() // not the list's own, which is there until the task is
  const [one] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Word' }).click()])
  expect(one.suggestedFilename()).toMatch(/^phieu-giao-viec-.*-MAU\.docx$/)
  await one.saveAs('test-results/screenshots/slip.docx')
  await look(page, 'slip-task')
  await page.close()
})

test('a second factor is set up with its codes kept, and asked for at the next sign-in', async () => {
  const page = await office.as('canbo.mttq', DESK)
  await page.getByRole('button', { name: 'Tài khoản của' }).click()
  await page.getByRole('menuitem', { name: 'Xác thực hai lớp' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mật khẩu hiện tại').fill(DEMO_PASSWORD)
  await dialog.getByRole('button', { name: 'Bắt đầu cài đặt' }).click()
  const secret = (await dialog.locator('.factor-secret').innerText()).replaceAll(' ', '')
  await look(page, 'factor-scan')
  const code = () => totp(`otpauth://totp/x?secret=${secret}`)
  await dialog.getByLabel('Mã 6 chữ số').fill(code())
  await dialog.getByRole('button', { name: 'Xác nhận' }).click()
  await dialog.locator('.factor-codes').waitFor()
  await look(page, 'factor-codes')
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Tải về' }).click()])
  expect(file.suggestedFilename()).toBe('ma-khoi-phuc-phao-dai.txt')
  await dialog.getByLabel('Tôi đã cất các mã này').check()
  await dialog.getByRole('button', { name: 'Xong' }).click()
  await page.getByRole('navigation', { name: 'Mục chính' }).waitFor() // the session goes on
  await page.close()
  const phone = await openPage(office.browser, PHONE)
  await phone.goto(office.origin)
  await phone.getByLabel('Tên đăng nhập').fill('canbo.mttq')
  await phone.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD)
  await phone.getByRole('button', { name: 'Đăng nhập' }).click()
  await phone.getByLabel('Mã xác thực hoặc mã khôi phục').fill('000000')
  await phone.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await phone.getByText('Mã không đúng hoặc đã hết hạn.').waitFor()
  await screenshot(phone, 'calendar-factor-asked')
  await phone.getByLabel('Mã xác thực hoặc mã khôi phục').fill(code())
  await phone.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await phone.getByRole('navigation', { name: 'Mục chính' }).waitFor()
  await phone.close()
})

test('an administrator at the top sets what the calendar tells outside, with its basis; the audit has it', async () => {
  const page = await office.as('quantri', DESK, '/quan-tri/quy-dinh')
  await page.getByText('Chỉ số việc và liên kết').first().waitFor()
  for (const [kind, size] of [['phone', PHONE], ['desk', DESK]] as const) {
    await resize(page, size)
    await look(page, `rules-${kind}`)
  }
  const titles = page.getByRole('region', { name: 'Nội dung của lịch đưa ra ngoài' })
  await titles.getByRole('radio', { name: 'Ghi cả loại việc' }).check()
  await titles.getByText('Nêu căn cứ rồi mới lưu được.').waitFor()
  await titles.getByLabel('Căn cứ của lần đổi này').fill('Quy chế MẪU của Văn phòng, mục 4')
  await titles.getByRole('button', { name: 'Lưu, áp dụng từ hôm nay' }).click()
  const asked = page.locator('.ant-popconfirm')
  await asked.getByText('được đưa ra các chương trình lịch bên ngoài', { exact: false }).waitFor()
  await look(page, 'rules-confirm')
  await asked.getByRole('button', { name: 'Lưu, áp dụng từ hôm nay' }).click()
  await titles.getByText('Quản trị hệ thống (khối Nhà nước), UBND tỉnh Lạng Sơn đã đặt', { exact: false }).first().waitFor()
  await look(page, 'rules-set')
  await page.close()
  const auditor = await office.as('kiemtoan', PHONE, '/quan-tri/nhat-ky')
  await auditor.getByLabel('Loại bản ghi', { exact: false }).fill('office_setting')
  await auditor.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
  await auditor.getByText('office_setting').first().waitFor()
  await look(auditor, 'rules-audit')
  await auditor.close()
})
