import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']
/** The one without a window first: it starts no user interface for each page, a quarter of the time (docs/adr/0036). */
const PLACES = ['/usr/bin/chromium-headless-shell', ...WHOLE]
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--renderer-process-limit=1', '--disable-features=SpareRendererForSitePerProcess', // fewer processes to start
]
const SHOTS = fileURLToPath(new URL('../test-results/screenshots', import.meta.url))

function executable(places: string[]): string {
  const path = process.env.CHROMIUM_PATH ?? places.find((place) => existsSync(place))
  if (!path) throw new Error('No Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH')
  return path
}

/** Starts the Chromium of CHROMIUM_PATH or of the system; `whole`: one that can show notifications. Close it in `afterAll`. */
export function launchBrowser(whole: 'whole' | '' = ''): Promise<Browser> {
  return chromium.launch({ executablePath: executable(whole === 'whole' ? WHOLE : PLACES), args: FLAGS })
}

/** One person's browser: Vietnamese language and time, with cookies and a cache of its own. */
export async function openContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  context.setDefaultTimeout(30_000)
  return context
}

/** A page in a browser of its own; by default as large as an office screen, 360 × 740 for a phone. */
export async function openPage(browser: Browser, size = { width: 1366, height: 800 }): Promise<Page> {
  const page = await (await openContext(browser)).newPage()
  await page.setViewportSize(size)
  return page
}

/** Collects what went wrong inside the page: uncaught errors and console errors, for a test to expect none. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return faults
}

/** Saves what the page shows as test-results/screenshots/<name>.png and returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(SHOTS, { recursive: true })
  const path = join(SHOTS, `${name}.png`)
  await page.screenshot({ path, fullPage: true })
  return path
}
