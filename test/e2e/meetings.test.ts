import { addDays, dayInVietnam, formatDay } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot, settled } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const DESK = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 740 }
const due = addDays(dayInVietnam(new Date().toISOString()), 12)
const CONCLUSIONS = `1. Trung tâm Y tế huyện Đình Lập chủ trì rà soát năng lực xét nghiệm, báo cáo UBND huyện trước ngày ${formatDay(due)}.
2. Ủy ban nhân dân các xã, thị trấn:
- Kiện toàn Tổ COVID cộng đồng, hoàn thành trước ngày ${formatDay(due)}.
- Tổ chức trực 24/24 giờ.`

async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, `meetings-${name}`)
}
async function inspect(page: Page, name: string): Promise<void> {
  await look(page, name)
  expect(await violationsOn(page), name).toEqual([])
}
const dialogButton = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })
const stands = (page: Page, name: string) => page.locator('.draft-path li[aria-current]').filter({ hasText: name }).waitFor()
const room = (page: Page, name: string) => page.getByRole('navigation', { name: 'Các phần của cuộc họp' }).getByRole('link', { name }).click()
let id: string

test('an urgent meeting is called in a few clicks, with the bridges and guests of the last one', async () => {
  const clerk = await office.as('vanthu.ubnd.dinhlap', DESK)
  await clerk.getByRole('navigation', { name: 'Mục chính' }).getByRole('link', { name: 'Họp' }).click()
  await clerk.getByText('Giao ban công tác phòng, chống dịch hằng tuần').waitFor()
  await look(clerk, '1-list')
  await clerk.getByRole('button', { name: 'Họp khẩn' }).click()
  await clerk.getByText('13 điểm cầu, 14 thành phần được mời').waitFor()
  await inspect(clerk, '2-urgent')
  await clerk.getByRole('button', { name: 'Lưu và gửi mời' }).click()
  await stands(clerk, 'Đã mời')
  id = /hop\/([\w-]+)/.exec(clerk.url())![1]!
  await look(clerk, '3-invited')
  await clerk.close()
})

test('a commune answers and marks who came, on a phone; its Party neighbour sees no meeting', async () => {
  const commune = await office.as('vanthu.binhxa', PHONE, '/hop?box=owed')
  await look(commune, '4-owed-phone')
  await commune.getByRole('link', { name: 'Họp khẩn ứng phó dịch bệnh' }).click()
  await commune.getByRole('button', { name: 'Cử người dự thay' }).click()
  await commune.getByLabel('Họ tên người dự thay').fill('Lý Văn Thay MẪU')
  await commune.getByLabel('Chức vụ người dự thay').fill('Phó Chủ tịch UBND xã')
  await look(commune, '5-answer-phone')
  await commune.getByRole('button', { name: 'Gửi', exact: true }).click()
  await commune.getByText('Cử người dự thay: Lý Văn Thay MẪU, Phó Chủ tịch UBND xã').waitFor()
  await room(commune, 'Điểm danh')
  await commune.getByRole('button', { name: 'Dự thay', exact: true }).click()
  await commune.getByText('có mặt 1/1').waitFor()
  await inspect(commune, '6-attendance-phone')
  await commune.close()
  const party = await office.as('danguy.binhxa', PHONE, '/hop')
  await party.getByText('Không có cuộc họp nào sắp tới.').waitFor()
  await look(party, '7-neighbour-phone')
  const asked = await party.evaluate(async (which) => (await fetch(`/api/meetings/${which}`)).status, id)
  expect(asked).toBe(404)
  await party.close()
})

type Draft = { id: string; version: number }
/** Asks the server in the page's own session and post. */
const ask = (page: Page, method: string, path: string, body: object | null = null): Promise<unknown> => page.evaluate(async ([verb, url, sent]) => {
  const request: RequestInit = { method: verb, headers: { 'x-phaodai': '1', 'x-post': localStorage.getItem('phaodai.post') ?? '', ...(sent === null ? {} : { 'content-type': 'application/json' }) }, body: sent }
  return (await fetch(url, request)).json()
}, [method, path, body && JSON.stringify(body)] as const)

/** The way of a draft to its number, whose screens have a story of their own. */
async function signAndNumber(clerk: Page, leader: Page): Promise<void> {
  const at = `/api/drafts/${clerk.url().split('/').at(-1)!}`
  const { signers } = await ask(clerk, 'GET', '/api/drafts/choices') as { signers: { postId: string; role: string }[] }
  let draft = await ask(clerk, 'GET', at) as Draft
  draft = await ask(clerk, 'POST', `${at}/submit`, { version: draft.version, steps: [{ kind: 'sign', postId: signers.find(({ role }) => role === 'leader')!.postId }] }) as Draft
  draft = await ask(leader, 'POST', `${at}/decide`, { version: draft.version, kind: 'sign', decision: 'passed' }) as Draft
  await ask(clerk, 'POST', `${at}/number`, { version: draft.version, issuedOn: dayInVietnam(new Date().toISOString()) })
}

