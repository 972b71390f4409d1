import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, screenshot, settled } from '#test/browser.ts'
import { openOffice, resize, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }
const SCREENS = [['desktop', DESK], ['phone', PHONE]] as const

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const pages: [name: string, who: string, path: string, ready: string][] = [
  ['today-leader', 'lanhdao.tinh', '/', '.leader-section'],
  ['today-sheet', 'lanhdao.tinh', '/hom-nay/to-giay', '.leader-head'],
  ['today-inbox', 'vanthu.ubnd.dinhlap', '/', '.task-card'],
  ['directives', 'vanthu.ubndtinh', '/van-ban', '.table'],
  ['intake', 'vanthu.ubndtinh', '/van-ban/tiep-nhan', '#intake-text'],
  ['tasks', 'vanthu.ubndtinh', '/nhiem-vu', '.table'],
  ['bodies', 'vanthu.ubndtinh', '/to-chuc', '.tree li'],
  ['people', 'quantri', '/quan-tri/nguoi', '.table'],
  ['accounts', 'quantri', '/quan-tri/tai-khoan', '.table'],
  ['sessions', 'quantri', '/quan-tri/phien', '.table'],
  ['audit', 'kiemtoan', '/quan-tri/nhat-ky', '.table'],
]

/** How much wider the page is than its window; text that is cut off by the window's edge counts. */
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

async function look(page: Page, name: string): Promise<void> {
  await screenshot(page, `access-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

/** The page as it stands on either screen. */
async function lookOnBoth(page: Page, name: string): Promise<void> {
  for (const [kind, size] of SCREENS) {
    await resize(page, size)
    await settled(page)
    expect(await overflow(page), `${name} on a ${kind}`).toBeLessThanOrEqual(0)
    await look(page, `${name}-${kind}`)
  }
  await resize(page, DESK)
}

test('the sign-in page is accessible and fits', async () => {
  const page = await openPage(office.browser, DESK)
  await page.goto(office.origin)
  await page.getByLabel('Tên đăng nhập').waitFor()
  await page.locator('.demo-account').first().waitFor()
  await lookOnBoth(page, 'sign-in')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByText('Hãy nhập tên đăng nhập.').waitFor()
  await page.close()
})

test.each(pages)('%s is accessible and fits', async (name, who, path, ready) => {
  const page = await office.as(who, DESK, path)
  await page.locator(ready).first().waitFor()
  await lookOnBoth(page, name)
  await page.close()
})

test('a document and a task are accessible and fit', async () => {
  const page = await office.as('vanthu.ubndtinh', DESK, '/van-ban')
  await page.getByRole('row').filter({ hasText: 'Đang hiệu lực' }).getByRole('link').first().click()
  await page.locator('.body-group').first().waitFor()
  await lookOnBoth(page, 'directive')
  await page.goto(`${office.origin}/nhiem-vu?box=given`)
  await page.locator('.task-link').first().click()
  await page.locator('.event').first().waitFor()
  await lookOnBoth(page, 'task')
  await page.getByRole('group', { name: 'Việc có thể làm' }).getByRole('button').first().click()
  await page.getByRole('dialog').waitFor()
  await lookOnBoth(page, 'task-dialog')
  await page.close()
})

test.each(SCREENS)('a review is accessible and fits on a %s', async (kind, size) => {
  const page = await office.as('vanthu.ubndtinh', size, '/van-ban/tiep-nhan')
  const letter = `ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nSố: 1${kind.length}77/UBND-VX\nLạng Sơn, ngày 02 tháng 8 năm 2021\nV/v kiểm soát người về từ vùng dịch\nKính gửi: Sở Y tế, các huyện, thành phố.\n1. Sở Y tế xây dựng phương án xét nghiệm.\n2. UBND các huyện, thành phố lập chốt kiểm soát, báo cáo trước ngày 10/8/2021.\n3. Các cơ quan liên quan phối hợp thực hiện.\nNơi nhận:\n- Như trên;\n- Lưu: VT.`
  await page.getByLabel('hoặc dán toàn văn').fill(letter)
  await page.getByRole('button', { name: 'Đọc văn bản' }).click()
  await page.locator('.order-card').first().waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await look(page, `review-${kind}`)
  if (kind === 'phone') {
    await page.locator('.pane-switch').getByText('Văn bản').click()
    await page.locator('.source').waitFor()
    await look(page, 'review-source-phone')
  }
  await page.close()
})

/** What has the focus, by its accessible words. */
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.slice(0, 80) ?? '')

test('an officer works by keyboard alone', async () => {
  const page = await openPage(office.browser)
  await page.goto(office.origin)
  await page.getByLabel('Tên đăng nhập').waitFor()
  await page.keyboard.type('vanthu.ubnd.dinhlap')
  await page.keyboard.press('Tab')
  await page.keyboard.type('phaodai-mau')
  await page.keyboard.press('Enter')
  await page.locator('.task-card').first().waitFor()

  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Đến nội dung chính')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const second = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.row)
  expect(second).toBe(await page.locator('.piles [data-row]').nth(1).getAttribute('data-row'))
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.locator('.task-page').waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).waitFor()
  await page.keyboard.type('so y te')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await screenshot(page, 'access-search')
  await page.keyboard.press('Escape')

  await page.goto(`${office.origin}/nhiem-vu?box=mine&pile=doing`)
  await page.locator('[data-row]').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: 'Báo cáo' })
  await dialog.waitFor()
  await page.keyboard.type('Đã rà soát xong 9/12 xã.')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('r')
  await dialog.waitFor()
  expect(await dialog.locator('textarea').inputValue()).toBe('Đã rà soát xong 9/12 xã.')
  await page.close()
})

test('the leader’s page prints on one A4', async () => {
  const page = await office.as('lanhdao.tinh')
  await page.locator('.leader-section').first().waitFor()
  await settled(page)
  await page.emulateMedia({ media: 'print' })
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1)
  await page.setViewportSize({ width: 700, height: 1000 })
  await screenshot(page, 'access-print')
  expect(await page.getByText('MẪU', { exact: true }).isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tờ A4' }).click()])
  expect(sheet.suggestedFilename()).toMatch(/^viec-trong-ngay-.*-MAU\.pdf$/)
  await sheet.saveAs('test-results/screenshots/leader-sheet.pdf')
  await page.close()
})
