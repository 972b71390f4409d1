import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { areas } from '#test/people.ts'
import { askersOf, fingerprint, leaksIn, meOf, mountedPaths, routesOf, send, type Route } from './asking.ts'
import type { Viewer } from './oracle.ts'
import { newId, type Planted } from './rows.ts'
import { waysFor, type Place, type Way } from './routes.ts'
import { openScopeWorld, type World } from './world.ts'

let world: World
let routes: Route[]
let ways: Record<string, Way>
/** What stood in the tables after the last question. */
let known: ReturnType<typeof fingerprint>
beforeAll(async () => {
  world = await openScopeWorld()
  routes = await routesOf(world)
  ways = waysFor(world.planted)
  known = fingerprint(world)
})
afterAll(() => world?.stop())

/** A row of a place that the viewer must not know of: another one for each viewer and each route, so that all corners are asked for. */
function hiddenFrom(viewer: Viewer, kind: string, key: string): Planted[] {
  const hidden = world.planted.filter((row) => row.kind === kind && !row.sees(viewer))
  return hidden.slice((world.viewers.indexOf(viewer) + key.length) % Math.max(1, hidden.length)).slice(0, 1)
}

const urlOf = (route: Route, id: string): string => route.path.replace(/\{id\}/, id)
const NOT_ALLOWED = JSON.stringify(new Problem('not-allowed').toBody())

/** Asks one place of a route as one viewer; every fault is a line. */
async function faultsOf(route: Route, name: string, place: Place, viewer: Viewer, codes: Set<string>): Promise<string[]> {
  const caller = world.callers.get(viewer)!
  const me = meOf(viewer, world.planted)
  if (place.needs && me[place.needs] === undefined) return []
  const answersTo = async (id: string) => Promise.all(place.ask(id, me).map(async (ask) => {
    const answer = await send(caller, route, ask.url ?? urlOf(route, id), ask)
    return { ...answer, text: answer.text.replaceAll(id, '<id>') }
  }))
  const nothing = place.answer === 'missing' ? await answersTo(newId()) : []
  const faults: string[] = []
  for (const row of hiddenFrom(viewer, place.kind, route.key)) {
    const answers = await answersTo(row.id)
    answers.forEach((answer, n) => {
      codes.add(answer.code)
      const at = `${route.key} ${name}=<${row.kind} out of scope> as ${viewer.name}`
      const expected = place.answer === 'missing' ? nothing[n]! : { status: 403, text: `${NOT_ALLOWED}\n` }
      const same = answer.status === expected.status && (place.answer === 'missing' ? answer.text === expected.text : answer.text.startsWith(expected.text))
      if (!same) faults.push(`${at}: ${answer.status} ${answer.text.slice(0, 300)} instead of ${expected.status} ${expected.text.slice(0, 300)}`)
      faults.push(...leaksIn(world, viewer, answer.text).map((leak) => `${at}: tells the ${leak}`))
    })
  }
  return faults
}

describe('every route of the server', () => {
  test('stands in the API text, and test/scope/routes.ts says how it is asked and what stands in each of its ids', () => {
    const hidden = mountedPaths(world).filter((key) => !routes.some((route) => route.key === key))
    expect(hidden, 'routes that the API text hides: nobody would test them').toEqual(['GET /api/openapi.json'])
    const unknown = routes.filter(({ key }) => ways[key] === undefined).map(({ key }) => key)
    expect(unknown, 'new routes: add each to test/scope/routes.ts with the rows its ids may name').toEqual([])
    const unnamed = routes.flatMap(({ key, ids }) => (ways[key]?.open ? [] : ids.filter((id) => !ways[key]?.places?.[id]).map((id) => `${key}: ${id}`)))
    expect(unnamed, 'new ids in a request: add each to `places` of its route in test/scope/routes.ts').toEqual([])
    const pageless = routes.filter(({ key, method, ids }) => method === 'GET' && !ways[key]?.pages && !ways[key]?.open && ids.length === 0).map(({ key }) => key)
    expect(pageless, 'new lists: add `pages` in test/scope/routes.ts').toEqual([])
    expect(Object.keys(ways).filter((key) => !routes.some((route) => route.key === key)), 'routes that are no more').toEqual([])
  })
})

