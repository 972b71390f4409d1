import { findRegister } from '@phaodai/registers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askersOf, leaksIn, routesOf, send, type Answer, type Route } from './asking.ts'
import type { Viewer } from './oracle.ts'
import { waysFor, type Page, type Place } from './routes.ts'
import type { Planted } from './rows.ts'
import { openScopeWorld, plantElsewhere, type World } from './world.ts'

let world: World
let routes: Route[]
beforeAll(async () => {
  world = await openScopeWorld()
  routes = (await routesOf(world)).filter(({ method }) => method === 'GET')
})
afterAll(() => world?.stop())

const everyPage = Object.entries(waysFor([{ kind: 'supply_item', id: '', marker: '', sees: () => true }])).flatMap(([key, { pages = [] }]) => pages.map((page) => ({ ...page, key })))
const routeOf = (key: string): Route => routes.find((each) => each.key === key)!
const scopeOf = (page: string): { wholeAudit: boolean } => ({ wholeAudit: page.startsWith('/api/audit') })
const ask = (viewer: Viewer, url: string): Promise<Answer> => send(world.callers.get(viewer)!, { method: 'GET' }, url, {})

/** What a page tells one viewer too much, or, by the oracle, too little. */
function faultsOf({ url, shows, reveals }: Page, viewer: Viewer, answer: Answer, permission: string | null): string[] {
  const told = answer.status === 200
  const refusable = reveals || (permission !== null && !viewer.permissions.has(permission))
  const leaks = leaksIn(world, viewer, answer.text, { revealed: reveals && told, ...scopeOf(url) }).map((leak) => `as ${viewer.name}: tells the ${leak}`)
  const missed = world.planted.filter((row) => told && shows.includes(row.kind) && row.sees(viewer) && !answer.text.includes(row.marker))
  return [...(told || (answer.status === 403 && refusable) ? [] : [`as ${viewer.name}: ${answer.status} ${answer.text.slice(0, 200)}`]), ...leaks,
    ...missed.map(({ kind, marker }) => `as ${viewer.name}: hides the ${kind} ${marker}, which the oracle says is the viewer's`)]
}

/** The plain page of a route, and what reveals, is asked by everybody who may; what only narrows it by every other one, another half for each. */
function readersOf(page: Page & { key: string }, n: number): Viewer[] {
  const askers = askersOf(routeOf(page.key), world.viewers)
  const plain = everyPage.find(({ key }) => key === page.key) === page
  return plain || page.reveals || askers.length < 4 ? askers : askers.filter((_, place) => (place + n) % 2 === 0)
}

describe('a page tells nothing of rows out of scope and all of those within', () => {
  test.each(everyPage.map((page, n) => [page.url, page, n] as const))('%s', async (_, page, n) => {
    const askers = readersOf(page, n)
    const answers = await Promise.all(askers.map((viewer) => ask(viewer, page.url)))
    expect(answers.flatMap((answer, n) => faultsOf(page, askers[n]!, answer, routeOf(page.key).permission))).toEqual([])
    expect(answers.some(({ status }) => status === 200), 'nobody of the cast may read it').toBe(true)
  })
})

/** Every third row of the viewer's and every seventh of others; of a paper, which takes long to draw, the first of either. */
function rowsAsked(key: string, viewer: Viewer): (row: Planted, n: number, all: Planted[]) => boolean {
  const firstOfItsSort = (row: Planted, all: Planted[]): boolean => all.find((each) => each.sees(viewer) === row.sees(viewer)) === row
  return (row, n, all) => (key.includes('{format}') ? firstOfItsSort(row, all) : n % (row.sees(viewer) ? 3 : 7) === 0)
}

