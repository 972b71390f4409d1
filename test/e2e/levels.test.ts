import { readFile } from 'node:fs/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysBetween } from '@phaodai/vocabulary'
import { asSystem } from '#kernel/transaction.ts'
import { DESK, lookOnBoth, openOffice, type Office } from './office.ts'

const DAY = '2021-11-12'
let office: Office
beforeAll(async () => {
  office = await openOffice()
  office.wait(daysBetween(office.deps.clock.now().toISOString().slice(0, 10), DAY))
  await asSystem(office.deps.pools.jobs, async (tx) => {
    const home = await tx.get<{ id: number }>("select b.seat_area_id as id from account a join post o on o.person_id = a.person_id join body b on b.id = o.acts_for_id where a.username = 'tramyte.binhxa' limit 1")
    // Every commune has 4,000 people and four in five vaccinated; Bính Xá only two in three by the list of the province.
    await tx.run(`
      insert into level_input (id, area_id, measure, day, count, told_by, source, confidence)
      select gen_random_uuid(), a.id, m.measure, '2021-11-10', case when m.measure = 'population' then 4000 when m.measure = 'first-dose-18' and a.id = $1 then 66 else m.count end, 'Sở Y tế', 'Báo cáo tiêm chủng MẪU', 'medium'
      from area p join area a on a.id between p.id and p.last_id and a.level in ('province', 'district', 'commune') and a.valid_from <= $2 and coalesce(a.valid_to, $2) >= $2
        cross join (values ('population', 0), ('first-dose-18', 80), ('full-dose-50', 90)) m (measure, count)
      where p.level = 'province' and p.id = (select id from area q where q.level = 'province' and $1 between q.id and q.last_id) and (m.measure <> 'population' or a.level = 'commune')`, [home.id, DAY])
    // 2 in 14 days of 4,000 people are 25 a week on 100,000: degree 2. A neighbour has 13: degree 4.
    await tx.run("insert into indicator_cell (indicator, area_id, day, class, numerator, denominator, counted_at) values ('covid-confirmed', $1, '2021-11-09', 'community', 2, 0, now()), ('covid-confirmed', (select min(id) from area where level = 'commune' and id > $1), '2021-11-08', 'community', 13, 0, now())", [home.id])
  })
})
afterAll(() => office?.stop())

async function open(who: string, place: string): Promise<Page> {
  const page = await office.as(who, DESK, '/to-chuc')
  await page.clock.setFixedTime(`${DAY}T09:00:00+07:00`)
  await page.goto(`${office.origin}${place}`)
  return page
}

test('the levels of a province: proposed, argued by a commune with what-if, reviewed, published, and the map follows', async () => {
  const cdc = await open('canbo.cdc', '/cap-do/dot')
  await cdc.getByRole('button', { name: 'Đề xuất cấp độ' }).click()
  await cdc.getByText('Đề xuất, đang lấy ý kiến').waitFor()
  await cdc.getByRole('link', { name: 'Xã Bính Xá' }).waitFor()
  await lookOnBoth(cdc, 'levels-round')
  const round = new URL(cdc.url()).pathname

  const station = await open('tramyte.binhxa', round)
  await station.getByRole('link', { name: 'Xã Bính Xá' }).click()
  await station.getByText('Cấp 2 – nguy cơ trung bình').first().waitFor()
  await station.getByRole('spinbutton', { name: 'Người từ 18 tuổi tiêm ít nhất 1 liều' }).fill('72')
  await station.getByRole('button', { name: 'Tính thử' }).click()
  await station.getByRole('status').getByText('Cấp 1 – nguy cơ thấp').waitFor()
  await station.getByLabel('Nội dung ý kiến').fill('Đã tiêm thêm 240 người ngày 11/11, danh sách kèm theo')
  await lookOnBoth(station, 'levels-what-if')
  await station.getByRole('button', { name: 'Nêu ý kiến' }).click()
  await station.getByText('Chưa trả lời').waitFor()

  await cdc.goto(station.url())
  await cdc.getByLabel('Lý do trả lời').fill('Đã đối chiếu danh sách tiêm')
  await cdc.getByRole('button', { name: 'Tiếp thu số liệu, tính lại' }).click()
  await cdc.getByText('Tiếp thu: Đã đối chiếu danh sách tiêm', { exact: false }).waitFor()

  const reviewer = await open('dichte.soyte', round)
  await reviewer.getByRole('button', { name: 'Kết thúc lấy ý kiến, trình công bố' }).click()
  await reviewer.getByText('Đã rà soát, chờ công bố').waitFor()

  const chair = await open('lanhdao.tinh', round)
  await chair.getByLabel('Số quyết định').fill('2345/QĐ-UBND')
  await chair.getByLabel('Người ký').fill('Lương Quốc MẪU')
  await chair.getByRole('button', { name: 'Công bố', exact: true }).click()
  await chair.getByText('Có hiệu lực từ 12/11/2021').waitFor()
  const waiting = chair.waitForEvent('download')
  await chair.getByRole('button', { name: 'Quyết định (Word)' }).click()
  const text = (await mammoth.extractRawText({ buffer: await readFile(await (await waiting).path()) })).value
  for (const part of ['2345/QĐ-UBND', 'có hiệu lực từ ngày 12/11/2021', 'Xã Bính Xá', 'Cấp 1 – nguy cơ thấp: 199', 'Cấp 3 – nguy cơ cao: 1']) expect(text).toContain(part)

  await chair.goto(`${office.origin}/`)
  await chair.getByText('Cấp 3 – nguy cơ cao').waitFor() // one commune above the province's own
  await lookOnBoth(chair, 'levels-leader')
  await chair.goto(`${office.origin}/cap-do`)
  await chair.getByRole('link', { name: 'Xem trên bản đồ' }).waitFor()
  await lookOnBoth(chair, 'levels-in-force')
  const map = await office.as('lanhdao.tinh', DESK, (await chair.getByRole('link', { name: 'Xem trên bản đồ' }).getAttribute('href'))!) // on its own clock: a drawing whose time stands is never done
  await map.getByText('cam', { exact: true }).waitFor()
  await map.locator('.map-canvas[data-drawn]').waitFor({ timeout: 60_000 })
  await lookOnBoth(map, 'levels-map')
  await map.evaluate(() => { document.documentElement.dataset.paper = 'a3' }) // what "In khổ A3" sets before it prints
  const printed = await map.pdf({ preferCSSPageSize: true })
  const sheets = (await PDFDocument.load(printed)).getPages().map((each) => [each.getWidth(), each.getHeight()].map((points) => Math.round((points / 72) * 25.4)))
  expect(sheets).toContainEqual([420, 297])
  expect(office.faults).toEqual([])
})
