import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { openWays, tick } from '#server/notices/index.ts'
import { launchBrowser, openPage, screenshot } from '#test/browser.ts'
import { openMailServer, type MailServer } from '#test/mail-server.ts'
import { tellAll } from '#test/notices.ts'
import { openPushServer, type PushServer } from '#test/push-server.ts'
import { enter, openOffice, violationsOn, type Office } from './office.ts'

let office: Office
let mail: MailServer
let push: PushServer
beforeAll(async () => {
  ;[mail, push] = [await openMailServer(), await openPushServer()]
  office = await openOffice({ smtpUrl: mail.url, mailFrom: 'Pháo Đài <bao@mau.example>', pushHosts: [push.host] })
  office.deps.config.publicUrl = office.origin
})
afterAll(async () => {
  await office?.stop()
  await mail?.stop()
  await push?.stop()
})

/** What the job does every ten seconds. */
async function round(): Promise<void> {
  await tellAll({ deps: office.deps, adminUrl: office.deps.config.databaseUrl! })
  await tick(office.deps, await openWays(office.deps))
}
/** Noon of today in Vietnam, whatever the hour is here: deadlines are told from 06:30 on, and no quiet hours. */
function standAtNoon(): void {
  const noon = new Date(`${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)}T05:00:00Z`)
  const ahead = noon.getTime() - Date.now()
  office.deps.clock.now = () => new Date(Date.now() + ahead)
}
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)
/** Stands for the browser maker's push service, which cannot be reached from a test: its address is our local one. */
async function pretendService(page: Page, subscription: ReturnType<PushServer['subscription']>): Promise<void> {
  await page.addInitScript(({ endpoint, p256dh, auth }) => {
    PushManager.prototype.subscribe = async () => ({ toJSON: () => ({ endpoint, keys: { p256dh, auth } }) }) as unknown as PushSubscription
  }, subscription)
}

test('the bell counts, the list stands by kind, a notice opens its task and all are marked read', async () => {
  standAtNoon()
  await round()
  const page = await office.as('vanthu.ubnd.dinhlap')
  const bell = page.getByRole('link', { name: /Thông báo, \d+ chưa đọc/ })
  await bell.waitFor()
  await page.waitForTimeout(300)
  await screenshot(page, 'notices-1-bell')
  await bell.click()
  await page.getByRole('heading', { name: 'Thông báo', level: 1 }).waitFor()
  await page.locator('.notice-row').first().waitFor()
  await screenshot(page, 'notices-2-list')
  expect(await violationsOn(page)).toEqual([])
  const before = Number(/\d+/.exec((await bell.getAttribute('aria-label'))!)![0])
  const first = page.locator('.notice-row.fresh').first()
  const words = (await first.getByRole('link').innerText()).replace('Chưa đọc:', '').trim()
  await first.getByRole('link').click()
  await page.waitForURL(/nhiem-vu|van-ban/)
  await page.getByText(words.slice(0, 40)).first().waitFor()
  await page.getByRole('link', { name: `Thông báo, ${before - 1} chưa đọc` }).click()
  await page.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).click()
  await page.getByRole('link', { name: 'Thông báo, 0 chưa đọc' }).waitFor()
  await page.locator('.notice-row.fresh').first().waitFor({ state: 'detached' })
  await page.close()
})

