import { makeId } from '@phaodai/vocabulary'
import type { DraftDetail, ZoneView } from '@phaodai/office'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loginUrl } from '#kernel/database/login.ts'
import { createPool } from '#kernel/database/pool.ts'
import { createPublicApp } from '#public/app.ts'
import { LIMITS } from '#public/limits.ts'
import { ask, dialogButton } from './drafting.ts'
import { openContext } from '#test/browser.ts'
import { DESK, look as lookAt, lookOnBoth, openOffice, type Office } from './office.ts'

// August 2021: a cluster in a commune becomes a zone drawn on the map; the committee decides, bodies get their tasks, what is allowed is
// told with its clause, and after two weeks the zone is lifted.

const FIRST_DAY = Date.parse('2021-08-10T02:00:00Z')
const [STATION, CLERK, LEADER, ADMIN] = ['tramyte.binhxa', 'vanthu.binhxa', 'lanhdao.binhxa', 'quantri']
const NAME = 'Khu phong tỏa quanh chợ Mẫu'

let office: Office
let zoneId: string
let areaId: number
beforeAll(async () => {
  office = await openOffice()
  office.wait((FIRST_DAY - Date.now()) / 86_400_000)
})
afterAll(() => office?.stop())

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const look = (page: Page, name: string): Promise<void> => lookOnBoth(page, `zones-${name}`)
const day = async (page: Page, label: string, typed: string): Promise<void> => {
  await page.getByRole('textbox', { name: label }).first().fill(typed)
  await page.keyboard.press('Enter')
}
const zone = (page: Page): Promise<ZoneView> => ask(page, 'GET', `/api/zones/${zoneId}`)

/** The draft's way to its issue, which the story of drafts shows on screen. */
async function issue(clerk: Page, leader: Page, draftId: string, issuedOn: string): Promise<string> {
  const { signers } = await ask<{ signers: { postId: string; title: string; role: string }[] }>(clerk, 'GET', '/api/drafts/choices')
  const post = (role: string): string => signers.find((each) => each.role === role)!.postId
  const at = async (): Promise<number> => (await ask<DraftDetail>(clerk, 'GET', `/api/drafts/${draftId}`)).version
  await ask(clerk, 'POST', `/api/drafts/${draftId}/submit`, { version: await at(), steps: [{ kind: 'form', postId: post('clerk') }, { kind: 'sign', postId: post('leader') }] })
  await ask(clerk, 'POST', `/api/drafts/${draftId}/decide`, { version: await at(), kind: 'form', decision: 'passed' })
  await ask(leader, 'POST', `/api/drafts/${draftId}/decide`, { version: await at(), kind: 'sign', decision: 'passed' })
  const { numberGivenHere } = await ask<DraftDetail>(clerk, 'GET', `/api/drafts/${draftId}`)
  const { number } = await ask<DraftDetail>(clerk, 'POST', `/api/drafts/${draftId}/number`, { version: await at(), issuedOn, number: numberGivenHere ? null : '21/QĐ-UBND' })
  await ask(clerk, 'POST', `/api/drafts/${draftId}/issue`, { version: await at() })
  return number!
}

/** Draws a square on the map by its corners; a fifth click on the first one closes it. */
async function draw(page: Page): Promise<void> {
  await page.locator('.zone-map [data-ready=true]').waitFor({ timeout: 60_000 }) // drawn by software here
  const box = (await page.locator('.zone-map canvas').boundingBox())!
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  for (const corner of [at(0.42, 0.4), at(0.58, 0.4), at(0.58, 0.6), at(0.42, 0.6), at(0.42, 0.4)]) {
    await page.mouse.move(...corner, { steps: 2 })
    await page.mouse.click(...corner)
  }
  await page.getByText('Đã vẽ 4 góc.').waitFor()
}

