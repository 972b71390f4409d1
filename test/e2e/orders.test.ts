import { readFileSync } from 'node:fs'
import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import { makeId } from '@phaodai/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#server/demo/index.ts'
import { asSystem } from '#kernel/transaction.ts'
import { testHash } from '#test/people.ts'
import { choose, DESK, lookOnBoth, openOffice, type Office } from './office.ts'

const STATION = 'tramyte.binhxa'
const CHAIRMAN = 'lanhdao.binhxa'
const NEXT_DOOR = 'tramyte.bacxa'
const DAY = 86_400_000

/** The night on which it happens, 23:50 in Vietnam, and the morning after. */
const NIGHT = Date.parse(`${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)}T16:50:00Z`)
const MORNING = NIGHT + 7.5 * 3_600_000

let office: Office
let place: { here: number; there: number }
beforeAll(async () => {
  office = await openOffice()
  const hash = await testHash(DEMO_PASSWORD)
  place = await asSystem(office.deps.pools.jobs, async (tx) => {
    const [here, there] = await tx.rows<{ id: number; seat: number }>(`select id, seat_area_id as seat from body where kind = 'health-station' and name in ('Trạm Y tế xã Bính Xá', 'Trạm Y tế xã Bắc Xa') order by name = 'Trạm Y tế xã Bính Xá' desc`)
    const [person, post, account] = ['1', '2', '3'].map((n) => `00000000-0000-7000-8000-0000003900${n}0`)
    await tx.run(`insert into person (id, full_name, search_key) values ($1, 'Vi Thị Trạm MẪU', 'vi thi tram mau')`, [person])
    await tx.run(`insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from) values ($1, $2, $3, $3, 'health', 'Trưởng Trạm Y tế', '2021-01-01')`, [post, person, there!.id])
    await tx.run('select create_account($1, $2, $3, $4, false)', [account, person, NEXT_DOOR, hash])
    return { here: here!.seat, there: there!.seat }
  })
})
afterAll(() => office?.stop())

let shifted = 0
/** Server and page show this instant. */
async function standAt(instant: number, ...pages: Page[]): Promise<void> {
  const ahead = instant - Date.now()
  office.wait((ahead - shifted) / DAY)
  shifted = ahead
  for (const page of pages) await page.clock.setFixedTime(instant)
}

async function put(page: Page, path: string, body: object): Promise<string> {
  const id = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  const status = await page.evaluate(async ([url, text]) => (await fetch(url!, { method: 'PUT', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: text! })).status, [`${path}/${id}`, JSON.stringify(body)])
  expect(status, path).toBe(200)
  return id
}

