import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choose, DESK, look as lookAt, openOffice, PHONE, resize, type Office } from './office.ts'

const CARD = '020085000001|081234567|Nông Văn Mẫu Thử|04031985|Nam|Thôn Mẫu|01012022'

/** The station's head: writes, sees names in his commune. */
const STATION = 'tramyte.binhxa'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const look = (page: Page, name: string): Promise<void> => lookAt(page, `cases-${name}`)

test('a case is entered from a card, its clock runs, stops at the national system, and the second entry knows the person', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  await page.getByRole('heading', { name: 'Ca bệnh' }).waitFor()
  await page.getByRole('button', { name: 'Ghi ca mới' }).click()
  await page.getByLabel('Quét mã QR trên thẻ căn cước vào đây').fill(CARD)
  await page.keyboard.press('Enter')
  await page.locator('#e-individual-fullName').and(page.locator('[value="Nông Văn Mẫu Thử"]')).waitFor()
  await choose(page, 'Địa bàn', '', '')
  await choose(page, 'Bệnh', 'covid', 'COVID-19')
  await look(page, 'entry')
  await page.getByRole('button', { name: 'Lưu ca' }).click()
  await page.getByText('Còn hạn').first().waitFor()
  await look(page, 'detail')
  await page.getByLabel('Mã ca trên hệ thống quốc gia').fill('BN000001')
  await page.getByRole('button', { name: 'Đã nhập hệ thống quốc gia' }).click()
  await page.getByText('Đúng hạn').first().waitFor()
  await page.goto(`${office.origin}/ca-benh/moi`)
  await page.getByLabel('Quét mã QR trên thẻ căn cước vào đây').fill(CARD)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Là người này' }).waitFor()
  await look(page, 'known')
  await page.close()
})

test('where a case was is asked day by day, a line at a time; what two save at once is joined', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  await page.getByRole('row').filter({ hasText: 'Nông Văn Mẫu Thử' }).getByRole('link').first().click()
  await page.getByRole('button', { name: 'Điều tra dịch tễ', exact: true }).click()
  await page.getByText('Đã hỏi 0/15 ngày.').waitFor() // fourteen days of incubation before the diagnosis, and its day
  const address = page.url()
  await page.keyboard.type('7h30-9h Chợ Kỳ Lừa; mua rau; với chị Mẫu; xe máy; khẩu trang')
  await page.keyboard.press('Enter')
  await page.getByText('mua rau · với chị Mẫu · Xe máy · có khẩu trang').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('=')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('9h-7h Trạm y tế')
  await page.keyboard.press('Enter')
  await page.getByText('Giờ về sớm hơn giờ đến.', { exact: false }).waitFor()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Trạm y tế xã')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Ở nhà cả ngày' }).first().click()
  await page.getByText('Đã hỏi 4/15 ngày.').waitFor()
  for (const [kind, size] of [['phone', PHONE], ['desk', DESK]] as const) {
    await resize(page, size)
    await look(page, `investigation-${kind}`)
  }
  const other = await office.as(STATION, DESK, new URL(address).pathname)
  await other.getByRole('button', { name: 'Ở nhà cả ngày' }).nth(5).click()
  await other.keyboard.press('ControlOrMeta+Enter')
  await other.getByText('Đã lưu điều tra dịch tễ.').waitFor()
  await other.close()
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText('Người khác vừa lưu điều tra của ca này.', { exact: false }).waitFor()
  await page.getByText('Đã hỏi 5/15 ngày.').waitFor() // theirs and mine
  await look(page, 'investigation-joined')
  await page.getByRole('button', { name: 'Lưu điều tra' }).click()
  await page.getByText('Đã lưu điều tra dịch tễ.').waitFor()
  await page.reload()
  await page.getByText('Đã hỏi 5/15 ngày.').waitFor()
  await page.getByRole('button', { name: 'Ở nhà cả ngày' }).first().click()
  await page.getByRole('link', { name: 'Về trang ca bệnh' }).click()
  await page.getByRole('dialog').getByText('Rời trang khi còn sửa đổi chưa lưu?').waitFor()
  await look(page, 'investigation-leaving')
  await page.getByRole('button', { name: 'Lưu rồi rời đi' }).click()
  await page.getByRole('heading', { name: /COVID-19/ }).waitFor()
  await page.getByText('Chợ Kỳ Lừa', { exact: false }).first().waitFor()
  await page.goto(`${office.origin}/ca-benh/bang`)
  await choose(page, 'Bệnh', 'covid', 'COVID-19')
  await page.waitForURL(/class=covid-19/)
  await look(page, 'board-of-disease')
  await page.close()
})

const HEAD = 'STT;Họ tên;Phái;Ngày sinh;Số CCCD;SĐT;Xã/phường;Ngày dương tính;Bệnh viện'
const list = (...lines: string[]): { name: string; mimeType: string; buffer: Buffer } => ({ name: 'danh sách.csv', mimeType: 'text/csv', buffer: Buffer.from([HEAD, ...lines].join('\r\n')) })

