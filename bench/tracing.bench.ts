import { chainsOf, COVID19_2021, indexStays, linkGraph, Tracing, type CaseWindow, type StayIndex } from '@phaodai/contact-tracing'
import { percentile, type Bench, type Row } from './bench.ts'
import { relationships, visits, type Relationship } from './tracing/data.ts'
import { duckdb } from './tracing/duckdb.ts'
import { goData, graphology, secondsOf } from './tracing/peers.ts'
import { truthRows } from './tracing/truth.ts'

const DAY = 86_400_000
const RUNS = 5
/** The peers take half a minute for ten times as many. */
const PEERS_UP_TO = 100_000
const DUCK_CASES = 20

/** From relationships with names to chains with sizes, dates and activity. */
function buildChains(links: readonly Relationship[]): number {
  const graph = linkGraph(links)
  const isCase = new Uint8Array(graph.ids.size)
  const dates = new Float64Array(links.length)
  links.forEach(({ date, isCase: isOne }, row) => {
    isCase[graph.from[row]!] = 1
    if (isOne) isCase[graph.to[row]!] = 1
    dates[row] = date
  })
  return chainsOf(graph, dates, isCase, 90).length
}

/** Processor time of the least of some runs, after one that does not count: whatever else a machine does only adds to it. */
function timed(call: () => unknown): number {
  call()
  return Math.min(...Array.from({ length: RUNS }, () => secondsOf(call).seconds))
}

async function chainRows(): Promise<Row[]> {
  const sets = [
    { what: 'chains of 100,000 relationships, clusters of 40', links: relationships(100_000, 40, 1), goal: 0.2 },
    { what: 'chains of 100,000 relationships, one giant cluster', links: relationships(100_000, 100_000, 2), goal: 0.2 },
    { what: 'chains of 1,000,000 relationships, clusters of 40', links: relationships(1_000_000, 40, 3), goal: 2.5 },
    { what: 'chains of 1,000,000 relationships, one giant cluster', links: relationships(1_000_000, 1_000_000, 4), goal: 2.5 },
  ]
  const [theirs, builder] = [graphology(), await goData()]
  return sets.flatMap(({ what, links, goal }) => [
    { what, value: timed(() => buildChains(links)), unit: 's of CPU', goal: { atMost: goal } },
    ...(theirs && links.length <= PEERS_UP_TO ? [{ what: '  graphology: graph and components of the same', value: secondsOf(() => theirs(links)).seconds, unit: 's of CPU' }] : []),
    ...(builder && links.length <= PEERS_UP_TO ? [{ what: '  Go.Data’s builder on the same', value: secondsOf(() => builder(links)).seconds, unit: 's of CPU' }] : []),
  ])
}

/** Cases of different people who fell ill on different days. */
function someCases(count: number, people: number): CaseWindow[] {
  return Array.from({ length: count }, (_, at) => {
    const onset = (4 + (at % 10)) * DAY
    return { person: (at * 7919) % people, from: onset - 2 * DAY, to: onset + 2 * DAY }
  })
}

type Question = { times: number[]; contacts: number }

function askOneByOne(index: StayIndex, cases: readonly CaseWindow[]): Question {
  const tracing = new Tracing(index, COVID19_2021)
  let contacts = 0
  const times = cases.map((each) => {
    const start = performance.now()
    tracing.trace([each])
    contacts += tracing.contacts().length
    return performance.now() - start
  })
  return { times, contacts: contacts / cases.length }
}

function visitRows(what: string, crowding: number, hasGoals: boolean): Row[] {
  const columns = visits({ people: 200_000, places: 20_000, count: 2_000_000, crowding, seed: 5 })
  const goal = (atMost: number): Pick<Row, 'goal'> => (hasGoals ? { goal: { atMost } } : {})
  const seconds = timed(() => indexStays(columns, COVID19_2021, 14 * DAY))
  const index = indexStays(columns, COVID19_2021, 14 * DAY)
  const cases = someCases(1000, columns.people)
  const { times, contacts } = askOneByOne(index, cases)
  const tracing = new Tracing(index, COVID19_2021)
  const together = timed(() => tracing.trace(cases))
  const added = someCases(1100, columns.people).slice(1000).map((each) => {
    const start = performance.now()
    tracing.addCase(each)
    return performance.now() - start
  })
  return [
    { what: `${what}: index of 2,000,000 visits`, value: seconds, unit: 's of CPU', ...goal(1) },
    { what: '  F1–F3 of one case, median', value: percentile(times, 0.5), unit: 'ms p50', ...goal(2) },
    { what: '  F1–F3 of one case, one in a hundred', value: percentile(times, 0.99), unit: 'ms p99', ...goal(20) },
    { what: '  1,000 cases one after the other', value: times.reduce((sum, each) => sum + each, 0) / 1000, unit: 's', ...goal(2) },
    { what: '  1,000 cases at once', value: together, unit: 's of CPU', ...goal(2) },
    { what: '  one case more, when 1,000 are traced', value: percentile(added, 0.5), unit: 'ms p50' },
    { what: '  contacts of a case, F1–F3', value: contacts, unit: 'people' },
  ]
}

/** DuckDB joins the same visits with themselves, two steps: what a table of exposures would be made with. */
async function duckRows(): Promise<Row[]> {
  const columns = visits({ people: 200_000, places: 20_000, count: 2_000_000, crowding: 1, seed: 5 })
  const join = await duckdb(columns)
  if (!join) return []
  const times: number[] = []
  for (const { person, ...window } of someCases(DUCK_CASES + 1, columns.people)) {
    const start = performance.now()
    await join(person, window)
    times.push(performance.now() - start)
  }
  return [{ what: '  DuckDB: F1–F2 of one case by a self-join, all places alike', value: percentile(times.slice(1), 0.5), unit: 'ms p50' }]
}

async function run(): Promise<Row[]> {
  const chains = await chainRows()
  const alike = visitRows('all places alike', 1, true)
  const crowded = visitRows('some places 140 times as crowded', 2, false)
  return [...chains, ...alike, ...crowded, ...await duckRows(), ...truthRows()]
}

/** Contact tracing: chains beside graph libraries, tiers over two million visits, and what is found of the simulator's truth. */
export const bench: Bench = { name: 'tracing', run }
