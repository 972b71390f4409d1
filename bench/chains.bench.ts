import type { CaseSource, Chain } from '@phaodai/office'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { createApp } from '#server/app.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { Caller } from '#test/app.ts'
import { launchBrowser, openContext, screenshot } from '#test/browser.ts'
import { openFolder, percentile, plantedDatabase, timings, type Bench, type BenchDatabase, type Row } from './bench.ts'
import { signedIn } from './callers.ts'
import { FIRST_CASE, placeUnits, plantCluster } from './chains.queries.ts'
import { plantGround, PROVINCE_AREA } from './indicators.queries.ts'

const CASES = Number(process.env.PHAODAI_BENCH_CLUSTER ?? 30_000)
/** A page that answers nothing for so long is felt to stand still. */
const STILL_MS = 500
/** From the click to the drawing that can be used, whole; and to a first picture. */
const [USABLE_MS, FIRST_MS] = [5_000, 2_000]

async function answers(caller: Caller): Promise<Row[]> {
  const chain = (await caller.get(`/api/cases/${FIRST_CASE}/chain`)).json<Chain>()
  if (chain.cases.id.length !== CASES || chain.figures.clusters !== 1) throw new Error(`a chain of ${chain.cases.id.length} cases in ${chain.figures.clusters} clusters`)
  const packed = await caller.inject({ method: 'GET', url: `/api/cases/${FIRST_CASE}/chain`, headers: { 'accept-encoding': 'gzip' } })
  const ask = async (url: string): Promise<number> => percentile(await timings(() => caller.get(url), 3, 0), 0.5)
  const source = (await caller.get(`/api/cases/${chain.cases.id[1]}/source`)).json<CaseSource>()
  if (source.links.length === 0) throw new Error('a case without links')
  return [
    { what: `chain of ${CASES} cases, ${chain.links.from.length} links: in the server, p50`, value: await ask(`/api/cases/${FIRST_CASE}/chain`), unit: 'ms', goal: { atMost: USABLE_MS } },
    { what: 'the 1,500 of it that lie nearest: in the server, p50', value: await ask(`/api/cases/${FIRST_CASE}/chain?most=1500`), unit: 'ms' },
    { what: 'the same whole, packed', value: packed.rawPayload.length / 1e6, unit: 'MB' },
    { what: 'why one case is in it: in the server, p50', value: await ask(`/api/cases/${chain.cases.id[1]}/source`), unit: 'ms', goal: { atMost: 100 } },
    { what: 'all chains of the province and the time: in the server, p50', value: await ask('/api/chains?disease=covid-19&from=2021-05-01&to=2021-12-31'), unit: 'ms' },
  ]
}

/** How long the clock runs for a second of the processor: with other work beside it a measure is worth that much less. */
function crowding(): Row {
  const [begun, before] = [performance.now(), process.cpuUsage()]
  while (process.cpuUsage(before).user < 300_000) Math.sqrt(performance.now())
  const { user, system } = process.cpuUsage(before)
  return { what: 'the machine: seconds by the clock for one of the processor', value: (performance.now() - begun) / ((user + system) / 1000), unit: 's' }
}

type Gaps = { longest: number; blocked: number }
type Watched = { stillness: { longest: number; blocked: number; last: number } }

/** Notes in the page how long nothing could be drawn: frames ask for each other, and a gap between two is a page that stands still. */
async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const noted = { longest: 0, blocked: 0, last: performance.now() }
    ;(window as unknown as Watched).stillness = noted
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        noted.longest = Math.max(noted.longest, duration)
        noted.blocked += Math.max(0, duration - 50)
      }
    }).observe({ type: 'longtask', buffered: true })
  })
}

