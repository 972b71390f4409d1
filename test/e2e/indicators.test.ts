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
beforeAll(async () => {
  office = await openOffice()
  await countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })
  giver = await office.as('vanthu.ubndtinh')
}, 240_000)
afterAll(() => office?.stop())

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `indicators-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

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
  expect(office.faults).toEqual([])
}, 120_000)
