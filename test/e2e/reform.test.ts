import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { today } from '#kernel/clock.ts'
import { registerReformJobs } from '#server/reforms/index.ts'
import { screenshot } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }

let office: Office
beforeAll(async () => {
  office = await openOffice({}, registerReformJobs)
})
afterAll(() => office?.stop())

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

async function look(page: Page, name: string): Promise<void> {
  expect(await overflow(page), name).toBeLessThanOrEqual(0)
  await screenshot(page, `reform-${name}`)
  if (!name.endsWith('-phone')) expect(await violationsOn(page), name).toEqual([]) // the same parts as on a desk, a dozen screens long
}

const open = (page: Page, step: string): Promise<void> => page.getByRole('navigation', { name: 'Các bước' }).getByRole('link', { name: step }).click()

/** How many open tasks somebody's own page of tasks counts. */
const openTasks = (page: Page): Promise<number> => page.evaluate(async () => {
  const answer = await fetch('/api/tasks?box=mine&limit=200')
  const { rows } = await answer.json() as { rows: { state: string }[] }
  return rows.filter(({ state }) => !['done', 'refused', 'cancelled'].includes(state)).length
})

async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lập đợt sắp xếp' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên đợt sắp xếp').fill('Sắp xếp tỉnh Lạng Sơn thành hai cấp (MẪU)')
  const [year, month, day] = today(office.deps.clock).split('-')
  for (const [label, value] of [['Ngày hiệu lực', `${Number(day)}/${Number(month)}/${year}`], ['Ngày ban hành', '16/6/2025']] as const) {
    await dialog.getByLabel(label).first().fill(value)
    await dialog.getByLabel(label).first().press('Enter')
  }
  await dialog.getByLabel('Văn bản (loại, số, ký hiệu)').fill('Nghị quyết số 1672/NQ-UBTVQH15 (MẪU)')
  await dialog.getByLabel('Cơ quan ban hành').fill('Ủy ban Thường vụ Quốc hội')
  await dialog.getByLabel('Địa bàn sắp xếp').click()
  await page.keyboard.type('lạng sơn')
  await page.locator('.ant-select-item-option').filter({ hasText: 'Tỉnh Lạng Sơn' }).first().click()
  await look(page, 'begin-desk')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
}

async function answerAll(page: Page): Promise<void> {
  await open(page, '2. Việc cần quyết')
  await page.locator('.reform-group').first().waitFor()
  await look(page, 'questions-desk')
  for (let left = await page.locator('.reform-group[data-open=true]').count(); left > 0; left = await page.locator('.reform-group[data-open=true]').count()) {
    await page.locator('.reform-group[data-open=true]').first().getByRole('button', { name: 'Quyết:' }).click()
    await page.waitForFunction((before) => document.querySelectorAll('.reform-group[data-open=true]').length < before, left)
  }
}

async function placePeople(page: Page): Promise<void> {
  await open(page, '3. Người')
  await page.locator('.reform-to').first().waitFor()
  const undecided = page.locator('.reform-to').filter({ hasText: 'chưa quyết' })
  for (let left = await undecided.count(); left > 0; left = await undecided.count()) {
    await undecided.first().locator('.ant-select').click()
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click()
    await page.waitForFunction((before) => [...document.querySelectorAll('.reform-to strong')].filter((each) => each.textContent === 'chưa quyết').length < before, left)
  }
}

/** People of the Party are placed from the Party's post: the State's does not see them. */
async function placeOtherChain(page: Page): Promise<void> {
  const url = page.url()
  await page.getByText('vị trí thuộc khối khác').waitFor()
  await actIn(page, 'khối Đảng')
  await page.goto(url)
  await placePeople(page)
  await actIn(page, 'khối Nhà nước')
  await page.goto(url)
}

async function actIn(page: Page, post: string): Promise<void> {
  await page.locator('button.post-switch').click()
  await page.getByRole('menuitem').filter({ hasText: post }).click()
  await page.locator('button.post-switch').filter({ hasText: post }).waitFor()
}

async function rehearse(page: Page, button: string): Promise<void> {
  await open(page, '4. Diễn tập')
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('region', { name: 'Báo cáo diễn tập' }).waitFor({ timeout: 60_000 })
}

test('the province becomes one of two levels: planned, asked, rehearsed, confirmed by a second person, carried out', async () => {
  const district = await office.as('vanthu.ubnd.dinhlap', DESK)
  const before = await openTasks(district)
  expect(before).toBeGreaterThan(5)
  await district.close()

  const admin = await office.as('quantri', DESK, '/quan-tri/sap-xep')
  await begin(admin)
  await admin.getByRole('button', { name: 'Lập phương án theo quy tắc' }).click()
  await admin.getByText('cơ quan kết thúc,').waitFor({ timeout: 60_000 })
  await admin.getByLabel('Tìm cơ quan').fill('binh xa')
  await admin.getByRole('cell', { name: 'UBND xã Bính Xá', exact: true }).waitFor()
  await look(admin, 'plan-desk')
  await rehearse(admin, 'Diễn tập')
  await admin.getByText('Còn phải quyết trước khi thực hiện').waitFor()
  await look(admin, 'open-desk')
  await answerAll(admin)
  await placePeople(admin)
  await look(admin, 'people-desk')
  await placeOtherChain(admin)
  await rehearse(admin, 'Diễn tập lại')
  await admin.getByText('Không còn gì phải quyết').waitFor({ timeout: 60_000 })
  await look(admin, 'rehearsed-desk')
  await open(admin, '5. Xác nhận')
  await admin.getByRole('button', { name: 'Đề nghị xác nhận' }).click()
  await admin.getByText('Bạn là người đề nghị').waitFor()
  const url = admin.url()
  await admin.close()

  const leader = await office.as('lanhdao.tinh', PHONE)
  await leader.goto(url.replace('xac-nhan', 'dien-tap'))
  await leader.getByText('Không còn gì phải quyết').waitFor()
  await look(leader, 'rehearsed-phone')
  await leader.goto(url)
  await leader.getByRole('button', { name: 'Xác nhận và thực hiện' }).click()
  await look(leader, 'confirm-phone')
  await leader.getByRole('tooltip').or(leader.locator('.ant-popover')).getByRole('button', { name: 'Xác nhận và thực hiện' }).last().click()
  await leader.getByText('Đã thực hiện.').waitFor({ timeout: 120_000 })
  await look(leader, 'done-phone')
  await leader.close()

  const heir = await office.as('vanthu.ubnd.dinhlap', DESK)
  await heir.getByText('Ủy ban nhân dân xã Đình Lập').first().waitFor()
  expect(await openTasks(heir)).toBeGreaterThanOrEqual(before)
  await heir.goto(`${office.origin}/nhiem-vu`)
  await heir.getByRole('link').filter({ hasText: /./ }).first().waitFor()
  await look(heir, 'inbox-desk')
  const id = await heir.evaluate(async () => {
    const { rows } = await (await fetch('/api/tasks?box=mine&limit=200')).json() as { rows: { id: string; state: string }[] }
    return rows.find(({ state }) => state === 'in_progress')!.id
  })
  await heir.goto(`${office.origin}/nhiem-vu/${id}`)
  await heir.getByText('Chuyển theo sắp xếp tổ chức').first().waitFor()
  await heir.getByText(/Chuyển từ .* sang UBND xã Đình Lập theo Nghị quyết số 1672/).first().waitFor()
  await look(heir, 'history-desk')
  await heir.close()
  expect(office.faults).toEqual([])
})
