import { chainsOf, clustersOf, degreesOf, generationsOf, linkGraph, type LinkGraph } from '@phaodai/contact-tracing'
import { addDays } from '@phaodai/vocabulary'
import type { Chain, ChainFigures, ChainLine, ChainsView, Intervals } from '@phaodai/office'
import type { AreaRow, CaseRow, Found } from './load.ts'

/** A chain whose last case fell ill within so many days of the end of the time asked for goes on. */
const ACTIVE_DAYS = 14
/** Chains told one by one; the sizes of the others are in the count. */
const MOST_CHAINS = 200

const dayOf = (days: number): string => addDays('1970-01-01', days)

type Drawn = Found & { graph: LinkGraph; generation: Int32Array; delays: Float64Array }

/** The engine's graph of what was found: cases are numbered as they stand, which the columns rest on. */
function drawn(found: Found): Drawn {
  const { cases, links } = found
  const graph = { ...linkGraph([], cases.map(({ id }) => id)), from: Int32Array.from(links.from), to: Int32Array.from(links.to) }
  const delays = Float64Array.from(links.to, (to, link) => cases[to]!.day - cases[links.from[link]!]!.day)
  return { ...found, graph, generation: generationsOf(graph), delays }
}

/** How many links have so many days between their ends, and the middle of all. */
export function intervalsOf(delays: Iterable<number>): Intervals {
  const sorted = [...delays].filter((days) => !Number.isNaN(days)).sort((one, other) => one - other)
  const counts = new Map<number, number>()
  for (const days of sorted) counts.set(days, (counts.get(days) ?? 0) + 1)
  const middle = sorted.length >> 1
  const median = sorted.length === 0 ? null : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { known: sorted.length, median, counts: [...counts].map(([days, links]) => ({ days, links })) }
}

/** Figures over cases in order of their days. */
function figuresOf({ cases, links, graph, generation, delays }: Drawn): ChainFigures {
  const deepest = generation.reduce((most, each) => Math.max(most, each), -1)
  return {
    cases: cases.length, links: links.from.length, clusters: clustersOf(graph).sizes.filter((size) => size > 1).length, generations: links.from.length === 0 ? 0 : deepest + 1,
    circular: generation.filter((each) => each === -1).length, firstOn: cases.length === 0 ? null : dayOf(cases[0]!.day), lastOn: cases.length === 0 ? null : dayOf(cases.at(-1)!.day), intervals: intervalsOf(delays),
  }
}

/** A chain as columns; `start` is the place of the case it was asked for, -1 where it was asked for otherwise. */
export function chainOf(found: Found, areas: AreaRow[], startId: string | null): Chain {
  const all = drawn(found)
  const placeOf = new Map(areas.map(({ id }, at) => [id, at]))
  const column = <T>(of: (row: CaseRow) => T): T[] => found.cases.map(of)
  return {
    start: startId === null ? -1 : (all.graph.ids.find(startId) ?? -1), more: found.more, figures: figuresOf(all), areas,
    cases: { id: column(({ id }) => id), code: column(({ code }) => code), area: column(({ areaId }) => placeOf.get(areaId)!), day: column(({ day }) => day), classOf: column(({ classOf }) => classOf), generation: [...all.generation] },
    links: found.links,
  }
}

/** First case and deepest generation of every cluster, by its number. */
function perCluster({ cases, generation }: Drawn, of: Int32Array, count: number): { first: CaseRow[]; last: CaseRow[]; generations: Int32Array } {
  const [first, last, generations]: [CaseRow[], CaseRow[], Int32Array] = [[], [], new Int32Array(count)]
  cases.forEach((row, at) => {
    const cluster = of[at]! - 1
    first[cluster] ??= row
    last[cluster] = row
    generations[cluster] = Math.max(generations[cluster]!, generation[at]! + 1)
  })
  return { first, last, generations }
}

/** Cases that stand alone, chains one by one and how many there are of each size. */
export function chainsView(found: Found, nameOf: (areaId: number) => string, until: string): ChainsView {
  const all = drawn(found)
  const { of, count } = clustersOf(all.graph)
  const { first, last, generations } = perCluster(all, of, count)
  const days = Float64Array.from(all.graph.to, (node) => found.cases[node]!.day)
  const chains = chainsOf(all.graph, days, new Uint8Array(found.cases.length).fill(1), Date.parse(until) / 86_400_000 - ACTIVE_DAYS + 1)
  const linked = chains.flatMap(({ cases, links, isActive }, at): ChainLine[] => (cases < 2 ? [] : [{
    caseId: first[at]!.id, code: first[at]!.code, area: nameOf(first[at]!.areaId), cases, links, generations: generations[at]!, firstOn: dayOf(first[at]!.day), lastOn: dayOf(last[at]!.day), isActive,
  }]))
  const sizes = new Map<number, number>()
  for (const { cases } of linked) sizes.set(cases, (sizes.get(cases) ?? 0) + 1)
  const { both } = degreesOf(all.graph)
  return {
    figures: figuresOf(all), alone: both.filter((degree) => degree === 0).length, more: found.more,
    chains: linked.toSorted((one, other) => other.cases - one.cases || one.caseId.localeCompare(other.caseId)).slice(0, MOST_CHAINS),
    sizes: [...sizes].map(([cases, chains]) => ({ cases, chains })).toSorted((one, other) => one.cases - other.cases),
  }
}
