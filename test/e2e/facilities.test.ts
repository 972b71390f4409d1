import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { openedByOffice, savedPaper, type Paper } from '#test/office-program.ts'
import { DESK, look as lookAt, lookOnBoth, openOffice, type Office } from './office.ts'

const id = (n: number): string => `01900000-0000-7000-8000-00000000${String(4900 + n)}`
const NAMES = ['Hoàng Văn Mẫu Cha', 'Nông Thị Mẫu Mẹ', 'Hoàng Văn Mẫu Con', 'Hoàng Thị Mẫu Út']
const QUARANTINE = 'Khu cách ly Trường Nội trú MẪU'
const HOSPITAL = 'Bệnh viện dã chiến số 1 MẪU'

let office: Office
let keeper: Page
beforeAll(async () => {
  office = await openOffice()
  await asSystem(office.deps.pools.jobs, async (tx) => {
    const { post, home, district, body } = await tx.get<{ post: string; home: number; district: number; body: number }>(`
      select o.id as post, s.seat_area_id as home, b.seat_area_id as district, o.acts_for_id as body from account a join post o on o.person_id = a.person_id and o.role = 'health' join body b on b.id = o.acts_for_id
        join account x on x.username = 'tramyte.binhxa' join post y on y.person_id = x.person_id join body s on s.id = y.acts_for_id where a.username = 'canbo.ttyt.dinhlap'`)
    for (const [n, name, kind, tier, rooms] of [[1, QUARANTINE, 'quarantine', null, 3], [2, HOSPITAL, 'field-hospital', '2', 1]] as const) {
      await tx.run("insert into facility (id, area_id, name, kind, tier, body_id, state, search_key, created_by) values ($1, $2, $3, $4, $5, $6, 'active', lower($3), $7)", [id(n), district, name, kind, tier, body, post])
      for (let room = 1; room <= rooms; room++) {
        await tx.run('insert into facility_room (id, facility_id, name, created_by) values ($1, $2, $3, $4)', [id(n * 10 + room), id(n), `A${room}`, post])
        await tx.run('insert into facility_bed (room_id, facility_id, position, oxygen) select $1, $2, k, $3 from generate_series(1, 4) k', [id(n * 10 + room), id(n), tier !== null])
      }
    }
    await tx.run("insert into household (id, area_id, size, created_by) values ($1, $2, 4, $3)", [id(50), home, post])
    for (const [n, name] of NAMES.entries()) {
      await tx.run("insert into individual (id, area_id, full_name, sex, birth_year, created_by) values ($1, $2, $3, $4, $5, $6)", [id(60 + n), home, name, n % 2 === 0 ? 'male' : 'female', [1980, 1983, 2008, 2012][n], post])
      await tx.run("insert into stay (id, area_id, disease_code, purpose, individual_id, household_id, risk_class, asked_on, exposed_on, created_by) values ($1, $2, 'covid-19', 'quarantine', $3, $4, 'medium', $5, $5, $6)", [id(70 + n), home, id(60 + n), id(50), office.deps.clock.now().toISOString().slice(0, 10), post])
    }
  })
})
afterAll(() => office?.stop())

const look = (page: Page, name: string): Promise<void> => lookAt(page, `facilities-${name}`)

/** Each step's paper as it was saved, opened together at the end: an office program starts once. */
const papers: Paper[] = []
const keep = async (page: Page, button: string): Promise<void> => void papers.push(await savedPaper(page, button))

test('a family of four that waits is proposed one room and admitted together', async () => {
  keeper = await office.as('canbo.ttyt.dinhlap', DESK, '/co-so/cho')
  await keeper.getByRole('button', { name: 'Đề xuất chỗ ở' }).click()
  await keeper.getByText('Ở cùng phòng với gia đình', { exact: false }).nth(3).waitFor()
  await lookOnBoth(keeper, 'facilities-proposal')
  await keeper.getByRole('button', { name: 'Nhận cả 4 người' }).click()
  await keeper.getByText('Không có người nào.').waitFor()
  await keeper.goto(`${office.origin}/co-so/${id(1)}`)
  await keeper.getByRole('region', { name: /Phòng A\d/ }).filter({ hasText: NAMES[3]! }).getByText(NAMES[0]!).waitFor()
  await lookOnBoth(keeper, 'facilities-rooms')
  await keeper.getByRole('link', { name: NAMES[0]! }).click()
  await keep(keeper, 'Phiếu tiếp nhận (Word)')
})

test('a warning sign on the chart of the mother pages those in charge; she is transferred in one act', async () => {
  await keeper.goto(`${office.origin}/co-so/nguoi/${id(71)}`)
  await keeper.getByLabel('SpO2 (%)').fill('91')
  await keeper.getByRole('button', { name: 'Ghi theo dõi' }).click()
  await keeper.getByText('Dấu hiệu cảnh báo: SpO2 thấp.', { exact: false }).waitFor()
  await keeper.getByText(HOSPITAL, { exact: false }).first().waitFor()
  await lookOnBoth(keeper, 'facilities-warned')
  await keeper.getByRole('button', { name: 'Chuyển ngay' }).click()
  await keeper.getByText(`${QUARANTINE} → ${HOSPITAL}`, { exact: false }).waitFor()
  await keep(keeper, 'Phiếu chuyển (Word)')
  await keep(keeper, 'Phiếu chuyển (PDF)')
  await keeper.goto(`${office.origin}/co-so`)
  await keeper.getByRole('row', { name: new RegExp(HOSPITAL) }).waitFor()
  await lookOnBoth(keeper, 'facilities-board')
})

