import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate, assign, FORBIDDEN, kilometres, prove, type Facility, type PersonToPlace, type Problem } from './index.ts'

/** A table of costs: a row a person, a column a place, null where he may not be; the last column is being left out. */
function problem(capacities: number[], rows: (number | null)[][]): Problem {
  return { people: rows.length, capacities, costs: Int32Array.from(rows.flat(), (cost) => cost ?? FORBIDDEN) }
}

const problems = (most: { people: number; places: number }) => fc.integer({ min: 0, max: most.places }).chain((places) => fc.record({
  capacities: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: places, maxLength: places }),
  rows: fc.array(fc.tuple(fc.array(fc.option(fc.integer({ min: -5, max: 20 }), { freq: 4 }), { minLength: places, maxLength: places }), fc.integer({ min: 0, max: 60 })).map(([costs, out]) => [...costs, out]), { maxLength: most.people }),
})).map(({ capacities, rows }) => problem(capacities, rows))

/** The least cost of all ways there are, by trying them. */
function byTrying({ people, capacities, costs }: Problem, person = 0, room = [...capacities, Infinity]): number {
  if (person === people) return 0
  let least = Infinity
  for (let place = 0; place < room.length; place++) {
    const cost = costs[person * room.length + place]!
    if (cost === FORBIDDEN || room[place] === 0) continue
    least = Math.min(least, cost + byTrying({ people, capacities, costs }, person + 1, room.with(place, room[place]! - 1)))
  }
  return least
}

/** Whether some ring of moves, or a chain of moves into a free bed, would save anything (Bellman and Ford on the places). */
function canBeImproved({ people, capacities, costs }: Problem, place: Int32Array): boolean {
  const width = capacities.length + 1
  const taken = Array.from({ length: width }, (_, index) => place.filter((where) => where === index).length)
  const moves: [from: number, to: number, added: number][] = []
  for (let person = 0; person < people; person++) {
    for (let to = 0; to < width; to++) {
      const [cost, own] = [costs[person * width + to]!, costs[person * width + place[person]!]!]
      if (cost !== FORBIDDEN) moves.push([place[person]!, to, cost - own])
    }
  }
  // A free bed can be given up by nobody: from it the ring closes to wherever a chain began, at no cost.
  for (let free = 0; free < width; free++) if (free === width - 1 || taken[free]! < capacities[free]!) for (let to = 0; to < width; to++) moves.push([free, to, 0])
  const distance = new Float64Array(width)
  for (let round = 0; round <= width; round++) {
    let changed = false
    for (const [from, to, added] of moves) if (distance[from]! + added < distance[to]!) [distance[to], changed] = [distance[from]! + added, true]
    if (!changed) return false
  }
  return true
}

describe('the assignment', () => {
  test('hand-worked: two want the near bed; who loses more by going further gets it', () => {
    // Bed A is 1 from both; the other bed is 10 from the first and 3 from the second. First in A, second in B: 4; the other way: 11.
    expect(assign(problem([1, 1], [[1, 10, 99], [1, 3, 99]]))).toMatchObject({ place: Int32Array.of(0, 1), cost: 4, prices: Float64Array.of(2, 0, 0) })
  })

  test('hand-worked: one bed, the severe case takes it from the mild one who came first', () => {
    expect(assign(problem([1], [[5, 100], [50, 1000]]))).toMatchObject({ place: Int32Array.of(1, 0), cost: 150 })
  })

  test('costs what the cheapest of all ways costs, and its prices prove it', () => {
    fc.assert(fc.property(problems({ people: 6, places: 4 }), (each) => {
      const found = assign(each)
      expect(found.cost).toBe(byTrying(each))
      expect(prove(each, found)).toEqual({ violations: 0, lowerBound: found.cost, optimal: true })
    }), { numRuns: 500 })
  })

  test('leaves no ring of moves that saves, whatever the size', () => {
    fc.assert(fc.property(problems({ people: 60, places: 12 }), (each) => {
      const found = assign(each)
      expect(prove(each, found).optimal).toBe(true)
      expect(canBeImproved(each, found.place)).toBe(false)
    }), { numRuns: 150 })
  })

  test('the order in which people come changes no cost', () => {
    fc.assert(fc.property(problems({ people: 25, places: 6 }), (each) => {
      const width = each.capacities.length + 1
      const reversed = Array.from({ length: each.people }, (_, person) => Array.from(each.costs.slice(person * width, (person + 1) * width))).reverse().flat()
      expect(assign({ ...each, costs: Int32Array.from(reversed) }).cost).toBe(assign(each).cost)
    }))
  })

  test('a price is what one more bed saves, or more than the next would', () => {
    fc.assert(fc.property(problems({ people: 15, places: 4 }), fc.nat(), (each, pick) => {
      if (each.capacities.length === 0) return
      const place = pick % each.capacities.length
      const [before, after] = [assign(each), assign({ ...each, capacities: each.capacities.with(place, each.capacities[place]! + 1) })]
      expect(before.cost - after.cost).toBeLessThanOrEqual(before.prices[place]!)
    }))
  })

  test('a spoilt answer is not taken for proved', () => {
    const each = problem([1, 1], [[1, 10, 99], [1, 3, 99]])
    const found = assign(each)
    expect(prove(each, { ...found, place: Int32Array.of(0, 0), cost: 2 })).toMatchObject({ violations: 1, optimal: false })
    expect(prove(each, { ...found, place: Int32Array.of(1, 0), cost: 11 })).toMatchObject({ violations: 0, lowerBound: 4, optimal: false })
    expect(prove(each, { ...found, prices: Float64Array.of(-1, 0, 0) }).optimal).toBe(false)
  })

  test('a table that is not one is refused', () => {
    expect(() => assign({ people: 2, capacities: [1], costs: Int32Array.of(1, 2) })).toThrow('2 costs for 2 people and 2 columns')
    expect(() => assign(problem([1.5], [[1, 2]]))).toThrow('capacity')
    expect(() => assign(problem([1], [[1, null]]))).toThrow('may not be left out')
  })
})

