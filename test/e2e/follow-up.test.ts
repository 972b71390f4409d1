import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countAll } from '#test/stream.ts'
import { choose, DESK, look as lookAt, openOffice, PHONE, resize, type Office } from './office.ts'

/** The station's head: watches the contacts of his commune. */
const STATION = 'tramyte.binhxa'

let office: Office
let page: Page
let casePath: string
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const look = (name: string): Promise<void> => lookAt(page, `follow-up-${name}`)
const count = (): Promise<void> => countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })
const contacts = () => page.getByRole('region', { name: 'Người tiếp xúc' })

test('contacts are listed where they live; what was typed stays when the entry is refused', async () => {
  page = await office.as(STATION, DESK, '/ca-benh/moi')
  await page.locator('#e-individual-fullName').fill('Nông Văn Mẫu Nguồn')
  await choose(page, 'Địa bàn', '', 'Bính Xá')
  await choose(page, 'Bệnh', 'covid', 'COVID-19')
  await page.getByRole('button', { name: 'Lưu ca' }).click()
  await contacts().getByText('Chưa có người tiếp xúc nào').waitFor()
  casePath = new URL(page.url()).pathname
  await contacts().getByLabel('Họ và tên').fill('Hoàng Thị Mẫu Sốt')
  await contacts().getByLabel('Điện thoại').fill('0900000001')
  await page.route('**/api/cases/*/contacts/*', (route) => route.abort(), { times: 1 })
  await page.keyboard.press('Enter')
  await contacts().getByRole('alert').waitFor()
  expect(await contacts().getByLabel('Họ và tên').inputValue()).toBe('Hoàng Thị Mẫu Sốt')
  await contacts().getByRole('button', { name: 'Thêm vào danh sách' }).click()
  await contacts().getByText('1 người, còn theo dõi 1, quá hạn 0.').waitFor()
  await contacts().getByLabel('Họ và tên').fill('Lý Văn Mẫu Xa')
  await choose(page, 'Nơi ở, nếu ở địa bàn khác', 'bắc xa', 'Bắc Xa')
  await contacts().getByRole('button', { name: 'Thêm vào danh sách' }).click()
  await page.getByText(/Đã thêm và chuyển đến .*Bắc Xa/).waitFor()
  await contacts().getByText(/ở .*Bắc Xa/).first().waitFor()
  await look('listed')
})

test('the figures follow what is entered', async () => {
  await count()
  await page.goto(`${office.origin}/chi-so/contacts-listed`)
  await page.getByRole('row', { name: /^F1 2/ }).waitFor()
  await look('figure-listed')
  await page.goto(`${office.origin}${casePath}`)
  await contacts().getByRole('button', { name: 'Đã lấy mẫu: Lý Văn Mẫu Xa' }).click()
  await contacts().getByText(/^Đã lấy mẫu \d/).waitFor()
  await count()
  await page.goto(`${office.origin}/chi-so/contacts-sampled`)
  await page.getByText('1 / 1').first().waitFor() // within its 24 hours; the other still has time
  await look('figure-sampled')
})

test('on the second day the work is spread over teams, and all are called from the phone, one tap each', async () => {
  office.wait(1)
  await page.goto(`${office.origin}/ca-benh/theo-doi/doi`)
  await page.getByText('Chưa có đội nào.', { exact: false }).waitFor()
  await page.getByLabel('Tên đội').fill('Đội 1')
  await choose(page, 'Đóng tại', '', 'Bính Xá')
  await page.getByRole('button', { name: 'Thêm đội' }).click()
  await page.getByText('Đội 1: 2/20').waitFor()
  await page.getByRole('button', { name: 'Xác nhận phân công' }).click()
  await page.getByText('Đã phân công 2 người.').waitFor()
  await look('teams')
  await page.getByRole('link', { name: 'Theo dõi hôm nay' }).first().click()
  await page.getByText('Chỉ xem việc của đội').waitFor()
  await resize(page, PHONE)
  await page.getByText('đã xem 0/2 người.').waitFor()
  await look('today-phone')
  await page.getByRole('button', { name: 'Không có triệu chứng: Hoàng Thị Mẫu Sốt' }).first().click()
  await page.getByText('đã xem 1/2 người.').waitFor()
  await page.getByText(/không có triệu chứng · Gọi điện/).waitFor()
  await look('today-tapped-phone')
})

test('the day after nobody looks, on the third day there is a fever: a sample is asked for, taken, positive', async () => {
  office.wait(2)
  await resize(page, DESK)
  await page.goto(`${office.origin}${casePath}`)
  const line = contacts().getByRole('textbox', { name: /^Theo dõi .*Hoàng Thị Mẫu Sốt$/ })
  await line.fill('38,2; ho, đau họng')
  await page.keyboard.press('Enter')
  await contacts().getByText(/Vì 38,2 °C, Ho, Đau họng ngày/).waitFor()
  expect(await contacts().locator('li[data-urgency=ill]').first().locator('.watch-strip li').evaluateAll((days) => days.slice(0, 3).map((day) => day.getAttribute('data-mark')))).toEqual(['well', 'missed', 'ill'])
  await look('fever')
  await contacts().getByRole('button', { name: 'Đã lấy mẫu: Hoàng Thị Mẫu Sốt' }).click()
  await contacts().getByRole('button', { name: 'Kết quả dương tính: Hoàng Thị Mẫu Sốt' }).click()
  await contacts().getByRole('button', { name: 'Lập ca bệnh' }).waitFor()
  await look('positive')
})

test('the positive contact becomes a case with its person, area, disease and source', async () => {
  await contacts().getByRole('button', { name: 'Lập ca bệnh' }).click()
  await page.locator('#e-individual-fullName').and(page.locator('[value="Hoàng Thị Mẫu Sốt"]')).waitFor()
  await page.getByText('Lập từ người tiếp xúc của ca', { exact: false }).waitFor()
  await look('case-form')
  await choose(page, 'Phân loại', '', 'Xác định')
  await page.getByRole('button', { name: 'Lưu ca' }).click()
  await page.getByRole('link', { name: 'Hoàng Thị Mẫu Sốt' }).waitFor()
  await look('case')
  await page.goto(`${office.origin}${casePath}`)
  await contacts().getByText('Đã thành ca bệnh').waitFor()
  await page.getByRole('heading', { name: 'Ca lây từ ca này' }).waitFor()
  await look('source')
  await count()
  await page.goto(`${office.origin}/chi-so/contacts-sampled`)
  await page.getByText('1 / 2').first().waitFor() // sampled on the third day is not within 24 hours
  await look('figure-late')
  await page.close()
  expect(office.faults.filter((fault) => !/ERR_FAILED/.test(fault))).toEqual([]) // the entry that never reached the server
})
