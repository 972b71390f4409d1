import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { RULE_SETS } from '@phaodai/epidemic-level'
import type { Browser } from 'playwright-core'
import { withClient } from '#kernel/database/pool.ts'
import { asOwner } from '#kernel/installation.queries.ts'
import { launchBrowser } from '#test/browser.ts'
import { createApp } from '#server/app.ts'
import { seedAreas, seedCalendar } from '#server/areas/index.ts'
import { DEMO_PASSWORD, seedDemo } from '#server/demo/index.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { benchDatabase, openFolder, percentile, type Bench, type Row } from './bench.ts'
import { plantPublished } from './map.queries.ts'

const DAY = '2026-01-15'
const RUNS = 5

type Drawn = { units: number; draw: number; page: number }

/** Opens the map of all communes by their level in the browser and reads how long the units took to be on screen, and the page from its address on. */
async function draw(browser: Browser, origin: string, cookie: { name: string; value: string }): Promise<Drawn> {
  const context = await browser.newContext({ locale: 'vi-VN' })
  await context.addCookies([{ ...cookie, url: origin }])
  const page = await context.newPage()
  await page.setViewportSize({ width: 1366, height: 860 })
  await page.goto(`${origin}/ban-do?day=${DAY}&level=commune&question=level`)
  await page.getByText('đỏ (cấp cao nhất)').waitFor({ timeout: 120_000 })
  await page.locator('.map-canvas[data-drawn]').waitFor({ timeout: 120_000 })
  const found = await page.evaluate(() => {
    const last = (performance.getEntriesByName('map.draw') as PerformanceMeasure[]).at(-1)!
    return { units: last.detail as number, draw: last.duration, page: last.startTime + last.duration }
  })
  await context.close()
  return found
}

async function session(origin: string): Promise<{ name: string; value: string }> {
  const answer = await fetch(`${origin}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-phaodai': '1' }, body: JSON.stringify({ username: 'lanhdao.tinh', password: DEMO_PASSWORD }) })
  const [name, value] = answer.headers.getSetCookie()[0]!.split(';')[0]!.split(/=(.*)/s)
  return { name: name!, value: value! }
}

async function milliseconds(url: string, { name, value }: { name: string; value: string }): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < 10; n++) {
    const start = performance.now()
    const answer = await fetch(url, { headers: { cookie: `${name}=${value}` } })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
    times.push(performance.now() - start)
  }
  return percentile(times, 0.5)
}

/** The demo province on the tree of 2025 with a level published of every commune of the country, behind a socket of its own. */
async function serve(adminUrl: string, folder: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  await withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, (client) => asOwner(client, async () => {
    await seedAreas(client)
    await seedCalendar(client)
  }))
  const deps = openDeps(readConfig({ DATABASE_URL: adminUrl, PHAODAI_DATA: folder, PHAODAI_LOG: 'error' }), adminUrl, console.error)
  await seedDemo({ pools: deps.pools, profile: '2025', onProgress: () => {} })
  await plantPublished(adminUrl, DAY, JSON.stringify(RULE_SETS.find(({ id }) => id === '4800-11')))
  const app = await createApp(deps)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const stop = async (): Promise<void> => {
    await app.close()
    await deps.close()
  }
  return { origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, stop }
}

async function measure(origin: string, browser: Browser): Promise<Row[]> {
  const cookie = await session(origin)
  const drawn: Drawn[] = []
  for (let n = 0; n < RUNS; n++) drawn.push(await draw(browser, origin, cookie))
  const median = (pick: (each: Drawn) => number): number => percentile(drawn.map(pick), 0.5)
  return [
    { what: 'communes on the map of the country', value: median(({ units }) => units), unit: 'units', goal: { atLeast: 3321 } },
    { what: 'until all of them are drawn by their level, in the browser', value: median((each) => each.draw), unit: 'ms, median', goal: { atMost: 1000 } },
    { what: 'the whole page, from its address to all of them on screen', value: median(({ page }) => page), unit: 'ms, median' },
    { what: 'levels in force of all communes, over HTTP', value: await milliseconds(`${origin}/api/levels?level=commune&day=${DAY}`, cookie), unit: 'ms, median' },
    { what: 'shapes of all communes, over HTTP, drawn before', value: await milliseconds(`${origin}/api/map/cells?level=commune&day=${DAY}`, cookie), unit: 'ms, median' },
  ]
}

async function run(): Promise<Row[]> {
  const [database, folder] = [await benchDatabase(), await openFolder()]
  const server = await serve(database.adminUrl, folder)
  const browser = await launchBrowser('', [])
  try {
    return await measure(server.origin, browser)
  } finally {
    await browser.close()
    await server.stop()
    await database.stop()
    await rm(folder, { recursive: true })
  }
}

/** The map of 3,321 communes by level, in a real browser without a graphics card. */
export const bench: Bench = { name: 'map', run }
