import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }
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

test.each([['desk', DESK], ['phone', PHONE]] as const)('the palette goes to a page and opens a sentence in its document, by keys, at a %s', async (kind, size) => {
  const page = await office.as(CLERK, size)
  await page.goto(`${office.origin}/nhiem-vu`)
  await page.locator('.table').waitFor()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Tìm mọi thứ' })
  await box.waitFor()
  await look(page, `palette-${kind}`)
  await box.fill('phong chong dich')
  await page.locator('.palette-hits mark').first().waitFor()
  await look(page, `palette-found-${kind}`)
  await box.fill('tiep nhan van ban')
  await page.locator('.hit', { hasText: 'Tiếp nhận văn bản' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/van-ban/tiep-nhan')
  await page.goto(`${office.origin}/tim-kiem?q=phong+chong+dich`)
  await page.locator('.found mark').first().waitFor()
  await look(page, `page-${kind}`)
  await page.locator('.search-group', { has: page.getByRole('heading', { name: 'Mục trong văn bản' }) }).locator('.found a').first().click()
  await page.locator('.m-sought').first().waitFor()
  await look(page, `opened-${kind}`)
  await page.goto(`${office.origin}/tim-kiem?q=khinh+khi+cau+bay`)
  await page.locator('.search-help').waitFor()
  await look(page, `nothing-${kind}`)
  await page.close()
}, 120_000)

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
