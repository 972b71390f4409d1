import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { faultsOf, launchBrowser, openPage, screenshot } from '#test/browser.ts'
import { cast } from '#test/people.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

let app: TestApp
let browser: Browser
let origin: string
beforeAll(async () => {
  app = await testApp()
  await app.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(app.app.server.address() as AddressInfo).port}`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

/** The register page of a member of the cast, signed in. */
async function open(path: string, size?: { width: number; height: number }): Promise<{ page: Page; faults: string[] }> {
  const page = await openPage(browser, size)
  const { token } = await app.as(cast.communeClerk)
  await page.context().addCookies([{ name: 'phaodai_session', value: token, url: origin }])
  const faults = faultsOf(page)
  await page.goto(`${origin}/so-theo-doi${path}`)
  return { page, faults }
}

/** What axe finds on the page; the frame's own bar is tested with the frame. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8')) // a script tag is refused by the page's own policy
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (where: object, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations: found } = await axe.run({ exclude: [['header']] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

describe('a commune’s clerk keeps the rumour register', () => {
  test('writes a record by keyboard, acts on it, reads its history', async () => {
    const { page, faults } = await open('')
    await page.getByRole('heading', { name: 'Tin đồn, dư luận' }).waitFor()
    await page.getByText('Chưa có bản ghi nào.').waitFor()
    await screenshot(page, 'registers-1-empty')
    await page.keyboard.press('n')
    const form = page.getByRole('form', { name: 'Nội dung' })
    await form.getByRole('button', { name: 'Lưu' }).click()
    expect(await form.getByText('Chưa có giá trị').count()).toBe(4)
    await screenshot(page, 'registers-2-faults')
    await form.getByLabel('Nội dung tin').fill('Chợ xã đóng cửa một tháng')
    await choose(page, 'Kênh lan truyền', 'Truyền miệng')
    await pick(page, 'Địa bàn', 'thu mot', 'Xã Thử Một')
    await form.getByRole('textbox', { name: 'Ngày ghi nhận' }).fill('05/08/2021')
    await page.keyboard.press('Enter')
    await form.getByLabel('Người báo tin').fill('Người Báo Thử')
    await form.getByRole('button', { name: 'Lưu' }).click()
    const panel = page.getByRole('complementary', { name: 'Nội dung' })
    await panel.getByRole('heading', { name: 'Chợ xã đóng cửa một tháng' }).waitFor()
    expect(await panel.getByText('Người Báo Thử').count()).toBe(0)
    await screenshot(page, 'registers-3-saved')
    await panel.getByRole('button', { name: 'Xác minh' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Xác minh' }).click()
    await panel.getByText('Đang xác minh').waitFor()
    await panel.getByRole('tab', { name: 'Lịch sử' }).click()
    await panel.getByText('Ghi mới').waitFor()
    await screenshot(page, 'registers-4-history')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  test('imports a file with bad lines, sees them red, takes the good ones', async () => {
    const { page, faults } = await open('/rumour')
    await page.getByRole('button', { name: 'Nhập từ tệp' }).click()
    const text = ['Nội dung tin;Địa bàn;Kênh lan truyền;Ngày ghi nhận', 'Tin một;Xã Thử Một;Báo, đài;1/8/2021', 'Tin hai;Xã Thử Một;Truyền miệng;31/2/2021', 'Tin ba;Xã Thử Hai;Truyền miệng;2/8/2021'].join('\n')
    await page.locator('input[type=file]').setInputFiles({ name: 'tin-don.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: 'Nhập 1 dòng đúng' }).waitFor()
    expect(await page.locator('.kit-wrong').count()).toBe(2)
    await screenshot(page, 'registers-5-import')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Nhập 1 dòng đúng' }).click()
    await page.getByText('Đã nhập 1 dòng đúng.').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải 2 dòng lỗi' }).click()])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString('utf8')).toContain('Không phải ngày')
    await screenshot(page, 'registers-6-imported')
    expect(faults).toEqual([])
  })

  test('filters by words, keeps a view, exports, walks by keyboard', async () => {
    const { page, faults } = await open('/rumour')
    await page.getByRole('button', { name: 'Tin một' }).waitFor()
    await page.keyboard.press('f')
    await page.keyboard.type('TIN MOT')
    await page.getByText('1 bản ghi').waitFor()
    await page.getByRole('button', { name: 'Lưu bộ lọc' }).click()
    await page.getByPlaceholder('Tên bộ lọc').fill('Tin của chợ')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Tin của chợ', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Xuất' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Bảng tính XLSX').click()])
    expect(download.suggestedFilename()).toBe('Tin đồn, dư luận.xlsx')
    await page.getByRole('button', { name: 'Tất cả' }).click()
    await page.getByText('2 bản ghi').waitFor()
    await page.locator('body').click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Nội dung' }).waitFor()
    await screenshot(page, 'registers-7-list')
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
  })

  test('works on a phone', async () => {
    const { page, faults } = await open('/rumour', { width: 360, height: 740 })
    await page.getByRole('button', { name: 'Tin một' }).waitFor()
    await screenshot(page, 'registers-8-phone')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: 'Tin một' }).click()
    await page.getByRole('heading', { name: 'Tin một' }).waitFor()
    await screenshot(page, 'registers-9-phone-record')
    expect(faults).toEqual([])
  })
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByTitle(option, { exact: true }).click()
}

async function pick(page: Page, label: string, typed: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed)
  await page.getByTitle(option, { exact: true }).click()
}