test('a cluster becomes a zone drawn on the map, with measures of Directive 16, and goes to the committee', async () => {
  const station = await office.as(STATION, DESK)
  const { choices: [place] } = await ask<{ choices: { id: number }[] }>(station, 'GET', '/api/registers/choices/area')
  areaId = place!.id
  const outbreak = newId()
  await ask(station, 'PUT', `/api/registers/outbreak/${outbreak}`, { areaId, name: 'Ổ dịch chợ Mẫu', diseaseCode: 'covid-19', reportedOn: '2021-08-10', firstOnsetOn: '2021-08-08', setting: 'market' })
  await station.goto(`${office.origin}/so-theo-doi/outbreak/${outbreak}`)
  await station.getByRole('link', { name: 'Đề nghị lập khu' }).click()
  await station.getByLabel('Tên khu').first().fill(NAME)
  await day(station, 'Từ ngày', '11/8/2021')
  await day(station, 'Đến hết ngày', '25/8/2021')
  await station.getByLabel('Lý do đề nghị').fill('5 ca mắc trong 3 ngày tại chợ Mẫu')
  await station.getByText('Vẽ trên bản đồ').click()
  await draw(station)
  await station.getByRole('combobox', { name: 'Văn bản' }).click()
  await station.locator('.ant-select-item-option').filter({ hasText: 'Chỉ thị 16' }).click()
  await station.getByRole('button', { name: /^Lấy cả \d+ biện pháp/ }).click()
  await look(station, 'entry')
  await station.getByRole('button', { name: 'Lưu dự thảo' }).click()
  await station.getByRole('button', { name: 'Trình Ủy ban nhân dân' }).click()
  await station.getByText('Chờ quyết định').first().waitFor()
  zoneId = new URL(station.url()).pathname.split('/').at(-1)!
  expect(await zone(station)).toMatchObject({ zone: { state: 'proposed', shape: 'polygon', outbreak: 'Ổ dịch chợ Mẫu' }, extents: [{ active: false }] })
  await station.close()
})

test('the decision is written, issued and recorded: the zone is in force, bodies have tasks, and what is allowed says which clause', async () => {
  const [clerk, leader] = [await office.as(CLERK, DESK, `/khu-phong-toa/${zoneId}`), await office.as(LEADER, DESK)]
  await clerk.getByRole('button', { name: 'Soạn quyết định: thiết lập khu' }).click()
  await dialogButton(clerk, 'Lưu').click()
  await clerk.getByRole('link', { name: 'Mở dự thảo' }).click()
  await clerk.getByText('Thiết lập khu phong tỏa', { exact: false }).first().waitFor()
  const number = await issue(clerk, leader, new URL(clerk.url()).pathname.split('/').at(-1)!, '2021-08-10')
  await clerk.goto(`${office.origin}/khu-phong-toa/${zoneId}`)
  await clerk.getByText('Quyết định đã ban hành: có thể ghi nhận.').waitFor()
  await clerk.getByRole('button', { name: 'Ghi nhận quyết định' }).click()
  await dialogButton(clerk, 'Ghi nhận quyết định').click()
  await clerk.getByText('Đang hiệu lực').first().waitFor()
  await clerk.getByText(`Căn cứ: Khoản 1 Điều 2, Quyết định số ${number}`).waitFor()
  await clerk.locator('.zone-map [data-ready=true]').waitFor({ timeout: 60_000 })
  await look(clerk, 'in-force')
  const { tasks } = await zone(clerk)
  expect(tasks.map(({ text }) => text.slice(0, 24)).toSorted()).toEqual(['Cung ứng lương thực, thự', 'Lấy mẫu xét nghiệm cho n', 'Lập chốt kiểm soát người', 'Lập danh sách người khó ', 'Theo dõi sức khỏe hằng n'])
  await clerk.getByRole('link', { name: 'Ở đây được làm gì' }).click()
  await day(clerk, 'Ngày', '12/8/2021')
  await clerk.getByText(`Chỉ trong ${NAME}`).first().waitFor()
  await clerk.getByText(`Khoản 1 Điều 2, Quyết định số ${number} ngày 10/8/2021`).waitFor()
  await Promise.all([clerk.close(), leader.close()])
})

test('whoever asks without an account reads the same on a phone, in both languages', async () => {
  const pool = createPool(loginUrl(office.deps.config.databaseUrl!, 'phaodai_public'), { name: 'test', max: 2 })
  const pages = await createPublicApp({ pool, clock: office.deps.clock, limits: LIMITS, proxy: [], log: 'silent' })
  const origin = await pages.listen({ port: 0, host: '127.0.0.1' })
  const page = await (await openContext(office.browser)).newPage()
  await page.goto(`${origin}/duoc-lam-gi?o=${areaId}&ngay=2021-08-12`)
  await page.getByText(`Chỉ trong ${NAME}:`).first().waitFor()
  await look(page, 'public')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByText(`Only inside ${NAME}:`).first().waitFor()
  await page.context().close()
  await pages.close()
  await pool.end()
})

