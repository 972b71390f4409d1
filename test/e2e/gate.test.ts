import { makeId } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loginUrl } from '#kernel/database/login.ts'
import { createPool, withClient } from '#kernel/database/pool.ts'
import { createPublicApp } from '#public/app.ts'
import { LIMITS } from '#public/limits.ts'
import { rotateKeys } from '#server/gate/index.ts'
import { openContext } from '#test/browser.ts'
import { ask } from './drafting.ts'
import { DESK, lookOnBoth, openOffice, PHONE, resize, type Office } from './office.ts'

// November 2021: somebody comes home from a commune of level 4. She declares by phone, shows the receipt at a checkpoint, is verified, given to
// a body that works there, looked after, and the watch ends.

const DAY_ONE = Date.parse('2021-11-10T02:00:00Z')
const [STATION, OFFICER] = ['tramyte.binhxa', 'canbo.gddt.dinhlap']

let office: Office
let pool: pg.Pool
let pages: FastifyInstance
let origin: string
let areaId: number
let checkpoint: string
/** What the QR of the receipt says, as a scanner reads it. */
let code: string
beforeAll(async () => {
  office = await openOffice()
  office.wait((DAY_ONE - Date.now()) / 86_400_000)
  pool = createPool(loginUrl(office.deps.config.databaseUrl!, 'phaodai_public'), { name: 'test', max: 2 })
  pages = await createPublicApp({ pool, clock: office.deps.clock, limits: LIMITS, proxy: [], log: 'silent' })
  origin = await pages.listen({ port: 0, host: '127.0.0.1' })
  await rotateKeys(office.deps)
  await publishLevelFour()
})
afterAll(async () => {
  await pages?.close()
  await pool?.end()
  await office?.stop()
})

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Thị trấn Đồng Đăng stands at level 4 since 1 November, published by its district's committee. */
async function publishLevelFour(): Promise<void> {
  await withClient(office.deps.config.databaseUrl!, { name: 'test' }, async (client) => {
    const place = "(select a.id from area a join area d on a.id between d.id and d.last_id and d.full_name = 'Huyện Cao Lộc' where a.full_name = 'Thị trấn Đồng Đăng' and a.valid_from <= '2021-11-01' limit 1)"
    await client.query(`with post as (select id, acts_for_id from post limit 1), round as (
        insert into level_round (id, area_id, body_id, disease_code, day, rule_set, rules, cases, created_by, created_at, state, reviewed_by, reviewed_at, published_by, published_at, decision_number, decided_on, in_force_from)
        select gen_random_uuid(), ${place}, p.acts_for_id, 'covid-19', '2021-11-01', 'qd-4800', '{"levels":[{"level":4,"name":"Cấp 4","colour":"red"}]}', 'community', p.id, now(), 'published', p.id, now(), p.id, now(), '77/QĐ-UBND', '2021-11-01', '2021-11-01' from post p returning id, area_id)
      insert into area_level (round_id, area_id, computed, level, confidence, disease_code, in_force_from, published_at) select id, area_id, 4, 4, 'medium', 'covid-19', '2021-11-01', now() from round`)
  })
}

/** Picks a unit level by level, from the province down. */
async function pick(page: Page, label: string, ...names: string[]): Promise<void> {
  for (const [n, name] of names.entries()) await page.getByRole('combobox', { name: label, exact: true }).nth(n).selectOption({ label: name })
}
const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Tiếp tục' }).click()