test('a person confirms his address, tests it, sets quiet hours and the ways of kinds', async () => {
  const page = await office.as('vanthu.ubnd.dinhlap', undefined, '/thong-bao/cai-dat')
  await page.getByLabel('Địa chỉ thư của tôi').fill('van.thu@huyen-mau.example')
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click()
  await page.getByText('Mã sáu chữ số đã gửi').waitFor()
  await round()
  const code = /\d{6}/.exec(mail.delivered.at(-1)!.mail.text!)![0]
  await page.getByLabel('Mã xác nhận').fill(code)
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await page.getByText('· đã xác nhận').waitFor()
  await page.getByRole('button', { name: 'Gửi thư thử' }).click()
  await page.getByText('Đang gửi').waitFor()
  await round()
  await page.getByText('Đã gửi').waitFor()
  await page.getByLabel('Từ', { exact: true }).fill('20:30')
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('checkbox', { name: 'Văn bản mới đến: Thư điện tử' }).check()
  expect(await page.getByRole('checkbox', { name: 'Nhiệm vụ quá hạn: Phần mềm' }).isDisabled()).toBe(true)
  await page.reload()
  await page.getByLabel('Từ', { exact: true }).waitFor()
  expect(await page.getByLabel('Từ', { exact: true }).inputValue()).toBe('20:30')
  expect(await page.getByRole('checkbox', { name: 'Văn bản mới đến: Thư điện tử' }).isChecked()).toBe(true)
  await screenshot(page, 'notices-3-settings')
  expect(await violationsOn(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  await screenshot(page, 'notices-4-settings-on-a-phone')
  expect(await widthOf(page)).toBe(360)
  await page.goto(`${office.origin}/thong-bao`)
  await page.locator('.notice-row').first().waitFor()
  await screenshot(page, 'notices-5-list-on-a-phone')
  expect(await widthOf(page)).toBe(360)
  expect(await violationsOn(page)).toEqual([])
  await page.close()
})

test('a browser is subscribed, gets a push that its worker shows, and is taken away', async () => {
  const browser = await launchBrowser('whole')
  const page = await openPage(browser)
  await enter(page, office.origin, 'vanthu.ubnd.dinhlap')
  await page.context().grantPermissions(['notifications'], { origin: office.origin })
  await pretendService(page, push.subscription('browser'))
  await page.goto(`${office.origin}/thong-bao/cai-dat`)
  await page.getByRole('button', { name: 'Nhận tin đẩy trên trình duyệt này' }).click()
  await page.getByText('· trình duyệt này').waitFor()
  await page.getByRole('button', { name: 'Gửi tin đẩy thử' }).click()
  await round()
  expect(push.pushed.map(({ text }) => JSON.parse(text))).toEqual([{ count: 0, path: '/thong-bao', test: true }])
  const shown = await showPush(page, '{"count":3,"path":"/thong-bao"}')
  expect(shown).toEqual([{ title: 'Pháo Đài', body: 'Bạn có 3 thông báo mới', data: '/thong-bao' }])
  await page.getByText('Đã gửi').nth(1).waitFor() // the mail's, then the push's
  await screenshot(page, 'notices-6-push')
  await page.getByRole('button', { name: 'Ngừng', exact: true }).click()
  await page.getByRole('button', { name: 'Nhận tin đẩy trên trình duyệt này' }).waitFor()
  await browser.close()
})

/** Hands a decrypted message to the page's worker as the browser does, and reads what it shows. */
async function showPush(page: Page, data: string): Promise<unknown[]> {
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find((each) => each.scopeURL.startsWith(office.origin))
      if (own) resolve(own.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: office.origin, registrationId: await registered, data })
  await page.waitForTimeout(500)
  return page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, data: path }) => ({ title, body, data: path })))
}

test('mail is stopped by its link without signing in; what cannot be sent stands before the administrator', async () => {
  const token = /ma=([0-9a-f-]{36})/.exec(mail.delivered.at(-1)!.mail.text!)![1]
  const stranger = await office.browser.newPage()
  await stranger.goto(`${office.origin}/ngung-thu?ma=${token}`)
  await stranger.getByRole('button', { name: 'Ngừng gửi thư cho tôi' }).click()
  await stranger.getByText('Đã ngừng.').waitFor()
  await screenshot(stranger, 'notices-7-stopped')
  await stranger.close()
  const clerk = await office.as('vanthu.ubnd.dinhlap', undefined, '/thong-bao/cai-dat')
  await clerk.getByRole('button', { name: 'Nhận lại' }).click()
  await withClient(office.deps.config.databaseUrl!, { name: 'test' }, (client) => client.query("delete from notice_sending where purpose = 'test'"))
  mail.refuse(1, 550, '5.2.2 mailbox full')
  await clerk.getByRole('button', { name: 'Gửi thư thử' }).click()
  await clerk.getByText('Đang gửi').waitFor()
  await round()
  await clerk.getByText('Gửi không được, quản trị đã thấy').waitFor()
  await clerk.close()
  const admin = await office.as('quantri', undefined, '/quan-tri/khong-gui-duoc')
  await admin.getByText('550 5.2.2 mailbox full').waitFor()
  await screenshot(admin, 'notices-8-failed')
  expect(await violationsOn(admin)).toEqual([])
  await admin.getByRole('button', { name: 'Gửi lại' }).click()
  await admin.getByText('Không có gì gửi không được.').waitFor()
  const count = mail.delivered.length
  await round()
  expect(mail.delivered.length).toBe(count + 1)
  await admin.close()
  expect(office.faults).toEqual([])
})
