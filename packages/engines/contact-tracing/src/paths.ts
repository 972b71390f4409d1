import { Heap } from './heap.ts'
import type { SpellIndex } from './spells.ts'
import { mirrored } from './spells.ts'

/** How passing on is timed: a passage takes `step`; nothing is passed on at `until` or later. */
export type Passing = { step?: number; until?: number }

/** A node one starts from, and when. */
export type Seed = { node: string; time: number }

/** What a search found, by node number: `time` Infinity (forward) or -Infinity (backward) = never. `previous` -1 = a seed or never reached. */
export type Reached = { time: Float64Array; hops: Int32Array; previous: Int32Array }

/**
 * Earliest arrival at every node over time-respecting paths. Leaving a node at t over a spell [o, e) needs max(o, t) < e and
 * arrives at max(o, t) + step; with a step above 0 no later than e. Simultaneous spells chain with step 0; cycles do no harm,
 * since nobody arrives twice. Of paths that arrive together the one with fewest hops is told, then the one over the first id.
 * Seeds that are no node of the index reach nobody.
 */
export function earliestArrival(index: SpellIndex, seeds: readonly Seed[], { step = 0, until = Infinity }: Passing = {}): Reached {
  const reached = nothing(index.ids.size)
  const [heap, isDone] = [new Heap(), new Uint8Array(index.ids.size)]
  for (const { node: name, time } of seeds) {
    const node = index.ids.find(name)
    if (node !== undefined && time < reached.time[node]!) improve(reached, heap, node, time, 0, -1)
  }
  while (heap.size > 0) {
    const { time, hops, node } = heap.pop()
    if (isDone[node] === 1) continue
    isDone[node] = 1
    if (time < until) passOn(index, reached, heap, { node, time, hops }, { step, until })
  }
  return reached
}

function nothing(nodes: number): Reached {
  return { time: new Float64Array(nodes).fill(Infinity), hops: new Int32Array(nodes), previous: new Int32Array(nodes).fill(-1) }
}

function improve({ time, hops, previous }: Reached, heap: Heap, node: number, at: number, count: number, from: number): void {
  time[node] = at
  hops[node] = count
  previous[node] = from
  heap.push(at, count, node)
}

function passOn(index: SpellIndex, reached: Reached, heap: Heap, from: { node: number; time: number; hops: number }, { step, until }: Required<Passing>): void {
  const { other, onset, terminus, start } = index
  const end = start[from.node + 1]!
  for (let place = firstAfter(terminus, from.time, start[from.node]!, end); place < end; place++) {
    const leaves = Math.max(onset[place]!, from.time)
    const arrives = leaves + step
    if (leaves >= until || (step > 0 && arrives > terminus[place]!)) continue
    const to = other[place]!
    if (isBetter(reached, to, arrives, from.hops + 1, from.node)) improve(reached, heap, to, arrives, from.hops + 1, from.node)
  }
}

function isBetter({ time, hops, previous }: Reached, node: number, arrives: number, count: number, from: number): boolean {
  if (arrives !== time[node]!) return arrives < time[node]!
  if (previous[node] === -1) return false
  return count < hops[node]! || (count === hops[node]! && from < previous[node]!)
}

/** First place in [low, high) whose value is above `limit`; values ascend. */
export function firstAfter(values: Float64Array, limit: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! > limit) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Latest departure from every node that still reaches a seed in time: the mirror image of `earliestArrival` (leaving at
 * min(e, t) - step over a spell [o, e) needs min(e, t) > o; with a step above 0 no earlier than o). `previous` is the next on
 * the way to the seed. With `until`, nothing before it counts.
 */
export function latestDeparture(index: SpellIndex, seeds: readonly Seed[], { step = 0, until = -Infinity }: Passing = {}): Reached {
  const reached = earliestArrival(mirrored(index), seeds.map(({ node, time }) => ({ node, time: -time })), { step, until: -until })
  reached.time.forEach((time, node) => (reached.time[node] = 0 - time))
  return reached
}