const HERE = { lat: 21.3, lng: 106.2 }
/** Eastwards of HERE; a degree of longitude is 103.6 km there. */
const east = (km: number) => ({ lat: HERE.lat, lng: HERE.lng + km / 103.597 })
const person = (id: string, kind: 'F0' | 'F1', severity: number, km = 0): PersonToPlace => ({ id, kind, severity, ...east(km) })
const facility = (id: string, tier: Facility['tier'], capacity: number, km = 0): Facility => ({ id, tier, capacity, ...east(km) })

describe('beds and quarantine places', () => {
  test('a degree of latitude is 111.19 km, 21.3° further south one of longitude 103.60', () => {
    expect(kilometres({ lat: 20, lng: 106 }, { lat: 21, lng: 106 })).toBeCloseTo(6371 * Math.PI / 180, 9)
    expect(kilometres(HERE, east(10))).toBeCloseTo(10, 3)
  })

  test('hand-worked: tiers, distance, penalties and reasons', () => {
    const people = [person('nhe', 'F0', 1), person('nang', 'F0', 3), person('f1-a', 'F1', 0), person('f1-b', 'F1', 0, 5)]
    const facilities = [facility('tang-1', 1, 0), facility('tang-2', 2, 1, 4), facility('cach-ly', 'Q', 1, 6)]
    const found = allocate(people, facilities)
    // nhe: tier 2 is one above (500) and 4 km off (40). nang: no tier 3. f1-b is 1 km from the site (10), f1-a 6 km: f1-b gets it.
    expect(found).toMatchObject({ cost: 540 + 1_000_000 + 50_000 + 10, violations: 0, optimal: true, allowedPairs: 4 })
    expect(found.placements).toMatchObject([
      { id: 'nhe', facility: 'tang-2', cost: 540, reason: 'cheapest', next: { facility: null, cost: 100_000 } },
      { id: 'nang', facility: null, cost: 1_000_000, reason: 'no-facility', next: null },
      { id: 'f1-a', facility: null, cost: 50_000, reason: 'full', next: { facility: 'cach-ly', cost: 60 } },
      { id: 'f1-b', facility: 'cach-ly', cost: 10, reason: 'cheapest', next: { facility: null, cost: 50_000 } },
    ])
    expect(found.facilities.map(({ taken }) => taken)).toEqual([0, 1, 1])
    // One more quarantine place would take f1-a in: 50,000 − 60 points saved.
    expect(found.facilities[2]!.price).toBeGreaterThanOrEqual(49_940)
  })

  test('who gives way is told the cheaper place, and what it is worth to those who have it', () => {
    const found = allocate([person('a', 'F1', 0), person('b', 'F1', 0)], [facility('gan', 'Q', 1, 1), facility('xa', 'Q', 5, 3)])
    const moved = found.placements.find((each) => each.facility === 'xa')!
    expect(moved).toMatchObject({ reason: 'cheaper-is-full', ownCheapest: { facility: 'gan', cost: 10 } })
    expect(moved.next).toMatchObject({ facility: 'gan', extra: 10 + moved.ownCheapest!.price - 30 })
  })

  test('no beds anywhere, no people, no facilities, a bed dearer than none', () => {
    expect(allocate([person('a', 'F0', 2)], [facility('x', 2, 0)]).placements[0]).toMatchObject({ reason: 'no-beds', facility: null })
    expect(allocate([], [facility('x', 2, 3)])).toMatchObject({ cost: 0, placements: [], optimal: true })
    expect(allocate([person('a', 'F1', 0)], []).placements[0]).toMatchObject({ reason: 'no-facility', cost: 50_000 })
    expect(allocate([person('a', 'F1', 0)], [facility('xa', 'Q', 9, 5500)]).placements[0]).toMatchObject({ reason: 'dearer-than-left-out', facility: null })
    expect(() => allocate([person('a', 'F0', 4)], [])).toThrow(RangeError)
  })

  test('whatever the province: within capacity and tier, optimal, and no choice is better than the one given', () => {
    const people = fc.array(fc.record({ kind: fc.constantFrom('F0' as const, 'F1' as const), severity: fc.integer({ min: 1, max: 3 }), km: fc.integer({ min: 0, max: 90 }) }), { maxLength: 60 })
    const places = fc.array(fc.record({ tier: fc.constantFrom(1 as const, 2 as const, 3 as const, 'Q' as const), capacity: fc.integer({ min: 0, max: 9 }), km: fc.integer({ min: 0, max: 90 }) }), { maxLength: 12 })
    fc.assert(fc.property(people, places, (who, where) => {
      const facilities = where.map(({ tier, capacity, km }, index) => facility(String(index), tier, capacity, km))
      const found = allocate(who.map(({ kind, severity, km }, index) => person(String(index), kind, kind === 'F1' ? 0 : severity, km)), facilities)
      expect(found).toMatchObject({ violations: 0, optimal: true })
      expect(found.facilities.every(({ taken, capacity }) => taken <= capacity)).toBe(true)
      expect(found.placements.every(({ next }) => next === null || next.extra >= 0)).toBe(true)
      expect(found.placements.reduce((sum, { cost }) => sum + cost, 0)).toBe(found.cost)
    }), { numRuns: 100 })
  })
})
