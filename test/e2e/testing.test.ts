import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { openedByOffice, savedPaper } from '#test/office-program.ts'
import { choose, DESK, look as lookAt, openOffice, PHONE, resize, type Office } from './office.ts'

const LAB = '01900000-0000-7000-8000-000000000470'
const TUBES = Array.from({ length: 10 }, (_, n) => `XN${String(n + 1).padStart(4, '0')}`)
const NAMES = ['Hoàng Văn', 'Nông Thị', 'Lý Văn', 'Vi Thị', 'Chu Văn', 'Lộc Thị', 'Bế Văn', 'Đàm Thị', 'Triệu Văn', 'Lường Thị'].map((name, n) => `${name} Mẫu ${n + 1}`)

let office: Office
let station: Page
let bench: Page
beforeAll(async () => {
  office = await openOffice()
  await asSystem(office.deps.pools.jobs, (tx) => tx.run(`
    insert into laboratory (id, area_id, name, body_id, confirms, capacities, methods, search_key, created_by)
    select $1, b.seat_area_id, 'Khoa Xét nghiệm CDC Lạng Sơn', o.acts_for_id, true, '[{"fromOn":"2020-01-01","perDay":40}]', '[{"method":"rt-pcr","fromOn":null}]', 'khoa xet nghiem', o.id
    from account a join post o on o.person_id = a.person_id join body b on b.id = o.acts_for_id where a.username = 'labo.cdc'`, [LAB]))
})
afterAll(() => office?.stop())

const look = (page: Page, name: string): Promise<void> => lookAt(page, `testing-${name}`)

test('ten people are sampled at the speed of the scanner, pooled in one tube and sent', async () => {
  station = await office.as('tramyte.binhxa', DESK, '/xet-nghiem/lay-mau')
  const barcode = station.getByLabel('Mã vạch')
  await expect.poll(() => station.getByRole('button', { name: 'Ghi mẫu', exact: true }).isEnabled(), { timeout: 30_000 }).toBe(true) // the place of sampling is known
  for (const [n, tube] of TUBES.entries()) {
    await barcode.fill(tube)
    await barcode.press('Enter') // as the scanner ends its code
    await station.keyboard.type(NAMES[n]!)
    await station.keyboard.press('Enter')
    await station.getByText(`Đã lấy ${n + 1} mẫu trong buổi này`).waitFor()
  }
  await look(station, 'taken')
  await resize(station, PHONE)
  await look(station, 'taken-phone')
  await resize(station, DESK)
  await station.getByLabel('Mã ống gộp').fill('GOP-01')
  await station.keyboard.press('Enter')
  await station.getByText('gộp GOP-01').first().waitFor()
  await station.goto(`${office.origin}/xet-nghiem?o=taken`)
  await station.getByLabel('Chọn mẫu GOP-01').check()
  await choose(station, 'Phòng xét nghiệm', '', 'Khoa Xét nghiệm CDC')
  await station.getByRole('button', { name: 'Gửi 1 ống' }).click()
  await station.getByText('Đã gửi 1 ống.').waitFor()
})

test('the laboratory receives the pool and finds it positive; it reads nobody\'s name', async () => {
  bench = await office.as('labo.cdc', DESK, `/xet-nghiem/phong/${LAB}`)
  const scan = bench.getByLabel('Quét hoặc gõ mã vạch')
  await scan.fill('GOP-01')
  await scan.press('Enter')
  await bench.getByText('Đã ghi mã GOP-01.').waitFor()
  await bench.getByText('Ghi kết quả', { exact: true }).first().click()
  await choose(bench, 'Kết quả', '', 'Dương tính')
  await bench.getByRole('textbox', { name: 'Ct' }).fill('E 31,2; RdRp 33')
  await scan.fill('GOP-01')
  await scan.press('Enter')
  await bench.getByRole('button', { name: 'Đã xong 2 ngày qua' }).click()
  await bench.getByText('E 31,2; RdRp 33').first().waitFor()
  await look(bench, 'desk')
  await resize(bench, PHONE)
  await look(bench, 'desk-phone')
  await resize(bench, DESK)
  expect(await bench.locator('main').textContent()).not.toMatch(/Mẫu \d/)
})

test('the members are listed for re-test with their clock', async () => {
  await station.goto(`${office.origin}/xet-nghiem?o=retest`)
  await station.getByRole('link', { name: 'XN0007' }).waitFor()
  await look(station, 'retest')
  await station.getByRole('link', { name: 'XN0001' }).click()
  await station.getByRole('link', { name: 'GOP-01' }).click()
  await station.getByText('10 mẫu phải xét nghiệm riêng từng mẫu', { exact: false }).waitFor()
  await look(station, 'pool')
  await resize(station, PHONE)
  await look(station, 'pool-phone')
  await resize(station, DESK)
})

