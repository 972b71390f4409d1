import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot, settled } from '#test/browser.ts'
import { openOffice, resize, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }
const CLERK = 'vanthu.tinhuy'

let office: Office
let directive: string
beforeAll(async () => {
  office = await openOffice()
  const page = await office.as(CLERK)
  directive = await page.evaluate(async () => {
    const ask = async (method: string, path: string, body?: object) => (await fetch(path, { method, headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, ...(body && { body: JSON.stringify(body) }) })).json()
    const { rows } = await ask('GET', '/api/directives?box=own&state=issued&limit=50')
    const found = rows.filter((row: { tasks: { total: number }; number: string | null }) => row.tasks.total > 0 && row.number !== null)[0]
    const { version } = await ask('GET', `/api/directives/${found.id}/references`)
    await ask('PATCH', `/api/directives/${found.id}/expiry`, { version, expiresOn: '2021-01-01' })
    return found.id as string
  })
  await page.close()
})
afterAll(() => office?.stop())

async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `references-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

test('what a document rests on, who owes one, the tree and what is to be reviewed, at a desk and on a phone', async () => {
  const page = await office.as(CLERK, DESK)
  const rooms: [path: string, ready: string, name: string][] = [
    [`/van-ban/${directive}`, '.reference-panel h3', 'panel'], [`/van-ban/${directive}/cu-the-hoa`, '.table, .nothing', 'owed'], [`/van-ban/${directive}/cay`, '.tree-row', 'tree'],
    ['/can-xem-lai', '.review-list', 'reviews'],
  ]
  for (const [path, ready, name] of rooms) {
    await page.goto(`${office.origin}${path}`)
    await page.locator(ready).first().waitFor()
    for (const [kind, size] of [['phone', PHONE], ['desk', DESK]] as const) {
      await resize(page, size)
      await look(page, `${name}-${kind}`)
      const words = name === 'reviews' ? await page.locator('.review-list > li > div').first().boundingBox() : null
      expect(words?.width ?? size.width, 'the words of a review have the room').toBeGreaterThan(size.width / 2)
    }
  }
  await page.goto(`${office.origin}/van-ban/${directive}/cay`)
  await page.getByText('Sơ đồ', { exact: true }).click()
  await page.locator('.tree-picture svg').waitFor()
  await look(page, 'picture-desk')
  await page.close()
})

test('a citation is added, taken out and put back; a task under review is kept with a reason', async () => {
  const page = await office.as(CLERK, DESK, `/van-ban/${directive}`)
  const panel = page.locator('.reference-panel')
  await panel.getByRole('button', { name: 'Thêm văn bản viện dẫn' }).click()
  await page.getByLabel('Số, ký hiệu như ghi trong văn bản').fill('999/UBND-TH')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await panel.getByText('999/UBND-TH').first().waitFor()
  await panel.getByRole('button', { name: 'Bỏ 999/UBND-TH' }).click()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await panel.getByRole('button', { name: 'Bỏ 999/UBND-TH' }).waitFor()
  await page.goto(`${office.origin}/`)
  await page.locator('.reviews-note a[href="/can-xem-lai"]').click()
  await page.locator('.review-list').waitFor()
  const before = await page.locator('.review-list > li').count()
  await page.locator('.review-acts').first().getByRole('button', { name: 'Giữ nguyên' }).click()
  await page.getByLabel('Lý do').fill('Việc vẫn cần làm')
  await page.getByRole('dialog').getByRole('button', { name: 'Giữ nguyên' }).click()
  await page.getByText('Đã quyết định 1 mục.').waitFor()
  await expect.poll(() => page.locator('.review-list > li').count()).toBe(before - 1)
  await page.close()
})