test('contacts are listed a line at a time, most urgent first, and what is done about each is a click', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  await page.getByRole('row').filter({ hasText: 'Nông Văn Mẫu Thử' }).getByRole('link').first().click()
  const contacts = page.getByRole('region', { name: 'Người tiếp xúc' })
  await contacts.getByText('Chưa có người tiếp xúc nào').waitFor()
  await contacts.getByLabel('Họ và tên').fill('Hoàng Thị Mẫu Gặp')
  await contacts.getByLabel('Điện thoại').fill('0900000001')
  await contacts.getByLabel('Gặp ở đâu').fill('Chợ Kỳ Lừa, 15 phút, không khẩu trang')
  await page.keyboard.press('Enter')
  await contacts.getByText('1 người, còn theo dõi 1, quá hạn 0.').waitFor()
  await page.keyboard.type('Lý Văn Mẫu Cùng Xe') // the next name at once
  await page.keyboard.press('Enter')
  await contacts.getByText('2 người').waitFor()
  await look(page, 'contacts-desk')
  await contacts.getByRole('button', { name: 'Đã lấy mẫu: Hoàng Thị Mẫu Gặp' }).click()
  await contacts.getByRole('button', { name: 'Đã cách ly: Hoàng Thị Mẫu Gặp' }).click()
  await contacts.locator('li[data-urgency=watched]').waitFor()
  expect(await contacts.locator('li').first().getAttribute('data-urgency')).toBe('due')
  office.wait(2)
  await page.reload()
  await contacts.getByText('quá hạn 1').waitFor()
  await resize(page, PHONE)
  await look(page, 'contacts-phone')
  office.wait(-2)
  await page.close()
})

