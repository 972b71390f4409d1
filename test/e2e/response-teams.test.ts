import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { openedByOffice, savedPaper } from '#test/office-program.ts'
import { DESK, lookOnBoth, openOffice, type Office } from './office.ts'

const id = (n: number): string => `01900000-0000-7000-8000-00000000${String(5200 + n)}`
const TEAM = 'Trạm y tế lưu động số 1 MẪU'
const SICK = 'Lường Thị Mẫu F0'

let office: Office
let keeper: Page
beforeAll(async () => {
  office = await openOffice()
  await asSystem(office.deps.pools.jobs, async (tx) => {
    const { post, home, district, body } = await tx.get<{ post: string; home: number; district: number; body: number }>(`
      select o.id as post, s.seat_area_id as home, b.seat_area_id as district, o.acts_for_id as body from account a join post o on o.person_id = a.person_id and o.role = 'health' join body b on b.id = o.acts_for_id
        join account x on x.username = 'tramyte.binhxa' join post y on y.person_id = x.person_id join body s on s.id = y.acts_for_id where a.username = 'canbo.ttyt.dinhlap'`)
    const now = office.deps.clock.now().toISOString()
    await tx.run("insert into response_team (id, area_id, name, kind, body_id, search_key, created_by) values ($1, $2, $3, 'mobile-station', $4, lower($3), $5)", [id(1), district, TEAM, body, post])
    for (const [n, role] of ['doctor', 'nurse', 'nurse', 'volunteer'].entries()) await tx.run("insert into team_member (id, team_id, full_name, role, from_on, created_by) values ($1, $2, $3, $4, '2021-08-01', $5)", [id(10 + n), id(1), `Thành Viên Mẫu ${n + 1}`, role, post])
    await tx.run("insert into individual (id, area_id, full_name, sex, birth_year, created_by) values ($1, $2, $3, 'female', 1950, $4)", [id(20), home, SICK, post])
    await tx.run(`insert into isolation_order (id, area_id, subject, disease_code, individual_id, full_name, phone, birth_year, form, counted_from, days, from_on, until_on, requested_at, started_at, state, search_key, created_by)
      values ($1, $2, 'f0', 'covid-19', $3, $4, '0900000000', 1950, 'home', $5::timestamptz::date, 14, $5::timestamptz::date, $5::timestamptz::date + 14, $5, $5, 'running', '', $6)`, [id(21), home, id(20), SICK, now, post])
    await tx.run("insert into supply_item (id, area_id, name, category, unit, home_kit, search_key, created_by) values ($1, $2, 'Túi thuốc A MẪU', 'medicine', 'túi', true, 'tui thuoc', $3)", [id(22), home, post])
    await tx.run("insert into stock_movement (id, area_id, voucher, direction, item_id, quantity, moved_on, search_key, created_by) values ($1, $2, 'PN-MẪU', 'in', $3, 30, $4::timestamptz::date, '', $5)", [id(23), home, id(22), now, post])
  })
})
afterAll(() => office?.stop())