test('nothing is asked for until a decision says so; then a declaration of four steps ends in a receipt', async () => {
  const phone = await (await openContext(office.browser)).newPage()
  await resize(phone, PHONE)
  await phone.goto(`${origin}/khai-bao`)
  await phone.getByText('Hiện không có quyết định yêu cầu khai báo y tế.').waitFor()
  const officer = await office.as(OFFICER, DESK)
  areaId = (await ask<{ choices: { id: number }[] }>(await office.as(STATION, DESK), 'GET', '/api/registers/choices/area')).choices[0]!.id
  for (const collects of ['declaration', 'crossing']) {
    await ask(officer, 'PUT', `/api/registers/collection_decision/${newId()}`, { areaId, collects, number: `13-${collects}/QĐ-UBND`, issuer: 'UBND huyện Đình Lập', diseaseCode: 'covid-19', fromOn: '2021-11-01', toOn: '2021-12-31', keepDays: 30 })
  }
  checkpoint = newId()
  await ask(officer, 'PUT', `/api/registers/checkpoint/${checkpoint}`, { areaId, name: 'Chốt đầu cầu Bính Xá', kind: 'commune', stands: 'Tỉnh lộ 246, đầu cầu', decision: '9/QĐ-UBND ngày 1/11/2021', fromOn: '2021-11-01' })
  await phone.goto(`${origin}/khai-bao`)
  await phone.getByLabel('Họ và tên').fill('Đặng Thị Mẫu Về')
  await phone.getByLabel('Năm sinh').fill('1990')
  await phone.getByLabel('Nữ').check()
  await phone.getByLabel(/^Số căn cước/).fill('020190000001')
  await phone.getByLabel('Số điện thoại').fill('0912000003')
  await phone.getByLabel(/^Thư điện tử/).fill('mau.ve@example.test')
  await lookOnBoth(phone, 'gate-declare')
  await resize(phone, PHONE)
  await next(phone)
  await phone.getByLabel('Ngày rời nơi đi').fill('2021-11-09')
  await phone.getByLabel('Trong nước').check()
  await pick(phone, 'Nơi đi', 'Tỉnh Lạng Sơn', 'Huyện Cao Lộc', 'Thị trấn Đồng Đăng')
  await next(phone)
  await pick(phone, 'Nơi sẽ ở', 'Tỉnh Lạng Sơn', 'Huyện Đình Lập', 'Xã Bính Xá')
  await phone.getByRole('combobox', { name: 'Nơi sẽ ở', exact: true }).nth(3).selectOption({ index: 1 }) // the village, so that its team can be given him
  await phone.getByLabel(/^Địa chỉ cụ thể/).fill('Thôn Mẫu')
  await next(phone)
  await phone.getByLabel('Không', { exact: true }).check()
  const sent = phone.waitForResponse('**/api/declarations')
  await phone.getByRole('button', { name: 'Gửi' }).click()
  const answer = await (await sent).text()
  expect(answer).toContain('"code"')
  code = (JSON.parse(answer) as { code: string }).code
  await phone.getByText('Đã nhận tờ khai').waitFor()
  await lookOnBoth(phone, 'gate-receipt')
  await phone.context().close()
  await officer.close()
})

test('her own record opens by the code that goes to the address she declared', async () => {
  const phone = await (await openContext(office.browser)).newPage()
  await resize(phone, PHONE)
  await phone.goto(`${origin}/cua-toi`)
  await phone.getByLabel('Thư điện tử').fill('mau.ve@example.test')
  await phone.getByRole('button', { name: 'Gửi mã cho tôi' }).click()
  await phone.getByLabel('Mã trong thư').waitFor()
  const [slip] = await withClient(office.deps.config.databaseUrl!, { name: 'test' }, async (client) => (await client.query<{ code: string }>("select code from gate_outbox where recipient = 'mau.ve@example.test'")).rows)
  await phone.getByLabel('Mã trong thư').fill(slip!.code)
  await phone.getByRole('button', { name: 'Xem', exact: true }).click()
  await phone.getByText('Số biên nhận').waitFor()
  await lookOnBoth(phone, 'gate-record')
  await phone.context().close()
})

test('the checkpoint reads the receipt as true, lets pass, and flags it the second time; a forged one is told', async () => {
  const keeper = await office.as(STATION, PHONE, `/chot/${checkpoint}`)
  const read = async (text: string): Promise<void> => {
    await keeper.getByRole('textbox', { name: 'Mã biên nhận, mã thẻ căn cước hoặc biển số' }).fill(text)
    await keeper.getByRole('button', { name: 'Đọc', exact: true }).click()
  }
  await read(code)
  await keeper.getByText('Biên nhận thật: DANG THI MAU VE').waitFor()
  await lookOnBoth(keeper, 'gate-checkpoint')
  await resize(keeper, PHONE)
  await keeper.getByRole('button', { name: 'Cho qua', exact: true }).click()
  await keeper.getByRole('cell', { name: '9–10 h' }).waitFor()
  await read(code.replace('MAU VE', 'MAU KHAC'))
  expect(await keeper.getByRole('status').getAttribute('data-fault')).toBe('true')
  await keeper.getByRole('button', { name: 'Không cho qua' }).click()
  await keeper.getByText('Chưa quét gì.').waitFor()
  await read(code)
  await keeper.locator('.checkpoint-verdict[data-fault=true]').waitFor() // used here already
  await keeper.close()
})

