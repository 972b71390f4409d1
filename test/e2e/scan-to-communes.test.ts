import { addDays, dayInVietnam, formatDay, formatDayLong } from '@phaodai/vocabulary'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { chaseUnread } from '#server/deliveries/index.ts'
import { readFileText } from '#server/directives/index.ts'
import { today as todayOf } from '#kernel/clock.ts'
import { screenshot } from '#test/browser.ts'
import { tellAll } from '#test/notices.ts'
import { scan } from '#test/scans/damage.ts'
import { drawPaper } from '#test/scans/paper.ts'
import { provinceLetter } from '#test/scans/papers.ts'
import { asker, staffChiLang } from './district.ts'
import { openOffice, violationsOn, type Office } from './office.ts'
import { answerQuestions } from './questions.ts'

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }
let office: Office
let communes: Awaited<ReturnType<typeof staffChiLang>>['communes']
beforeAll(async () => {
  office = await openOffice()
  ;({ communes } = await staffChiLang(office))
})
afterAll(() => office?.stop())

const day = dayInVietnam(new Date().toISOString())
const dialogButton = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name, exact: typeof name === 'string' })
const state = (page: Page, name: string) => page.locator('.draft-path li[aria-current]').filter({ hasText: name }).waitFor()
const choose = async (page: Page, label: string, words: string, option: RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: label }).fill(words)
  await page.locator('.ant-select-dropdown:visible').getByText(option).first().click()
}
/** Notices of everything that happened, as the job makes them every ten seconds. */
const tell = () => tellAll({ deps: office.deps, adminUrl: office.deps.config.databaseUrl! })
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

let handling: string
let draft: string
let directive: string

test('a stamped scan of the province\'s letter is read, checked beside its picture and entered in the book', async () => {
  const clerk = await office.as('vanthu.chilang', DESK, '/van-ban/tiep-nhan')
  await clerk.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
  const paper = drawPaper(provinceLetter({ dated: formatDayLong(day), deadline: formatDay(addDays(day, 25)) }))
  const buffer = await scan(paper, { stamped: true, skew: 1.2, noise: 7, jpeg: 70, dpi: 200 })
  await clerk.locator('input[data-intake]').setInputFiles({ name: 'cong-van-tinh.jpg', mimeType: 'image/jpeg', buffer })
  await clerk.getByRole('heading', { name: /Rà soát văn bản 2071\/UBND-KGVX/ }).waitFor({ timeout: 120_000 })
  await clerk.waitForFunction(() => document.querySelector<HTMLImageElement>('.scan-page img')?.complete)
  await clerk.locator('.order-card', { hasText: 'lập danh sách người về từ vùng dịch' }).first().waitFor()
  await answerQuestions(clerk)
  await screenshot(clerk, 'communes-01-review')

  await clerk.goto(`${office.origin}/van-thu`)
  await clerk.getByRole('link', { name: /2071\/UBND-KGVX/ }).click()
  await clerk.getByRole('heading', { name: /2071\/UBND-KGVX/ }).waitFor()
  await clerk.getByRole('button', { name: 'Vào sổ' }).click()
  await dialogButton(clerk, 'Vào sổ').click()
  await clerk.getByText('Đã vào sổ', { exact: true }).waitFor()
  await screenshot(clerk, 'communes-02-registered')
  handling = clerk.url()
  await clerk.close()

  const leader = await office.as('lanhdao.chilang', DESK, handling)
  await leader.getByRole('button', { name: 'Bút phê', exact: true }).click()
  await leader.getByLabel('Ý kiến bút phê').fill('Đ/c Soạn tham mưu văn bản triển khai tới các xã, thị trấn')
  await choose(leader, 'Chủ trì xử lý', 'soan', /Soạn MẪU/)
  await leader.getByRole('dialog').getByRole('button', { name: 'Bút phê' }).click()
  await leader.getByText('Đã phân công xử lý').waitFor()
  await screenshot(leader, 'communes-03-but-phe')
  await leader.close()
})

