import { readFileSync } from 'node:fs'
import { makeId } from '@phaodai/vocabulary'
import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { DEMO_PASSWORD } from '#server/demo/index.ts'
import { keepVisits } from '#server/tracing/index.ts'
import { testHash } from '#test/people.ts'
import { countAll } from '#test/stream.ts'
import { choose, DESK, look as lookAt, lookOnBoth, openOffice, type Office } from './office.ts'

// One night of tracing: a positive at 22:10, whom he met from check-ins, his household and his memory, orders by phone and a
// referral, and by morning the number on the leader's page and on the task, which opens down to the visit that made one contact.

/** The station where the case is found, its committee and that of the district, and the station of the next commune, which this file seats. */
const [STATION, CHAIRMAN, DISTRICT, DISTRICT_CLERK, NEXT_DOOR] = ['tramyte.binhxa', 'lanhdao.binhxa', 'lanhdao.dinhlap', 'vanthu.ubnd.dinhlap', 'tramyte.bacxa']
const [HOUR, DAY] = [3_600_000, 86_400_000]
/** Tomorrow at ten past ten at night in Vietnam, whenever this runs. */
const NIGHT = Math.floor((Date.now() + 7 * HOUR) / DAY) * DAY - 7 * HOUR + DAY + 22 * HOUR + 10 * 60_000
const MORNING = NIGHT + 9 * HOUR
const NEXT_NIGHT = NIGHT + 24 * HOUR + 30 * 60_000

