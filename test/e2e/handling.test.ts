import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screenshot, settled } from '#test/browser.ts'
import { openOffice, violationsOn, type Office } from './office.ts'

const LETTER = `TỈNH ỦY LẠNG SƠN\n*\nSố 219-CV/TU\nV/v tăng cường các biện pháp phòng, chống dịch COVID-19\n\nLạng Sơn, ngày 20 tháng 8 năm 2021\n\nKính gửi: Các huyện ủy, thành ủy.\n\n1. Các huyện ủy, thành ủy rà soát người về từ vùng dịch, báo cáo Tỉnh ủy trước ngày 30/8/2021.\n\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nNguyễn Văn MẪU`
const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 860 }

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

/** Opens an address, waits until it stands still, takes a picture and lets axe look at it. */
async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  await screenshot(page, `handling-${name}`)
  expect(await violationsOn(page), name).toEqual([])
}

async function choose(page: Page, label: string, words: string, option: RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label })
  if (words === '') await box.click()
  else await box.fill(words)
  await page.locator('.ant-select-dropdown:visible').getByText(option).first().click()
}

async function day(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(words)
  await page.keyboard.press('Enter')
}

const inDays = (days: number): string => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().map(Number).join('/')

describe('an incoming document', () => {
  let clerk: Page
  let address: string

  test('is taken in, its office counts by itself, and the clerk enters it', async () => {
    clerk = await office.as('vanthu.dinhlap', DESK, '/so-van-ban')
    await clerk.getByRole('button', { name: 'Đổi cách đánh số' }).first().click()
    const dialog = clerk.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Số do' }).click()
    await clerk.locator('.ant-select-dropdown:visible').getByText('Pháo Đài cấp').click()
    await dialog.getByLabel('Căn cứ').fill('Quy chế văn thư của Huyện ủy')
    await look(clerk, 'rule')
    await dialog.getByRole('button', { name: 'Đổi cách đánh số' }).click()
    await clerk.getByText('Đã lưu cách đánh số.').waitFor()

    await clerk.goto(`${office.origin}/van-ban/tiep-nhan`)
    await clerk.getByRole('checkbox', { name: /bí mật nhà nước/ }).check()
    await clerk.getByLabel('hoặc dán toàn văn').fill(LETTER)
    await clerk.getByRole('button', { name: 'Đọc văn bản' }).click()
    await clerk.getByRole('heading', { name: /Rà soát văn bản/ }).waitFor()

    await clerk.goto(`${office.origin}/van-thu`)
    await clerk.getByRole('link', { name: /219-CV\/TU/ }).waitFor()
    await look(clerk, 'arrived-1280')
    await clerk.keyboard.press('j') // the newest row
    await clerk.keyboard.press('Enter')
    await clerk.getByRole('heading', { name: /219-CV\/TU/ }).waitFor()
    address = clerk.url()
    await clerk.getByRole('button', { name: 'Vào sổ' }).click()
    await look(clerk, 'register')
    await clerk.getByRole('dialog').getByRole('button', { name: 'Vào sổ' }).click()
    await clerk.getByText('Đã vào sổ', { exact: true }).waitFor()
    await look(clerk, 'registered')
  })

  test('gets its bút phê from the leader', async () => {
    const leader = await office.as('bithu.dinhlap', DESK, '/hom-nay/toan-canh')
    await leader.getByRole('heading', { name: /Chờ bút phê/ }).waitFor()
    await look(leader, 'leader-today')
    await leader.getByRole('link', { name: /219-CV\/TU/ }).click()
    await leader.getByRole('button', { name: 'Bút phê', exact: true }).click()
    await leader.getByLabel('Ý kiến bút phê').fill('Đ/c Phác Thảo tham mưu văn bản triển khai; UBND xã Bính Xá báo cáo số liệu')
    await choose(leader, 'Chủ trì xử lý', 'phac thao', /Phác Thảo/)
    await day(leader, 'Hạn xử lý', inDays(5))
    await look(leader, 'but-phe')
    await leader.getByRole('dialog').getByRole('button', { name: 'Bút phê' }).click()
    await leader.getByText('Đã phân công xử lý').waitFor()
    await look(leader, 'directed-1280')
    await leader.close()
    const phone = await office.as('bithu.dinhlap', PHONE, address)
    await phone.getByText('Đã phân công xử lý').waitFor()
    await look(phone, 'directed-360')
    await phone.goto(`${office.origin}/van-thu?box=open`)
    await phone.getByRole('link', { name: /219-CV\/TU/ }).waitFor()
    await look(phone, 'open-360')
    await phone.close()
  })

  test('is handled by the officer, by keyboard, and stands done in the book', async () => {
    const officer = await office.as('chuyenvien.dinhlap', DESK, '/hom-nay/hop-viec')
    await officer.getByRole('heading', { name: /Văn bản đến của tôi/ }).waitFor()
    await look(officer, 'officer-today')
    await officer.goto(`${office.origin}/van-thu`)
    await officer.getByRole('link', { name: /219-CV\/TU/ }).waitFor()
    await officer.keyboard.press('j')
    await officer.keyboard.press('Enter')
    await officer.getByRole('button', { name: 'Bắt đầu xử lý' }).focus()
    await officer.keyboard.press('Enter')
    await officer.getByText('Đang xử lý', { exact: true }).waitFor()
    await officer.getByRole('button', { name: 'Hoàn thành' }).focus()
    await officer.keyboard.press('Enter')
    await officer.getByLabel('Kết quả xử lý').fill('Đã trình ban hành Công văn 12-CV/HU triển khai')
    await officer.getByRole('dialog').getByRole('button', { name: 'Hoàn thành' }).click()
    await officer.getByText('Đã hoàn thành', { exact: true }).waitFor()
    await look(officer, 'done')
    await officer.close()

    await clerk.goto(`${office.origin}/so-van-ban?direction=incoming`)
    await clerk.getByText('219-CV/TU').waitFor()
    await clerk.getByRole('button', { name: /^Sửa/ }).first().click()
    await clerk.getByLabel('Ghi chú').fill('Bản chính lưu tại văn thư')
    await look(clerk, 'book-correct-1280')
    await clerk.getByRole('dialog').getByRole('button', { name: 'Sửa dòng trong sổ' }).click()
    await clerk.getByText('Bản chính lưu tại văn thư').waitFor()
    await look(clerk, 'book-incoming-1280')
  })

  test('a number given by mistake is cancelled and stays in the book', async () => {
    await clerk.goto(`${office.origin}/so-van-ban`)
    await clerk.getByRole('button', { name: 'Vào sổ', exact: true }).click()
    const dialog = clerk.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Sổ đăng ký văn bản đi' }).check()
    await dialog.getByLabel('Trích yếu').fill('Triển khai Công văn 219-CV/TU của Tỉnh ủy')
    await dialog.getByLabel('Người ký').fill('Vi Thị MẪU')
    await look(clerk, 'enter')
    await dialog.getByRole('button', { name: 'Vào sổ' }).click()
    await clerk.getByText('Đã vào sổ số 01-CV/HU.').waitFor()
    await clerk.goto(`${office.origin}/so-van-ban?direction=outgoing`)
    await clerk.getByRole('button', { name: /Hủy số/ }).click()
    await clerk.getByLabel('Lý do').fill('Ghi nhầm tên loại')
    await clerk.getByRole('dialog').getByRole('button', { name: 'Hủy số' }).click()
    await clerk.getByText(/Đã hủy: Ghi nhầm tên loại/).waitFor()
    await look(clerk, 'book-outgoing-1280')
    await clerk.setViewportSize(PHONE)
    await look(clerk, 'book-outgoing-360')
    await clerk.setViewportSize(DESK)
  })

  test('what a leader says is recorded, and its source is told at the task', async () => {
    await clerk.goto(`${office.origin}/van-thu/y-kien`)
    await choose(clerk, 'Lãnh đạo cho ý kiến', '', /Vi Thị/)
    await clerk.getByLabel('Ở đâu, trong dịp nào').fill('Họp giao ban sáng thứ Hai')
    await clerk.getByRole('textbox', { name: 'Ý kiến 1' }).fill('Đảng ủy xã Bính Xá báo cáo tình hình người về từ vùng dịch')
    await choose(clerk, 'chủ trì', 'dang uy xa binh xa', /Đảng ủy xã Bính Xá/)
    await look(clerk, 'oral')
    await clerk.getByRole('button', { name: 'Ghi và giao việc' }).click()
    await clerk.getByRole('heading', { name: 'Ý kiến chỉ đạo (ghi lại)' }).waitFor()
    await look(clerk, 'oral-directive')
    const party = await office.as('danguy.binhxa', DESK, '/nhiem-vu?box=mine')
    await party.getByText('Ý kiến chỉ đạo (ghi lại)').first().waitFor()
    await party.close()
    await clerk.close()
    expect(office.faults).toEqual([])
  })
})
