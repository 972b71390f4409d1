import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

const DESK = { width: 1366, height: 860 }
const PHONE = { width: 360, height: 740 }
const CLERK = 'vanthu.tinhuy'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(async () => {
  expect(office.faults).toEqual([])
  await office.stop()
})

async function look(page: Page, name: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `search-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

/** Opens the palette by its key and types letter by letter. */
async function type(page: Page, key: string, words: string): Promise<void> {
  await page.keyboard.press(key)
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).waitFor()
  await page.keyboard.type(words)
}

test('by keys alone the palette finds what is typed without marks, opens it, goes to a page, and says when there is nothing', async () => {
  const page = await office.as(CLERK, DESK)
  await type(page, 'Control+k', '')
  await look(page, 'palette-desk')
  await page.keyboard.type('phong chong dich')
  await page.locator('.palette-hits mark', { hasText: 'phòng' }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  const chosen = page.getByRole('option', { selected: true })
  expect(await page.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true')
  await look(page, 'palette-found-desk')
  while (!(await chosen.textContent())!.includes('Mục trong văn bản')) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.m-sought').first().waitFor()
  expect(page.url()).toMatch(/\/van-ban\/[0-9a-f-]{36}\?muc=/)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await type(page, '/', 'thong ke')
  await page.getByRole('option', { name: 'Thống kê' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/thong-ke')
  await type(page, 'Control+k', 'khinh khi cau bay')
  await page.getByRole('status').filter({ hasText: 'Không' }).waitFor()
  await look(page, 'palette-nothing-desk')
  await page.keyboard.press('Enter')
  await page.getByText('Không thấy gì khớp với “khinh khi cau bay”.').waitFor()
  await page.close()
})

test('on a phone the palette and the page of results fit and can be touched', async () => {
  const page = await office.as(CLERK, PHONE)
  await type(page, 'Control+k', 'vung dich')
  await page.locator('.palette-hits mark').first().waitFor()
  await look(page, 'palette-found-phone')
  await page.getByRole('option', { name: /Xem tất cả kết quả/ }).click()
  await page.locator('.found mark').first().waitFor()
  expect(await page.locator('.found-head').allTextContents()).not.toContainEqual(expect.stringMatching(/state\./i))
  await look(page, 'page-phone')
  await page.close()
})

test('many tasks are picked by keys, suspended with a preview, and taken back with one click', async () => {
  const page = await office.as(CLERK, DESK, '/nhiem-vu?box=given&state=in_progress')
  await page.locator('.table tbody tr').nth(2).waitFor()
  const rows = page.locator('.table tbody tr')
  const shown = await rows.count()
  await page.keyboard.press('a')
  await page.getByText(`Đã chọn ${shown} nhiệm vụ`).waitFor()
  await look(page, 'bulk-bar-desk')
  await page.keyboard.press('a')
  for (const key of ['j', 'Space', 'j', 'Space']) await page.keyboard.press(key)
  await page.getByText('Đã chọn 2 nhiệm vụ').waitFor()
  await page.locator('.pick-bar').getByRole('button', { name: /^Tạm dừng/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Tạm dừng' })
  expect(await dialog.getByRole('status').textContent()).toBe('Sẽ làm với 2 nhiệm vụ.')
  await dialog.getByLabel('Lý do').fill('Chờ hướng dẫn mới')
  await look(page, 'bulk-preview-desk')
  await dialog.getByRole('button', { name: 'Làm với 2 nhiệm vụ' }).click()
  const toast = page.locator('.ant-message', { hasText: 'Đã làm xong 2 nhiệm vụ.' })
  await toast.waitFor()
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(shown - 2)
  await screenshot(page, 'search-bulk-done-desk')
  await toast.getByRole('button', { name: 'Hoàn tác' }).click()
  await page.getByText('Đã hoàn tác.').waitFor()
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(shown)
  await page.close()
})

test('a view is saved under a name, taken away, and put back with Ctrl Z', async () => {
  const page = await office.as(CLERK, DESK, '/nhiem-vu?pile=late')
  await page.getByRole('button', { name: 'Lưu bộ lọc' }).click()
  await page.getByPlaceholder('Tên bộ lọc').fill('Việc chậm')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  const tab = page.locator('.view-tab', { hasText: 'Việc chậm' })
  await tab.waitFor()
  await look(page, 'view-desk')
  await tab.getByRole('button', { name: 'Sửa bộ lọc Việc chậm' }).click()
  await page.getByRole('menuitem', { name: 'Bỏ bộ lọc này' }).click()
  await tab.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await tab.waitFor()
  await page.close()
})