describe('an id out of scope answers as a missing or a taken one, and nothing is written', async () => {
  const places = Object.entries(waysFor([{ kind: 'supply_item', id: '', marker: '', sees: () => true }]))
    .flatMap(([key, { places: named = {} }]) => Object.entries(named).filter(([, place]) => typeof place !== 'string').map(([name]) => [key, name] as const))

  test.each(places)('%s %s', async (key, name) => {
    const route = routes.find((each) => each.key === key)!
    const place = ways[key]!.places![name] as Place
    const before = await known
    const codes = new Set<string>()
    const faults: string[] = []
    const askers = askersOf(route, world.viewers)
    for (const group of place.answer === 'taken' ? askers.map((viewer) => [viewer]) : [askers]) {
      faults.push(...(await Promise.all(group.map((viewer) => faultsOf(route, name, place, viewer, codes)))).flat())
    }
    expect(faults).toEqual([])
    expect([...codes], 'nobody of the cast gets that far: the request of test/scope/routes.ts is not a good one').toContain(place.code)
    if (route.method === 'GET') return // what such a one should write is seen after the next that may
    known = fingerprint(world)
    const left = Object.entries(await known).filter(([table, digest]) => before[table] !== digest).map(([table]) => table)
    expect(left, 'tables that a refused request has changed').toEqual([])
  })
})

describe('a sheet', () => {
  const row = (id: string, area: number, sameAs: string): string => `id,areaId,claim,channel,heardOn,sameAsId\n${id},${area},Tin đồn,word-of-mouth,05/8/2021,${sameAs}`
  const asViewer = (name: string): Viewer => world.viewers.find((viewer) => viewer.name === name)!
  const sent = (viewer: Viewer, sheet: string) => send(world.callers.get(viewer)!, { method: 'POST' }, '/api/registers/rumour/import', { body: sheet, headers: { 'content-type': 'text/csv' } })

  test('takes no row under an id of a record out of scope, and points at none, exactly as at nothing', async () => {
    const clerk = asViewer('communeClerk')
    const before = await fingerprint(world)
    expect(before, 'what the last questions that only read have written').toEqual(await known)
    for (const hidden of world.planted.filter(({ kind, sees }) => kind === 'rumour' && !sees(clerk))) {
      const taken = await sent(clerk, row(hidden.id, areas.communeA1, ''))
      expect(JSON.parse(taken.text.split('\n')[0]!)).toMatchObject({ imported: 0, repeated: 0, bad: [{ faults: [{ field: null, code: 'not-allowed' }] }] })
      const [pointing, missing] = [await sent(clerk, row(newId(), areas.communeA1, hidden.id)), newId()]
      const nothing = await sent(clerk, row(newId(), areas.communeA1, missing))
      const plain = ({ text }: { text: string }): string => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
      expect(plain(pointing)).toBe(plain(nothing))
      expect(leaksIn(world, clerk, taken.text.replaceAll(hidden.id, '') + pointing.text.replaceAll(hidden.id, ''))).toEqual([])
    }
    const { import_mapping: _, ...after } = await fingerprint(world)
    expect(after).toEqual(Object.fromEntries(Object.entries(before).filter(([table]) => table !== 'import_mapping')))
  })

  test('is not read by the mapping of another post', async () => {
    const [clerk, other] = [asViewer('communeClerk'), asViewer('farClerk')]
    const habit = world.planted.find(({ kind, sees }) => kind === 'mapping' && sees(other))!.marker
    const answer = await sent(clerk, `${habit}\nTin đồn`)
    expect(JSON.parse(answer.text.split('\n')[0]!).mapping).toEqual({})
    expect(JSON.parse((await sent(other, `${habit}\nTin đồn`)).text.split('\n')[0]!).mapping).toEqual({ claim: habit })
  })
})
