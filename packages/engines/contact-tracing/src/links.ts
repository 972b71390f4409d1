import type { Fault } from './faults.ts'
import { Ids } from './ids.ts'
import { startsOf } from './spells.ts'

/** One infected, or may have infected, the other. */
export type Link = { from: string; to: string }

/** Links between people, numbered in the order in which they were named. */
export type LinkGraph = {
  ids: Ids
  from: Int32Array
  to: Int32Array
  /** Rows of the input that the links stand in. */
  rows: Int32Array
  faults: Fault[]
}

function faultOf({ from, to }: Link): Fault['reason'] | undefined {
  if (from === '' || to === '') return 'missing-id'
  return from === to ? 'self-contact' : undefined
}

/** Reads links. People of a line list may be named first: they stand in the graph even when nobody is linked with them. */
export function linkGraph(links: readonly Link[], people: Iterable<string> = []): LinkGraph {
  const ids = new Ids()
  for (const name of people) ids.take(name)
  const [from, to, rows] = [new Int32Array(links.length), new Int32Array(links.length), new Int32Array(links.length)]
  const faults: Fault[] = []
  let count = 0
  for (let row = 0; row < links.length; row++) {
    const link = links[row]!
    const reason = faultOf(link)
    if (reason !== undefined) {
      faults.push({ row, reason })
      continue
    }
    from[count] = ids.take(link.from)
    to[count] = ids.take(link.to)
    rows[count++] = row
  }
  return { ids, from: from.slice(0, count), to: to.slice(0, count), rows: rows.slice(0, count), faults }
}

/** A cluster of each node, numbered from 1 by its first node, and how many nodes each has (`sizes[cluster]`). */
export type Clusters = { of: Int32Array; sizes: Int32Array; count: number }

/** Who hangs together with whom over links in either direction, in time that grows with the links alone. */
export function clustersOf({ ids, from, to }: Pick<LinkGraph, 'ids' | 'from' | 'to'>): Clusters {
  const parent = Int32Array.from({ length: ids.size }, (_, node) => node)
  for (let link = 0; link < from.length; link++) join(parent, from[link]!, to[link]!)
  const [of, sizes] = [new Int32Array(ids.size), [0]]
  for (let node = 0; node < ids.size; node++) {
    const root = rootOf(parent, node)
    if (of[root] === 0) of[root] = sizes.push(0) - 1
    of[node] = of[root]!
    sizes[of[node]!]!++
  }
  return { of, sizes: Int32Array.from(sizes), count: sizes.length - 1 }
}

/** The root of a node's tree; the way to it is halved as it is walked. */
export function rootOf(parent: Int32Array, node: number): number {
  while (parent[node] !== node) {
    parent[node] = parent[parent[node]!]!
    node = parent[node]!
  }
  return node
}

/** Joins two trees, the later root under the earlier one. */
export function join(parent: Int32Array, a: number, b: number): void {
  const [one, other] = [rootOf(parent, a), rootOf(parent, b)]
  if (one < other) parent[other] = one
  else parent[one] = other
}

/** How many links come in, go out, and both; those told twice count twice. */
export function degreesOf({ ids, from, to }: LinkGraph): { indeg: Int32Array; outdeg: Int32Array; both: Int32Array } {
  const [indeg, outdeg, both] = [new Int32Array(ids.size), new Int32Array(ids.size), new Int32Array(ids.size)]
  for (let link = 0; link < from.length; link++) {
    outdeg[from[link]!]!++
    indeg[to[link]!]!++
    both[from[link]!]!++
    both[to[link]!]!++
  }
  return { indeg, outdeg, both }
}

/** Time from the infector's date to that of whom he infected, a link each; NaN where either is not known. Negative: he fell ill later. */
export function delaysOf({ ids, from, to }: LinkGraph, dateOf: (id: string) => number | undefined): Float64Array {
  const dates = Float64Array.from(ids.names, id => dateOf(id) ?? Number.NaN)
  return Float64Array.from(from, (infector, link) => dates[to[link]!]! - dates[infector]!)
}

/**
 * Generation of each node: 0 for those nobody infected, otherwise one more than the nearest infector's; -1 for those who
 * only hang on a circle, where nobody stands first.
 */
export function generationsOf({ ids, from, to }: LinkGraph, seeds?: readonly string[]): Int32Array {
  const generation = new Int32Array(ids.size).fill(-1)
  const hasInfector = new Uint8Array(ids.size)
  for (const node of to) hasInfector[node] = 1
  const roots = seeds ? seeds.flatMap(name => ids.find(name) ?? []) : [...ids.names.keys()].filter(node => hasInfector[node] === 0)
  for (const root of roots) generation[root] = 0
  walk(outLinks({ ids, from, to }), generation, roots)
  return generation
}

type Out = { start: Int32Array; next: Int32Array }

function outLinks({ ids, from, to }: Pick<LinkGraph, 'ids' | 'from' | 'to'>): Out {
  const start = startsOf(ids.size, from)
  const [next, place] = [new Int32Array(to.length), start.slice(0, ids.size)]
  from.forEach((node, link) => (next[place[node]!++] = to[link]!))
  return { start, next }
}

function walk({ start, next }: Out, generation: Int32Array, queue: number[]): void {
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!
    for (let link = start[node]!; link < start[node + 1]!; link++) {
      const to = next[link]!
      if (generation[to] !== -1) continue
      generation[to] = generation[node]! + 1
      queue.push(to)
    }
  }
}

/** The graph with every link turned round: its generations from a case are the steps back to its sources. */
export function turned(graph: LinkGraph): LinkGraph {
  return { ...graph, from: graph.to, to: graph.from }
}