test('equipment is given once, although the answer to the first press is lost and it is pressed again', async () => {
  const officer = await office.as(OFFICER, DESK)
  const item = newId()
  await ask(officer, 'PUT', `/api/registers/supply_item/${item}`, { areaId, name: 'Máy đo thân nhiệt mẫu', category: 'equipment', unit: 'cái' })
  await ask(officer, 'PUT', `/api/registers/stock_movement/${newId()}`, { areaId, voucher: 'PN-1', direction: 'in', itemId: item, quantity: 5, movedOn: '2021-11-10' })
  await officer.goto(`${office.origin}/chot/${checkpoint}`)
  await officer.getByRole('combobox', { name: 'Vật tư trong kho của xã' }).click()
  await officer.locator('.ant-select-item-option').filter({ hasText: 'Máy đo thân nhiệt mẫu' }).click()
  await officer.getByRole('spinbutton', { name: 'Số lượng' }).fill('2')
  await officer.route('**/equipment/*', async (route) => {
    await route.fetch()
    await route.abort()
  }, { times: 1 })
  const give = officer.getByRole('button', { name: 'Giao cho chốt' })
  await give.click()
  await officer.getByRole('alert').waitFor()
  await give.click()
  await officer.getByRole('alert').waitFor({ state: 'detached' })
  expect(await officer.locator('li').filter({ hasText: 'Máy đo thân nhiệt mẫu' }).count()).toBe(1)
  expect((await ask<{ balances: { itemId: string; quantity: number }[] }>(officer, 'GET', `/api/stock/balances?areaId=${areaId}`)).balances.find(({ itemId }) => itemId === item)!.quantity).toBe(3)
  await lookOnBoth(officer, 'gate-equipment')
  await officer.close()
  office.faults.splice(0, office.faults.length, ...office.faults.filter((fault) => !/ERR_FAILED/.test(fault))) // the answer that was lost
})

test('he is taken into the book with the measure of that day, verified, given to a body that works there, looked after, and the watch ends', async () => {
  const station = await office.as(STATION, DESK, '/nguoi-den?xem=declarations')
  await station.getByRole('button', { name: 'Đưa vào sổ người đến: Đặng Thị Mẫu Về' }).click()
  await station.getByRole('link', { name: 'Chờ xử lý' }).click()
  await station.getByText('Thị trấn Đồng Đăng, ngày đi 09/11/2021: Cấp 4 theo 77/QĐ-UBND. Công văn 8318/BYT-DP').waitFor()
  await station.getByRole('button', { name: 'Đã xác minh: Đặng Thị Mẫu Về' }).click()
  await station.getByRole('button', { name: 'Giao theo dõi: Đặng Thị Mẫu Về' }).waitFor()
  await lookOnBoth(station, 'gate-waiting')
  await station.getByRole('button', { name: 'Giao theo dõi: Đặng Thị Mẫu Về' }).click()
  await station.getByText('Không có ai chờ xác minh hoặc giao theo dõi.').waitFor()
  await station.getByRole('link', { name: 'Theo dõi hôm nay' }).click()
  await station.getByRole('button', { name: 'Khỏe: Đặng Thị Mẫu Về' }).click()
  await station.getByText('1 người đang theo dõi, 0 người hôm nay chưa thăm.').waitFor()
  await lookOnBoth(station, 'gate-watch')
  office.wait(29) // 14 days of isolation and 14 of watch: nobody knows his doses
  await station.reload()
  await station.getByRole('button', { name: 'Kết thúc theo dõi' }).click()
  await station.getByText('Hôm nay không có ai phải theo dõi.').waitFor()
  await station.close()
  expect(office.faults).toEqual([])
})