test('a station gets its head, is sent by order and is out once; its decision opens in an office program', async () => {
  keeper = await office.as('canbo.ttyt.dinhlap', DESK, `/co-so/doi/${id(1)}`)
  await keeper.getByText('Chưa điều động được: Chưa đủ người', { exact: false }).waitFor()
  const roster = keeper.getByRole('region', { name: 'Thành viên' })
  await roster.getByLabel('Họ và tên').fill('Bác Sĩ Trưởng MẪU')
  await roster.getByLabel('Vai trò').click()
  await keeper.getByTitle('Trưởng trạm, đội trưởng').click()
  await roster.getByRole('button', { name: 'Thêm người' }).click()
  await roster.getByRole('cell', { name: 'Bác Sĩ Trưởng MẪU', exact: true }).waitFor()
  await keeper.getByRole('button', { name: 'Báo sẵn sàng' }).click()
  const sending = keeper.getByRole('region', { name: 'Điều động', exact: true })
  await sending.getByLabel('Đến địa bàn').fill('binh xa')
  await keeper.getByTitle(/Bính Xá/).first().click()
  await sending.getByLabel('Nội dung công việc').fill('Quản lý 60 F0 tại nhà')
  await sending.getByLabel('Số quyết định').fill('15/QĐ-TTYT')
  await lookOnBoth(keeper, 'teams-sending')
  await sending.getByRole('button', { name: 'Ban hành điều động' }).click()
  await keeper.getByText('đã có lệnh, chưa đến', { exact: false }).waitFor()
  const orders = await openedByOffice('teams', [await savedPaper(keeper, 'Quyết định điều động (Word)'), await savedPaper(keeper, 'Quyết định điều động (PDF)')])
  for (const { text, pages } of orders) {
    for (const part of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'QUYẾT ĐỊNH', '15/QĐ-TTYT', TEAM, 'Bính Xá', 'Quản lý 60 F0 tại nhà', 'Bác Sĩ Trưởng MẪU', 'Thành Viên Mẫu 4', 'chăm sóc F0 tại nhà', 'Nơi nhận', 'GIÁM ĐỐC']) expect(text).toContain(part)
    expect(pages).toBe(2) // the roster on a page of its own
  }
  await keeper.goto(`${office.origin}/co-so/doi`)
  await keeper.getByText('chưa báo đến nơi', { exact: false }).waitFor()
  await lookOnBoth(keeper, 'teams-list')
})

test('a case at home is taken into care, gets a kit and a call, and a warning sign ends in a referral', async () => {
  const station = await office.as('tramyte.binhxa', DESK, `/cach-ly/${id(21)}`)
  const care = station.getByRole('region', { name: 'Chăm sóc F0 tại nhà' })
  await care.getByLabel('Có bệnh nền').click()
  await station.getByTitle('Có', { exact: true }).click()
  await care.getByLabel('Trạm, đội phụ trách').click()
  await station.getByTitle(TEAM).click()
  await care.getByRole('button', { name: 'Nhận chăm sóc tại nhà' }).click()
  await care.getByText('Mức nguy cơ: Rất cao').waitFor()
  await care.getByRole('button', { name: /Túi thuốc A MẪU: còn 30/ }).click()
  await care.getByText('Đã cấp: 1 Túi thuốc A MẪU', { exact: false }).waitFor()
  await station.getByLabel('SpO2 (%)').last().fill('91')
  await station.getByRole('button', { name: /Ghi lần theo dõi/ }).click()
  await care.getByText('đề xuất chuyển vào cơ sở điều trị, giường có ô xy', { exact: false }).waitFor()
  await lookOnBoth(station, 'home-care-warned')
  await station.goto(`${office.origin}/co-so/f0`)
  await station.getByRole('row', { name: new RegExp(SICK) }).getByRole('button', { name: `Không liên lạc được: ${SICK}` }).click()
  await station.getByRole('row', { name: new RegExp(SICK) }).getByText('Không liên lạc được', { exact: false }).first().waitFor()
  await lookOnBoth(station, 'home-care-list')
  await station.goto(`${office.origin}/cach-ly/${id(21)}`)
  await care.getByLabel('Lý do').fill('SpO2 91 %')
  await care.getByRole('button', { name: 'Chuyển vào cơ sở điều trị' }).click()
  await care.getByText('Đã đề nghị xếp giường: Chờ tiếp nhận').waitFor()
  await station.close()
  await keeper.close()
})

test('whoever keeps diseases corrects a dated rule; the row says when and why', async () => {
  const admin = await office.as('quantri', DESK, '/benh/quy-tac?q=team')
  await admin.getByRole('button', { name: 'Sửa: Đội cơ động, 1/1/2020' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Nghỉ (giờ)').fill('48')
  await dialog.getByLabel('Lý do thêm, sửa').fill('Đã đọc văn bản MẪU')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await admin.getByRole('row', { name: /Đội cơ động/ }).getByText('Đã đọc văn bản MẪU', { exact: false }).waitFor()
  await lookOnBoth(admin, 'dated-rules')
  await admin.goto(`${office.origin}/benh/quy-tac`)
  await admin.getByText('Công văn 5599/BYT-MT ngày 14/7/2021', { exact: true }).first().waitFor()
  await lookOnBoth(admin, 'dated-rules-isolation')
  await admin.close()
  expect(office.faults).toEqual([])
})
