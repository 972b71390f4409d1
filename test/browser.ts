import { existsSync, mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page, type Request } from 'playwright-core'

const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']
/** The one without a window first: it starts no user interface for each page, a quarter of the time (docs/adr/0036). */
const PLACES = ['/usr/bin/chromium-headless-shell', ...WHOLE]
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--renderer-process-limit=1', '--disable-features=SpareRendererForSitePerProcess', '--in-process-gpu', // fewer processes to start
]
/** (m) No page of a story stands long enough to win back what optimising its scripts costs; without it a story takes a tenth less. */
const HASTY = ['--js-flags=--no-opt']
const SHOTS = fileURLToPath(new URL('../test-results/screenshots', import.meta.url))

function executable(places: string[]): string {
  const path = process.env.CHROMIUM_PATH ?? places.find((place) => existsSync(place))
  if (!path) throw new Error('No Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH')
  return path
}

/** Starts the Chromium of CHROMIUM_PATH or of the system; `whole`: one that can show notifications; `more`: flags of its own, none where speed is measured. Close it in `afterAll`. */
export function launchBrowser(whole: 'whole' | '' = '', more: readonly string[] = HASTY): Promise<Browser> {
  return chromium.launch({ executablePath: executable(whole === 'whole' ? WHOLE : PLACES), args: [...FLAGS, ...more] })
}

/** One person's browser: Vietnamese language and time, with cookies and a cache of its own. */
export async function openContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  context.setDefaultTimeout(60_000) // a machine that others use too is slow at times
  context.on('page', noteRequests)
  return context
}

/** What each page has asked and has no answer to. */
const asked = new WeakMap<Page, Set<Request>>()

function noteRequests(page: Page): void {
  const open = new Set<Request>()
  asked.set(page, open)
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
}

/** Waits until a page of `openContext` has asked nothing for a tenth of a second and all is answered; the browser's own measure waits half a second. */
export async function settled(page: Page): Promise<void> {
  const open = asked.get(page)!
  const end = Date.now() + 60_000
  for (let still = 0; still < 5; still++) {
    if (Date.now() > end) throw new Error(`Still unanswered: ${[...open].map((request) => request.url()).join(', ')}`)
    if (open.size > 0) still = 0
    await sleep(25)
  }
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
    if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`.trim())
  })
  return faults
}

/** Pixels of a page that a picture keeps: long lists go on for a dozen screens. */
const TALL = 5000

/** (m) The browser's own command takes half the time of the library's, which makes the window as tall as the page and small again. */
const cameras = new WeakMap<Page, Promise<CDPSession>>()

/** Lays a bar that hangs at the window's foot at the page's foot of this height, so that it hides nothing in the picture; null hangs it back. */
function laid(page: Page, height: number | null): Promise<void> {
  return page.evaluate((foot) => {
    for (const bar of document.querySelectorAll<HTMLElement>('nav')) {
      if (foot !== null && getComputedStyle(bar).position === 'fixed') Object.assign(bar.style, { position: 'absolute', top: `${foot - bar.offsetHeight}px`, bottom: 'auto' })
      else if (foot === null && bar.style.position === 'absolute') Object.assign(bar.style, { position: '', top: '', bottom: '' })
    }
  }, height)
}

/** The page from its top, however far it scrolls, as PNG. */
export async function picture(page: Page): Promise<Buffer> {
  const { width, height } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }))
  const clip = { x: 0, y: 0, width, height: Math.min(height, TALL), scale: 1 }
  const camera = cameras.get(page) ?? page.context().newCDPSession(page)
  cameras.set(page, camera)
  await laid(page, height)
  const { data } = await (await camera).send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, captureBeyondViewport: true, clip })
  await laid(page, null)
  return Buffer.from(data, 'base64')
}

/** Where nobody looks at pictures none are taken: a tenth of a story's time. What a story holds of a page it asks the page. */
const NO_PICTURES = process.env.PHAODAI_PICTURES === 'no'

/** Keeps a picture of the page as test-results/screenshots/<name>.png, unless PHAODAI_PICTURES=no. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (NO_PICTURES) return
  mkdirSync(SHOTS, { recursive: true })
  await writeFile(join(SHOTS, `${name}.png`), await picture(page))
}