/** The longest task since the last look, and what all of them blocked beyond 50 ms each. */
function gapsOf(page: Page): Promise<Gaps> {
  return page.evaluate(() => {
    const noted = (window as unknown as Watched).stillness
    const found = { longest: noted.longest, blocked: noted.blocked }
    noted.longest = 0
    noted.blocked = 0
    return found
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

const still = (what: string, { longest, blocked }: Gaps): Row[] => [
  { what: `${what}: longest task of the page`, value: longest, unit: 'ms', goal: { atMost: STILL_MS } }, { what: `${what}: blocked beyond 50 ms a task`, value: blocked, unit: 'ms' },
]

/** What somebody does with a drawing: looks for a case, opens it, goes on to another. */
async function tryOut(page: Page): Promise<void> {
  const search = page.getByRole('searchbox').or(page.getByLabel('Tìm theo mã ca')).first()
  for (const code of [Math.floor(CASES / 3), Math.floor(CASES / 50)]) {
    await search.fill(`CB-${String(code).padStart(5, '0')}`)
    await search.press('Enter')
    await page.locator('.chain-why').waitFor()
    await page.waitForTimeout(400)
  }
  await page.getByRole('button', { name: 'Đóng ca được chọn' }).click()
}

async function tree(page: Page, origin: string): Promise<Row[]> {
  const shown = await timed(async () => {
    await page.goto(`${origin}/chuoi-lay/${FIRST_CASE}`)
    await page.locator('[data-drawn=tree]').waitFor()
  })
  const whole = shown + await timed(() => page.getByText(`${CASES.toLocaleString('vi-VN')} ca,`).waitFor())
  await page.waitForTimeout(300)
  const opened = await gapsOf(page)
  await screenshot(page, 'chains-giant-tree')
  for (let turn = 0; turn < 6; turn++) await page.getByRole('button', { name: 'Phóng to' }).click()
  await screenshot(page, 'chains-giant-tree-near')
  await gapsOf(page)
  const box = (await page.locator('.chain-stage canvas').boundingBox())!
  await page.mouse.move(box.x + 200, box.y + 300)
  await page.mouse.down()
  await page.mouse.move(box.x + 200, box.y + 100, { steps: 20 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Xem cả cây' }).click()
  await tryOut(page)
  return [{ what: 'tree: from the address to a first picture', value: shown, unit: 'ms', goal: { atMost: FIRST_MS } }, { what: 'tree: from the address to all of it', value: whole, unit: 'ms', goal: { atMost: USABLE_MS } }, ...still('tree opens', opened), ...still('tree is used', await gapsOf(page))]
}

async function network(page: Page): Promise<Row[]> {
  await gapsOf(page)
  const shown = await timed(async () => {
    await page.getByText('Mạng lưới', { exact: true }).click()
    await page.locator('[data-drawn=network]').waitFor()
  })
  const opened = await gapsOf(page)
  const settled = shown + await timed(() => page.locator('[data-settled=true]').waitFor({ timeout: 60_000 }))
  await page.waitForTimeout(500)
  const laid = await gapsOf(page)
  await screenshot(page, 'chains-giant-network')
  await gapsOf(page)
  await tryOut(page)
  return [
    { what: 'network: from the click to a drawing that can be used', value: shown, unit: 'ms', goal: { atMost: USABLE_MS } }, { what: 'network: until laid out', value: settled, unit: 'ms', goal: { atMost: 20_000 } },
    ...still('network opens', opened), ...still('network is laid out', laid), ...still('network is used', await gapsOf(page)),
  ]
}

async function map(page: Page): Promise<Row[]> {
  await gapsOf(page)
  const shown = await timed(async () => {
    await page.getByText('Bản đồ', { exact: true }).last().click()
    await page.locator('[data-drawn=map]').waitFor()
  })
  await page.waitForTimeout(800)
  const opened = await gapsOf(page)
  await screenshot(page, 'chains-giant-map')
  await gapsOf(page)
  await tryOut(page)
  return [{ what: 'map: from the click to the drawing', value: shown, unit: 'ms', goal: { atMost: USABLE_MS } }, ...still('map opens', opened), ...still('map is used', await gapsOf(page))]
}

async function screens(origin: string, token: string): Promise<Row[]> {
  const browser = await launchBrowser('', [])
  try {
    const context = await openContext(browser)
    await watch(context)
    await context.addCookies([{ name: 'phaodai_session', value: token, url: origin }])
    const page = await context.newPage()
    await page.setViewportSize({ width: 1366, height: 860 })
    return [...await tree(page, origin), ...await network(page), ...await map(page)]
  } finally {
    await browser.close()
  }
}

async function measure(adminUrl: string): Promise<Row[]> {
  const dataFolder = await openFolder()
  const deps = openDeps(readConfig({ DATABASE_URL: adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), adminUrl, (error) => console.error(error))
  const app = await createApp(deps)
  try {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { caller } = (await signedIn(app, adminUrl, { officer: { bodyId: PROVINCE_AREA, role: 'officer' } })).get('officer')!
    return [crowding(), ...await answers(caller), ...await screens(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, caller.token), crowding()]
  } finally {
    await app.close()
    await deps.close()
    await rm(dataFolder, { recursive: true })
  }
}

async function run(): Promise<Row[]> {
  const database = await plantedDatabase('chains', plant)
  try {
    return [database.planted, ...await measure(database.adminUrl)]
  } finally {
    await database.stop()
  }
}

async function plant({ adminUrl }: BenchDatabase): Promise<Row> {
  const begun = performance.now()
  await withClient(adminUrl, { name: 'bench', statementTimeout: 0 }, async (client) => {
    await plantGround(client)
    await placeUnits(client)
    await plantCluster(client, CASES)
  })
  return { what: `one cluster of ${CASES} cases planted`, value: (performance.now() - begun) / 1000, unit: 's' }
}

export const bench: Bench = { name: `One chain of ${CASES} cases, on screen`, run }
