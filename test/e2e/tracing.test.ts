import { makeId } from '@phaodai/vocabulary'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { asSystem } from '#kernel/transaction.ts'
import { keepVisits } from '#server/tracing/index.ts'
import { choose, DESK, look as lookAt, lookOnBoth, openOffice, type Office } from './office.ts'

/** The station where the case is found. What it finds in a night is told in night.test.ts. */
const STATION = 'tramyte.binhxa'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

const look = (page: Page, name: string): Promise<void> => lookAt(page, `tracing-${name}`)
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Enters something as whoever is signed in on a page, in his own commune; gives its id. */
const enter = (page: Page, url: string, values: object): Promise<string> => page.evaluate(async ([id, to, body]) => {
  const { choices: [place] } = await (await fetch('/api/registers/choices/area')).json()
  const answer = await fetch(`${to}/${id}`, { method: 'PUT', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: JSON.stringify({ areaId: place.id, ...body }) })
  const said = await answer.text()
  if (!answer.ok) throw new Error(said)
  return id
}, [newId(), url, values] as const)
const person = (page: Page, fullName: string, more: object = {}): Promise<string> => enter(page, '/api/individuals', { fullName, sex: 'female', birthYear: 1990, phone: '0900000001', ...more })

test('a case that met nobody is told so, and one that is over opens nothing', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  const at = office.deps.clock.now().toISOString()
  const caseId = await enter(page, '/api/cases', { individualId: await person(page, 'Ma Thị Mẫu Vắng'), diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at })
  await page.goto(`${office.origin}/ca-benh/${caseId}`)
  const tracing = page.getByRole('region', { name: 'Truy vết qua lượt ghé' })
  await tracing.getByLabel('Lý do mở lượt ghé').fill('Truy vết F1 của ca dương tính')
  await page.keyboard.press('Enter')
  await tracing.getByText('Không tìm thấy ai khác ở cùng nơi, cùng lúc', { exact: false }).waitFor()
  await look(page, 'nobody')
  await page.evaluate(async (id) => {
    const { row } = await (await fetch(`/api/registers/disease_case/${id}`)).json()
    await (await fetch(`/api/registers/disease_case/${id}/actions/rule-out`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: JSON.stringify({ version: row.version, reason: 'xét nghiệm lại âm tính' }) })).text()
  }, caseId)
  await tracing.getByRole('button', { name: 'Truy vết lại' }).click()
  await tracing.getByText('Ca bệnh đã kết thúc nên không mở được lượt ghé.', { exact: false }).waitFor()
  await look(page, 'over')
  await page.close()
  expect(office.faults.filter((fault) => !/status of 409/.test(fault))).toEqual([])
})

const [DAY, HOUR] = [86_400_000, 3_600_000]
/** Yesterday in Vietnam, as the office has it. */
const yesterday = (): string => new Date(office.deps.clock.now().getTime() + 7 * HOUR - DAY).toISOString().slice(0, 10)
const both = (page: Page, name: string): Promise<void> => lookOnBoth(page, `tracing-${name}`)
let page: Page
let caseId: string

