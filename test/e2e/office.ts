import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createDatabase } from '#kernel/database/database.queries.ts'
import { databaseUrl } from '#kernel/database/login.ts'
import { withClient } from '#kernel/database/pool.ts'
import { applyRoles } from '#kernel/database/roles.ts'
import { readConfig, type Config } from '#kernel/config.ts'
import { asOwner } from '#kernel/installation.queries.ts'
import { createApp, type ServerDeps } from '#server/app.ts'
import { seedAreas, seedCalendar } from '#server/areas/index.ts'
import { DEMO_PASSWORD, seedDemo } from '#server/demo/index.ts'
import { openDeps } from '#server/installation.ts'
import { registerScanJobs } from '#server/scans/index.ts'
import { TEMPLATE_URL, testDatabase, type TestDatabase } from '#test/database.ts'
import { violationsOn } from './violations.ts'
import { faultsOf, launchBrowser, openContext, screenshot, settled } from '#test/browser.ts'

export { violationsOn }

/** The demo province behind a real socket, with a browser and a clock that can be moved on. */
export type Office = {
  origin: string
  browser: Browser
  /** A page of somebody in the cast, signed in, at `place` (a path or a whole address); `faults` collects what goes wrong in it. */
  as: (username: string, size?: { width: number; height: number }, place?: string) => Promise<Page>
  faults: string[]
  /** What the server stands on, with the clock that is moved. */
  deps: ServerDeps
  /** Lets days pass for the server. */
  wait: (days: number) => void
  stop: () => Promise<void>
}

const maintenance = { name: 'test', statementTimeout: 0 }

async function fill(adminUrl: string): Promise<void> {
  await withClient(adminUrl, maintenance, (client) => asOwner(client, async () => {
    await seedAreas(client)
    await seedCalendar(client)
  }))
  const deps = openDeps(readConfig({ DATABASE_URL: adminUrl }), adminUrl, console.error)
  await seedDemo({ pools: deps.pools, profile: '2021', onProgress: () => {} })
  await deps.close()
}

/** Makes the demo's database unless another file of this run has; a second one waits for the first. */
async function makeDemo(server: string, demoUrl: string, template: string): Promise<void> {
  const name = new URL(demoUrl).pathname.slice(1)
  await withClient(server, maintenance, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]) // given back with the connection
    const there = await client.query('select from pg_database where datname = $1', [name])
    if (there.rowCount === 1) return
    await createDatabase(client, name, template)
    await withClient(demoUrl, maintenance, (inside) => applyRoles(inside))
    await fill(demoUrl)
  })
}

/** A copy of the demo; made once for all files of a run, since filling it takes half a minute. */
async function demoDatabase(): Promise<TestDatabase> {
  const template = new URL(process.env[TEMPLATE_URL]!)
  const name = `${template.pathname.slice(1)}_demo`
  const server = databaseUrl(template.href, 'postgres')
  const demoUrl = databaseUrl(template.href, name)
  await makeDemo(server, demoUrl, template.pathname.slice(1))
  const before = process.env[TEMPLATE_URL]
  process.env[TEMPLATE_URL] = demoUrl
  try {
    return await testDatabase()
  } finally {
    process.env[TEMPLATE_URL] = before
  }
}

/** Signs somebody in over HTTP, as the sign-in page does, and gives the cookies for further requests. */
export async function signIn(origin: string, username: string): Promise<string[]> {
  const headers = { 'content-type': 'application/json', 'x-phaodai': '1' }
  const answer = await fetch(`${origin}/api/sign-in`, { method: 'POST', headers, body: JSON.stringify({ username, password: DEMO_PASSWORD }) })
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status} ${await answer.text()}`)
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
}

/** Signs somebody in on a page and opens `place`. */
export async function enter(page: Page, origin: string, username: string, place = '/'): Promise<void> {
  const cookies = (await signIn(origin, username)).map((cookie) => cookie.split(/=(.*)/s))
  await page.context().addCookies(cookies.map(([name, value]) => ({ name: name!, value: value!, url: origin })))
  await page.goto(new URL(place, origin).href)
  await page.getByRole('navigation', { name: 'Mục chính' }).waitFor()
}

/** Makes the window as large as this; what is drawn anew for it is drawn when this returns. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** Opens the office for one test file; call `stop` in `afterAll`. `settings` overrides single settings, `moreJobs` adds work of one part. */
export async function openOffice(settings: Partial<Config> = {}, moreJobs: (deps: ServerDeps) => void = () => {}): Promise<Office> {
  const database = await demoDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'phaodai-office-'))
  let shift = 0
  const opened = openDeps(readConfig({ DATABASE_URL: database.adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), database.adminUrl, console.error)
  const deps = { ...opened, config: { ...opened.config, ...settings }, clock: { now: () => new Date(Date.now() + shift) } }
  const app = await createApp(deps)
  registerScanJobs(opened)
  moreJobs(deps)
  await opened.jobs.start()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  const faults: string[] = []
  /** One browser for each person, as in life: what it has loaded once it keeps. */
  const contexts = new Map<string, Promise<BrowserContext>>()
  const as: Office['as'] = async (username, size, place = '/') => {
    const context = contexts.get(username) ?? openContext(browser)
    contexts.set(username, context)
    const page = await (await context).newPage()
    await page.setViewportSize(size ?? { width: 1366, height: 860 })
    await page.emulateMedia({ reducedMotion: 'reduce' }) // a picture taken while a dialog grows shows neither
    await enter(page, origin, username, place)
    page.on('close', () => faults.push(...found))
    const found = faultsOf(page)
    return page
  }
  const stop = async () => {
    await browser.close()
    await app.close()
    await opened.close()
    await database.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { origin, browser, as, faults, deps, wait: (days) => void (shift += days * 86_400_000), stop }
}

/** Screens every page is looked at on: an office desk and a phone. */
export const DESK = { width: 1280, height: 860 }
export const PHONE = { width: 360, height: 740 }

/** Keeps a picture of the page as it stands, which is no wider than its window. */
async function keep(page: Page, name: string): Promise<void> {
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  await screenshot(page, name)
}

/** Keeps a picture of the page as it stands, which fits its window and is accessible. */
export async function look(page: Page, name: string): Promise<void> {
  await keep(page, name)
  expect(await violationsOn(page), name).toEqual([])
}

/** The same on the phone and on the desk, where it is held to be accessible; the window is left as large as the desk. */
export async function lookOnBoth(page: Page, name: string): Promise<void> {
  await resize(page, PHONE)
  await keep(page, `${name}-phone`)
  await resize(page, DESK)
  await look(page, `${name}-desk`)
}

/** Chooses an option of a box by its label: types what narrows it, then takes the first that says so. */
export async function choose(page: Page, label: string, typed: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).first().click()
  await page.keyboard.type(typed)
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}
