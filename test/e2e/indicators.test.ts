import { dayInVietnam, formatDayLong } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countAll } from '#test/stream.ts'
import { screenshot } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'
import { answerQuestions } from './questions.ts'

const today = dayInVietnam(new Date().toISOString())
const WORDS = 'kiểm chứng tin đồn, phản bác thông tin sai sự thật trong 24 giờ kể từ khi ghi nhận'
const LETTER = `TÀI LIỆU MẪU

ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN                          Độc lập - Tự do - Hạnh phúc

Số: 988/UBND-KGVX              Lạng Sơn, ${formatDayLong(today)}
V/v xử lý tin đồn về dịch bệnh

Kính gửi:
- Ủy ban nhân dân huyện Đình Lập.

Để chủ động phòng, chống dịch, Ủy ban nhân dân tỉnh yêu cầu:

1. Ủy ban nhân dân huyện Đình Lập ${WORDS}.

2. Ủy ban nhân dân huyện Đình Lập báo cáo kết quả thực hiện.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lương Quốc MẪU
`

let office: Office
let giver: Page
let doer: Page
beforeAll(async () => {
  office = await openOffice()
  await countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })
  giver = await office.as('vanthu.ubndtinh')
  doer = await office.as('vanthu.ubnd.dinhlap', { width: 1280, height: 860 })
}, 240_000)
afterAll(() => office?.stop())

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `indicators-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

const call = <T>(page: Page, method: string, path: string, body?: unknown): Promise<T> => page.evaluate(async ([how, address, given]) => (await fetch(address!, {
  method: how!, headers: { 'x-phaodai': '1', 'x-post': localStorage.getItem('phaodai.post') ?? '', 'content-type': 'application/json' }, ...(given !== undefined && { body: given }),
})).json(), [method, path, body === undefined ? undefined : JSON.stringify(body)]) as Promise<T>

type Row = { row: { id: string; version: number } }
let made = 0
/** A rumour in the district, entered now and, when `answered`, refuted at once. */
async function hear(areaId: number, answered: boolean): Promise<string> {
  const id = `018f0000-0000-7000-8000-${String(++made).padStart(12, '0')}`
  await call(doer, 'PUT', `/api/registers/rumour/${id}`, { areaId, claim: `Tin đồn MẪU số ${made}: cửa hàng hết gạo`, channel: 'social-network', heardOn: today, harm: 'medium' })
  if (answered) {
    const { row } = await call<Row>(doer, 'POST', `/api/registers/rumour/${id}/actions/check`, { version: 1 })
    await call(doer, 'POST', `/api/registers/rumour/${id}/actions/refute`, { version: row.version, reason: 'Đã kiểm tra, hàng vẫn đủ' })
  }
  return id
}

let taskUrl: string
let district: number

test('an order gets the proposed measure at review and its task carries it', async () => {
  await giver.goto(`${office.origin}/van-ban/tiep-nhan`)
  await giver.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
  await giver.getByLabel('hoặc dán toàn văn').fill(LETTER)
  await giver.getByRole('button', { name: 'Đọc văn bản' }).click()
  await giver.locator('.order-card').first().waitFor()
  await answerQuestions(giver)
  const card = giver.locator('.order-card').filter({ hasText: 'tin đồn' }).first()
  await card.getByRole('button', { name: /Đo bằng: Tin đồn được kiểm chứng trong 24 giờ\?/ }).click()
  await card.getByRole('button', { name: /Đo bằng: Tin đồn được kiểm chứng.*ít nhất 95 %/ }).waitFor()
  await look(giver, 'review')
  await giver.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await giver.getByRole('dialog').getByRole('button', { name: /^Phát hành tới/ }).click()
  await giver.getByText(/nhiệm vụ đã vào hộp việc/).waitFor()
  await giver.getByRole('link', { name: 'Xem các nhiệm vụ' }).click()
  await giver.getByRole('link', { name: /tin đồn/i }).first().click()
  await giver.locator('.measure').waitFor()
  expect(await giver.locator('.measure').innerText()).toContain('ít nhất 95 %')
  taskUrl = giver.url()
}, 120_000)

test('records move the number, a late one turns it, and "done" against it is shown to both sides', async () => {
  const id = taskUrl.split('/').at(-1)!
  const { measures } = await call<{ measures: { area: { id: number } }[] }>(giver, 'GET', `/api/measures?tasks=${id}`)
  district = measures[0]!.area.id
  await hear(district, true)
  await hear(district, true)
  await countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })
  await doer.goto(taskUrl)
  await doer.locator('.measure').filter({ hasText: '100 %' }).waitFor()
  await hear(district, false)
  office.wait(2) // its 24 hours pass without a finding
  await countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })
  await doer.reload()
  await doer.locator('.measure').filter({ hasText: '67 %' }).waitFor()
  expect(await doer.locator('.measure').innerText()).toContain('Chưa đạt')
  await doer.getByRole('button', { name: 'Tiếp nhận' }).click()
  await doer.getByRole('button', { name: 'Báo cáo hoàn thành' }).click()
  await doer.getByRole('dialog').getByRole('textbox').first().fill('Đã kiểm chứng xong các tin đồn')
  await doer.getByRole('dialog').getByRole('button', { name: 'Báo cáo hoàn thành' }).click()
  await doer.locator('.contradiction').waitFor()
  await look(doer, 'task')
  await giver.reload()
  await giver.locator('.contradiction').waitFor()
  expect(await giver.locator('.contradiction').innerText()).toContain('67 %')
  await giver.goto(`${office.origin}/hom-nay/hop-viec`)
  await giver.locator('.measure-card').first().waitFor()
  await look(giver, 'inbox')
}, 120_000)

test('the number opens to its rows', async () => {
  await doer.locator('.measure .measure-line a').first().click()
  await doer.locator('.counted-word').waitFor()
  await doer.getByText('Tin đồn MẪU số 1').first().waitFor()
  expect(await doer.locator('tbody tr').count()).toBe(2)
  await look(doer, 'rows')
})

test('list, page, areas and map at a desk and on a phone', async () => {
  await doer.goto(`${office.origin}/chi-so`)
  await doer.locator('.indicator-board .big-figure').first().waitFor()
  await look(doer, 'board-desk')
  await doer.getByRole('link', { name: 'Tin đồn ghi nhận' }).click()
  await doer.locator('.series-chart svg').waitFor()
  await doer.getByRole('button', { name: 'Ghi số khai báo' }).click()
  await doer.getByRole('dialog').getByRole('spinbutton').fill('9')
  await doer.getByRole('dialog').getByPlaceholder('Ví dụ: Trưởng thôn, Trạm trưởng').fill('Trạm trưởng Trạm Y tế')
  await doer.getByRole('dialog').getByRole('button', { name: 'Ghi số khai báo' }).click()
  await doer.getByText('Trạm trưởng Trạm Y tế').waitFor()
  await doer.getByText(/khai báo (nhiều|ít) hơn số đếm được/).waitFor()
  await look(doer, 'page-desk')
  const [file] = await Promise.all([doer.waitForEvent('download'), doer.getByRole('button', { name: /^XLSX/ }).click()])
  expect(file.suggestedFilename()).toMatch(/^chi-so-rumours-heard-.*\.xlsx$/)
  await doer.locator('.ant-segmented').getByText('Theo địa bàn').click()
  await doer.getByRole('button', { name: 'Xã Bính Xá' }).waitFor()
  await look(doer, 'areas-desk')
  await doer.getByRole('link', { name: 'Xem trên bản đồ' }).click()
  await doer.locator('.map-legend').waitFor()
  await look(doer, 'map-desk')
  const phone = await office.as('vanthu.ubnd.dinhlap', { width: 360, height: 740 })
  for (const [path, ready, name] of [['/chi-so', '.indicator-board .big-figure', 'board'], ['/chi-so/rumours-heard', '.series-chart svg', 'page'], [new URL(taskUrl).pathname, '.contradiction', 'task']] as const) {
    await phone.goto(`${office.origin}${path}`)
    await phone.locator(ready).first().waitFor()
    await look(phone, `${name}-phone`)
  }
  await phone.close()
  expect(office.faults).toEqual([])
}, 120_000)
