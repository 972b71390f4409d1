import { makeId } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { DEMO_PASSWORD } from '#server/demo/index.ts'
import { keepVisits } from '#server/tracing/index.ts'
import { testHash } from '#test/people.ts'
import { DESK, look as lookAt, openOffice, PHONE, resize, type Office } from './office.ts'

/** The station where the case is found, and the one of another commune of the district, which this file seats. */
const [STATION, NEXT_DOOR] = ['tramyte.binhxa', 'tramyte.lang-gieng']
const DAY = 86_400_000

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const today = Math.floor((office.deps.clock.now().getTime() + 7 * 3_600_000) / DAY) * DAY - 7 * 3_600_000
  office.wait((today + DAY + (22 * 60 + 10) * 60_000 - office.deps.clock.now().getTime()) / DAY) // tomorrow, ten past ten at night
  await seatNextDoor()
})
afterAll(() => office?.stop())

/** Somebody of the health station of another commune of that district. */
async function seatNextDoor(): Promise<void> {
  const hash = await testHash(DEMO_PASSWORD)
  await asSystem(office.deps.pools.jobs, async (tx) => {
    const body = await tx.get<{ id: number }>(`select o.id from account u join post p on p.person_id = u.person_id join body b on b.id = p.body_id join area a on a.id = b.seat_area_id join area c on c.parent_id = a.parent_id and c.id <> a.id
      join body o on o.seat_area_id = c.id and o.kind = b.kind where u.username = $1 order by o.id limit 1`, [STATION])
    const [person, post] = [newId(), newId()]
    await tx.run("insert into person (id, full_name, search_key) values ($1, 'Trạm Láng Giềng', 'tram lang gieng')", [person])
    await tx.run("insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from) values ($1, $2, $3, $3, 'health', 'Trưởng trạm', '2021-01-01')", [post, person, body.id])
    await tx.rows('select create_account(gen_random_uuid(), $1, $2, $3, false)', [person, NEXT_DOOR, hash])
  })
}

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

type Visit = { place: string; who: string; daysAgo: number; from: string; to?: string; masked?: boolean }

/** What phones have sent at the doors of places: the collecting itself is decided by the district. */
async function checkIn(visits: readonly Visit[]): Promise<void> {
  const day = (daysAgo: number): string => new Date(office.deps.clock.now().getTime() + 7 * 3_600_000 - daysAgo * DAY).toISOString().slice(0, 10)
  const at = (daysAgo: number, hour: string): string => `${day(daysAgo)}T${hour}:00+07:00`
  const decision = newId()
  await asSystem(office.deps.pools.jobs, async (tx) => {
    await tx.run(`insert into collection_decision (id, area_id, number, issuer, disease_code, from_on, to_on, keep_days, created_by)
      select $1, a.parent_id, '12/QĐ-UBND', 'UBND huyện Mẫu', 'covid-19', $3, $4, 21, p.created_by from place p join area a on a.id = p.area_id where p.id = $2`, [decision, visits[0]!.place, day(14), day(0)])
  })
  await keepVisits(office.deps)
  await asSystem(office.deps.pools.jobs, async (tx) => {
    for (const { place, who, daysAgo, from, to, masked } of visits) {
      await tx.run("insert into place_visit (place_id, entered_at, id, day, individual_id, decision_id, left_at, is_masked, source) values ($1, $2, $3, $4, $5, $6, $7, $8, 'qr')",
        [place, at(daysAgo, from), newId(), day(daysAgo), who, decision, to === undefined ? null : at(daysAgo, to), masked ?? null])
    }
  })
}