test('a line list is read by what its columns are called, taken but for its faults, and asks who somebody may be', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  await page.getByRole('link', { name: 'Nhập danh sách' }).click()
  await page.getByText('Kéo tệp CSV hoặc XLSX').waitFor()
  await look(page, 'list-empty')
  await page.locator('input[type=file]').setInputFiles(list(
    '1;Hoàng Thị Mẫu Danh;Nữ;17/11/1969;;0000123456;Xã Bính Xá;05/11/2026;TTYT Đình Lập', '2;Lý Văn Mẫu Sách;Nam;1950;020050000002;;Xã Bính Xá;05/11/2026;', '3;Vi Thị Mẫu Sai;Nữ;02/03/1990;;;Xã Bính Xá;31/02/2026;', '4;Ma Văn Mẫu Xa;Nam;1990;;;Xã Không Có;05/11/2026;',
    '5;Nông Văn Mẫu Thử;Nam;04/03/1985;020085000001;;Xã Bính Xá;06/11/2026;',
  ))
  await page.getByText('Còn thiếu: Bệnh, Phân loại.', { exact: false }).waitFor()
  await choose(page, 'Bệnh cho cả danh sách', 'covid', 'COVID-19')
  await choose(page, 'Phân loại cho cả danh sách', '', 'Xác định')
  await page.getByText('Đọc thử 5 dòng đầu: 2 dòng nhận được, 0 đã có, 0 cần hỏi là ai, 3 lỗi.').waitFor()
  await look(page, 'list-columns')
  await page.getByRole('button', { name: 'Nhập cả danh sách' }).click()
  await page.getByText('Đã nhận 2 ca; 0 ca đã có từ trước, không nhận lại.').waitFor()
  await page.getByText('Người này đang có ca', { exact: false }).waitFor()
  await look(page, 'list-taken')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải 3 dòng lỗi kèm lý do' }).click()])
  expect(readFileSync(await saved.path(), 'utf8')).toContain('4;Ma Văn Mẫu Xa'.split(';')[1]!)
  await page.getByRole('button', { name: 'Nhập tệp khác' }).click()
  await page.locator('input[type=file]').setInputFiles(list('1;HOANG THI MAU DANH;Nữ;17/11/1969;;0000123456;Xã Bính Xá;07/11/2026;'))
  await choose(page, 'Bệnh cho cả danh sách', 'sởi', 'Sởi')
  await page.getByText('1 cần hỏi là ai', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Nhập cả danh sách' }).click()
  await page.getByRole('heading', { name: '1 dòng có thể là người đã có' }).waitFor()
  for (const [kind, size] of [['phone', PHONE], ['desk', DESK]] as const) {
    await resize(page, size)
    await look(page, `list-asked-${kind}`)
  }
  await page.getByRole('button', { name: 'Đúng là người này' }).click()
  await page.getByText('Đã nhận 1 ca', { exact: false }).waitFor()
  await page.getByRole('link', { name: 'Về danh sách ca bệnh' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Xuất CSV' }).click()])
  expect(readFileSync(await file.path(), 'utf8')).toContain('Hoàng Thị Mẫu Danh')
  await page.close()
})

test('an outbreak is opened where the rule calls for one, and ended when its days have passed', async () => {
  const page = await office.as(STATION, DESK)
  await page.evaluate(async () => {
    const { choices: [place] } = await (await fetch('/api/registers/choices/area')).json()
    const at = new Date().toISOString()
    for (let n = 0; n < 2; n++) await fetch(`/api/cases/${crypto.randomUUID()}`, { method: 'PUT', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: JSON.stringify({ areaId: place.id, diseaseCode: 'dengue', classification: 'confirmed', diagnosedAt: at }) })
  })
  await page.goto(`${office.origin}/ca-benh/o-dich`)
  const due = page.getByRole('listitem').filter({ hasText: 'Sốt xuất huyết Dengue' })
  await due.getByText('2 ca từ').waitFor()
  await look(page, 'outbreak-due')
  await due.getByRole('button', { name: 'Mở ổ dịch' }).click()
  await page.locator('.ant-popover:visible').getByRole('button', { name: 'Đồng ý' }).click()
  await page.getByText('Đã mở ổ dịch, đưa vào 2 ca.').waitFor()
  const row = page.getByRole('row').filter({ hasText: 'Ổ dịch Sốt xuất huyết Dengue' })
  await row.getByText('Đang hoạt động').waitFor()
  for (const [kind, size] of [['phone', PHONE], ['desk', DESK]] as const) {
    await resize(page, size)
    await look(page, `outbreaks-${kind}`)
  }
  await row.getByRole('link', { name: '2', exact: true }).click()
  await page.getByRole('button', { name: 'Bỏ lọc theo ổ dịch' }).waitFor()
  await page.locator('.list-foot').getByText('2 ca', { exact: true }).waitFor()
  office.wait(15)
  await page.goto(`${office.origin}/ca-benh/o-dich`)
  await row.getByRole('button', { name: 'Chấm dứt' }).click()
  await page.locator('.ant-popover:visible').getByText('15 ngày không có ca mới').waitFor()
  await page.locator('.ant-popover:visible').getByRole('button', { name: 'Đồng ý' }).click()
  await page.getByText('Đã ghi chấm dứt ổ dịch.').waitFor()
  await row.waitFor({ state: 'detached' })
  await page.close()
})

test('a person is put into a household and leaves it, and an administrator adds a disease', async () => {
  const page = await office.as(STATION, DESK)
  await page.evaluate(async () => {
    const { choices: [place] } = await (await fetch('/api/registers/choices/area')).json()
    await fetch(`/api/registers/household/${crypto.randomUUID()}`, { method: 'PUT', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: JSON.stringify({ areaId: place.id, code: 'HO-MAU-1', size: 4, headName: 'Nông Văn Mẫu Chủ' }) })
  })
  await page.goto(`${office.origin}/nguoi-dan`)
  await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('mau thu')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /Nông Văn Mẫu Thử/ }).first().click()
  await page.getByRole('button', { name: 'Ghi vào hộ' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Hộ gia đình' }).click()
  await page.keyboard.type('ho mau')
  await page.locator('.ant-select-item-option').filter({ hasText: 'HO-MAU-1' }).first().click()
  await look(page, 'join')
  await dialog.getByRole('button', { name: 'Ghi vào hộ' }).click()
  await page.getByRole('link', { name: 'HO-MAU-1' }).click()
  await page.getByRole('row').filter({ hasText: 'Nông Văn Mẫu Thử' }).waitFor()
  await look(page, 'household')
  await page.getByRole('button', { name: 'Ra khỏi hộ' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ra khỏi hộ' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.getByRole('row').filter({ hasText: 'Nông Văn Mẫu Thử' }).getByText('–', { exact: true }).count()).toBe(0) // no longer without an end
  await page.close()
  const admin = await office.as('quantri', DESK, '/benh')
  await admin.getByRole('button', { name: 'Thêm bệnh' }).click()
  await admin.getByLabel('Tên tiếng Việt').fill('Bệnh mẫu')
  await admin.getByLabel('Tên tiếng Anh').fill('Sample disease')
  await admin.getByRole('dialog').getByRole('button', { name: 'Thêm bệnh' }).click()
  await admin.getByRole('heading', { name: 'Bệnh mẫu' }).waitFor()
  await admin.getByRole('button', { name: 'Ghi quy định đầu tiên' }).click()
  for (const [label, said] of [['Căn cứ', 'Quyết định mẫu'], ['Nguồn', 'Sách mẫu'], ['Lý do sửa', 'Bệnh mới']] as const) await admin.getByRole('textbox', { name: label, exact: true }).fill(said)
  await look(admin, 'new-disease')
  await admin.getByRole('button', { name: 'Lưu bản mới' }).click()
  await admin.getByText('Quyết định mẫu').waitFor()
  await admin.close()
})

test('the list, people and diseases are read at a desk and on a phone', async () => {
  const page = await office.as(STATION, DESK)
  for (const [path, name] of [['/ca-benh', 'list'], ['/nguoi-dan', 'people'], ['/benh', 'diseases'], ['/benh/covid-19', 'covid']] as const) {
    await page.goto(`${office.origin}${path}`)
    await page.locator('h1').waitFor()
    for (const [kind, size] of [['phone', PHONE], ['desk', DESK]] as const) {
      await resize(page, size)
      await look(page, `${name}-${kind}`)
    }
  }
  await page.close()
  expect(office.faults.filter((fault) => !/status of 409/.test(fault))).toEqual([]) // two saved one investigation at once
})
