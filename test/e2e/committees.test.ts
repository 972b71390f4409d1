import { getDocumentProxy } from 'unpdf'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot, settled } from '#test/browser.ts'
import { openOffice, resize, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }

let office: Office
let committee: number
beforeAll(async () => {
  office = await openOffice()
  const page = await office.as('lanhdao.soyte')
  committee = await page.evaluate(async () => (await (await fetch('/api/bodies?kind=steering-committee&level=province')).json()).rows[0].id as number)
  await page.close()
})
afterAll(() => office?.stop())

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** Somebody in the post that a word of its title names. */
async function inPost(username: string, title: string, size = DESK): Promise<Page> {
  const page = await office.as(username, size)
  await page.locator('button.post-switch').click()
  await page.getByRole('menuitem').filter({ hasText: title }).first().click()
  await page.locator('.post-title').filter({ hasText: title }).waitFor()
  return page
}

async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  expect(await overflow(page), name).toBeLessThanOrEqual(0)
  await screenshot(page, `committee-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

const pagesOf = async (page: Page): Promise<number> => (await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })))).numPages

test('a committee shows its people, chart, regulation, areas and roster at a desk and on a phone', async () => {
  const page = await inPost('canbo.soyte', 'Thư ký Ban Chỉ đạo')
  const rooms: [path: string, ready: string, onPhone: string, name: string][] = [
    ['', '.table', '.table', 'list'], [`/${committee}`, '.duty-now', '.duty-now', 'people'], [`/${committee}/so-do`, '.chart-view svg', '.chart-list', 'so-do'],
    [`/${committee}/quy-che`, '.row-item', '.row-item', 'quy-che'], [`/${committee}/dia-ban`, '.table', '.table', 'dia-ban'], [`/${committee}/lich-truc`, '.duty-today', '.duty-today', 'lich-truc'],
  ]
  const lookOnBoth = async (ready: string, onPhone: string, name: string): Promise<void> => {
    await page.locator(ready).first().waitFor()
    await look(page, `${name}-desk`)
    await resize(page, PHONE)
    await page.locator(onPhone).first().waitFor()
    await look(page, `${name}-phone`)
    await resize(page, DESK)
  }
  for (const [path, ready, onPhone, name] of rooms) {
    await page.goto(`${office.origin}/to-chuc/ban-chi-dao${path}`)
    await lookOnBoth(ready, onPhone, name)
  }
  expect(await pagesOf(page)).toBe(1)
  await page.goto(`${office.origin}/to-chuc/ban-chi-dao/${committee}/dia-ban`)
  await page.getByText('Bảng chéo').click()
  await lookOnBoth('.matrix-grid', '.matrix-grid', 'grid')
  await page.goto(`${office.origin}/to-chuc/${committee}`)
  await lookOnBoth('.duty-now', '.duty-now', 'body')
  await page.close()
})

test('the chart is kept as a picture and printed on one sheet', async () => {
  const page = await inPost('canbo.soyte', 'Thư ký Ban Chỉ đạo')
  await page.goto(`${office.origin}/to-chuc/ban-chi-dao/${committee}/so-do`)
  await page.locator('.chart-view svg').waitFor()
  for (const kind of ['SVG', 'PNG']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: kind }).click()])
    expect(file.suggestedFilename()).toMatch(new RegExp(`^so-do-to-chuc-.*\\.${kind.toLowerCase()}$`))
    await file.saveAs(`test-results/screenshots/committee-chart.${kind.toLowerCase()}`)
  }
  await page.keyboard.press('+')
  await page.getByText('120 %').waitFor()
  expect(await pagesOf(page)).toBe(1)
  await page.close()
})

test('the papers are entered: a member, a regulation in force, a roster by rotation', async () => {
  const page = await inPost('canbo.soyte', 'Thư ký Ban Chỉ đạo')
  await page.goto(`${office.origin}/to-chuc/ban-chi-dao/${committee}`)
  await page.getByRole('button', { name: 'Thêm thành viên' }).click()
  await page.getByRole('dialog').getByLabel('Họ và tên').fill('Trần Văn Bổ Sung MẪU')
  await page.getByRole('dialog').getByLabel('Chức vụ kiêm nhiệm').fill('Giám đốc Sở Công Thương')
  await look(page, 'member-dialog')
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Trần Văn Bổ Sung MẪU').first().waitFor()
  await page.goto(`${office.origin}/to-chuc/ban-chi-dao/${committee}/quy-che`)
  await page.getByRole('button', { name: 'Soạn bản mới' }).click()
  await page.getByRole('dialog').getByLabel('Số, ký hiệu').fill('30/QĐ-BCĐ')
  await page.getByRole('dialog').getByLabel('Ngày ban hành').fill('1/9/2021')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('listitem').filter({ hasText: '30/QĐ-BCĐ' }).getByRole('button', { name: 'Ban hành' }).click()
  await page.getByRole('listitem').filter({ hasText: '30/QĐ-BCĐ' }).getByText('Đang hiệu lực').waitFor()
  await page.close()
})

test('a visit is entered from the phone in three taps', async () => {
  const page = await inPost('lanhdao.soyte', 'Phó Trưởng Ban', PHONE)
  await page.goto(`${office.origin}/to-chuc/di-co-so`)
  const area = page.locator('.visit-area').first()
  await area.waitFor()
  await look(page, 'visits-phone')
  await area.click()
  await page.getByRole('button', { name: 'Có tồn tại, đã nhắc nhở' }).click()
  await look(page, 'visit-phone')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByText('Đã ghi.').waitFor()
  await page.getByText('hôm nay').first().waitFor()
  await page.close()
})

test('a deputy stands in for the head: offered, marked on every page, and given back', async () => {
  const page = await inPost('lanhdao.soyte', 'Phó Trưởng Ban')
  await page.goto(office.origin)
  await page.getByText('Đồng chí được ủy quyền thay Trưởng Ban Chỉ đạo').waitFor()
  await look(page, 'offer')
  await page.getByRole('button', { name: 'Làm việc thay' }).click()
  await page.getByText('Đang thay Trưởng Ban Chỉ đạo theo 03/GUQ-BCĐ').waitFor()
  await page.getByText('thay Trưởng Ban Chỉ đạo', { exact: true }).waitFor()
  await look(page, 'standing-in')
  await page.goto(`${office.origin}/to-chuc/di-co-so`) // visits are not lent: nothing to press that would be refused
  await page.locator('.visit-area').first().click()
  await page.getByText('Vị trí bạn đang dùng không được ghi lần đi cơ sở.').waitFor()
  expect(await page.locator('.visit-form').count()).toBe(0)
  await page.goto(`${office.origin}/to-chuc/ban-chi-dao/${committee}`)
  await page.getByText('Đang thay Trưởng Ban Chỉ đạo').waitFor()
  await page.getByRole('button', { name: 'Về vị trí của tôi' }).click()
  await page.locator('.stands-in').waitFor({ state: 'detached' })
  await page.goto(`${office.origin}/to-chuc/uy-quyen`)
  await page.getByText('Tôi được ủy quyền').waitFor()
  await look(page, 'delegation')
  await page.close()
})

test('the head lends, and takes back', async () => {
  const page = await inPost('lanhdao.tinh', 'Trưởng Ban Chỉ đạo')
  await page.goto(`${office.origin}/to-chuc/uy-quyen`)
  await page.getByRole('button', { name: 'Ủy quyền', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await look(page, 'lend-dialog')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Việc đã làm thay' }).first().click()
  await page.getByRole('button', { name: 'Chấm dứt' }).first().click()
  await page.getByText('đã chấm dứt').first().waitFor()
  await page.close()
  expect(office.faults).toEqual([])
})
