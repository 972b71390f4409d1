import { forOverlapping, type StayIndex } from './stay-index.ts'

/** A case, who is infectious (forward) or may have been infected (backward) on [from, to). */
export type CaseWindow = { person: number; from: number; to: number }

/** How contacts pass on; lengths in milliseconds. */
export type TierRules = { tiers: number; leastOverlap: number; lag: number }

type Interval = { from: number; to: number }
const NEVER: Interval = { from: Infinity, to: -Infinity }

/**
 * Tiers of contacts over time-respecting paths: F1 met a case within its window, F2 met an F1 after that F1 could have been
 * infected and before he was isolated, and so on; a person's tier is the least. `at(k)[p]` is the earliest time from which p
 * could pass on after at most k meetings. Cases pass on
 * within their windows alone, and have no such time.
 */
export class Tracing {
  readonly index: StayIndex
  readonly rules: TierRules
  #at: Float64Array[]
  #cases = new Map<number, Interval>()
  #isolated = new Map<number, number>()
  #touched = new Set<number>()

  constructor(index: StayIndex, rules: TierRules) {
    this.index = index
    this.rules = rules
    this.#at = Array.from({ length: rules.tiers + 1 }, () => new Float64Array(index.people).fill(Infinity))
  }

  /** Forgets all cases and isolations; what was allocated is used again. */
  clear(): void {
    for (const person of this.#touched) for (const layer of this.#at) layer[person] = Infinity
    this.#touched.clear()
    this.#cases.clear()
    this.#isolated.clear()
  }

  /** Traces all these cases from scratch, whatever was known before. `isolated`: since when a contact meets nobody. */
  trace(cases: readonly CaseWindow[], isolated: ReadonlyMap<number, number> = new Map()): void {
    this.clear()
    for (const [person, since] of isolated) this.#isolated.set(person, since)
    for (const each of cases) this.#cases.set(each.person, joined(this.#cases.get(each.person), each))
    let changed = new Set(this.#cases.keys())
    for (let tier = 1; tier <= this.rules.tiers; tier++) {
      changed = this.#push(changed, tier)
    }
  }

  /** Adds a case (or widens its window), recomputing only whom it may reach or reached: the same answer as from scratch. */
  addCase(added: CaseWindow): void {
    const before = this.#intervals(added.person)
    this.#cases.set(added.person, joined(this.#cases.get(added.person), added))
    this.#recompute(added.person, before)
  }

  /** A contact is isolated from an instant on: whom he met later is no contact through him. */
  isolate(person: number, since: number): void {
    const before = this.#intervals(person)
    this.#isolated.set(person, since)
    this.#recompute(person, before)
  }

  isCase(person: number): boolean {
    return this.#cases.has(person)
  }

  /** 0 for a case, 1 for F1 …; -1 for whoever has nothing to do with it. */
  tierOf(person: number): number {
    if (this.#cases.has(person)) return 0
    return this.#at.findIndex(layer => layer[person]! < Infinity)
  }

  /** From when the person could pass on after at most so many meetings; Infinity = never. */
  since(person: number, tier = this.rules.tiers): number {
    return this.#at[tier]![person]!
  }

  /** Everybody with a tier, cases first, then by tier, then by person. */
  contacts(): { person: number; tier: number; since: number }[] {
    const people = new Set([...this.#cases.keys(), ...this.#touched])
    const found = [...people].map(person => ({ person, tier: this.tierOf(person) })).filter(({ tier }) => tier >= 0)
    return found.sort((one, other) => one.tier - other.tier || one.person - other.person)
      .map(({ person, tier }) => ({ person, tier, since: tier === 0 ? this.#cases.get(person)!.from : this.since(person, tier) }))
  }

  /** When a person can pass on, as known after so many meetings. */
  passesOn(person: number, tier: number): Interval {
    const window = this.#cases.get(person)
    if (window) return window
    const from = this.#at[tier]![person]!
    return from === Infinity ? NEVER : { from, to: this.#isolated.get(person) ?? Infinity }
  }

  /** Passes on from everybody who changed in the tier before; who got an earlier time is told. */
  #push(changed: ReadonlySet<number>, tier: number): Set<number> {
    const layer = this.#at[tier]!
    for (const person of this.#touched) layer[person] = this.#at[tier - 1]![person]!
    const improved = new Set<number>()
    const reach = (person: number, time: number): void => {
      if (time + this.rules.lag >= layer[person]! || this.#cases.has(person)) return
      layer[person] = time + this.rules.lag
      this.#touched.add(person)
      improved.add(person)
    }
    for (const [place, sources] of this.#sourcesByPlace(changed, tier - 1)) this.#sweep(place, sources, reach)
    for (const person of changed) this.#meetNamed(person, this.passesOn(person, tier - 1), reach)
    return improved
  }

  #sourcesByPlace(changed: ReadonlySet<number>, tier: number): Map<number, Interval[]> {
    const byPlace = new Map<number, Interval[]>()
    for (const person of changed) {
      this.#forStays(person, this.passesOn(person, tier), (stay, from, to) => {
        const sources = byPlace.get(this.index.place[stay]!)
        if (sources) sources.push({ from, to })
        else byPlace.set(this.index.place[stay]!, [{ from, to }])
      })
    }
    return byPlace
  }

  /** The parts of a person's stays, long enough to count, that lie within an interval. */
  #forStays(person: number, { from, to }: Interval, each: (stay: number, from: number, to: number) => void): void {
    const { personStart, personStay, from: entered, to: left } = this.index
    for (let at = personStart[person]!; at < personStart[person + 1]!; at++) {
      const stay = personStay[at]!
      if (entered[stay]! >= to) return
      const [begins, ends] = [Math.max(entered[stay]!, from), Math.min(left[stay]!, to)]
      if (ends - begins >= this.rules.leastOverlap) each(stay, begins, ends)
    }
  }

  /**
   * Everybody who was at a place with one of the sources. Sources that follow each other without a gap are one: a crowd costs
   * as much as it has people, not pairs. Both sides are shortened by the least overlap, after which meeting means touching.
   */
  #sweep(place: number, sources: Interval[], reach: (person: number, time: number) => void): void {
    const { leastOverlap } = this.rules
    sources.sort((one, other) => one.from - other.from)
    for (let at = 0; at < sources.length;) {
      const { from } = sources[at]!
      let end = sources[at]!.to - leastOverlap
      while (++at < sources.length && sources[at]!.from <= end) end = Math.max(end, sources[at]!.to - leastOverlap)
      forOverlapping(this.index, place, from, end + leastOverlap, (stay) => {
        const time = Math.max(this.index.from[stay]!, from)
        if (time <= end && this.index.to[stay]! - leastOverlap >= time) reach(this.index.person[stay]!, time)
      })
    }
  }

  #meetNamed(person: number, { from, to }: Interval, reach: (person: number, time: number) => void): void {
    const { start, other, from: began, to: ended } = this.index.encounters
    for (let at = start[person]!; at < start[person + 1]!; at++) {
      if (Math.min(ended[at]!, to) > Math.max(began[at]!, from)) reach(other[at]!, Math.max(began[at]!, from))
    }
  }

  #intervals(person: number): Interval[] {
    return this.#at.map((_, tier) => this.passesOn(person, tier))
  }

  /** Recomputes, tier by tier, everybody who met somebody whose interval is not what it was. */
  #recompute(person: number, before: Interval[]): void {
    let changed = new Map([[person, before[0]!]])
    for (let tier = 1; tier <= this.rules.tiers; tier++) {
      const affected = new Set(changed.keys())
      for (const [source, was] of changed) this.#forMet(source, spanOf(was, this.passesOn(source, tier - 1)), met => affected.add(met))
      const next = new Map<number, Interval>()
      for (const each of affected) {
        const [was, since] = [each === person ? before[tier]! : this.passesOn(each, tier), this.since(each, tier)]
        this.#pull(each, tier)
        if (each === person || since !== this.since(each, tier)) next.set(each, was)
      }
      changed = next
    }
  }

  /** Whoever was with a person in an interval, near enough to count or not. */
  #forMet(person: number, interval: Interval, met: (person: number) => void): void {
    this.#forStays(person, interval, (stay, from, to) => forOverlapping(this.index, this.index.place[stay]!, from, to, other => met(this.index.person[other]!)))
    this.#meetNamed(person, interval, met)
  }

  /** A person's time anew, from everybody he met. */
  #pull(person: number, tier: number): void {
    let least = this.#at[tier - 1]![person]!
    if (!this.#cases.has(person)) this.forSources(person, tier, (_source, from) => (least = Math.min(least, from + this.rules.lag)))
    else least = Infinity
    this.#at[tier]![person] = least
    if (least < Infinity) this.#touched.add(person)
  }

  /** Calls `each` with everybody who could have passed on to a person at a meeting of this tier, and from when to when. */
  forSources(person: number, tier: number, each: (source: number, from: number, to: number, stays?: { own: number; other: number }, encounter?: number) => void): void {
    const { index, rules } = this
    this.#forStays(person, { from: -Infinity, to: Infinity }, (own, entered, left) => forOverlapping(index, index.place[own]!, entered, left, (other) => {
      const source = index.person[other]!
      if (source === person) return
      const passes = this.passesOn(source, tier - 1)
      const [from, to] = [Math.max(entered, index.from[other]!, passes.from), Math.min(left, index.to[other]!, passes.to)]
      if (to - from >= rules.leastOverlap) each(source, from, to, { own, other })
    }))
    const { start, other, from: began, to: ended, row } = index.encounters
    for (let at = start[person]!; at < start[person + 1]!; at++) {
      const passes = this.passesOn(other[at]!, tier - 1)
      const [from, to] = [Math.max(began[at]!, passes.from), Math.min(ended[at]!, passes.to)]
      if (to > from) each(other[at]!, from, to, undefined, row[at]!)
    }
  }
}

/** Two windows of one person as one that holds both. */
function joined(known: Interval | undefined, { from, to }: Interval): Interval {
  return known ? { from: Math.min(known.from, from), to: Math.max(known.to, to) } : { from, to }
}

function spanOf(one: Interval, other: Interval): Interval {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) }
}
