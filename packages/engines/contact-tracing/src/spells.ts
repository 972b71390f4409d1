import type { Fault } from './faults.ts'
import { orderedIds, type Ids } from './ids.ts'

/** A and b were in contact, one as near to the other, on [onset, terminus). Times in any one unit. */
export type Spell = { a: string; b: string; onset: number; terminus: number }

/** Spells by the node they start from; each stands twice, once at either end. */
export type SpellIndex = {
  ids: Ids
  /** Spells of node n: places `start[n] … start[n + 1] - 1`, by terminus. */
  start: Int32Array
  other: Int32Array
  onset: Float64Array
  terminus: Float64Array
  faults: Fault[]
  /** First and last time that is told: spells without a beginning or an end have none. 0 where no time is. */
  earliest: number
  latest: number
}

function faultOf({ a, b, onset, terminus }: Spell): Fault['reason'] | undefined {
  if (a === '' || b === '') return 'missing-id'
  if (Number.isNaN(onset) || Number.isNaN(terminus)) return 'unreadable-time'
  if (a === b) return 'self-contact'
  if (terminus < onset) return 'exit-before-entry'
  return terminus === onset ? 'empty-spell' : undefined
}

/** Splits rows into those that can be used and those that are kept out, with the reason. */
export function sift<T>(rows: readonly T[], reasonOf: (row: T) => Fault['reason'] | undefined): { kept: T[]; faults: Fault[] } {
  const [kept, faults]: [T[], Fault[]] = [[], []]
  rows.forEach((row, index) => {
    const reason = reasonOf(row)
    if (reason === undefined) kept.push(row)
    else faults.push({ row: index, reason })
  })
  return { kept, faults }
}

/** Where each group's rows begin, from how many each has; one longer than the groups. */
export function startsOf(groups: number, of: ArrayLike<number>): Int32Array {
  const start = new Int32Array(groups + 1)
  for (let row = 0; row < of.length; row++) start[of[row]! + 1]!++
  for (let group = 0; group < groups; group++) start[group + 1]! += start[group]!
  return start
}

/** Two endless times are equal; their difference is no number. */
const compare = (one: number, other: number): number => (one < other ? -1 : one > other ? 1 : 0)

/** Indexes spells once for any number of searches. Nodes without a spell may be named too. */
export function indexSpells(spells: readonly Spell[], nodes: Iterable<string> = []): SpellIndex {
  const { kept, faults } = sift(spells, faultOf)
  kept.sort((one, other) => compare(one.terminus, other.terminus) || compare(one.onset, other.onset))
  const ids = orderedIds(namesOf(kept, nodes))
  const [a, b] = [kept.map(spell => ids.find(spell.a)!), kept.map(spell => ids.find(spell.b)!)]
  const index: SpellIndex = {
    ids, faults, start: startsOf(ids.size, [...a, ...b]), other: new Int32Array(2 * kept.length),
    onset: new Float64Array(2 * kept.length), terminus: new Float64Array(2 * kept.length),
    ...endsOf(kept),
  }
  const next = index.start.slice(0, ids.size)
  kept.forEach((spell, row) => {
    put(index, next[a[row]!]!++, b[row]!, spell)
    put(index, next[b[row]!]!++, a[row]!, spell)
  })
  return index
}

function endsOf(kept: readonly Spell[]): Pick<SpellIndex, 'earliest' | 'latest'> {
  let [earliest, latest] = [Infinity, -Infinity]
  for (const { onset, terminus } of kept) {
    for (const time of [onset, terminus]) {
      if (!Number.isFinite(time)) continue
      earliest = Math.min(earliest, time)
      latest = Math.max(latest, time)
    }
  }
  return earliest === Infinity ? { earliest: 0, latest: 0 } : { earliest, latest }
}

function* namesOf(kept: readonly Spell[], nodes: Iterable<string>): Iterable<string> {
  yield* nodes
  for (const { a, b } of kept) {
    yield a
    yield b
  }
}

function put(index: SpellIndex, place: number, other: number, { onset, terminus }: Spell): void {
  index.other[place] = other
  index.onset[place] = onset
  index.terminus[place] = terminus
}

/** The same contacts with time running the other way: tracing back is tracing forward in it. */
export function mirrored(index: SpellIndex): SpellIndex {
  const { ids, start, faults } = index
  const mirror: SpellIndex = {
    ids, start, faults, other: new Int32Array(index.other.length), onset: new Float64Array(index.onset.length), terminus: new Float64Array(index.terminus.length),
    earliest: -index.latest, latest: -index.earliest,
  }
  for (let node = 0; node < ids.size; node++) mirrorNode(index, mirror, start[node]!, start[node + 1]!)
  return mirror
}

function mirrorNode(index: SpellIndex, mirror: SpellIndex, from: number, to: number): void {
  const places = Array.from({ length: to - from }, (_, offset) => from + offset).sort((one, other) => compare(index.onset[other]!, index.onset[one]!))
  places.forEach((place, offset) => {
    mirror.other[from + offset] = index.other[place]!
    mirror.onset[from + offset] = -index.terminus[place]!
    mirror.terminus[from + offset] = -index.onset[place]!
  })
}