describe('a row in scope opens, one out of scope does not', () => {
  const opened = Object.entries(waysFor([{ kind: 'supply_item', id: '', marker: '', sees: () => true }])).filter(([key, { places }]) => key.startsWith('GET') && typeof places?.id === 'object' && !/\{(?!id\}|format\})/.test(key)) // one that names two rows is asked in answers.test.ts
  test.each(opened.map(([key, { places }]) => [key, places!.id as Place] as const))('%s', async (key, { kind, reveals = false }) => {
    const route = routeOf(key)
    const faults = await Promise.all(askersOf(route, world.viewers).map(async (viewer) => {
      const may = viewer.permissions.has(route.permission!)
      const found: string[] = []
      for (const row of world.planted.filter((each) => each.kind === kind).filter(rowsAsked(key, viewer))) {
        const answer = await ask(viewer, route.path.replace('{id}', row.id).replace('{format}', 'docx'))
        const own = !key.endsWith('/cascade-proposal') || row.facts?.to === viewer.member.actsForId
        const expected = !may ? 403 : row.sees(viewer) && own ? 200 : 404
        if (answer.status !== expected) found.push(`${row.marker} as ${viewer.name}: ${answer.status} instead of ${expected}`)
        found.push(...leaksIn(world, viewer, answer.text, { revealed: reveals && answer.status === 200 }).map((leak) => `${row.marker} as ${viewer.name}: tells the ${leak}`))
      }
      return found
    }))
    expect(faults.flat()).toEqual([])
  })

  test('the sensitive values of a record, only to posts that may reveal them', async () => {
    const faults: string[] = []
    const kept = world.secrets.filter(({ register }) => findRegister(register) !== undefined)
    for (const register of new Set(kept.map((secret) => secret.register))) {
      for (const viewer of world.viewers) {
        const { text } = await ask(viewer, `/api/registers/${register}?reveal=1&limit=500`)
        const wrong = kept.filter((secret) => secret.register === register && text.includes(secret.marker) !== secret.sees(viewer))
        faults.push(...wrong.map(({ marker }) => `${register} ${marker} as ${viewer.name}`))
      }
    }
    expect(faults).toEqual([])
  })
})

describe('what happens out of scope changes no answer', () => {
  const holds = (viewer: Viewer, key: string): boolean => viewer.permissions.has(routeOf(key).permission ?? 'session.read')
  /** Searches and public trees repeat what the plain lists tell; groups of notices and the leader's sheet tell the instant of the answer. */
  const stable = everyPage.filter(({ url }) => !/^\/api\/(audit|areas|bodies|notices\/groups|picture\/sheet)|q=|search=|bodyId=|voided=|reveal=|xlsx/.test(url))
  const BESIDE = ['communeClerk', 'communePartyClerk', 'healthStation', 'villageMember', 'neighbour', 'districtLeader', 'districtPartyClerk', 'districtAdmin', 'farClerk', 'farAdmin']
  /** What each viewer was told last. Only sowing changes this world: who was blind to the first rows is not asked again before the second. */
  const told = new Map<Viewer, Map<string, string>>()
  const tellAll = (viewers: readonly Viewer[]) => Promise.all(viewers.map(async (viewer) => {
    const answers = new Map<string, string>()
    for (const { url } of stable.filter(({ key }) => holds(viewer, key))) answers.set(url, (await ask(viewer, url)).text)
    told.set(viewer, answers)
  }))

  test.each(['other district', 'party'] as const)('rows in the %s, seen by those beside it', async (where) => {
    const before = world.planted.length
    const beside = world.viewers.filter(({ name }) => BESIDE.includes(name))
    await tellAll(beside.filter((viewer) => !told.has(viewer)))
    await world.sow((soil) => plantElsewhere(soil, where))
    const fresh = world.planted.slice(before)
    const blind = beside.filter((viewer) => !fresh.some((row) => row.sees(viewer)))
    expect(blind.length).toBeGreaterThan(5)
    const then = new Map(told)
    told.clear()
    await tellAll(blind)
    const moved = blind.flatMap((viewer) => [...told.get(viewer)!].filter(([url, text]) => then.get(viewer)!.get(url) !== text)
      .map(([url, text]) => `${url} as ${viewer.name}: ${text.slice(0, 200)} instead of ${then.get(viewer)!.get(url)?.slice(0, 200)}`))
    expect(moved).toEqual([])
  })
})
