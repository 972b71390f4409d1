import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COVID19_2021, encounterColumns, exposuresFrom, exposuresOf, indexStays, mirroredStays, placesByCases, stayColumns, Tracing, type CaseWindow, type Encounter, type Stay, type TierRules } from './index.ts'

/** Without doubts about stays: the properties are of tracing alone. */
const TRUSTING = { ...COVID19_2021, stays: { ...COVID19_2021.stays, overlapAllowed: Infinity, longestStay: Infinity, burst: { entries: 1000, within: 0 } } }
const PEOPLE = ['0', '1', '2', '3', '4', '5', '6']

type World = { stays: Stay[]; encounters: Encounter[]; cases: { person: string; from: number; to: number }[]; isolated: [string, number][]; rules: TierRules }

const stay = fc.record({ person: fc.nat(6).map(String), place: fc.constantFrom('a', 'b'), from: fc.nat(20), length: fc.integer({ min: 1, max: 6 }) })
  .map(({ person, place, from, length }): Stay => ({ person, place, from, to: from + length }))
const encounter = fc.record({ one: fc.nat(6).map(String), other: fc.nat(6).map(String), from: fc.nat(20), length: fc.nat(3) })
  .map(({ one, other, from, length }): Encounter => ({ one, other, from, to: from + length }))
const caseWindow = fc.record({ person: fc.nat(6).map(String), from: fc.nat(15), length: fc.integer({ min: 1, max: 12 }) })
  .map(({ person, from, length }) => ({ person, from, to: from + length }))
const world: fc.Arbitrary<World> = fc.record({
  stays: fc.array(stay, { maxLength: 14 }), encounters: fc.array(encounter, { maxLength: 4 }), cases: fc.array(caseWindow, { minLength: 1, maxLength: 3 }),
  isolated: fc.array(fc.tuple(fc.nat(6).map(String), fc.nat(20)), { maxLength: 2 }),
  rules: fc.record({ tiers: fc.integer({ min: 1, max: 4 }), leastOverlap: fc.constantFrom(1, 2, 3), lag: fc.constantFrom(0, 2) }),
})

function open({ stays, encounters, rules }: World): { tracing: Tracing; of: (name: string) => number; names: string[] } {
  const columns = stayColumns(stays, PEOPLE)
  const of = (name: string): number => columns.peopleIds.find(name)!
  return { tracing: new Tracing(indexStays(columns, TRUSTING, 1000, encounterColumns(encounters, of)), rules), of, names: columns.peopleIds.names }
}

const numbered = (cases: World['cases'], of: (name: string) => number): CaseWindow[] => cases.map(({ person, ...window }) => ({ person: of(person), ...window }))
const isolations = (isolated: World['isolated'], of: (name: string) => number): Map<number, number> => new Map(isolated.map(([person, since]) => [of(person), since]))

function traced(each: World): Tracing {
  const { tracing, of } = open(each)
  tracing.trace(numbered(each.cases, of), isolations(each.isolated, of))
  return tracing
}

/** Tiers and times by name, by looking at every pair of stays again and again. */
function bruteForce({ stays, encounters, cases, isolated, rules }: World): Record<string, [number, number]> {
  const windows = new Map<string, { from: number; to: number }>()
  for (const { person, from, to } of cases) windows.set(person, { from: Math.min(from, windows.get(person)?.from ?? from), to: Math.max(to, windows.get(person)?.to ?? to) })
  const ends = new Map(isolated)
  let since = new Map<string, number>()
  const tiers = new Map<string, number>()
  for (let tier = 1; tier <= rules.tiers; tier++) {
    const next = new Map(since)
    const reach = (source: string, person: string, from: number, to: number, least: number): void => {
      const window = windows.get(source) ?? { from: since.get(source) ?? Infinity, to: ends.get(source) ?? Infinity }
      const [begins, stops] = [Math.max(from, window.from), Math.min(to, window.to)]
      if (source === person || windows.has(person) || stops - begins < least || begins === Infinity) return
      next.set(person, Math.min(next.get(person) ?? Infinity, begins + rules.lag))
    }
    for (const one of stays) for (const other of stays) if (one.place === other.place) reach(one.person, other.person, Math.max(one.from, other.from), Math.min(one.to!, other.to!), rules.leastOverlap)
    for (const { one, other, from, to } of encounters) for (const [a, b] of [[one, other], [other, one]] as const) reach(a, b, from, Math.max(to, from + 1), 1)
    for (const person of next.keys()) if (!tiers.has(person)) tiers.set(person, tier)
    since = next
  }
  const contacts = [...tiers].map(([person, tier]): [string, [number, number]] => [person, [tier, since.get(person)!]])
  return Object.fromEntries([...contacts, ...[...windows].map(([person, { from }]): [string, [number, number]] => [person, [0, from]])])
}

function told(tracing: Tracing, names: readonly string[]): Record<string, [number, number]> {
  return Object.fromEntries(tracing.contacts().map(({ person, tier, since }) => [names[person]!, [tier, tier === 0 ? since : tracing.since(person)]]))
}