test('the laboratory\'s file brings nine negative and one positive result; a line without a specimen is named', async () => {
  office.wait(1 / 24) // a file tells minutes
  const at = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' }).format(office.deps.clock.now()).replace(',', '')
  const lines = ['STT;Mã mẫu;Kết quả;Ct;Thời gian xét nghiệm', ...TUBES.map((tube, n) => `${n + 1};${tube};${n === 6 ? 'Dương tính;E 22,4;' : 'Âm tính;;'}${at}`), `11;LA9999;Âm tính;;${at}`]
  await bench.getByRole('button', { name: 'Nhập tệp kết quả' }).click()
  await bench.locator('input[type=file]').setInputFiles({ name: 'ket-qua.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) })
  await choose(bench, 'Kỹ thuật của cả tệp', '', 'RT-PCR')
  await bench.getByText('10 dòng nhận được, 0 dòng đã có, 1 dòng phải xem lại', { exact: false }).waitFor()
  await look(bench, 'file')
  await bench.getByRole('button', { name: 'Ghi kết quả của tệp' }).click()
  await bench.getByText('Đã ghi 10 kết quả', { exact: false }).waitFor()
})

test('the positive one becomes a case, and its slip opens', async () => {
  await station.goto(`${office.origin}/xet-nghiem?o=positive`)
  await station.getByRole('link', { name: 'XN0007' }).click()
  await station.getByText('E 22,4').waitFor()
  await look(station, 'positive')
  const slips = await openedByOffice('testing', [await savedPaper(station, 'Phiếu kết quả (Word)'), await savedPaper(station, 'Phiếu kết quả (PDF)')])
  for (const { text, pages } of slips) {
    for (const part of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'PHIẾU TRẢ LỜI KẾT QUẢ XÉT NGHIỆM', 'Bế Văn Mẫu 7', 'XN0007', 'Dương tính', 'E 22,4', 'Khoa Xét nghiệm CDC Lạng Sơn', 'Xã Bính Xá']) expect(text).toContain(part)
    expect(pages).toBe(1)
  }
  await station.getByRole('button', { name: 'Lập ca bệnh' }).click()
  await station.locator('#e-individual-fullName').and(station.locator('[value="Bế Văn Mẫu 7"]')).waitFor()
  await choose(station, 'Phân loại', '', 'Xác định')
  await station.getByRole('button', { name: 'Lưu ca' }).click()
  await station.getByRole('link', { name: 'Bế Văn Mẫu 7' }).waitFor()
  await station.goto(`${office.origin}/xet-nghiem?o=done`)
  await station.getByRole('link', { name: 'XN0007' }).click()
  await station.getByRole('link', { name: /^Ca bệnh / }).waitFor()
})

test('a rapid test contradicts the laboratory: both stand, one can be settled or withdrawn', async () => {
  await station.goto(`${office.origin}/xet-nghiem?o=done`)
  await station.getByRole('link', { name: 'XN0001' }).click()
  const entry = station.getByRole('form', { name: 'Ghi kết quả' })
  await entry.getByRole('combobox', { name: 'Kết quả' }).click()
  await station.locator('.ant-select-item-option').filter({ hasText: 'Dương tính' }).last().click()
  await entry.getByRole('button', { name: 'Ghi kết quả' }).click()
  await station.getByRole('form', { name: 'Kết luận khi kết quả trái nhau' }).waitFor()
  await look(station, 'conflicting')
  await station.getByRole('button', { name: 'Thu hồi' }).click()
  await station.getByLabel('Lý do thu hồi').fill('Đọc nhầm vạch của test nhanh')
  await station.locator('.ant-popconfirm').getByRole('button', { name: 'Thu hồi' }).click()
  await station.getByText('Đã thu hồi: Đọc nhầm vạch của test nhanh').waitFor()
  await resize(station, PHONE)
  await look(station, 'withdrawn-phone')
  await resize(station, DESK)
})

test('the adviser says how many to pool and why', async () => {
  await station.goto(`${office.origin}/xet-nghiem/goi-y`)
  await station.getByText('Gộp 10 mẫu vào một ống').waitFor() // one positive of ten tested is too few for a share: 1 % as given
  await look(station, 'advice')
  const prevalence = station.getByLabel('Tỷ lệ nhiễm (%)')
  await prevalence.fill('35')
  await prevalence.press('Enter')
  await station.getByText('Xét nghiệm từng mẫu riêng').waitFor()
  await station.getByText('do bỏ sót ca bệnh', { exact: false }).waitFor()
  await station.close()
  await bench.close()
  expect(office.faults).toEqual([])
})