const ORDER = `TÀI LIỆU MẪU

ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN ĐÌNH LẬP                         Độc lập - Tự do - Hạnh phúc

Số: 989/UBND-VP              Đình Lập, ngày 01 tháng 01 năm 2021
V/v truy vết người tiếp xúc

Kính gửi: Ủy ban nhân dân xã Bính Xá.

Ủy ban nhân dân huyện yêu cầu:

1. Ủy ban nhân dân xã Bính Xá truy vết, lấy mẫu xét nghiệm toàn bộ F1 trong 24 giờ.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lâm Văn MẪU
`

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await seatNextDoor()
})
afterAll(() => office?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const look = (page: Page, name: string): Promise<void> => lookAt(page, `night-${name}`)
const both = (page: Page, name: string): Promise<void> => lookOnBoth(page, `night-${name}`)

async function seatNextDoor(): Promise<void> {
  const hash = await testHash(DEMO_PASSWORD)
  await asSystem(office.deps.pools.jobs, async (tx) => {
    const there = await tx.get<{ id: number }>("select id from body where kind = 'health-station' and name = 'Trạm Y tế xã Bắc Xa'")
    const [person, post] = [newId(), newId()]
    await tx.run("insert into person (id, full_name, search_key) values ($1, 'Vi Thị Trạm MẪU', 'vi thi tram mau')", [person])
    await tx.run("insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from) values ($1, $2, $3, $3, 'health', 'Trưởng Trạm Y tế', '2021-01-01')", [post, person, there.id])
    await tx.rows('select create_account($1, $2, $3, $4, false)', [newId(), person, NEXT_DOOR, hash])
  })
}

let shifted = 0
/** Server and pages show this instant. */
async function standAt(instant: number, ...pages: Page[]): Promise<void> {
  const ahead = instant - Date.now()
  office.wait((ahead - shifted) / DAY)
  shifted = ahead
  for (const page of pages) await page.clock.setFixedTime(instant)
}

/** Somebody's page at the instant at which everything stands. */
async function open(username: string, path: string, at: number): Promise<Page> {
  const page = await office.as(username, DESK)
  await page.clock.setFixedTime(at)
  await page.goto(office.origin + path)
  return page
}

/** Asks as whoever is signed in on a page; refused: an error. */
const ask = <T>(page: Page, method: string, url: string, body?: object): Promise<T> => page.evaluate(async ([how, to, given]) => {
  const answer = await fetch(to!, { method: how!, headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, ...(given !== undefined && { body: given }) })
  const said = await answer.text()
  if (!answer.ok) throw new Error(`${to} ${answer.status} ${said}`)
  return JSON.parse(said)
}, [method, url, body === undefined ? undefined : JSON.stringify(body)]) as Promise<T>

/** Enters something in the commune of whoever is signed in. */
async function enter(page: Page, url: string, values: object): Promise<string> {
  const { choices: [place] } = await ask<{ choices: { id: number }[] }>(page, 'GET', '/api/registers/choices/area')
  const id = newId()
  await ask(page, 'PUT', `${url}/${id}`, { areaId: place!.id, ...values })
  return id
}
const person = (page: Page, fullName: string): Promise<string> => enter(page, '/api/individuals', { fullName, sex: 'female', birthYear: 1990, phone: '0000123456' })

/** The district orders it before anything happens; its task is measured by F1 sampled within 24 hours. Gives the task's address. */
async function giveTask(clerk: Page): Promise<string> {
  const id = newId()
  type Draft = { version: number; orders: { id: string; version: number; topics: string[] }[]; recipients: { purpose: string; named: { bodyIds?: number[] } }[] }
  await ask(clerk, 'PUT', `/api/directives/${id}`, { text: ORDER, direction: 'own', declaredNotSecret: true })
  const { orders: [order] } = await ask<Draft>(clerk, 'GET', `/api/directives/${id}`)
  expect(order!.topics).toContain('contact-tracing')
  const { version, recipients } = await ask<Draft>(clerk, 'PUT', `/api/directives/${id}/orders/${order!.id}/measure`, { version: order!.version, measure: { indicator: 'contacts-sampled', target: 95, direction: 'at-least', byDay: null } })
  const bodyId = recipients.flatMap(({ named }) => named.bodyIds ?? [])[0]!
  await ask(clerk, 'POST', `/api/directives/${id}/issue`, { version, authorityId: null, monitorId: null, deliveries: [{ bodyId, purpose: 'execute' }] })
  const { rows: [task] } = await ask<{ rows: { id: string }[] }>(clerk, 'GET', `/api/tasks?box=all&directiveId=${id}`)
  return `/nhiem-vu/${task!.id}`
}

type Visit = { place: string; who: string; daysAgo: number; from: string; to?: string; masked?: boolean }

/** What phones have sent at the doors of places, under a decision of the district. */
async function checkIn(visits: readonly Visit[]): Promise<void> {
  const day = (daysAgo: number): string => new Date(NIGHT + 7 * HOUR - daysAgo * DAY).toISOString().slice(0, 10)
  const at = (daysAgo: number, hour: string): string => `${day(daysAgo)}T${hour}:00+07:00`
  const decision = newId()
  await asSystem(office.deps.pools.jobs, async (tx) => {
    await tx.run(`insert into collection_decision (id, area_id, collects, number, issuer, disease_code, from_on, to_on, keep_days, created_by)
      select $1, a.parent_id, 'visit', '12/QĐ-UBND', 'UBND huyện Mẫu', 'covid-19', $3, $4, 21, p.created_by from place p join area a on a.id = p.area_id where p.id = $2`, [decision, visits[0]!.place, day(14), day(0)])
  })
  await keepVisits(office.deps)
  await asSystem(office.deps.pools.jobs, async (tx) => {
    for (const { place, who, daysAgo, from, to, masked } of visits) {
      await tx.run("insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, is_masked, source) values ($1, $2, $3, $4, $5, $6, $7, $8, 'qr')",
        [place, at(daysAgo, from), newId(), day(daysAgo), who, decision, to === undefined ? null : at(daysAgo, to), masked ?? null])
    }
  })
}

const contactsOf = (page: Page) => page.getByRole('region', { name: 'Người tiếp xúc' })
let station: Page
let casePath: string
let taskPath: string

test('22:10: whom the case met is found from check-ins with why, from the household by a click, from memory by a line; one lives elsewhere', async () => {
  const clerk = await office.as(DISTRICT_CLERK, DESK)
  taskPath = await giveTask(clerk)
  await clerk.close()
  station = await office.as(STATION, DESK, '/ca-benh')
  const next = await office.as(NEXT_DOOR, DESK, '/nguoi-dan')
  await standAt(NIGHT, station, next)
  const [market, canteen] = [await enter(station, '/api/registers/place', { name: 'Chợ phiên Mẫu', kind: 'market' }), await enter(station, '/api/registers/place', { name: 'Quán phở Mẫu', kind: 'restaurant' })]
  const [patient, wife, seller, guest, twice] = [await person(station, 'Nông Thị Mẫu Dương'), await person(station, 'Lục Thị Mẫu Nhà'), await person(station, 'Hoàng Thị Mẫu Bán'), await person(station, 'Lý Thị Mẫu Khách'), await person(station, 'Vi Thị Mẫu Nhầm')]
  const visitor = await person(next, 'Chu Thị Mẫu Xa')
  const home = await enter(station, '/api/registers/household', {})
  for (const individualId of [patient, wife]) await ask(station, 'PUT', `/api/households/${home}/members/${newId()}`, { individualId, relation: 'child', fromOn: '2021-01-01' })
  await checkIn([
    { place: market, who: patient, daysAgo: 1, from: '08:00', to: '09:00', masked: true }, { place: market, who: seller, daysAgo: 1, from: '07:30', to: '11:00', masked: false }, { place: market, who: visitor, daysAgo: 1, from: '08:40' },
    { place: canteen, who: patient, daysAgo: 0, from: '11:30', to: '12:00' }, { place: canteen, who: seller, daysAgo: 0, from: '11:45', to: '12:30' }, { place: canteen, who: guest, daysAgo: 0, from: '12:10', to: '12:40', masked: true },
    { place: market, who: twice, daysAgo: 1, from: '08:00', to: '09:00' }, { place: canteen, who: twice, daysAgo: 1, from: '08:10', to: '08:50' },
  ])
  casePath = `/ca-benh/${await enter(station, '/api/cases', { individualId: patient, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: new Date(NIGHT).toISOString() })}`
  await station.goto(office.origin + casePath)
  const [tracing, contacts] = [station.getByRole('region', { name: 'Truy vết qua lượt ghé' }), contactsOf(station)]
  await contacts.getByRole('button', { name: 'Đưa 1 người cùng hộ vào danh sách F1' }).click()
  await contacts.getByText('1 người, còn theo dõi 1, quá hạn 0.').waitFor()
  await tracing.getByLabel('Lý do mở lượt ghé').fill('F1 của')
  expect(await tracing.getByRole('button', { name: 'Truy vết', exact: true }).isDisabled()).toBe(true) // no reason yet
  await tracing.getByLabel('Lý do mở lượt ghé').fill('Truy vết F1 của ca dương tính lúc 22 giờ 10')
  await station.keyboard.press('Enter')
  await tracing.getByText('Cùng ở Chợ phiên Mẫu với ca bệnh 1 giờ, từ 08:00 đến 09:00', { exact: false }).waitFor()
  await tracing.getByText('Cùng ở Quán phở Mẫu với F1 Hoàng Thị Mẫu Bán (đã gặp ca bệnh trước đó) 20 phút', { exact: false }).waitFor()
  expect(await tracing.getByText('Chu Thị Mẫu Xa').count()).toBe(0)
  await tracing.getByText('Không dùng được, để riêng (1)').click()
  await tracing.getByText('Vi Thị Mẫu Nhầm: cùng lúc ở hai nơi', { exact: false }).waitFor()
  await both(station, '1-found')
  for (const name of ['Chọn cả F1', 'Chọn cả F2']) await tracing.getByRole('checkbox', { name }).click()
  await tracing.getByRole('button', { name: 'Đưa 3 người vào danh sách tiếp xúc' }).click()
  await contacts.getByText('4 người, còn theo dõi 4, quá hạn 0.').waitFor()
  await contacts.getByText('gặp F1 Hoàng Thị Mẫu Bán', { exact: false }).waitFor() // whom the F2 met
  await contacts.getByLabel('Họ và tên').fill('Mạc Văn Mẫu Nhớ')
  await choose(station, 'Quan hệ', '', 'Bạn')
  await contacts.getByLabel('Gặp ở đâu').fill('Uống rượu ở nhà, không khẩu trang')
  await station.keyboard.press('Enter')
  await contacts.getByText('5 người, còn theo dõi 5, quá hạn 0.').waitFor()
  await both(station, '2-listed')
  await next.close()
})

test('still that night they are ordered into isolation as one list, agreed to by phone; in the morning it is signed and the other commune takes over', async () => {
  const panel = station.getByRole('region', { name: 'Đề nghị cách ly, lấy mẫu' })
  await panel.getByText('Chọn tất cả (4)').waitFor() // an order without a name binds nobody: the fifth is his own commune’s to order
  await panel.getByLabel('Số ngày tính từ lần tiếp xúc cuối').fill('14')
  await panel.getByLabel('Căn cứ, lý do đề nghị').fill('F1 của ca phát hiện lúc 22 giờ 10')
  await look(station, '3-asked')
  await panel.getByRole('button', { name: 'Lập danh sách 4 người' }).click()
  await station.getByRole('heading', { name: 'Cách ly y tế · 4 người' }).waitFor()
  await choose(station, 'Hình thức: Hoàng Thị Mẫu Bán', '', 'Tại cơ sở tập trung')
  await station.getByRole('button', { name: 'Lưu dòng' }).click()
  await station.getByText('Tại cơ sở tập trung · 14 ngày', { exact: false }).waitFor()
  await both(station, '4-draft')
  await station.getByRole('button', { name: 'Gửi ký' }).click()
  await station.getByText('Chờ ký', { exact: true }).first().waitFor()
  await station.clock.setFixedTime(office.deps.clock.now()) // the page stands still while the server goes on
  await station.getByRole('button', { name: 'Ghi đồng ý qua điện thoại' }).click()
  const phone = station.getByRole('dialog')
  await phone.getByTitle('Chủ tịch UBND xã').waitFor()
  await look(station, '5-phone')
  await phone.getByRole('button', { name: 'Ghi đồng ý qua điện thoại' }).click()
  await station.getByText('Đã đồng ý qua điện thoại, chờ ký').waitFor()

  await standAt(MORNING, station)
  const chairman = await open(CHAIRMAN, '/', MORNING)
  await chairman.getByRole('link', { name: '1 danh sách cách ly, lấy mẫu chờ ký, 0 còn nợ chữ ký.' }).click()
  await chairman.getByText('ký bù trước hết ngày', { exact: false }).waitFor()
  await chairman.getByRole('link', { name: 'Cách ly y tế · 4 người' }).click()
  await chairman.getByText('Hoàng Thị Mẫu Bán').waitFor() // who signs reads whom he signs for
  await chairman.getByRole('button', { name: 'Ký danh sách' }).click()
  const signing = chairman.getByRole('dialog', { name: 'Ký một lần cho cả 4 người?' })
  await signing.getByLabel('Số quyết định (nếu có)').fill('45/QĐ-UBND')
  await look(chairman, '6-signing')
  await signing.getByRole('button', { name: 'Ký danh sách' }).click()
  await chairman.getByText('Đã ký', { exact: true }).waitFor()
  await both(chairman, '7-signed')
  const [file] = await Promise.all([chairman.waitForEvent('download'), chairman.getByRole('button', { name: 'Tải .docx' }).click()])
  const said = (await mammoth.extractRawText({ buffer: readFileSync(await file.path()) })).value.replace(/\s+/g, ' ')
  for (const words of ['ỦY BAN NHÂN DÂN XÃ BÍNH XÁ', 'DANH SÁCH NGƯỜI PHẢI CÁCH LY Y TẾ', 'Quyết định số 45/QĐ-UBND', 'Hoàng Thị Mẫu Bán', 'Mạc Văn Mẫu Nhớ', 'Tại cơ sở tập trung', 'Danh sách này có 4 người.', 'CHỦ TỊCH']) expect(said).toContain(words)
  await chairman.goto(`${office.origin}/danh-sach-cho-ky`)
  await chairman.getByText('Không có danh sách nào đang chờ ký.').waitFor()
  await chairman.close()

  const next = await open(NEXT_DOOR, '/tiep-xuc-chuyen-den', MORNING)
  await next.getByText('1 người, chưa tiếp nhận 1.').waitFor()
  expect(await next.getByText('Hoàng Thị Mẫu Bán').count()).toBe(0)
  await next.getByRole('button', { name: 'Tiếp nhận: Chu Thị Mẫu Xa' }).click()
  await next.getByText('1 người, chưa tiếp nhận 0.').waitFor()
  for (const step of ['Đã cách ly', 'Đã lấy mẫu']) {
    await next.getByRole('button', { name: `${step}: Chu Thị Mẫu Xa` }).click()
    await next.getByText(step === 'Đã cách ly' ? /^Cách ly từ/ : /^Đã lấy mẫu \d/).waitFor()
  }
  await next.getByRole('button', { name: 'Đề nghị cách ly y tế cho 1 người đã tiếp nhận' }).click()
  await next.getByRole('heading', { name: 'Cách ly y tế · 1 người' }).waitFor() // his own commune orders what the other could not
  await next.getByText('Đề xuất Tại nhà cho 1 người', { exact: false }).waitFor()
  await next.getByLabel('Số ngày: Chu Thị Mẫu Xa').fill('14') // no rule of today says how many
  await next.getByRole('button', { name: 'Lưu dòng' }).click()
  await next.getByText('Tại nhà · 14 ngày', { exact: false }).waitFor()
  await next.getByRole('button', { name: 'Gửi ký' }).click()
  await next.getByText('Chờ ký', { exact: true }).first().waitFor()
  await next.goto(`${office.origin}/tiep-xuc-chuyen-den`)
  await next.getByRole('link', { name: /^Cách ly y tế · tại nhà .* chờ ký$/ }).waitFor()
  await both(next, '8-accepted')
  await next.close()
  await station.goto(`${office.origin}/tiep-xuc-chuyen-den?phia=out`)
  await station.getByText('tiếp nhận: Trưởng Trạm Y tế, Trạm Y tế xã Bắc Xa', { exact: false }).waitFor()
})

test('by morning the leader’s page and the task show the number; the next night it has fallen, and opens to the visit that made one contact', async () => {
  await station.goto(office.origin + casePath)
  await contactsOf(station).getByText('đã ký · chưa thực hiện', { exact: false }).first().waitFor() // ordered is not done
  for (const name of ['Lục Thị Mẫu Nhà', 'Hoàng Thị Mẫu Bán']) {
    await contactsOf(station).getByRole('button', { name: `Đã lấy mẫu: ${name}` }).click()
    await contactsOf(station).getByRole('listitem').filter({ hasText: name }).getByText(/^Đã lấy mẫu \d/).first().waitFor()
  }
  await countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })
  const leader = await open(DISTRICT, '/hom-nay/toan-canh', MORNING)
  const number = leader.locator('.measured-tasks li').filter({ hasText: 'truy vết, lấy mẫu' })
  await number.getByText('100 %').waitFor() // three of three; for the fourth there is time until the night
  await both(leader, '9-leader')
  await standAt(NEXT_NIGHT, leader, station)
  await countAll({ adminUrl: office.deps.config.databaseUrl!, deps: office.deps })
  await leader.reload()
  await number.getByText('75 %').waitFor()
  await number.getByText('Chưa đạt').waitFor()
  await number.getByRole('link', { name: /truy vết, lấy mẫu/ }).click()
  await leader.locator('.measure').filter({ hasText: '75 %' }).waitFor()
  expect(new URL(leader.url()).pathname).toBe(taskPath)
  await both(leader, '10-task')
  await leader.locator('.measure').getByRole('link', { name: '4', exact: true }).click()
  await leader.getByRole('row').filter({ hasText: 'Bắc Xa' }).waitFor()
  expect(await leader.locator('tbody tr').count()).toBe(4)
  await leader.getByRole('row').filter({ hasText: 'Bắc Xa' }).locator('.kit-open').click()
  const why = leader.getByRole('region', { name: 'Vì sao có trong danh sách' })
  await why.getByText('Cùng nơi, cùng lúc (quét QR) · 20 phút · không rõ khẩu trang').waitFor()
  expect(await leader.getByText(/Chợ phiên Mẫu|Mẫu Xa/).count()).toBe(0) // where and who is for health
  await both(leader, '11-why-leader')
  const rows = leader.url()
  await leader.close()

  await station.goto(rows)
  await station.getByText('Cùng ở Chợ phiên Mẫu với ca bệnh 20 phút', { exact: false }).waitFor()
  const visit = station.locator('.contact-visit')
  expect((await visit.innerText()).replace(/\s+/g, ' ')).toMatch(/Nơi gặp Chợ phiên Mẫu.* Từ .*08:40.* Đến .*09:00.* Mở lượt ghé .*Truy vết F1 của ca dương tính lúc 22 giờ 10/)
  await both(station, '12-visit')
  await station.close()
  expect(office.faults).toEqual([])
})
