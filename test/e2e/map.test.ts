import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const drawn = (page: Page) => page.locator('.map-stage[data-ready=true]').waitFor({ timeout: 60_000 }) // drawn by software here
const faultsOfMap = async (page: Page) => (await violationsOn(page)).filter((each) => /map|swatch|crumb/.test(each))

test('a leader sees where tasks are late, reads the same as a table, and opens the tasks behind a number', async () => {
  const page = await office.as('lanhdao.tinh')
  await page.getByRole('link', { name: 'Bản đồ' }).click()
  await drawn(page)
  await page.getByText('Ranh giới sơ đồ: vẽ quanh tâm điểm').waitFor()
  await page.getByRole('img', { name: /Quần đảo Hoàng Sa và Quần đảo Trường Sa/ }).waitFor()
  await page.waitForTimeout(1_500) // cells are cut into tiles in a worker
  await screenshot(page, 'map-1-province')
  expect(await faultsOfMap(page)).toEqual([])
  await page.getByText('Bảng', { exact: true }).click()
  const row = page.getByRole('row', { name: /Huyện Đình Lập/ })
  const late = await row.getByRole('link').nth(1).textContent()
  await row.getByRole('button', { name: 'Huyện Đình Lập' }).press('Enter')
  await page.getByRole('complementary', { name: 'Đơn vị đang chọn' }).getByText('Xem các đơn vị bên trong').waitFor()
  await screenshot(page, 'map-2-table')
  expect(await faultsOfMap(page)).toEqual([])
  await row.getByRole('link').nth(1).click()
  await page.getByText('Địa bàn: Huyện Đình Lập').waitFor()
  await page.locator('tbody tr').first().waitFor()
  expect(await page.locator('tbody tr').count()).toBe(Number(late))
  await page.close()
})

test('the unit tree of another day is a click away and the place is kept', async () => {
  const page = await office.as('lanhdao.tinh', undefined, '/ban-do')
  await drawn(page)
  await page.getByRole('button', { name: 'Xem đơn vị từ 1/7/2025' }).click()
  await page.getByText('Cơ quan đặt tại đơn vị cũ được tính vào đơn vị kế thừa').waitFor()
  await page.getByRole('navigation', { name: 'Địa bàn đang xem' }).getByText('Tỉnh Lạng Sơn').waitFor()
  await page.waitForTimeout(1_500)
  await screenshot(page, 'map-3-units-of-2025')
  await page.getByRole('button', { name: 'Xem đơn vị năm 2021' }).click()
  await page.getByText('Huyện', { exact: true }).waitFor()
  await page.close()
})

test('a commune enters a village of its own on a phone', async () => {
  const page = await office.as('vanthu.binhxa', { width: 360, height: 740 }, '/ban-do?view=table')
  await page.getByRole('button', { name: 'Xã Bính Xá' }).click()
  await page.getByRole('button', { name: 'Thêm thôn' }).click()
  await page.getByLabel('Tên', { exact: true }).fill('Nà Mẫu Mới')
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('button', { name: 'Thôn Nà Mẫu Mới' }).waitFor()
  await screenshot(page, 'map-4-village-on-a-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.close()
  expect(office.faults).toEqual([])
})
