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
  const sifting: Sifting = { columns, rules, asOf, reasons, order: byPerson.order, to: columns.to.slice(), isAssumed: new Uint8Array(size) }
  for (let person = 0; person < columns.people; person++) siftPerson(sifting, byPerson.start[person]!, byPerson.start[person + 1]!)
  const faults: Fault[] = []
  for (let row = 0; row < size; row++) if (reasons[row]! > 0) faults.push({ row, reason: REASONS[reasons[row]!]! })
  return { order: unmarked(ordered, reasons), byPerson: unmarkedGroups(byPerson, reasons), to: sifting.to, isAssumed: sifting.isAssumed, faults }
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

type Sifting = { columns: StayColumns; rules: StayRules; asOf: number; reasons: Uint8Array; order: Uint32Array; to: Float64Array; isAssumed: Uint8Array }

/** One person's stays, by entry, at places [first, end) of the order: all that is asked of them while they are at hand. */
function siftPerson(sifting: Sifting, first: number, end: number): void {
  markBursts(sifting, first, end)
  fillEnds(sifting, first, end)
  markTwoPlaces(sifting, first, end)
}

/** Marks every entry that stands with too many others of the same person within a short time. */
function markBursts({ columns: { from, kind }, rules: { burst }, reasons, order }: Sifting, start: number, end: number): void {
  for (let first = start, last = start + burst.entries; last < end; first++, last++) {
    if (from[order[last]!]! - from[order[first]!]! > burst.within) continue
    for (let at = first; at <= last; at++) if (!isGroup(kind[order[at]!]!)) reasons[order[at]!] = BURST
  }
}

/** Fills in missing exits, from the last stay to the first: the next entry is then known. */
function fillEnds({ columns: { from, kind }, rules, asOf, reasons, order, to, isAssumed }: Sifting, start: number, end: number): void {
  let [entered, nextEntry] = [Infinity, Infinity]
  for (let at = end - 1; at >= start; at--) {
    const row = order[at]!
    if (reasons[row] !== 0) continue
    const [begins, isOfGroup] = [from[row]!, isGroup(kind[row]!)]
    if (begins < entered && !isOfGroup) {
      nextEntry = entered
      entered = begins
    }
    if (!Number.isNaN(to[row]!)) continue
    to[row] = Math.max(begins + 1, Math.min(asOf, isOfGroup ? Infinity : Math.min(nextEntry, begins + rules.assumedStay)))
    isAssumed[row] = isOfGroup ? 0 : 1
  }
}

/** Marks both of two visits (or rides) that overlap at different places. */
function markTwoPlaces(sifting: Sifting, start: number, end: number): void {
  const { columns: { from, kind }, rules, reasons, order, to } = sifting
  let latest = -Infinity
  for (let at = start; at < end; at++) {
    const row = order[at]!
    if (isGroup(kind[row]!) || reasons[row] === BURST) continue
    if (latest - from[row]! > rules.overlapAllowed) markOverlaps(sifting, start, at)
    if (to[row]! > latest) latest = to[row]!
  }
}

/** Marks a stay and every one before it that it overlaps elsewhere. */
function markOverlaps({ columns: { from, place, kind }, rules, reasons, order, to }: Sifting, start: number, last: number): void {
  const row = order[last]!
  for (let at = start; at < last; at++) {
    const other = order[at]!
    if (isGroup(kind[other]!) || reasons[other] === BURST || place[other] === place[row] || Math.min(to[other]!, to[row]!) - from[row]! <= rules.overlapAllowed) continue
    reasons[row] = TWO_PLACES
    reasons[other] = TWO_PLACES
  }
}