describe('tiers', () => {
  test('equal those found by looking at every pair', () => {
    fc.assert(fc.property(world, (each) => {
      expect(told(traced(each), PEOPLE)).toEqual(bruteForce(each))
    }), { numRuns: 500 })
  })

  test('are the same whether cases and isolations come one by one or all at once', () => {
    fc.assert(fc.property(world, (each) => {
      const { tracing, of } = open(each)
      const steps = [...numbered(each.cases, of).map(one => () => tracing.addCase(one)), ...isolations(each.isolated, of)].map(step => typeof step === 'function' ? step : () => tracing.isolate(...step))
      for (const step of steps.toReversed()) step()
      const whole = traced(each)
      for (const person of PEOPLE.keys()) for (let tier = 0; tier <= each.rules.tiers; tier++) expect(tracing.since(person, tier)).toBe(whole.since(person, tier))
      expect(tracing.contacts()).toEqual(whole.contacts())
    }), { numRuns: 500 })
  })

  test('and exposures do not depend on the order of the input', () => {
    const reasons = (tracing: Tracing) => [...PEOPLE.keys()].map(person => exposuresOf(tracing, person).map(({ source, from, to, place, kind }) => `${source} ${from} ${to} ${place} ${kind}`).toSorted())
    fc.assert(fc.property(world, (each) => {
      const turned = { ...each, stays: each.stays.toReversed(), encounters: each.encounters.toReversed(), cases: each.cases.toReversed() }
      expect(reasons(traced(turned))).toEqual(reasons(traced(each)))
      expect(traced(turned).contacts()).toEqual(traced(each).contacts())
    }))
  })

  test('a contact’s first exposure is when he could first pass on; a case tells the same meetings from its side', () => {
    fc.assert(fc.property(world, (each) => {
      const tracing = traced(each)
      for (const { person, tier, since } of tracing.contacts()) {
        if (tier > 0) expect(Math.min(...exposuresOf(tracing, person).map(({ from }) => from)) + each.rules.lag).toBe(since)
      }
      const ofContacts = tracing.contacts().filter(({ tier }) => tier === 1).flatMap(({ person }) => exposuresOf(tracing, person))
      const ofCases = tracing.contacts().filter(({ tier }) => tier === 0).flatMap(({ person }) => exposuresFrom(tracing, person)).filter(({ person }) => tracing.tierOf(person) === 1)
      const key = ({ person, source, from, to, place, encounter }: (typeof ofCases)[number]): string => [person, source, from, to, place, encounter].join(' ')
      expect(ofCases.map(key).toSorted()).toEqual(ofContacts.map(key).toSorted())
    }))
  })

  test('clearing leaves nothing of the last question', () => {
    fc.assert(fc.property(world, caseWindow, (each, next) => {
      const { tracing, of } = open(each)
      tracing.trace(numbered(each.cases, of), isolations(each.isolated, of))
      tracing.trace(numbered([next], of))
      expect(tracing.contacts()).toEqual(traced({ ...each, cases: [next], isolated: [] }).contacts())
    }))
  })

  test('backward is forward in a mirror: q is a source of the case exactly when the case is a contact of q', () => {
    fc.assert(fc.property(fc.array(stay, { maxLength: 14 }), fc.integer({ min: 1, max: 3 }), (stays, tiers) => {
      const { tracing, of } = open({ stays, encounters: [], cases: [], isolated: [], rules: { tiers, leastOverlap: 1, lag: 0 } })
      const back = new Tracing(mirroredStays(tracing.index), tracing.rules)
      back.trace([{ person: of('0'), from: -1000, to: 1 }])
      for (const name of PEOPLE.slice(1)) {
        tracing.trace([{ person: of(name), from: -1, to: 1000 }])
        expect(back.tierOf(of(name))).toBe(tracing.tierOf(of('0')))
      }
    }))
  })
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (text: string): number => Date.parse(`2021-07-${text}+07:00`)

/** Stays by name through the real rules; what is left of them, and what was kept out. */
function sifted(stays: Stay[], asOf = at('31T00:00')) {
  const columns = stayColumns(stays)
  const index = indexStays(columns, COVID19_2021, asOf)
  const kept = [...index.row.keys()].map(stay => `${columns.peopleIds.names[index.person[stay]!]} ${columns.placeIds.names[index.place[stay]!]} ${(index.to[stay]! - index.from[stay]!) / MINUTE}${index.isAssumed[stay] === 1 ? '?' : ''}`)
  return { index, columns, kept: kept.toSorted(), faults: index.faults.stays.map(({ row, reason }) => `${row} ${reason}`) }
}

describe('stays', () => {
  test('a missing exit is the next entry anywhere, two hours later at most, and never in the future', () => {
    const { kept, faults } = sifted([
      { person: 'An', place: 'chợ', from: at('20T08:00') }, { person: 'An', place: 'quán', from: at('20T08:40') },
      { person: 'Bình', place: 'chợ', from: at('30T23:30') }, { person: 'Chi', place: 'nhà Chi', from: at('01T00:00'), kind: 'household' },
    ])
    expect(kept).toEqual(['An chợ 40?', 'An quán 120?', 'Bình chợ 30?', `Chi nhà Chi ${30 * 24 * 60}`])
    expect(faults).toEqual([])
  })

  test('across midnight is a stay like any other', () => {
    const { index, columns } = sifted([{ person: 'An', place: 'quán', from: at('20T22:00'), to: at('21T02:00') }, { person: 'Bình', place: 'quán', from: at('21T01:30'), to: at('21T03:00') }])
    const tracing = new Tracing(index, COVID19_2021)
    tracing.trace([{ person: columns.peopleIds.find('An')!, from: at('19T00:00'), to: at('25T00:00') }])
    expect(tracing.contacts()).toMatchObject([{ tier: 0 }, { tier: 1, since: at('21T01:30') }])
  })

  test('what cannot be is kept out, all of it, with the reason', () => {
    const burst = Array.from({ length: 12 }, (_, entry): Stay => ({ person: 'Máy', place: `p${entry}`, from: at('20T08:00') + entry * 1000, to: at('20T09:00') }))
    const { kept, faults } = sifted([
      { person: 'An', place: 'chợ', from: at('20T08:00'), to: at('20T07:00') }, { person: 'An', place: 'chợ', from: at('01T08:00'), to: at('22T08:00') },
      { person: 'Bình', place: 'chợ', from: at('20T08:00'), to: at('20T10:00') }, { person: 'Bình', place: 'quán', from: at('20T09:00'), to: at('20T11:00') },
      { person: 'Bình', place: 'quán', from: at('20T12:00'), to: at('20T13:00') }, { person: 'Chi', place: 'chợ', from: Number.NaN }, { person: '', place: 'chợ', from: at('20T12:00') }, ...burst,
    ])
    expect(kept).toEqual(['Bình quán 60'])
    expect(faults).toEqual(['0 exit-before-entry', '1 stay-too-long', '2 two-places', '3 two-places', '5 unreadable-time', '6 missing-id', ...burst.map((_, entry) => `${entry + 7} burst`)])
  })

  test('a meeting counts when it is close: masked and short is casual, what is not known is taken as close', () => {
    const columns = stayColumns([], ['An', 'Bình', 'Chi', 'Dũng', 'Em'])
    const met = (other: string, rest: Partial<Encounter>): Encounter => ({ one: 'An', other, from: at('20T08:00'), to: at('20T08:10'), ...rest })
    const encounters = [met('Bình', { masked: true }), met('Chi', { masked: true, minutes: 15 }), met('Dũng', { metres: 3 }), met('Em', {}), met('An', {})]
    const index = indexStays(columns, COVID19_2021, 0, encounterColumns(encounters, name => columns.peopleIds.find(name)!))
    const tracing = new Tracing(index, COVID19_2021)
    tracing.trace([{ person: 0, from: at('18T00:00'), to: at('30T00:00') }])
    expect(tracing.contacts().map(({ person, tier }) => `${columns.peopleIds.names[person]} F${tier}`)).toEqual(['An F0', 'Chi F1', 'Em F1'])
    expect(index.encounters.casual).toEqual([0, 2])
    expect(index.faults.encounters).toEqual([{ row: 4, reason: 'self-contact' }])
  })

  test('a crowd of 30,000 in one place is traced without its 450 million pairs', () => {
    const size = 30_000
    const all = <T>(value: (row: number) => T) => Array.from({ length: size }, (_, row) => value(row))
    const columns = { people: size, places: 1, person: Int32Array.from(all(row => row)), place: new Int32Array(size), from: Float64Array.from(all(row => row % 100)), to: Float64Array.from(all(() => 5 * HOUR)), kind: new Uint8Array(size) }
    const tracing = new Tracing(indexStays(columns, COVID19_2021, 9 * HOUR), COVID19_2021)
    tracing.trace([{ person: 7, from: 0, to: HOUR }])
    expect(tracing.contacts()).toHaveLength(size)
    expect(exposuresFrom(tracing, 7)).toHaveLength(size - 1)
  })
})

test('places are ranked by cases against what their visitors would lead one to expect', () => {
  const visits = (place: string, people: number[]): Stay[] => people.map(person => ({ person: String(person), place, from: person * HOUR, to: person * HOUR + 1 }))
  const everybody = Array.from({ length: 20 }, (_, person) => person)
  const columns = stayColumns([...visits('chợ', everybody), ...visits('karaoke', [0, 1, 2, 3, 4])])
  const cases = [0, 1, 2, 3].map(person => ({ person: columns.peopleIds.find(String(person))!, from: 0, to: 100 * HOUR }))
  const found = placesByCases(indexStays(columns, TRUSTING, 100 * HOUR), cases)
  // Four of twenty people are cases, so one of the five at the karaoke is expected; at the market four of twenty.
  expect(found.map(({ place, visitors, cases: ill, expected, ratio }) => [columns.placeIds.names[place], visitors, ill, expected, ratio])).toEqual([['karaoke', 5, 4, 1, 4], ['chợ', 20, 4, 4, 1]])
})
