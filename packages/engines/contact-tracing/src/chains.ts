import { clustersOf, type LinkGraph } from './links.ts'

/** A chain of transmission: everybody who hangs together, with its dates. Times in the unit of the links. */
export type Chain = { people: number; cases: number; contacts: number; links: number; first: number; last: number; isActive: boolean }

/**
 * Chains over links with dates (an array entry each, NaN = not known), of cases and their contacts. A chain is active when any
 * of its links is dated at `activeFrom` or later: those that close a circle and those told twice count like any other.
 * Grows with the links alone, in one giant chain too.
 */
export function chainsOf(graph: Pick<LinkGraph, 'ids' | 'from' | 'to'>, dates: Float64Array, isCase: Uint8Array, activeFrom: number): Chain[] {
  const { of, sizes, count } = clustersOf(graph)
  const chains = Array.from({ length: count }, (_, at): Chain => ({ people: sizes[at + 1]!, cases: 0, contacts: 0, links: 0, first: Infinity, last: -Infinity, isActive: false }))
  for (let node = 0; node < of.length; node++) {
    const chain = chains[of[node]! - 1]!
    if (isCase[node] === 1) chain.cases++
    else chain.contacts++
  }
  for (let link = 0; link < dates.length; link++) {
    const [chain, date] = [chains[of[graph.from[link]!]! - 1]!, dates[link]!]
    chain.links++
    if (date < chain.first) chain.first = date
    if (date > chain.last) chain.last = date
  }
  for (const chain of chains) chain.isActive = chain.last >= activeFrom
  return chains
}
