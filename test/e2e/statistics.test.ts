import type { Page } from 'playwright-core'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayInVietnam, weekday } from '@phaodai/vocabulary'
import { withClient } from '#kernel/database/pool.ts'
import { sendDue } from '#server/statistics/index.ts'
import { screenshot, settled } from '#test/browser.ts'
import { tellAll } from '#test/notices.ts'
import { openOffice, resize, violationsOn, type Office } from './office.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }
const EVER = 'from=2021-01-01&to=2099-12-31'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

async function fits(page: Page, name: string): Promise<void> {
  await settled(page)
  await screenshot(page, `statistics-${name}`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
}

async function look(page: Page, name: string): Promise<void> {
  await fits(page, name)
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

test.each(['body', 'topic', 'directive'])('statistics by %s at a desk and on a phone', async (by) => {
  const page = await office.as('vanthu.ubndtinh', DESK, `/thong-ke?by=${by}&${EVER}`)
  await page.locator('.form-table').waitFor()
  for (const [kind, size] of [['desk', DESK], ['phone', PHONE]] as const) {
    await resize(page, size)
    await (by === 'body' ? fits : look)(page, `${by}-${kind}`) // the same table with hundreds of rows more
  }
  await page.close()
})

test('every number opens to as many tasks', async () => {
  const page = await office.as('vanthu.ubndtinh', DESK)
  for (const by of ['body', 'topic', 'directive']) {
    await page.goto(`${office.origin}/thong-ke?by=${by}&${EVER}`)
    await page.locator('.form-table').waitFor()
    const numbers = await page.locator('.form-table tbody tr:nth-child(-n+2) td a').evaluateAll((links) => links.map((link) => ({ href: link.getAttribute('href')!, count: Number(link.textContent!.replace(/\D/gu, '')), column: (link as HTMLElement).dataset.column })))
    expect(numbers.length).toBeGreaterThan(3)
    const few = numbers.filter(({ count }) => count <= 60)
    for (const { href, count, column } of few.slice(0, 3)) {
      await page.locator(`.form-table a[href="${href}"]`).first().click()
      await page.locator('.form-table').waitFor({ state: 'detached' })
      expect(await rowsIn(page), `${by} ${column}`).toBe(count)
      await page.goBack()
      await page.locator('.form-table').waitFor()
    }
  }
  await page.locator('.form-table a').first().click()
  await page.locator('[data-row]').first().waitFor()
  await look(page, 'opened-desk')
  await page.close()
})

test('by keyboard: sorted, opened; an empty period says so', async () => {
  const page = await office.as('vanthu.ubndtinh', DESK, `/thong-ke?${EVER}`)
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
  const page = await office.as('vanthu.ubndtinh', DESK, `/thong-ke?${EVER}`)
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
  const page = await office.as('vanthu.ubndtinh', DESK, `/thong-ke?by=directive&${EVER}`)
  const ofDocuments = page.locator('.form-table tbody a[href*="directiveId"]')
  await ofDocuments.first().waitFor()
  const id = new URL((await ofDocuments.last().getAttribute('href'))!, office.origin).searchParams.get('directiveId')
  await page.goto(`${office.origin}/van-ban/${id}`)
  await page.getByRole('button', { name: 'Soạn báo cáo kết quả' }).click()
  await page.waitForURL(/soan-thao\//)
  await settled(page)
  await screenshot(page, 'statistics-results-draft')
  await page.close()
})

const PROVINCE = ['ubnd tinh lang son', 'UBND tỉnh Lạng Sơn'] as const
const todayHere = (): string => dayInVietnam(office.deps.clock.now().toISOString())

/** Sets a schedule for the weekday of tomorrow, at the hour that is offered (16:00). */
async function setSchedule(page: Page, name: string, form: RegExp, to: readonly (readonly [typed: string, name: string])[], picture?: string): Promise<void> {
  const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']
  await page.getByRole('button', { name: 'Đặt lịch gửi' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên').fill(name)
  await dialog.getByRole('combobox', { name: 'Ngày' }).click()
  await page.locator('.ant-select-dropdown:visible').getByText(weekdays[weekday(addDays(todayHere(), 1)) - 1]!, { exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Tính vào kỳ' }).click()
  await page.locator('.ant-select-dropdown:visible').getByText('còn mở cuối kỳ').click()
  await dialog.getByRole('radio', { name: form }).check()
  for (const [typed, body] of to) {
    await dialog.getByRole('combobox', { name: 'Gửi tới' }).fill(typed)
    await page.locator('.ant-select-dropdown:visible').getByText(body).first().click()
  }
  await dialog.getByText('Đặt lịch gửi').click() // shuts the list, which stays open for more
  if (picture !== undefined) await look(page, picture)
  await dialog.getByRole('button', { name: 'Lưu lịch' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.locator('.schedule-row').getByText(name).waitFor()
}

/** Lets time pass until 16:04 of Vietnam on a day, then does what the job does every five minutes. */
async function untilAfternoonOf(day: string): Promise<void> {
  office.wait((Date.parse(`${day}T16:04:00+07:00`) - office.deps.clock.now().getTime()) / 86_400_000)
  await sendDue(office.deps)
  await tellAll({ deps: office.deps, adminUrl: office.deps.config.databaseUrl! })
}

test('the weekly statistics go out: set once, made at their time, told to who receives them, opened to their tasks', async () => {
  const clerk = await office.as('vanthu.ubnd.dinhlap', DESK, '/thong-ke/gui')
  await clerk.getByText('Chưa đặt lịch gửi thống kê.').waitFor()
  await setSchedule(clerk, 'Thống kê tuần MẪU', /^Nội bộ/u, [PROVINCE, ['ubnd xa binh xa', 'UBND xã Bính Xá']], 'sending-dialog-desk')
  await setSchedule(clerk, 'Báo cáo tuần MẪU', /^Báo cáo/u, [PROVINCE])
  await untilAfternoonOf(addDays(todayHere(), 1))

  for (const [who, size, picture] of [['vanthu.ubndtinh', DESK, 'sending-received-desk'], ['vanthu.binhxa', PHONE, 'sending-received-phone']] as const) {
    const receiver = await office.as(who, size, '/thong-bao')
    await receiver.locator('.notice-row').getByRole('link', { name: /Thống kê tuần MẪU/u }).first().click()
    await receiver.locator('.form-table').waitFor()
    await look(receiver, picture)
    const says = await receiver.locator('.statistics > p').filter({ hasText: 'đơn vị được xem' }).innerText()
    const [, all, seen] = /^(\d+) việc, (?:trong đó (\d+) việc )?đơn vị được xem/u.exec(says)!
    expect(who === 'vanthu.binhxa', says).toBe(seen !== undefined) // the province sees what its district gave, a commune its own
    await receiver.locator('.form-table .sum').getByRole('link', { name: new RegExp(all!, 'u') }).first().click()
    expect(await rowsIn(receiver)).toBe(Number(seen ?? all))
    await receiver.close()
  }

  await clerk.reload()
  const sent = clerk.locator('[data-row]').filter({ hasText: 'Thống kê tuần MẪU' })
  await sent.getByRole('cell', { name: '2/2', exact: true }).waitFor() // a day of December has 2/2 in it
  await look(clerk, 'sending-list-desk')
  await sent.getByRole('link').first().click()
  await clerk.getByText('Đếm lại bây giờ vẫn đúng').waitFor()
  await look(clerk, 'sending-run-desk')
  const total = clerk.locator('.form-table .sum a').first()
  const count = Number(await total.innerText())
  expect(count).toBeGreaterThan(0)
  await total.click()
  expect(await rowsIn(clerk)).toBe(count)
  await clerk.goto(`${office.origin}/thong-ke/gui`)
  await clerk.getByRole('link', { name: /^Dự thảo/u }).click()
  await clerk.getByText('Tình hình thực hiện nhiệm vụ từ ngày').first().waitFor()
  await look(clerk, 'sending-draft-desk')
  await clerk.close()
})

test('a run that fails is told to the office, and made late when what stopped it is mended', async () => {
  const postOut = (sql: string) => withClient(office.deps.config.databaseUrl!, { name: 'test' }, (client) => client.query(
    `update post set valid_to = ${sql} where id in (select author_id from statistics_schedule)`))
  await postOut('current_date - 1')
  await untilAfternoonOf(addDays(todayHere(), 7))
  const leader = await office.as('lanhdao.dinhlap', PHONE, '/thong-bao')
  await leader.locator('.notice-row').getByRole('link', { name: /Thống kê tuần MẪU/u }).first().click()
  await leader.getByText('người đặt lịch không còn giữ chức vụ này').waitFor()
  await look(leader, 'sending-failed-phone')
  await postOut('null')
  office.wait(1)
  await sendDue(office.deps)
  await leader.goto(`${office.origin}/thong-ke/gui`)
  await leader.getByText('lập chậm so với lịch').first().waitFor()
  await look(leader, 'sending-late-phone')
  await leader.close()
  expect(office.faults).toEqual([])
})
