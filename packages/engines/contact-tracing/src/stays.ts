import type { Fault, FaultReason } from './faults.ts'
import { orderedIds, type Ids } from './ids.ts'
import { groupBy, orderByTime, unmarked, unmarkedGroups, type Grouped } from './order.ts'
import { STAY_KINDS, type StayKind } from './kinds.ts'
import type { StayRules } from './profile.ts'

/** A person at a place or in a group from one instant to another (milliseconds). Without an end: see `StayRules.assumedStay`; a group is belonged to still. */
export type Stay = { person: string; place: string; from: number; to?: number | undefined; kind?: StayKind; seat?: string | undefined }

/** Stays as columns, people and places numbered from 0 (-1 = not told); `to` NaN = no exit. `kind` counts in `STAY_KINDS`. */
export type StayColumns = { person: Int32Array; place: Int32Array; from: Float64Array; to: Float64Array; kind: Uint8Array; people: number; places: number }

/** Turns stays with names into columns. */
export function stayColumns(stays: readonly Stay[], morePeople: Iterable<string> = []): StayColumns & { peopleIds: Ids; placeIds: Ids } {
  const peopleIds = orderedIds(named([...morePeople, ...stays.map(({ person }) => person)]))
  const placeIds = orderedIds(named(stays.map(({ place }) => place)))
  return {
    peopleIds, placeIds, people: peopleIds.size, places: placeIds.size,
    person: Int32Array.from(stays, ({ person }) => peopleIds.find(person) ?? -1), place: Int32Array.from(stays, ({ place }) => placeIds.find(place) ?? -1),
    from: Float64Array.from(stays, ({ from }) => from), to: Float64Array.from(stays, ({ to }) => to ?? Number.NaN),
    kind: Uint8Array.from(stays, ({ kind = 'visit' }) => STAY_KINDS.indexOf(kind)),
  }
}

const named = (names: readonly string[]): string[] => names.filter(name => name !== '')
const isGroup = (kind: number): boolean => kind > 1

/** Stays that can be used: their rows by time and by person, the ends filled in, which of them were assumed; and what was kept out. */
export type SiftedStays = { order: Uint32Array; byPerson: Grouped; to: Float64Array; isAssumed: Uint8Array; faults: Fault[] }

/**
 * Keeps out what cannot be and fills in missing exits: a visit without one ends at the person's next entry anywhere, after
 * `assumedStay` at the latest, and never after `asOf`; a group is belonged to until `asOf`. Kept out, with the reason: nobody
 * or nowhere named, no readable time, exit before entry, longer than `longestStay`, a burst of entries, two places at once (both of them).
 */
export function siftStays(columns: StayColumns, rules: StayRules, asOf: number): SiftedStays {
  const size = columns.from.length
  const [reasons, entries] = [new Uint8Array(size), columns.from.slice()]
  for (let row = 0; row < size; row++) {
    reasons[row] = reasonOf(columns, row, rules.longestStay)
    // What is kept out must not disturb an order by time, wherever it stands.
    if (reasons[row] !== 0) entries[row] = row > 0 ? entries[row - 1]! : 0
  }
  const ordered = orderByTime(entries)
  const byPerson = groupBy(unmarked(ordered, reasons), columns.person, columns.people)
  markBursts(columns, byPerson, rules, reasons)
  const { to, isAssumed } = fillEnds(columns, byPerson.order, reasons, rules.assumedStay, asOf)
  markTwoPlaces(columns, to, byPerson, rules.overlapAllowed, reasons)
  const faults: Fault[] = []
  for (let row = 0; row < size; row++) if (reasons[row]! > 0) faults.push({ row, reason: REASONS[reasons[row]!]! })
  return { order: unmarked(ordered, reasons), byPerson: unmarkedGroups(byPerson, reasons), to, isAssumed, faults }
}