test('it becomes the district\'s own document: written, cleared, signed, numbered and issued as .docx and .pdf', async () => {
  const officer = await office.as('chuyenvien.chilang', DESK, handling)
  await officer.getByRole('button', { name: 'Bắt đầu xử lý' }).click()
  await officer.getByText('Đang xử lý', { exact: true }).waitFor()
  await officer.getByRole('link', { name: 'Soạn văn bản triển khai' }).click()
  await officer.getByText('(giao cho ta)').waitFor()
  await screenshot(officer, 'communes-04-source')
  await dialogButton(officer, 'Bắt đầu soạn').click()
  await officer.getByText('Không có chỗ nào phải sửa.').waitFor()
  await officer.locator('.paper').getByText('2071/UBND-KGVX', { exact: false }).first().waitFor()
  await officer.getByLabel('Nội dung mục 1.').press('Control+Enter')
  await officer.keyboard.type('Báo cáo kết quả trước 16 giờ hằng ngày')
  await officer.getByRole('button', { name: 'Giao việc…' }).click()
  await officer.getByRole('group', { name: 'Chủ trì' }).getByRole('button', { name: /Ủy ban nhân dân các xã/ }).click()
  await officer.getByText('Đã lưu', { exact: true }).waitFor()
  await screenshot(officer, 'communes-05-editor')
  draft = officer.url()
  await officer.getByRole('button', { name: 'Xin ý kiến' }).click()
  await choose(officer, 'Xin ý kiến cơ quan', 'ttyt huyen chi lang', /huyện Chi Lăng/)
  await officer.keyboard.press('Escape')
  await officer.getByLabel('Nội dung xin ý kiến').fill('Thời gian báo cáo hằng ngày')
  await screenshot(officer, 'communes-06-ask')
  await dialogButton(officer, 'Gửi xin ý kiến').click()
  await state(officer, 'Xin ý kiến')

  const asked = await office.as('canbo.ttyt.chilang', DESK, '/soan-thao?box=asked')
  await asked.getByRole('link', { name: /triển khai thực hiện/ }).click()
  await asked.getByRole('button', { name: 'Trả lời ý kiến' }).click()
  await asked.getByLabel('Ý kiến cụ thể').fill('Nhất trí')
  await dialogButton(asked, 'Gửi ý kiến').click()
  await asked.getByRole('dialog').waitFor({ state: 'hidden' })
  await asked.getByRole('tab', { name: /Ý kiến/ }).click()
  await asked.getByText('Nhất trí', { exact: false }).first().waitFor()
  await screenshot(asked, 'communes-07-answered')
  await asked.close()

  await officer.reload()
  await officer.getByRole('tab', { name: /Ý kiến/ }).click()
  await officer.getByText('Nhất trí', { exact: false }).first().waitFor()
  await officer.getByRole('button', { name: 'Trình ký' }).click()
  await dialogButton(officer, 'Trình ký').click()
  await state(officer, 'Trình ký')
  await officer.close()

  const clerk = await office.as('vanthu.chilang', DESK, draft)
  await clerk.getByRole('button', { name: 'Đồng ý, chuyển tiếp' }).click()
  await dialogButton(clerk, 'Đồng ý, chuyển tiếp').click()
  await clerk.getByText('Đang chờ: Người ký', { exact: false }).waitFor()
  const leader = await office.as('lanhdao.chilang', DESK, draft)
  await leader.getByRole('button', { name: 'Ký', exact: true }).click()
  await dialogButton(leader, 'Ký').click()
  await state(leader, 'Đã ký')
  await leader.close()

  await clerk.reload()
  await clerk.getByRole('button', { name: 'Cấp số' }).click()
  await dialogButton(clerk, 'Cấp số').click()
  await state(clerk, 'Đã cấp số')
  await clerk.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await state(clerk, 'Đã phát hành')
  await clerk.getByRole('heading', { name: 'Đã gửi 21 nơi' }).waitFor() // 20 communes and the province, for report
  await screenshot(clerk, 'communes-08-issued')
  for (const [name, wanted] of [['PDF', 'pdf'], ['Word (.docx)', 'docx']] as const) {
    await clerk.getByRole('button', { name: 'Tải về' }).click()
    const [download] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('menuitem', { name }).click()])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^01-UBND-VP\\.${wanted}$`))
    const { text } = await readFileText(await readFile(await download.path()))
    expect(text.replace(/\s+/g, ' ')).toMatch(/Số: 01\/UBND-VP/)
    expect(text.replace(/\s+/g, ' ')).toContain('2071/UBND-KGVX')
  }
  await clerk.getByRole('link', { name: 'Xem nơi chưa mở' }).click()
  await clerk.getByText('Danh sách nơi nhận').waitFor()
  directive = clerk.url()
  await clerk.close()
})

test('twenty communes receive it; the three that never read it are named, reminded at once, and hear of it', async () => {
  const [id] = directive.split('/').slice(-1)
  const [first, ...others] = communes
  const reader = await office.as(first!.username, PHONE, '/van-ban?box=received')
  await reader.getByRole('link', { name: /01\/UBND-VP/ }).first().click()
  await reader.getByRole('heading', { name: /01\/UBND-VP/ }).waitFor() // the list has a button of the same words
  await reader.getByRole('button', { name: 'Tiếp nhận văn bản' }).click()
  await reader.getByText('Đã tiếp nhận lúc').waitFor()
  await screenshot(reader, 'communes-09-commune')
  await reader.close()
  for (const { username } of others.slice(0, 16)) {
    const ask = await asker(office, username)
    expect(await ask('GET', `/api/directives/${id}`)).toBe(200)
    expect(await ask('POST', `/api/directives/${id}/acknowledge`, {})).toBe(200)
  }
  const silent = communes.slice(17)
  expect(silent).toHaveLength(3)

  office.wait(4) // a working day passes, whatever today is
  const clerk = await office.as('vanthu.chilang', DESK, '/hom-nay/hop-viec')
  const note = clerk.getByRole('link', { name: '3 nơi nhận chưa mở 1 văn bản của cơ quan' })
  await note.waitFor()
  await screenshot(clerk, 'communes-10-today')
  await note.click()
  await clerk.getByRole('link', { name: '01/UBND-VP' }).waitFor()
  for (const { name } of silent) await clerk.getByRole('checkbox', { name }).waitFor()
  expect(await clerk.locator('.unread-row').count()).toBe(3)
  await clerk.getByText('17/20 nơi đã mở').waitFor()
  await clerk.getByRole('checkbox', { name: 'Chọn cả 3 nơi chưa mở' }).check()
  await screenshot(clerk, 'communes-11-unread')
  expect(await violationsOn(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'Nhắc 3 nơi chưa mở' }).click()
  await screenshot(clerk, 'communes-12-remind')
  await dialogButton(clerk, 'Gửi đôn đốc').click()
  await clerk.getByText('Đã nhắc 3 nơi nhận.').waitFor()
  await clerk.getByText('đã nhắc 1 lần', { exact: false }).first().waitFor()
  await clerk.setViewportSize(PHONE)
  await screenshot(clerk, 'communes-13-unread-phone')
  expect(await fits(clerk)).toBe(true)
  await clerk.close()

  await tell()
  const late = await office.as(silent[0]!.username, PHONE, '/thong-bao')
  await late.getByRole('heading', { name: /Bị nhắc đọc văn bản/ }).waitFor()
  await screenshot(late, 'communes-14-notice')
  await late.locator('section', { hasText: 'Bị nhắc đọc văn bản' }).getByRole('link', { name: /01\/UBND-VP/ }).first().click()
  await late.getByText('Đề nghị mở văn bản trên hệ thống', { exact: false }).waitFor()
  await screenshot(late, 'communes-15-reminded')
  await late.close()

  office.wait(5)
  const ruled = await asSystem(office.deps.pools.jobs, (tx) => chaseUnread(tx, { at: office.deps.clock.now().toISOString(), today: todayOf(office.deps.clock) }))
  expect(ruled.told).toBeGreaterThan(0)
  await tell()
  const leader = await office.as('lanhdao.chilang', DESK, '/thong-bao')
  await leader.locator('section', { hasText: 'Văn bản ban hành chưa được đọc' }).getByRole('link', { name: /01\/UBND-VP/ }).click()
  await leader.getByText('18 đã xem', { exact: false }).waitFor()
  const unread = leader.locator('.unread-line')
  for (const { name } of silent.slice(1)) expect(await unread.innerText()).toContain(name)
  await screenshot(leader, 'communes-16-leader')
  expect(await violationsOn(leader)).toEqual([])
  await leader.close()
  expect(office.faults).toEqual([])
})