test('at midnight a list is asked for and agreed to by phone, in the morning it is signed and printed, and the other commune takes over who lives there', async () => {
  const station = await office.as(STATION, DESK)
  await standAt(NIGHT, station)
  const yesterday = new Date(NIGHT - DAY).toISOString().slice(0, 10)
  const caseId = await put(station, '/api/cases', { areaId: place.here, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: new Date(NIGHT - 3_600_000).toISOString() })
  for (const [fullName, more] of [['Hoàng Thị Mẫu Chợ', {}], ['Lý Văn Mẫu Quán', {}], ['Nông Thị Mẫu Xa', { residenceAreaId: place.there }]] as const) {
    await put(station, `/api/cases/${caseId}/contacts`, { tier: 'f1', fullName, phone: '0000123456', relation: 'daily', lastContactOn: yesterday, exposure: 'Chợ phiên, 20 phút', ...more })
  }
  await station.goto(`${office.origin}/ca-benh/${caseId}`)
  const panel = station.getByRole('region', { name: 'Đề nghị cách ly, lấy mẫu' })
  await panel.getByText('Chọn tất cả (3)').waitFor()
  await panel.getByLabel('Số ngày tính từ lần tiếp xúc cuối').fill('14')
  await panel.getByLabel('Căn cứ, lý do đề nghị').fill('F1 của ca phát hiện lúc 22 giờ 50')
  await lookOnBoth(station, 'orders-panel')
  await panel.getByRole('button', { name: 'Lập danh sách 3 người' }).click()
  await station.getByRole('heading', { name: 'Cách ly y tế · 3 người' }).waitFor()
  await choose(station, 'Hình thức: Lý Văn Mẫu Quán', '', 'Tại cơ sở tập trung')
  await station.getByRole('button', { name: 'Lưu dòng' }).click()
  await station.getByText('Tại cơ sở tập trung · 14 ngày', { exact: false }).waitFor()
  await lookOnBoth(station, 'orders-draft')
  await station.getByRole('button', { name: 'Gửi ký' }).click()
  await station.getByText('Chờ ký', { exact: true }).first().waitFor()

  await station.clock.setFixedTime(office.deps.clock.now()) // the page stands still while the server goes on
  await station.getByRole('button', { name: 'Ghi đồng ý qua điện thoại' }).click()
  const phone = station.getByRole('dialog')
  await phone.getByTitle('Chủ tịch UBND xã').waitFor()
  await lookOnBoth(station, 'orders-phone-call')
  await phone.getByRole('button', { name: 'Ghi đồng ý qua điện thoại' }).click()
  await station.getByText('Đã đồng ý qua điện thoại, chờ ký').waitFor()
  await station.getByText('23:50', { exact: false }).first().waitFor()
  const address = station.url()

  const chairman = await office.as(CHAIRMAN, DESK)
  await standAt(NIGHT + 6 * DAY, chairman)
  await chairman.reload()
  await chairman.getByRole('link', { name: '1 danh sách cách ly, lấy mẫu chờ ký, 1 còn nợ chữ ký.' }).click()
  await chairman.getByText('Còn nợ chữ ký').waitFor()
  await lookOnBoth(chairman, 'orders-owed')
  await standAt(MORNING, chairman, station)
  await chairman.reload()
  await chairman.getByText('ký bù trước hết ngày', { exact: false }).waitFor()
  expect(await chairman.getByText('Còn nợ chữ ký').count()).toBe(0)
  await chairman.getByRole('link', { name: 'Cách ly y tế · 3 người' }).click()
  await chairman.getByText('Hoàng Thị Mẫu Chợ').waitFor() // who signs reads whom he signs for
  await chairman.getByRole('button', { name: 'Ký danh sách' }).click()
  const signing = chairman.getByRole('dialog', { name: 'Ký một lần cho cả 3 người?' })
  await signing.getByLabel('Số quyết định (nếu có)').fill('45/QĐ-UBND')
  await lookOnBoth(chairman, 'orders-signing')
  await signing.getByRole('button', { name: 'Ký danh sách' }).click()
  await chairman.getByText('Đã ký', { exact: true }).waitFor()
  await lookOnBoth(chairman, 'orders-signed')
  const [file] = await Promise.all([chairman.waitForEvent('download'), chairman.getByRole('button', { name: 'Tải .docx' }).click()])
  const said = (await mammoth.extractRawText({ buffer: readFileSync(await file.path()) })).value.replace(/\s+/g, ' ')
  for (const words of ['ỦY BAN NHÂN DÂN XÃ BÍNH XÁ', 'DANH SÁCH NGƯỜI PHẢI CÁCH LY Y TẾ', 'Quyết định số 45/QĐ-UBND', 'Hoàng Thị Mẫu Chợ', 'Nông Thị Mẫu Xa', 'Tại cơ sở tập trung', 'Danh sách này có 3 người.', 'CHỦ TỊCH']) expect(said).toContain(words)
  await chairman.goto(`${office.origin}/danh-sach-cho-ky`)
  await chairman.getByText('Không có danh sách nào đang chờ ký.').waitFor()
  await chairman.close()
  await station.goto(address)
  await station.getByText('Đã ký', { exact: true }).waitFor()

  const nextDoor = await office.as(NEXT_DOOR, DESK, '/tiep-xuc-chuyen-den')
  await nextDoor.clock.setFixedTime(MORNING)
  await nextDoor.getByText('1 người, chưa tiếp nhận 1.').waitFor()
  await nextDoor.getByText('Nông Thị Mẫu Xa', { exact: false }).waitFor()
  expect(await nextDoor.getByText('Hoàng Thị Mẫu Chợ').count()).toBe(0)
  await lookOnBoth(nextDoor, 'referral-in')
  await nextDoor.getByRole('button', { name: 'Tiếp nhận: Nông Thị Mẫu Xa' }).click()
  await nextDoor.getByText('1 người, chưa tiếp nhận 0.').waitFor()
  await nextDoor.getByRole('button', { name: 'Đã cách ly: Nông Thị Mẫu Xa' }).click()
  await nextDoor.getByText('Cách ly từ', { exact: false }).waitFor()
  await lookOnBoth(nextDoor, 'referral-accepted')
  await nextDoor.close()
  await station.goto(`${office.origin}/tiep-xuc-chuyen-den?phia=out`)
  await station.getByText('tiếp nhận: Trưởng Trạm Y tế, Trạm Y tế xã Bắc Xa', { exact: false }).waitFor()
  await lookOnBoth(station, 'referral-out')
  await station.close()
  expect(office.faults).toEqual([])
})