const REASONS: (FaultReason | undefined)[] = [undefined, 'missing-id', 'unreadable-time', 'exit-before-entry', 'empty-spell', 'stay-too-long', 'burst', 'two-places']
const [MISSING_ID, UNREADABLE, BEFORE_ENTRY, EMPTY, TOO_LONG, BURST, TWO_PLACES] = [1, 2, 3, 4, 5, 6, 7]

/** Place of the reason in `REASONS`, 0 where there is none. */
function reasonOf({ person, place, from, to, kind }: StayColumns, row: number, longestStay: number): number {
  const [entered, left] = [from[row]!, to[row]!]
  if (person[row]! < 0 || place[row]! < 0) return MISSING_ID
  if (!Number.isFinite(entered)) return UNREADABLE
  if (left <= entered) return left < entered ? BEFORE_ENTRY : EMPTY
  return !isGroup(kind[row]!) && left - entered > longestStay ? TOO_LONG : 0
}

/** Marks every entry that stands with too many others of the same person within a short time. */
function markBursts({ from, kind, people }: StayColumns, { order, start }: Grouped, { burst }: StayRules, reasons: Uint8Array): void {
  for (let person = 0; person < people; person++) {
    for (let first = start[person]!, last = first + burst.entries; last < start[person + 1]!; first++, last++) {
      if (from[order[last]!]! - from[order[first]!]! > burst.within) continue
      for (let at = first; at <= last; at++) if (!isGroup(kind[order[at]!]!)) reasons[order[at]!] = BURST
    }
  }
}

/** Fills in missing exits, each person's stays from the last to the first: the next entry is then known. */
function fillEnds({ person, from, to, kind }: StayColumns, order: Uint32Array, reasons: Uint8Array, assumedStay: number, asOf: number) {
  const [ends, isAssumed] = [to.slice(), new Uint8Array(to.length)]
  let [owner, entered, nextEntry] = [-1, Infinity, Infinity]
  for (let at = order.length - 1; at >= 0; at--) {
    const row = order[at]!
    if (reasons[row]! > 0) continue
    if (person[row] !== owner) [owner, entered, nextEntry] = [person[row]!, Infinity, Infinity]
    if (from[row]! < entered && !isGroup(kind[row]!)) [nextEntry, entered] = [entered, from[row]!]
    if (!Number.isNaN(to[row]!)) continue
    ends[row] = Math.max(from[row]! + 1, Math.min(asOf, isGroup(kind[row]!) ? Infinity : Math.min(nextEntry, from[row]! + assumedStay)))
    isAssumed[row] = isGroup(kind[row]!) ? 0 : 1
  }
  return { to: ends, isAssumed }
}

/** Marks both of two visits (or rides) of one person that overlap at different places. */
function markTwoPlaces(columns: StayColumns, to: Float64Array, { order, start }: Grouped, allowed: number, reasons: Uint8Array): void {
  const { from, kind, people } = columns
  for (let person = 0; person < people; person++) {
    let latest = -Infinity
    for (let at = start[person]!; at < start[person + 1]!; at++) {
      const row = order[at]!
      if (isGroup(kind[row]!) || reasons[row] === BURST) continue
      if (latest - from[row]! > allowed) markOverlaps(columns, to, order.subarray(start[person]!, at + 1), allowed, reasons)
      if (to[row]! > latest) latest = to[row]!
    }
  }
}

/** Marks the last of some stays of one person, and every one before it that it overlaps elsewhere. */
function markOverlaps({ from, place, kind }: StayColumns, to: Float64Array, stays: Uint32Array, allowed: number, reasons: Uint8Array): void {
  const row = stays[stays.length - 1]!
  for (let at = 0; at < stays.length - 1; at++) {
    const other = stays[at]!
    if (isGroup(kind[other]!) || reasons[other] === BURST || place[other] === place[row] || Math.min(to[other]!, to[row]!) - from[row]! <= allowed) continue
    reasons[row] = TWO_PLACES
    reasons[other] = TWO_PLACES
  }
}
