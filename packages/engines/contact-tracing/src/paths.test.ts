import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { earliestArrival, indexSpells, latestDeparture, type Passing, type Seed, type Spell } from './index.ts'

const spell = (a: string, b: string, onset: number, terminus: number): Spell => ({ a, b, onset, terminus })

/** Times by name of everybody reached. */
function times(spells: Spell[], seeds: Seed[], passing: Passing = {}, search = earliestArrival): Record<string, number> {
  const index = indexSpells(spells)
  const { time } = search(index, seeds, passing)
  return Object.fromEntries(index.ids.names.map((name, node): [string, number] => [name, time[node]!]).filter(([, at]) => Number.isFinite(at)))
}

/** Tries every spell again and again until nothing gets earlier: slow and plain. */
function bruteForce(spells: Spell[], seeds: Seed[], { step = 0, until = Infinity }: Passing): Record<string, number> {
  const at: Record<string, number> = {}
  const nodes = new Set(spells.flatMap(({ a, b }) => (a === b ? [] : [a, b])))
  for (const { node, time } of seeds) if (nodes.has(node)) at[node] = Math.min(time, at[node] ?? Infinity)
  for (let round = 0; round <= nodes.size; round++) {
    for (const { a, b, onset, terminus } of spells) {
      for (const [from, to] of [[a, b], [b, a]] as const) {
        const leaves = Math.max(onset, at[from] ?? Infinity)
        if (a === b || leaves >= terminus || leaves >= until || (step > 0 && leaves + step > terminus)) continue
        at[to] = Math.min(at[to] ?? Infinity, leaves + step)
      }
    }
  }
  return at
}

const spells = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(12), fc.integer({ min: 1, max: 4 })), { maxLength: 14 })
  .map(rows => rows.map(([a, b, onset, length]) => spell(String(a), String(b), onset === 12 ? -Infinity : onset, length === 4 ? Infinity : (onset % 12) + length)))
const seeds = fc.array(fc.record({ node: fc.nat(6).map(String), time: fc.nat(8) }), { minLength: 1, maxLength: 3 })
const passing = fc.record({ step: fc.constantFrom(0, 1, 2), until: fc.constantFrom(Infinity, 6) })

