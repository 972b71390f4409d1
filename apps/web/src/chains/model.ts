/** A chain as the drawings need it: for every case the one link that puts it into the tree, and whom it infected. */
import { chainClasses, linkBases, linkKinds, linkSettings, type Chain } from '@phaodai/office'

export type ChainModel = {
  chain: Chain
  count: number
  /** The link by which a case hangs in the tree, -1 for the first of a chain: the surest that names a source. */
  parentLink: Int32Array
  parent: Int32Array
  /** Children of case n in the tree: `children[childStart[n]] … children[childStart[n + 1] - 1]`, by day. */
  childStart: Int32Array
  children: Int32Array
  /** Cases in an order in which each stands behind its source. */
  order: Int32Array
  /** Steps from the first of its chain. */
  depth: Int32Array
  /** Links that the tree does not use: a second possible source. */
  others: number[]
}

/** The surest link to each case, of equals the one from the latest source. */
function surest({ cases, links }: Chain, count: number): Int32Array {
  const chosen = new Int32Array(count).fill(-1)
  for (let link = 0; link < links.from.length; link++) {
    const to = links.to[link]!
    const held = chosen[to]!
    const better = held === -1 || links.kind[link]! < links.kind[held]! || (links.kind[link] === links.kind[held] && cases.day[links.from[link]!]! > cases.day[links.from[held]!]!)
    if (better) chosen[to] = link
  }
  return chosen
}

function childrenOf(parent: Int32Array): Pick<ChainModel, 'childStart' | 'children'> {
  const count = parent.length
  const childStart = new Int32Array(count + 1)
  for (const above of parent) if (above >= 0) childStart[above + 1]!++
  for (let n = 0; n < count; n++) childStart[n + 1]! += childStart[n]!
  const [next, children] = [childStart.slice(0, count), new Int32Array(childStart[count]!)]
  parent.forEach((above, n) => { if (above >= 0) children[next[above]!++] = n })
  return { childStart, children }
}

/** Walks the tree from the given roots, each case before those it infected; what was not met stays for another walk. */
function walk(roots: Iterable<number>, { childStart, children }: Pick<ChainModel, 'childStart' | 'children'>, met: Uint8Array, into: number[]): void {
  for (const root of roots) {
    if (met[root] === 1) continue
    met[root] = 1
    for (let at = into.push(root) - 1; at < into.length; at++) {
      for (let child = childStart[into[at]!]!; child < childStart[into[at]! + 1]!; child++) {
        const next = children[child]!
        if (met[next] === 1) continue
        met[next] = 1
        into.push(next)
      }
    }
  }
}

/** Those without a source, as a walk begins with. */
function* rootsOf(parent: Int32Array): Iterable<number> {
  for (let n = 0; n < parent.length; n++) if (parent[n] === -1) yield n
}

function depthsOf(parent: Int32Array, order: readonly number[]): Int32Array {
  const depth = new Int32Array(parent.length)
  for (const n of order) if (parent[n] !== -1) depth[n] = depth[parent[n]!]! + 1
  return depth
}

function unused(parentLink: Int32Array, links: number): number[] {
  const used = new Uint8Array(links)
  for (const link of parentLink) if (link !== -1) used[link] = 1
  const others: number[] = []
  for (let link = 0; link < links; link++) if (used[link] === 0) others.push(link)
  return others
}

/** Reads a chain. Of a circle its earliest case is taken for the first. */
export function chainModel(chain: Chain): ChainModel {
  const count = chain.cases.id.length
  const parentLink = surest(chain, count)
  const parent = Int32Array.from(parentLink, (link) => (link === -1 ? -1 : chain.links.from[link]!))
  const [met, order]: [Uint8Array, number[]] = [new Uint8Array(count), []]
  walk(rootsOf(parent), childrenOf(parent), met, order)
  for (let n = 0; n < count; n++) {
    if (met[n] === 1) continue
    parent[n] = -1 // the earliest of those on a circle, since cases stand by day
    parentLink[n] = -1
    walk([n], childrenOf(parent), met, order)
  }
  return { chain, count, parentLink, parent, ...childrenOf(parent), order: Int32Array.from(order), depth: depthsOf(parent, order), others: unused(parentLink, chain.links.from.length) }
}

/** The links by the day of the infected: cases stand by day, so by their number; a row of the table each. */
export function linksByDay({ chain: { links }, count }: ChainModel): Int32Array {
  const start = new Int32Array(count + 1)
  for (const to of links.to) start[to + 1]!++
  for (let n = 0; n < count; n++) start[n + 1]! += start[n]!
  const rows = new Int32Array(links.to.length)
  links.to.forEach((to, link) => (rows[start[to]!++] = link))
  return rows
}

export type LinkOf = { from: number; to: number; kind: (typeof linkKinds)[number]; basis: (typeof linkBases)[number]; setting: string | null; days: number }

/** A link of the chain in words. */
export function linkOf({ cases, links }: Chain, link: number): LinkOf {
  const [from, to] = [links.from[link]!, links.to[link]!]
  return { from, to, kind: linkKinds[links.kind[link]!]!, basis: linkBases[links.basis[link]!]!, setting: linkSettings[links.setting[link]!] ?? null, days: cases.day[to]! - cases.day[from]! }
}

export const classOf = ({ cases }: Chain, at: number): (typeof chainClasses)[number] => chainClasses[cases.classOf[at]!]!

/** The day of a case as it is written. */
export const dayOf = ({ cases }: Chain, at: number): string => dayText(cases.day[at]!)

/** Days since 1970 as a date. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** What a case is called: its code, or the beginning of its id where it has none. */
export const codeOf = ({ cases }: Chain, at: number): string => cases.code[at] ?? cases.id[at]!.slice(0, 8)

/** The case of this code, or the first whose code holds what is typed; -1 where there is none. */
export function findCode({ cases }: Chain, typed: string): number {
  const key = typed.trim().toUpperCase()
  if (key === '') return -1
  const exact = cases.code.findIndex((code) => code?.toUpperCase() === key)
  return exact !== -1 ? exact : cases.code.findIndex((code) => code?.toUpperCase().includes(key))
}