test('whoever scans the poster at a door says once who he is, and is in and out by one press each', async () => {
  const database = <T extends object>(sql: string, values: unknown[]): Promise<T[]> => withClient(office.deps.config.databaseUrl!, { name: 'test' }, async (client) => (await client.query<T>(sql, values)).rows)
  const officer = await office.as(OFFICER, DESK)
  await ask(officer, 'PUT', `/api/registers/collection_decision/${newId()}`, { areaId, collects: 'visit', number: '15/QĐ-UBND', issuer: 'UBND huyện Đình Lập', diseaseCode: 'covid-19', fromOn: '2021-11-01', toOn: '2021-12-31', keepDays: 30 })
  const place = newId()
  await ask(officer, 'PUT', `/api/registers/place/${place}`, { areaId, name: 'Chợ Mẫu Bính Xá', kind: 'market' })
  await database('insert into place_code (code, place_id) values ($1, $2)', ['0123456789abcdef', place])
  const phone = await (await openContext(office.browser)).newPage()
  await resize(phone, PHONE)
  await phone.goto(`${origin}/d/0123456789abcdef`)
  await phone.getByLabel('Họ và tên').fill('Lê Văn Mẫu Chợ')
  await phone.getByLabel('Số điện thoại').fill('0912000009')
  await pick(phone, 'Nơi đang ở', 'Tỉnh Lạng Sơn', 'Huyện Đình Lập', 'Xã Bính Xá')
  await lookOnBoth(phone, 'gate-place')
  await resize(phone, PHONE)
  await phone.getByRole('button', { name: 'Lưu và tiếp tục' }).click()
  for (const press of ['Tôi vào', 'Tôi ra']) {
    await phone.getByRole('button', { name: press }).click()
    await phone.getByText('Đã ghi nhận.').waitFor()
  }
  await expect.poll(() => database('select v.source, v.left_at is not null as out from place_visit v where v.place_id = $1', [place])).toEqual([{ source: 'qr', out: true }])
  await phone.context().close()
})

test('whoever runs a place asks for a code and gets the poster that the station prints; a shift stands on the roster of the checkpoint', async () => {
  const keeper = await (await openContext(office.browser)).newPage()
  await resize(keeper, PHONE)
  await keeper.goto(`${origin}/dang-ky-dia-diem`)
  await keeper.getByLabel('Tên địa điểm').fill('Quán Mẫu Bính Xá')
  await keeper.getByLabel('Loại').selectOption('restaurant')
  await pick(keeper, 'Ở đâu', 'Tỉnh Lạng Sơn', 'Huyện Đình Lập', 'Xã Bính Xá')
  await keeper.getByLabel('Địa chỉ').fill('Số 1')
  await next(keeper)
  await keeper.getByLabel('Họ và tên').fill('Hứa Thị Mẫu Quán')
  await keeper.getByLabel('Số điện thoại').fill('0912000010')
  await keeper.getByRole('button', { name: 'Gửi' }).click()
  await keeper.getByText('Đã nhận đăng ký').waitFor()
  await keeper.context().close()
  const station = await office.as(STATION, DESK, '/nguoi-den?xem=places')
  await station.getByText('Quán Mẫu Bính Xá').waitFor()
  await lookOnBoth(station, 'gate-places')
  const poster = station.waitForEvent('download')
  await station.getByRole('button', { name: /^Duyệt và in poster/ }).click()
  expect((await poster).suggestedFilename()).toMatch(/^poster-.*\.pdf$/)
  await station.close()
  const officer = await office.as(OFFICER, DESK, `/chot/${checkpoint}`)
  await officer.getByLabel('Những ai trực ca này').fill('Công an xã 2, y tế 1')
  await officer.getByRole('button', { name: 'Thêm ca trực' }).click()
  await officer.getByText('Bàn giao ca: Công an xã 2, y tế 1').waitFor()
  await lookOnBoth(officer, 'gate-shifts')
  await officer.close()
  expect(office.faults).toEqual([])
})