test('a measure ends and another begins by a decision of its own, told in the history of the zone and, from its day on, to whoever asks', async () => {
  office.wait(3)
  const admin = await office.as(ADMIN, DESK)
  await ask(admin, 'POST', '/api/dated-rules/duty', { values: { code: 'worship-watch', activity: 'worship', kinds: ['lockdown', 'restricted'], diseaseCode: null, holder: 'people-committee', words: 'Nhắc nhở cơ sở tôn giáo tại {zone}, thực hiện: {measure}', days: 2, nature: 'deliverable', topics: ['communication'], position: 20, validFrom: '2021-08-01', validTo: null, basis: 'Kế hoạch mẫu' }, source: 'Kế hoạch mẫu số 1', confidence: 'medium', reason: 'theo kế hoạch của tỉnh' })
  await admin.goto(`${office.origin}/benh/quy-tac?q=duty`)
  await day(admin, 'Có hiệu lực ngày', '14/8/2021')
  await admin.getByRole('combobox', { name: 'Biện pháp về' }).click()
  await admin.locator('.ant-select-item-option').filter({ hasText: 'Tôn giáo' }).click()
  await admin.getByRole('cell', { name: 'worship-watch', exact: true }).waitFor()
  expect(await admin.locator('.table tbody tr').count()).toBe(1)
  await look(admin, 'duties')
  await admin.close()
  const [clerk, leader] = [await office.as(CLERK, DESK, `/khu-phong-toa/${zoneId}`), await office.as(LEADER, DESK)]
  await clerk.getByRole('button', { name: 'Soạn quyết định: thêm, kết thúc biện pháp' }).click()
  await day(clerk, 'Có hiệu lực từ ngày', '14/8/2021')
  await clerk.getByRole('checkbox', { name: /^Tôn giáo/ }).check()
  await clerk.getByRole('combobox', { name: 'Văn bản', exact: true }).click()
  await clerk.locator('.ant-select-item-option').filter({ hasText: 'Chỉ thị 15' }).click()
  await clerk.getByRole('combobox', { name: 'Hoạt động' }).click()
  await clerk.locator('.ant-select-item-option').filter({ hasText: 'Tôn giáo' }).click()
  await look(clerk, 'adjust')
  await clerk.getByRole('button', { name: 'Soạn dự thảo' }).click()
  await clerk.getByRole('link', { name: 'Mở dự thảo' }).waitFor()
  const number = await issue(clerk, leader, (await zone(clerk)).decisions.at(-1)!.draftId!, '2021-08-13')
  await clerk.reload()
  await clerk.getByRole('button', { name: 'Ghi nhận quyết định' }).click()
  await dialogButton(clerk, 'Ghi nhận quyết định').click()
  await clerk.getByText(`Kết thúc: Khoản 1 Điều 1, Quyết định số ${number}`).waitFor()
  await clerk.getByText(/^Nhắc nhở cơ sở tôn giáo tại khu phong tỏa quanh chợ Mẫu/).waitFor()
  await look(clerk, 'adjusted')
  for (const [asked, clause] of [['13/8/2021', 'Điều 2, Quyết định số'], ['14/8/2021', `Khoản 1 Điều 2, Quyết định số ${number}`]]) {
    await clerk.goto(`${office.origin}/duoc-lam-gi?o=${areaId}&ngay=${asked!.split('/').toReversed().map((part) => part.padStart(2, '0')).join('-')}`)
    await clerk.locator('.allowed-list > li').filter({ hasText: 'Tôn giáo' }).getByText(clause!).waitFor()
  }
  await Promise.all([clerk.close(), leader.close()])
})

test('lifted by a decision: its tasks are closed with the reason, and from its day on nothing is told of it any more', async () => {
  office.wait(11)
  const [clerk, leader] = [await office.as(CLERK, DESK, `/khu-phong-toa/${zoneId}`), await office.as(LEADER, DESK)]
  await clerk.getByRole('button', { name: 'Soạn quyết định: dỡ bỏ' }).click()
  await dialogButton(clerk, 'Lưu').click()
  await clerk.getByRole('link', { name: 'Mở dự thảo' }).waitFor()
  const draftId = (await zone(clerk)).decisions.at(-1)!.draftId!
  await issue(clerk, leader, draftId, '2021-08-24')
  await clerk.reload()
  await clerk.getByRole('button', { name: 'Ghi nhận quyết định' }).click()
  await dialogButton(clerk, 'Ghi nhận quyết định').click()
  await clerk.getByText('Đã dỡ bỏ').first().waitFor()
  await clerk.getByText('Đã hủy').first().waitFor()
  await lookAt(clerk, 'zones-lifted')
  expect((await zone(clerk)).tasks.every(({ closed }) => closed)).toBe(true)
  await clerk.goto(`${office.origin}/duoc-lam-gi?o=${areaId}&ngay=2021-08-24`)
  await clerk.getByText('Không có biện pháp nào đang áp dụng ở đây vào ngày này.').waitFor()
  await Promise.all([clerk.close(), leader.close()])
  expect(office.faults).toEqual([])
})
