import { addDays, dayInVietnam, formatDay, formatDayLong } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countAll } from '#test/stream.ts'
import { screenshot, settled } from '#test/browser.ts'
import { choose, openOffice, violationsOn, type Office } from './office.ts'
import { answerQuestions } from './questions.ts'

const DESK = { width: 1366, height: 860 }
const PHONE = { width: 360, height: 740 }
const today = dayInVietnam(new Date().toISOString())
const LETTER = `TÀI LIỆU MẪU

ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN                          Độc lập - Tự do - Hạnh phúc

Số: 988/UBND-KGVX              Lạng Sơn, ${formatDayLong(today)}
V/v tăng cường giám sát dịch bệnh

Kính gửi:
- Ủy ban nhân dân huyện Đình Lập.

Để chủ động phòng, chống dịch, Ủy ban nhân dân tỉnh yêu cầu:

1. Ủy ban nhân dân huyện Đình Lập phát hiện sớm, báo cáo ca bệnh trong 24 giờ.

2. Ủy ban nhân dân huyện Đình Lập báo cáo kết quả thực hiện.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lương Quốc MẪU
`

let office: Office
let station: Page
let district: Page
let leader: Page
beforeAll(async () => {
  office = await openOffice()
  await count()
})
afterAll(() => office?.stop())

const count = (): Promise<void> => countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })

async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `indicators-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

const call = <T>(page: Page, method: string, path: string, body?: unknown): Promise<T> => page.evaluate(async ([how, address, given]) => (await fetch(address!, {
  method: how!, headers: { 'x-phaodai': '1', 'x-post': localStorage.getItem('phaodai.post') ?? '', 'content-type': 'application/json' }, ...(given !== undefined && { body: given }),
})).json(), [method, path, body === undefined ? undefined : JSON.stringify(body)]) as Promise<T>

/** A confirmed case by the form, then its entry into the national system: what a station does. */
async function enterByForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ghi ca mới' }).click()
  await page.locator('#e-individual-fullName').fill('Lộc Thị Mẫu Sởi')
  await choose(page, 'Địa bàn', '', 'Bính Xá')
  await choose(page, 'Bệnh', 'sởi', 'Sởi')
  await choose(page, 'Nơi phát hiện', '', 'Cộng đồng')
  await choose(page, 'Phân loại', '', 'Xác định')
  await look(page, 'case-form')
  await page.getByRole('button', { name: 'Lưu ca' }).click()
  await page.getByLabel('Mã ca trên hệ thống quốc gia').fill('SO-MAU-1')
  await page.getByRole('button', { name: 'Đã nhập hệ thống quốc gia' }).click()
  await page.getByText('Đúng hạn').first().waitFor()
}

let taskPath: string

test('an order gets the proposed measure at review and its task carries it', async () => {
  const giver = await office.as('vanthu.ubndtinh', DESK, '/van-ban/tiep-nhan')
  await giver.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
  await giver.getByLabel('hoặc dán toàn văn').fill(LETTER)
  await giver.getByRole('button', { name: 'Đọc văn bản' }).click()
  await giver.locator('.order-card').first().waitFor()
  await answerQuestions(giver)
  const card = giver.locator('.order-card').filter({ hasText: 'phát hiện sớm' }).first()
  await card.getByRole('button', { name: /Đo bằng: Ca bệnh vào hệ thống trong 24 giờ\?/ }).click()
  await card.getByRole('button', { name: /Đo bằng: Ca bệnh vào hệ thống trong 24 giờ, ít nhất 95 %/ }).waitFor()
  await look(giver, 'review')
  await giver.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await giver.getByRole('dialog').getByRole('button', { name: /^Phát hành tới/ }).click()
  await giver.getByText(/nhiệm vụ đã vào hộp việc/).waitFor()
  await giver.getByRole('link', { name: 'Xem các nhiệm vụ' }).click()
  await giver.getByRole('link', { name: /phát hiện sớm/i }).first().click()
  await giver.locator('.measure').waitFor()
  expect(await giver.locator('.measure').innerText()).toContain('ít nhất 95 %')
  taskPath = new URL(giver.url()).pathname
  await giver.close()
})

test('a commune enters its cases, and the number moves on the district’s and on the leader’s page', async () => {
  station = await office.as('tramyte.binhxa', DESK, '/ca-benh')
  const { choices } = await call<{ choices: { id: number; name: string }[] }>(station, 'GET', '/api/registers/choices/area?q=')
  const now = office.deps.clock.now().toISOString()
  await enterByForm(station)
  for (const n of [2]) {
    const made = await call<{ row: { id: string } }>(station, 'PUT', `/api/cases/018f0000-0000-7000-8000-00000000000${n}`, { areaId: choices[0]!.id, diseaseCode: 'measles', classification: 'confirmed', detectedAs: 'quarantine', diagnosedAt: now, systemId: `SO-MAU-${n}`, systemEnteredAt: now })
    expect(made.row.id).toBeTruthy()
  }
  await count()
  district = await office.as('lanhdao.dinhlap', DESK, taskPath)
  await district.locator('.measure').filter({ hasText: '100 %' }).waitFor()
  leader = await office.as('lanhdao.tinh', DESK, '/hom-nay/toan-canh')
  await leader.locator('.measured-tasks').filter({ hasText: '100 %' }).waitFor()
  await look(leader, 'leader-reached')
})

test('a late report turns it red on both pages', async () => {
  const before = await call<{ cases: { areaId: number }[] }>(station, 'GET', '/api/cases')
  await call(station, 'PUT', '/api/cases/018f0000-0000-7000-8000-000000000003', { areaId: before.cases[0]!.areaId, diseaseCode: 'measles', classification: 'confirmed', detectedAs: 'community', diagnosedAt: office.deps.clock.now().toISOString() })
  office.wait(2) // its 24 hours pass and nobody has entered it
  await count()
  await leader.reload()
  await leader.locator('.measured-tasks .measure-short').filter({ hasText: '67 %' }).waitFor()
  expect(await leader.locator('.measured-tasks .measure-short').first().evaluate((node) => getComputedStyle(node).color)).toBe('rgb(179, 38, 30)')
  await look(leader, 'leader-late')
  await district.reload()
  await district.locator('.measure').filter({ hasText: '67 %' }).waitFor()
  expect(await district.locator('.measure').innerText()).toContain('Chưa đạt')
  await look(district, 'task-late')
  await district.locator('.measure').getByRole('link', { name: '3', exact: true }).click() // from the task's number to the very rows
  await district.locator('.counted-word').waitFor()
  await district.locator('tbody tr').nth(2).waitFor()
  expect(await district.locator('tbody tr').count()).toBe(3)
  await look(district, 'task-rows')
})

test('figures, curve, areas and map are read at a desk and on a phone, and a number opens to its rows', async () => {
  const page = district
  await page.goto(`${office.origin}/chi-so`)
  await page.locator('.indicator-board .big-figure').first().waitFor()
  await look(page, 'board-desk')
  await page.getByRole('link', { name: 'Ca bệnh xác định', exact: true }).click()
  await page.locator('.series-chart svg').waitFor()
  await look(page, 'page-desk')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /XLSX/ }).click()])
  expect(file.suggestedFilename()).toMatch(/^chi-so-cases-confirmed-.*\.xlsx$/)
  await page.locator('.ant-segmented').getByText('Theo địa bàn').click()
  await page.getByRole('button', { name: 'Xã Bính Xá' }).waitFor()
  await look(page, 'areas-desk')
  await page.getByRole('link', { name: 'Xem trên bản đồ' }).click()
  await page.getByRole('link', { name: 'Tỉnh Lạng Sơn' }).or(page.getByRole('button', { name: 'Tỉnh Lạng Sơn' })).first().click()
  await page.locator('.map-stage[data-ready=true]').waitFor({ timeout: 60_000 }) // drawn by software here
  await page.getByRole('img', { name: /Quần đảo Hoàng Sa và Quần đảo Trường Sa/ }).waitFor()
  await look(page, 'map-desk')
  await page.getByRole('slider', { name: 'Trục thời gian' }).focus()
  for (let n = 1; n <= 7; n++) { // a week earlier, each day shown before the next key
    await page.keyboard.press('ArrowLeft')
    await page.locator('.map-time').getByText(formatDay(addDays(dayInVietnam(office.deps.clock.now().toISOString()), -n))).waitFor()
  }
  await look(page, 'map-week-before')
  await page.goto(`${office.origin}/ca-benh/bang`)
  await page.locator('.case-today .big-figure').first().waitFor()
  await page.locator('.series-chart svg').waitFor()
  await page.locator('.series-table summary').click()
  await look(page, 'curve-desk')
  await page.getByRole('row', { name: /Xã Bính Xá/ }).getByRole('link', { name: '3', exact: true }).last().click()
  await page.locator('.counted-word').waitFor()
  await page.locator('tbody tr').nth(2).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(3)
  const phone = await office.as('lanhdao.dinhlap', PHONE, '/chi-so')
  for (const [path, ready, name] of [['/chi-so', '.indicator-board .big-figure', 'board'], ['/chi-so/cases-confirmed', '.series-chart svg', 'page'], ['/ca-benh/bang', '.series-chart svg', 'curve'], ['/hom-nay/toan-canh', '.measured-tasks', 'leader']] as const) {
    await phone.goto(`${office.origin}${path}`)
    await phone.locator(ready).first().waitFor()
    await look(phone, `${name}-phone`)
  }
  await phone.close()
  for (const each of [station, district, leader]) await each.close()
  expect(office.faults).toEqual([])
})