test('a positive at ten past ten: whom it met is found from check-ins with why, put on the list, and whoever lives elsewhere is referred', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  const next = await office.as(NEXT_DOOR, DESK, '/nguoi-dan')
  const [market, canteen] = [await enter(page, '/api/registers/place', { name: 'Chợ phiên Mẫu', kind: 'market' }), await enter(page, '/api/registers/place', { name: 'Quán phở Mẫu', kind: 'restaurant' })]
  const [patient, seller, guest, twice] = [await person(page, 'Nông Thị Mẫu Dương'), await person(page, 'Hoàng Thị Mẫu Bán'), await person(page, 'Lý Thị Mẫu Khách'), await person(page, 'Vi Thị Mẫu Nhầm')]
  const visitor = await person(next, 'Chu Thị Mẫu Xa')
  await checkIn([
    { place: market, who: patient, daysAgo: 1, from: '08:00', to: '09:00', masked: true }, { place: market, who: seller, daysAgo: 1, from: '07:30', to: '11:00', masked: false }, { place: market, who: visitor, daysAgo: 1, from: '08:40' },
    { place: canteen, who: patient, daysAgo: 0, from: '11:30', to: '12:00' }, { place: canteen, who: seller, daysAgo: 0, from: '11:45', to: '12:30' }, { place: canteen, who: guest, daysAgo: 0, from: '12:10', to: '12:40', masked: true },
    { place: market, who: twice, daysAgo: 1, from: '08:00', to: '09:00' }, { place: canteen, who: twice, daysAgo: 1, from: '08:10', to: '08:50' },
  ])
  const at = office.deps.clock.now().toISOString()
  const caseId = await enter(page, '/api/cases', { individualId: patient, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at })
  await page.goto(`${office.origin}/ca-benh/${caseId}`)
  const tracing = page.getByRole('region', { name: 'Truy vết qua lượt ghé' })
  await tracing.getByLabel('Lý do mở lượt ghé').fill('F1 của')
  expect(await tracing.getByRole('button', { name: 'Truy vết', exact: true }).isDisabled()).toBe(true) // no reason yet
  await tracing.getByLabel('Lý do mở lượt ghé').fill('Truy vết F1 của ca dương tính lúc 22 giờ 10')
  await page.keyboard.press('Enter')
  await tracing.getByText('Cùng ở Chợ phiên Mẫu với ca bệnh 1 giờ, từ 08:00 đến 09:00', { exact: false }).waitFor()
  await tracing.getByText('Cùng ở Quán phở Mẫu với F1 Hoàng Thị Mẫu Bán (đã gặp ca bệnh trước đó) 20 phút', { exact: false }).waitFor()
  expect(await tracing.getByText('Chu Thị Mẫu Xa').count()).toBe(0)
  expect(await tracing.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['F1 · 2 người', 'F2 · 1 người'])
  await tracing.getByText('Không dùng được, để riêng (1)').click()
  await tracing.getByText('Vi Thị Mẫu Nhầm: cùng lúc ở hai nơi', { exact: false }).waitFor()
  await look(page, 'found-desk')
  await resize(page, PHONE)
  await look(page, 'found-phone')
  await resize(page, DESK)
  await tracing.getByRole('checkbox', { name: 'Chọn cả F1' }).focus()
  await page.keyboard.press('Space')
  await tracing.getByRole('button', { name: 'Đưa 2 người vào danh sách tiếp xúc' }).press('Enter')
  await page.getByText('Đã đưa 2 người vào danh sách tiếp xúc.').waitFor()
  const contacts = page.getByRole('region', { name: 'Người tiếp xúc' })
  await contacts.getByText('2 người, còn theo dõi 2, quá hạn 0.').waitFor()
  await contacts.getByRole('link', { name: 'Hoàng Thị Mẫu Bán' }).waitFor()
  await contacts.getByText('(không hiện tên)').waitFor()
  expect(await tracing.getByText('đã có trong danh sách').count()).toBe(2)
  await look(page, 'listed')

  await next.goto(`${office.origin}/so-theo-doi/case_contact`)
  await next.getByRole('row').filter({ hasText: 'F1' }).waitFor()
  await look(next, 'referred')
  await next.close()
  await page.close()
})

test('a case that met nobody is told so, and one that is over opens nothing', async () => {
  const page = await office.as(STATION, DESK, '/ca-benh')
  const at = office.deps.clock.now().toISOString()
  const caseId = await enter(page, '/api/cases', { individualId: await person(page, 'Ma Thị Mẫu Vắng'), diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: at })
  await page.goto(`${office.origin}/ca-benh/${caseId}`)
  const tracing = page.getByRole('region', { name: 'Truy vết qua lượt ghé' })
  await tracing.getByLabel('Lý do mở lượt ghé').fill('Truy vết F1 của ca dương tính')
  await page.keyboard.press('Enter')
  await tracing.getByText('Không tìm thấy ai cùng nơi, cùng lúc với ca bệnh', { exact: false }).waitFor()
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