test('nobody leaves before the rule; after it the rest are discharged and their commune receives them', async () => {
  await keeper.goto(`${office.origin}/co-so/nguoi/${id(70)}`)
  await keeper.getByRole('region', { name: 'Cho ra' }).getByRole('button', { name: 'Cho ra' }).click()
  await keeper.getByRole('alert').getByText('Chưa đủ số ngày', { exact: false }).waitFor()
  office.wait(14)
  await asSystem(office.deps.pools.jobs, (tx) => tx.run(`
    insert into specimen (id, area_id, barcode, form, disease_code, individual_id, purpose, method, taken_at, outcome, resulted_at, state, search_key, created_by)
    select gen_random_uuid(), s.area_id, 'CL' || t.d || right(s.id::text, 4), 'single', 'covid-19', s.individual_id, 'isolation', 'rt-pcr', $2::timestamptz - make_interval(hours => t.d), 'negative', $2::timestamptz - make_interval(hours => t.d - 1), 'resulted', '', s.created_by
    from stay s, (values (150), (6)) t (d) where s.id = any ($1)`, [[70, 71, 72, 73].map(id), office.deps.clock.now().toISOString()]))
  await keeper.goto(`${office.origin}/co-so/nguoi?o=due`)
  for (const name of [NAMES[0]!, NAMES[2]!, NAMES[3]!]) await keeper.getByLabel(`Chọn ${name}`).check()
  await keeper.getByRole('button', { name: 'Cho 3 người ra' }).click()
  await keeper.getByRole('button', { name: 'Chờ địa phương nhận 3' }).click()
  const station = await office.as('tramyte.binhxa', DESK, '/co-so/nguoi?o=left')
  for (const name of [NAMES[0]!, NAMES[2]!, NAMES[3]!]) await station.getByLabel(`Chọn ${name}`).check()
  await lookOnBoth(station, 'facilities-handed')
  await keep(station, 'Biên bản bàn giao (Word)')
  await keep(station, 'Biên bản bàn giao (PDF)')
  await station.getByRole('button', { name: 'Nhận bàn giao 3 người' }).click()
  await station.getByText('Không có người nào.').waitFor()
  await station.goto(`${office.origin}/co-so/nguoi/${id(70)}`)
  await keep(station, 'Giấy ra (Word)')
  await keep(station, 'Giấy ra (PDF)')
  await look(station, 'home')
  await station.close()
})

test('the mother is discharged from hospital with her certificate of recovery; each step\'s paper opens in an office program', async () => {
  await keeper.goto(`${office.origin}/co-so/nguoi?o=due`)
  await keeper.getByLabel(`Chọn ${NAMES[1]!}`).check()
  await keeper.getByRole('button', { name: 'Cho 1 người ra' }).click()
  await keeper.getByRole('button', { name: 'Chờ địa phương nhận 1' }).click()
  await keeper.getByRole('link', { name: NAMES[1]! }).click()
  await keep(keeper, 'Giấy ra (Word)')
  await keeper.close()
  const said = await openedByOffice('facilities', papers)
  const [family, home] = [[NAMES[0]!, NAMES[2]!, NAMES[3]!], 'Xã Bính Xá']
  const today = formatDay(dayInVietnam(office.deps.clock.now().toISOString()))
  for (const [n, parts] of [
    ['PHIẾU TIẾP NHẬN', NAMES[0]!, '1980', QUARANTINE, 'phòng A', home, 'THỦ TRƯỞNG ĐƠN VỊ'],
    ['PHIẾU CHUYỂN CƠ SỞ', NAMES[1]!, '1983', QUARANTINE, HOSPITAL, 'SpO2 thấp', 'Tầng 2', 'THỦ TRƯỞNG ĐƠN VỊ'],
    ['PHIẾU CHUYỂN CƠ SỞ', NAMES[1]!, QUARANTINE, HOSPITAL, 'SpO2 thấp'],
    ['BIÊN BẢN BÀN GIAO', ...family, home, 'ĐẠI DIỆN BÊN GIAO', 'ĐẠI DIỆN BÊN NHẬN'],
    ['BIÊN BẢN BÀN GIAO', ...family, home],
    ['GIẤY CHỨNG NHẬN HOÀN THÀNH CÁCH LY Y TẾ', NAMES[0]!, 'Âm tính', 'Công văn 762/BYT-DP', today],
    ['GIẤY CHỨNG NHẬN HOÀN THÀNH CÁCH LY Y TẾ', NAMES[0]!, 'Âm tính', 'Công văn 762/BYT-DP', today],
    ['GIẤY RA VIỆN', NAMES[1]!, HOSPITAL, 'Âm tính', 'Quyết định 250/QĐ-BYT', 'đã điều trị khỏi', today],
  ].entries()) for (const part of ['TRUNG TÂM Y TẾ', 'HUYỆN ĐÌNH LẬP', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', ...parts]) expect(said[n]!.text, papers[n]!.name).toContain(part)
  expect(said.map(({ pages }) => pages)).toEqual([1, 1, 1, 3, 3, 1, 1, 1]) // a page a person
  expect(office.faults).toEqual([expect.stringContaining('409')]) // the discharge that was refused
})
