import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { scan } from '#test/scans/damage.ts'
import { drawPaper } from '#test/scans/paper.ts'
import { stateLetter } from '#test/scans/papers.ts'
import { openOffice, violationsOn, type Office } from './office.ts'
import { answerQuestions } from './questions.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const doubts = (page: Page) => page.getByRole('toolbar', { name: /chữ máy chưa chắc/ })

test('a stamped scan is read page by page, looked over beside its picture, corrected and issued', async () => {
  const page = await office.as('vanthu.ubnd.dinhlap', undefined, '/van-ban/tiep-nhan')
  const bytes = await scan(drawPaper(stateLetter), { stamped: true, skew: 1.7, noise: 9, blur: 0.7, jpeg: 60, dpi: 200 })
  const file = { name: 'cong-van-co-dau.jpg', mimeType: 'image/jpeg', buffer: bytes }
  await page.locator('input[data-intake]').setInputFiles(file)
  await page.getByRole('alert').getByText(/xác nhận văn bản không thuộc bí mật nhà nước/).waitFor()
  await page.getByRole('radio', { name: 'Văn bản của cơ quan' }).check()
  await page.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
  await page.locator('input[data-intake]').setInputFiles(file)
  await page.getByText('Đang nhận dạng chữ: trang 1/1').waitFor({ timeout: 60_000 })
  await screenshot(page, 'scan-01-reading')
  await page.getByRole('heading', { name: /Rà soát văn bản 1043\/UBND-YT/ }).waitFor({ timeout: 120_000 })

  const picture = page.getByRole('img', { name: 'Ảnh trang 1' })
  await picture.waitFor()
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.scan-page img')?.complete)
  await page.locator('.order-card').first().waitFor()
  await page.locator('.scan-pages').evaluate((box) => { box.scrollTop = box.scrollHeight * 0.15 })
  await screenshot(page, 'scan-02-review')
  expect(await page.locator('.scan-pages').evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true)

  const date = page.locator('.scan-word', { hasText: '18/9/2021' })
  await date.scrollIntoViewIfNeeded()
  await date.click()
  const field = page.getByLabel('Chữ trên trang 1')
  expect(await field.inputValue()).toBe('18/9/2021.')
  await field.fill('19/9/2021.')
  await screenshot(page, 'scan-03-word')
  await field.press('Enter')
  await page.locator('.source', { hasText: 'trước 16 giờ 00 ngày 19/9/2021.' }).waitFor()
  await page.locator('.order-card', { hasText: '19/9/2021' }).first().waitFor()

  await page.keyboard.press('Escape')
  const before = Number(/\d+/.exec((await doubts(page).getAttribute('aria-label'))!)![0])
  if (before > 0) {
    await page.keyboard.press('n')
    await field.waitFor()
    await page.locator('.scan-doubt.now').waitFor()
    await screenshot(page, 'scan-04-doubtful')
    await field.press('Enter') // it was right
    await page.waitForFunction((count) => !document.querySelector('.scan-tools')?.getAttribute('aria-label')?.startsWith(`${count} `), before)
  }
  expect(await violationsOn(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  await page.locator('.pane-switch').getByText('Văn bản gốc').click().catch(() => page.locator('.pane-switch .ant-segmented-item').first().click())
  await screenshot(page, 'scan-05-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.setViewportSize({ width: 1366, height: 860 })

  await answerQuestions(page)
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await screenshot(page, 'scan-06-issue')
  await page.getByRole('dialog').getByRole('button', { name: /^Phát hành tới/ }).click()
  await page.getByText(/nhiệm vụ đã vào hộp việc/).waitFor()
  await page.getByText('Tệp gốc và tệp kèm theo').waitFor()
  await screenshot(page, 'scan-07-issued')
  await page.getByRole('link', { name: 'Xem các nhiệm vụ' }).click()
  await page.getByRole('table', { name: 'Danh sách nhiệm vụ' }).getByText(/lập danh sách người về từ vùng dịch/).first().waitFor()
  await page.close()
  expect(office.faults.filter((fault) => !fault.includes('422'))).toEqual([])
})