test('a market’s book comes in as .csv and, with cells of days and hours, as .xlsx; each line that does not is told why', async () => {
  page = await office.as(STATION, DESK, '/ca-benh')
  const market = await enter(page, '/api/registers/place', { name: 'Chợ phiên Mẫu Sổ', kind: 'market' })
  const day = yesterday()
  await asSystem(office.deps.pools.jobs, (tx) => tx.run(`insert into collection_decision (id, area_id, collects, number, issuer, disease_code, from_on, to_on, keep_days, created_by)
    select $1, a.parent_id, 'visit', '12/QĐ-UBND', 'UBND huyện Mẫu', 'covid-19', $3::date - 13, $3::date + 1, 21, p.created_by from place p join area a on a.id = p.area_id where p.id = $2`, [newId(), market, day]))
  await keepVisits(office.deps)
  await page.goto(`${office.origin}/so-theo-doi/place/${market}`)
  await page.getByRole('link', { name: 'Sổ lượt ghé' }).click()
  await page.getByText('Nhập được lượt ghé từ', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Chọn tệp' }).click()
  const written = day.split('-').toReversed().join('/')
  const book = ['Ngày;Giờ vào;Giờ ra;Họ và tên;Điện thoại;Đeo khẩu trang', `${written};7h30;11h;Hoàng Thị Mẫu Bán;0000 222 333;Không`, `${written};8h30;8h;Lý Văn Mẫu Ngược;0000222444;`, `${written};9h;;Không Có Số;;`, `${written};tám giờ;;Vi Thị Mẫu Chữ;0000222555;`].join('\n')
  const wizard = page.getByRole('dialog')
  await wizard.locator('input[type=file]').setInputFiles({ name: 'so-cho.csv', mimeType: 'text/csv', buffer: Buffer.from(book) })
  await wizard.getByText('Giờ ra trước giờ vào: được giữ, không dùng khi truy vết.').waitFor()
  await both(page, 'book-trial')
  await wizard.getByRole('button', { name: 'Nhập 2 dòng đúng' }).click()
  await wizard.getByRole('button', { name: 'Nhập tệp khác' }).click()
  const [text, hour] = [(value: string) => ({ value, type: String }), (n: number) => ({ value: n / 24, type: Number, format: 'h:mm' })]
  const cells = await writeExcelFile([['Ngày', 'Giờ vào', 'Giờ ra', 'Họ và tên', 'Điện thoại'].map(text), [{ value: new Date(`${day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' }, hour(10 + 20 / 60), hour(10.75), text('Lục Thị Mẫu Bảng'), text('0000222666')]]).toBuffer()
  await wizard.locator('input[type=file]').setInputFiles({ name: 'so-cho.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: cells })
  await wizard.getByRole('cell', { name: '10:20' }).waitFor()
  await wizard.getByRole('button', { name: 'Nhập 1 dòng đúng' }).click()
  await wizard.getByText(/Đã nhập 1/).waitFor()
})

test('what the case tells of the market is entered; from the F1 found there tracing goes on to whom he met', async () => {
  const at = office.deps.clock.now().toISOString()
  caseId = await enter(page, '/api/cases', { individualId: await person(page, 'Nông Thị Mẫu Kể'), diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at })
  await page.goto(`${office.origin}/ca-benh/${caseId}`)
  const tracing = page.getByRole('region', { name: 'Truy vết qua lượt ghé' })
  await tracing.getByText('Ghi lượt ghé ca bệnh kể').click()
  await choose(page, 'Địa điểm', 'mau so', 'Chợ phiên Mẫu Sổ')
  await tracing.getByLabel('Ngày', { exact: true }).fill(yesterday().split('-').toReversed().join('/'))
  await tracing.getByLabel('Giờ vào').fill('8h')
  await tracing.getByLabel('Giờ ra (nếu nhớ)').fill('9h')
  await tracing.getByRole('button', { name: 'Ghi lượt ghé' }).click()
  await tracing.getByRole('list', { name: 'Đã ghi lần này' }).getByText('Chợ phiên Mẫu Sổ', { exact: false }).waitFor()
  const reason = tracing.getByLabel('Lý do mở lượt ghé')
  await reason.fill('Truy vết F1 của ca dương tính')
  await reason.press('Enter')
  await tracing.getByRole('checkbox', { name: 'Chọn Hoàng Thị Mẫu Bán' }).click()
  await tracing.getByRole('button', { name: 'Đưa 1 người vào danh sách tiếp xúc' }).click()
  await choose(page, 'Truy vết từ', '', 'F1 · Hoàng Thị Mẫu Bán')
  await tracing.getByRole('button', { name: 'Truy vết lại' }).click()
  await tracing.getByText('Lục Thị Mẫu Bảng', { exact: false }).first().waitFor()
  await both(page, 'from-contact')
})

test('an F2 told from memory is put to the F1 he met; the team that sees to them is changed', async () => {
  await page.reload()
  const contacts = page.getByRole('region', { name: 'Người tiếp xúc' })
  await contacts.getByLabel('Họ và tên').fill('Mạc Văn Mẫu Hai')
  await choose(page, 'Lớp', '', 'F2')
  await choose(page, 'Đã gặp ai trong danh sách', '', 'Hoàng Thị Mẫu Bán')
  await contacts.getByRole('button', { name: 'Thêm vào danh sách' }).click()
  await contacts.getByText('gặp F1 Hoàng Thị Mẫu Bán', { exact: false }).waitFor()
  await page.goto(`${office.origin}/ca-benh/theo-doi/doi`)
  await page.getByLabel('Tên đội').fill('Đội Mẫu')
  await choose(page, 'Đóng tại', '', 'Bính Xá')
  await page.getByRole('button', { name: 'Thêm đội' }).click()
  await page.getByRole('button', { name: 'Sửa Đội Mẫu' }).click()
  const form = page.getByRole('form', { name: 'Lưu đội' })
  await form.getByLabel('Thành viên (không bắt buộc)').fill('Triệu Thị Mẫu, Vi Văn Mẫu')
  await form.getByRole('button', { name: 'Lưu đội' }).click()
  await page.getByText('Triệu Thị Mẫu, Vi Văn Mẫu').waitFor()
})

test('in English the orders are asked for, saved as .pdf and printed without buttons; who audits reads who opened what', async () => {
  await page.goto(`${office.origin}/ca-benh/${caseId}`)
  await page.getByRole('button', { name: /^EN / }).click()
  const panel = page.getByRole('region', { name: 'Isolation and sampling asked for' })
  await panel.getByRole('checkbox', { name: 'Select all (2)' }).waitFor()
  await panel.getByLabel('Days from the last contact').fill('14')
  await panel.getByRole('button', { name: 'Draft a list of 2' }).click()
  await page.getByRole('button', { name: 'Ask for the signature' }).click()
  await page.getByRole('button', { name: 'Download .pdf' }).waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download .pdf' }).click()])
  const paper = await extractText(await getDocumentProxy(new Uint8Array(readFileSync(await file.path()))), { mergePages: true })
  expect(paper.text.normalize('NFC').replace(/\s+/g, ' ')).toMatch(/DANH SÁCH NGƯỜI PHẢI CÁCH LY Y TẾ.*Hoàng Thị Mẫu Bán.*Mạc Văn Mẫu Hai.*Danh sách này có 2 người/)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'Download .pdf' }).isVisible()).toBe(false)
  await page.close()
  const auditor = await office.as('kiemtoan', DESK, '/quan-tri/mo-luot-ghe')
  await auditor.getByText('từ một người tiếp xúc', { exact: false }).waitFor()
  expect(await auditor.getByText('Hoàng Thị Mẫu Bán').count()).toBe(0)
  await both(auditor, 'openings')
  await auditor.close()
  expect(office.faults.filter((fault) => !/status of 409/.test(fault))).toEqual([])
})