async function writeAll(clerk: Page): Promise<void> {
  await clerk.goto(`${office.origin}/hop/${id}`)
  await clerk.getByRole('button', { name: 'Bắt đầu họp' }).click()
  await stands(clerk, 'Đang họp')
  await room(clerk, 'Điểm danh')
  await clerk.locator('tr').filter({ hasText: 'Tất cả điểm cầu' }).getByText('13').first().waitFor()
  await look(clerk, '8-attendance')
  await room(clerk, 'Kết luận')
  await clerk.getByLabel('Kết luận').fill(CONCLUSIONS)
  await clerk.getByText('3 nhiệm vụ').waitFor()
  await clerk.getByText('Đã lưu', { exact: true }).waitFor()
  await inspect(clerk, '9-conclusions')
  await room(clerk, 'Biên bản')
  await clerk.getByRole('button', { name: 'Lập biên bản' }).click()
  await clerk.getByLabel('Biên bản', { exact: true }).waitFor()
  expect(await clerk.getByLabel('Biên bản', { exact: true }).inputValue()).toContain('Dự thay: UBND xã Bính Xá (Chủ tịch UBND): Lý Văn Thay MẪU, Phó Chủ tịch UBND xã.')
  await look(clerk, '10-minutes')
  const minutes = clerk.getByLabel('Biên bản', { exact: true })
  await minutes.fill((await minutes.inputValue()).replace('1. …\n…', '1. Tình hình ổ dịch: Trung tâm Y tế báo cáo, các điểm cầu thảo luận.'))
  await clerk.getByRole('button', { name: 'Ký với tư cách thư ký' }).click()
  await clerk.getByRole('button', { name: 'Rút chữ ký để sửa' }).waitFor()
}

test('conclusions become a notice, and its tasks stand in the inboxes of the bodies named', async () => {
  const clerk = await office.as('vanthu.ubnd.dinhlap', DESK)
  await writeAll(clerk)
  const leader = await office.as('lanhdao.dinhlap', DESK, `/hop/${id}/bien-ban`)
  await leader.getByRole('button', { name: 'Ký với tư cách chủ trì' }).click()
  await stands(leader, 'Đã có biên bản')
  const [file] = await Promise.all([leader.waitForEvent('download'), leader.getByRole('button', { name: 'Biên bản .pdf' }).click()])
  expect(file.suggestedFilename()).toMatch(/^bien-ban-\d{4}-\d\d-\d\d\.pdf$/)
  await file.saveAs('test-results/screenshots/meetings-bien-ban.pdf')

  await clerk.goto(`${office.origin}/hop/${id}/ket-luan`)
  await clerk.getByRole('button', { name: 'Soạn Thông báo kết luận' }).click()
  await clerk.getByText('Không có chỗ nào phải sửa.').waitFor()
  await look(clerk, '11-draft')
  await signAndNumber(clerk, leader)
  await clerk.reload()
  await clerk.getByRole('button', { name: 'Phát hành', exact: true }).click()
  await stands(clerk, 'Đã phát hành')

  await clerk.goto(`${office.origin}/hop/${id}`)
  await stands(clerk, 'Đã giao nhiệm vụ')
  await clerk.getByText('25 nhiệm vụ').waitFor() // one of the health centre, two of each of the twelve communes
  await inspect(clerk, '12-outcome')
  await room(clerk, 'Lịch sử')
  await look(clerk, '13-history')
  await room(clerk, 'Tổng quan')
  await clerk.getByRole('link', { name: /Thông báo kết luận/ }).click()
  await clerk.locator('.who-line').getByRole('link', { name: 'Họp khẩn ứng phó dịch bệnh' }).waitFor()
  await look(clerk, '14-directive')

  const health = await office.as('canbo.ttyt.dinhlap', DESK)
  await health.getByText('rà soát năng lực xét nghiệm', { exact: false }).first().waitFor()
  const commune = await office.as('vanthu.binhxa', PHONE, `/hop/${id}`)
  await commune.getByText('2 nhiệm vụ').waitFor()
  await look(commune, '15-outcome-phone')
  await commune.goto(office.origin)
  await commune.getByText('Kiện toàn Tổ COVID cộng đồng', { exact: false }).first().waitFor()
  await Promise.all([clerk, leader, health, commune].map((page) => page.close()))
  expect(office.faults.filter((fault) => !fault.includes('404'))).toEqual([])
})

test('a weekly meeting is planned anew, put off with the reason, and its form fits a phone', async () => {
  const clerk = await office.as('vanthu.ubnd.dinhlap', PHONE, '/hop')
  await clerk.getByRole('link', { name: 'Giao ban công tác phòng, chống dịch hằng tuần' }).click()
  await clerk.getByRole('button', { name: 'Sửa kế hoạch' }).click()
  for (const [label, clock] of [['Bắt đầu', '09:30'], ['Kết thúc', '11:00']] as const) {
    await clerk.getByLabel(label).fill(clock)
    await clerk.keyboard.press('Enter')
  }
  await inspect(clerk, '16-edit-phone')
  await clerk.getByRole('button', { name: 'Lưu thay đổi' }).click()
  await clerk.getByText('09:30–11:00', { exact: false }).waitFor()
  await clerk.getByRole('button', { name: 'Hoãn họp' }).click()
  await clerk.getByLabel('Lý do').fill('Toàn huyện tập trung dập ổ dịch')
  await look(clerk, '17-postpone-phone')
  await dialogButton(clerk, 'Hoãn họp').click()
  await clerk.getByText('Hoãn: Toàn huyện tập trung dập ổ dịch').waitFor()
  await look(clerk, '18-postponed-phone')
  await clerk.close()
})
