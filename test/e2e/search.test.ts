import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const CLERK = 'vanthu.tinhuy'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 240_000)
afterAll(() => office?.stop())

async function look(page: Page, name: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `search-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

test('a view is saved under a name, taken away, and put back with Ctrl Z', async () => {
  const page = await office.as(CLERK, DESK)
  await page.goto(`${office.origin}/nhiem-vu?pile=late`)
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
}, 60_000)