describe('earliest arrival', () => {
  test('a step of 0 chains simultaneous spells, a step of 1 does not', () => {
    const together = [spell('a', 'b', 3, 4), spell('b', 'c', 3, 4), spell('c', 'd', 3, 4)]
    expect(times(together, [{ node: 'a', time: 0 }])).toEqual({ a: 0, b: 3, c: 3, d: 3 })
    expect(times(together, [{ node: 'a', time: 0 }], { step: 1 })).toEqual({ a: 0, b: 4 })
  })

  test('nobody goes back in time, a spell ends before its terminus, circles end', () => {
    expect(times([spell('a', 'b', 5, 6), spell('b', 'c', 1, 5)], [{ node: 'a', time: 0 }])).toEqual({ a: 0, b: 5 })
    expect(times([spell('a', 'b', 0, 2), spell('b', 'c', 1, 3), spell('c', 'a', 2, 9)], [{ node: 'a', time: 1 }])).toEqual({ a: 1, b: 1, c: 1 })
  })

  test('spells without a beginning or an end are open there, forward and backward', () => {
    const open = [spell('c', 'd', 5, Infinity), spell('a', 'b', -Infinity, 3), spell('b', 'c', -Infinity, Infinity), spell('b', 'c', -Infinity, Infinity), spell('d', 'e', 2, 4)]
    // a has left b by 3; from b to c at once; c meets d at 5, when d no longer meets e.
    expect(times(open, [{ node: 'a', time: 1 }])).toEqual({ a: 1, b: 1, c: 1, d: 5 })
    expect(times(open, [{ node: 'a', time: 3 }])).toEqual({ a: 3 })
    expect(times(open, [{ node: 'a', time: 1 }], { step: 2 })).toEqual({ a: 1, b: 3, c: 5, d: 7 })
    // Back from d at 9: c and b may leave until then, a before 3.
    expect(times(open, [{ node: 'd', time: 9 }], {}, latestDeparture)).toEqual({ a: 3, b: 9, c: 9, d: 9, e: 4 })
    expect(indexSpells(open)).toMatchObject({ earliest: 2, latest: 5, faults: [] })
    expect(indexSpells([spell('a', 'b', -Infinity, Infinity)])).toMatchObject({ earliest: 0, latest: 0 })
  })

  test('equals trying everything', () => {
    fc.assert(fc.property(spells, seeds, passing, (rows, from, how) => {
      expect(times(rows, from, how)).toEqual(bruteForce(rows, from, how))
    }))
  })

  test('tells the same path whatever the order of the rows', () => {
    fc.assert(fc.property(spells, fc.nat(1000), seeds, passing, (rows, turn, from, how) => {
      const other = rows.map(({ a, b, ...rest }, row) => ((row + turn) % 2 === 0 ? { a, b, ...rest } : { a: b, b: a, ...rest })).toReversed()
      const [one, two] = [indexSpells(rows), indexSpells(other)]
      expect(one.ids.names).toEqual(two.ids.names)
      expect(earliestArrival(one, from, how)).toEqual(earliestArrival(two, from, how))
    }))
  })

  test('the path told is one: each arrival follows from the one before', () => {
    fc.assert(fc.property(spells, seeds, (rows, from) => {
      const index = indexSpells(rows)
      const { time, hops, previous } = earliestArrival(index, from)
      previous.forEach((before, node) => {
        if (before < 0) return
        expect(hops[node]).toBe(hops[before]! + 1)
        const [one, other] = [index.ids.names[before]!, index.ids.names[node]!]
        expect(rows.some(({ a, b, onset, terminus }) => [a, b].includes(one) && [a, b].includes(other)
          && Math.max(onset, time[before]!) === time[node] && time[node]! < terminus)).toBe(true)
      })
    }))
  })
})

describe('latest departure', () => {
  test('is earliest arrival seen in a mirror', () => {
    fc.assert(fc.property(spells, seeds, passing, (rows, from, { step }) => {
      const mirror = rows.map(({ a, b, onset, terminus }) => spell(a, b, 20 - terminus, 20 - onset))
      const back = times(rows, from.map(({ node, time }) => ({ node, time: 20 - time })), { step }, latestDeparture)
      const forward = times(mirror, from, { step })
      expect(Object.fromEntries(Object.entries(back).map(([node, time]) => [node, 20 - time]))).toEqual(forward)
    }))
  })

  test('with a step, leaving at the time told arrives in time, leaving later does not', () => {
    fc.assert(fc.property(spells, fc.nat(6).map(String), fc.nat(16), fc.constantFrom(1, 2), (rows, node, time, step) => {
      const back = times(rows, [{ node, time }], { step }, latestDeparture)
      for (const name of new Set(rows.flatMap(({ a, b }) => [a, b]))) {
        if (name === node) continue
        const arrives = (leaving: number): number => times(rows, [{ node: name, time: leaving }], { step })[node] ?? Infinity
        if (back[name] !== undefined) expect(arrives(back[name])).toBeLessThanOrEqual(time)
        expect(arrives((back[name] ?? -5) + 1)).toBeGreaterThan(time)
      }
    }))
  })
})

test('spells that say nothing are kept out, each with its reason', () => {
  const { faults, ids } = indexSpells([spell('a', 'a', 1, 2), spell('a', 'b', 5, 4), spell('a', 'b', 4, 4), spell('', 'b', 1, 2), spell('a', 'b', Number.NaN, 2), spell('a', 'c', 1, 2)])
  expect(faults.map(({ row, reason }) => `${row} ${reason}`)).toEqual(['0 self-contact', '1 exit-before-entry', '2 empty-spell', '3 missing-id', '4 unreadable-time'])
  expect(ids.names).toEqual(['a', 'c'])
})
