import type { Page } from 'playwright-core'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }
const EVER = 'from=2021-01-01&to=2099-12-31'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 240_000)
afterAll(() => office?.stop())

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await screenshot(page, `statistics-${name}`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  expect(await violationsOn(page), name).toEqual([])
}

/** How many tasks the list shows under its filter, all pages of it. */
async function rowsIn(page: Page): Promise<number> {
  await page.locator('[data-row], .nothing').first().waitFor()
  const more = page.getByRole('button', { name: 'Xem tiếp' })
  while (await more.isVisible()) {
    const shown = await page.locator('[data-row]').count()
    await more.click()
    await page.waitForFunction((before) => document.querySelectorAll('[data-row]').length > before, shown) // the button goes with the last rows
  }
  return page.locator('[data-row]').count()
}

describe.each([['desk', DESK], ['phone', PHONE]] as const)('statistics at a %s', (kind, size) => {
  test.each(['body', 'topic', 'directive'])('by %s', async (by) => {
    const page = await office.as('vanthu.ubndtinh', size)
    await page.goto(`${office.origin}/thong-ke?by=${by}&${EVER}`)
    await page.locator('.form-table').waitFor()
    await look(page, `${by}-${kind}`)
    await page.close()
  }, 60_000)
})

test('every number opens to as many tasks', async () => {
  const page = await office.as('vanthu.ubndtinh', DESK)
  for (const by of ['body', 'topic', 'directive']) {
    await page.goto(`${office.origin}/thong-ke?by=${by}&${EVER}`)
    await page.locator('.form-table').waitFor()
    const numbers = await page.locator('.form-table tbody tr:nth-child(-n+2) td a').evaluateAll((links) => links.map((link) => ({ href: link.getAttribute('href')!, count: Number(link.textContent!.replace(/\D/gu, '')), column: (link as HTMLElement).dataset.column })))
    expect(numbers.length).toBeGreaterThan(3)
    const few = numbers.filter(({ count }) => count <= 60)
    for (const { href, count, column } of few.slice(0, 5)) {
      await page.goto(office.origin + href)
      expect(await rowsIn(page), `${by} ${column}`).toBe(count)
    }
  }
  await look(page, 'opened-desk')
  await page.close()
}, 120_000)

test('by keyboard: sorted, opened; an empty period says so', async () => {
  const page = await office.as('vanthu.ubndtinh', DESK)
  await page.goto(`${office.origin}/thong-ke?${EVER}`)
  await page.locator('.form-table thead').getByRole('button', { name: 'Cơ quan thực hiện' }).focus()
  await page.keyboard.press('Enter')
  await page.locator('.form-table th[aria-sort=ascending]').waitFor()
  await page.locator('.form-table .sum a').first().focus()
  await page.keyboard.press('Enter')
  await page.getByText('tính vào tổng số').waitFor()
  await page.goto(`${office.origin}/thong-ke?from=2001-01-01&to=2001-01-31`)
  await page.getByText('Không có nhiệm vụ nào trong kỳ này.').waitFor()
  await look(page, 'empty-desk')
  await page.close()
})

test('is printed on wide sheets and kept as files', async () => {
  const page = await office.as('vanthu.ubndtinh', DESK)
  await page.goto(`${office.origin}/thong-ke?${EVER}`)
  await page.locator('.form-table').waitFor()
  const first = await (await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })))).getPage(1)
  expect(first.view[2]).toBeGreaterThan(first.view[3]!)
  for (const format of ['XLSX', 'DOCX', 'PDF']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `${format} Thống kê nhiệm vụ` }).click()])
    await file.saveAs(`test-results/screenshots/statistics.${format.toLowerCase()}`)
  }
  await page.close()
})

test('a document\'s results become a draft in one click', async () => {
  const page = await office.as('vanthu.ubndtinh', DESK)
  await page.goto(`${office.origin}/thong-ke?by=directive&${EVER}`)
  const ofDocuments = page.locator('.form-table tbody a[href*="directiveId"]')
  await ofDocuments.first().waitFor()
  const id = new URL((await ofDocuments.last().getAttribute('href'))!, office.origin).searchParams.get('directiveId')
  await page.goto(`${office.origin}/van-ban/${id}`)
  await page.getByRole('button', { name: 'Soạn báo cáo kết quả' }).click()
  await page.waitForURL(/soan-thao\//)
  await page.waitForLoadState('networkidle')
  await screenshot(page, 'statistics-results-draft')
  await page.close()
  expect(office.faults).toEqual([])
})
