import { STAY_KINDS, type StayKind } from './kinds.ts'
import { forOverlapping } from './stay-index.ts'
import type { Tracing } from './tracing.ts'

/** Two people together, of whom the source could have passed on. `place` -1 and `encounter` a row, or the other way round. */
export type Exposure = {
  person: number
  source: number
  sourceTier: number
  from: number
  to: number
  place: number
  kind: StayKind | 'encounter'
  /** An exit was missing on either side: the end is what the rule makes it. */
  isAssumed: boolean
  /** Rows of the input: of the person's stay, of the source's. */
  stays?: { own: number; other: number }
  encounter: number
}

const byTime = (one: Exposure, other: Exposure): number =>
  one.from - other.from || one.person - other.person || one.source - other.source || one.place - other.place || one.encounter - other.encounter || one.to - other.to

/** Why a person stands in his tier: every meeting with somebody of a tier below who could have passed on, by time. */
export function exposuresOf(tracing: Tracing, person: number): Exposure[] {
  const tier = tracing.tierOf(person)
  const found: Exposure[] = []
  if (tier < 1) return found
  tracing.forSources(person, tier, (source, from, to, stays, encounter = -1) => found.push(told(tracing, { person, source, from, to, stays, encounter })))
  return found.sort(byTime)
}

/** The meetings at which a case may have been infected: by other cases within their windows. */
export function exposuresOfCase(tracing: Tracing, person: number, window: { from: number; to: number }): Exposure[] {
  const found: Exposure[] = []
  tracing.forSources(person, 1, (source, from, to, stays, encounter = -1) => {
    const [begins, ends] = [Math.max(from, window.from), Math.min(to, window.to)]
    if (ends > begins) found.push(told(tracing, { person, source, from: begins, to: ends, stays, encounter }))
  })
  return found.sort(byTime)
}

type Meeting = Pick<Exposure, 'person' | 'source' | 'from' | 'to' | 'encounter'> & { stays: { own: number; other: number } | undefined }

function told(tracing: Tracing, { stays, ...meeting }: Meeting): Exposure {
  const { place, kind, isAssumed, row } = tracing.index
  const sourceTier = tracing.tierOf(meeting.source)
  if (!stays) return { ...meeting, sourceTier, place: -1, kind: 'encounter', isAssumed: false }
  return {
    ...meeting, sourceTier, place: place[stays.own]!, kind: STAY_KINDS[kind[stays.own]!]!, isAssumed: isAssumed[stays.own]! + isAssumed[stays.other]! > 0,
    stays: { own: row[stays.own]!, other: row[stays.other]! },
  }
}

/**
 * Everybody who met a case within its window, from the case's side: costs as much as there are meetings, even where a whole
 * market met one case.
 */
export function exposuresFrom(tracing: Tracing, source: number): Exposure[] {
  const { index, rules } = tracing
  const window = tracing.passesOn(source, 0)
  const found: Exposure[] = []
  for (let at = index.personStart[source]!; at < index.personStart[source + 1]!; at++) {
    const other = index.personStay[at]!
    const [begins, ends] = [Math.max(index.from[other]!, window.from), Math.min(index.to[other]!, window.to)]
    if (ends <= begins) continue
    forOverlapping(index, index.place[other]!, begins, ends, (own) => {
      const [from, to, person] = [Math.max(begins, index.from[own]!), Math.min(ends, index.to[own]!), index.person[own]!]
      if (person !== source && to - from >= rules.leastOverlap) found.push(told(tracing, { person, source, from, to, stays: { own, other }, encounter: -1 }))
    })
  }
  const { start, other, from, to, row } = index.encounters
  for (let at = start[source]!; at < start[source + 1]!; at++) {
    const [begins, ends] = [Math.max(from[at]!, window.from), Math.min(to[at]!, window.to)]
    if (ends > begins) found.push(told(tracing, { person: other[at]!, source, from: begins, to: ends, stays: undefined, encounter: row[at]! }))
  }
  return found.sort(byTime)
}

/** How many rows lie between two seats written like 12A; undefined where either says none. */
export function rowsApart(one: string | undefined, other: string | undefined): number | undefined {
  const [a, b] = [one, other].map(seat => Number(/\d+/.exec(seat ?? '')?.[0] ?? Number.NaN))
  return Number.isNaN(a! - b!) ? undefined : Math.abs(a! - b!)
}
