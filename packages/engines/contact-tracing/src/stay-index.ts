import { indexEncounters, type EncounterColumns, type EncounterIndex } from './encounters.ts'
import type { Fault } from './faults.ts'
import { groupBy, orderByTime } from './order.ts'
import type { TracingProfile } from './profile.ts'
import { siftStays, type StayColumns } from './stays.ts'

/**
 * Stays by place, those of a place by entry, with the latest exit so far beside each: whoever was there at a time is found
 * without a look at the others, and no pair of people is ever stored.
 */
export type StayIndex = {
  people: number
  places: number
  person: Int32Array
  place: Int32Array
  from: Float64Array
  to: Float64Array
  kind: Uint8Array
  isAssumed: Uint8Array
  /** Row of the input. */
  row: Uint32Array
  /** Stays of place p: `placeStart[p] … placeStart[p + 1] - 1`. */
  placeStart: Int32Array
  /** Latest exit among the stays of the place up to this one. */
  latest: Float64Array
  /** Stays of person p, by entry: `personStay[personStart[p]] …`. */
  personStart: Int32Array
  personStay: Uint32Array
  encounters: EncounterIndex
  faults: { stays: Fault[]; encounters: Fault[] }
}

const NOBODY: EncounterColumns = { one: new Int32Array(), other: new Int32Array(), from: new Float64Array(), to: new Float64Array() }

/** Sifts and indexes stays and named encounters; the order of the input makes no difference to any answer. */
export function indexStays(columns: StayColumns, profile: TracingProfile, asOf: number, encounters: EncounterColumns = NOBODY): StayIndex {
  const { order, to, isAssumed, faults } = siftStays(columns, profile.stays, asOf)
  const found = indexEncounters(encounters, columns.people, profile)
  const byPlace = groupBy(order, columns.place, columns.places)
  return built({ ...columns, to }, isAssumed, byPlace, { index: found.index, faults: { stays: faults, encounters: found.faults } })
}

type Rest = { index: EncounterIndex; faults: StayIndex['faults'] }

function built(columns: StayColumns, isAssumed: Uint8Array, { order, start }: { order: Uint32Array; start: Int32Array }, { index: encounters, faults }: Rest): StayIndex {
  const pick = <T extends Int32Array | Float64Array | Uint8Array>(values: T, into: T): T => {
    for (let at = 0; at < order.length; at++) into[at] = values[order[at]!]!
    return into
  }
  const size = order.length
  const [person, from, to] = [pick(columns.person, new Int32Array(size)), pick(columns.from, new Float64Array(size)), pick(columns.to, new Float64Array(size))]
  const byPerson = groupBy(orderByTime(from), person, columns.people)
  return {
    people: columns.people, places: columns.places, person, from, to, encounters, faults, row: order, placeStart: start,
    place: pick(columns.place, new Int32Array(size)), kind: pick(columns.kind, new Uint8Array(size)), isAssumed: pick(isAssumed, new Uint8Array(size)),
    latest: latestOf(to, start), personStart: byPerson.start, personStay: byPerson.order,
  }
}

function latestOf(to: Float64Array, start: Int32Array): Float64Array {
  const latest = to.slice()
  for (let place = 0; place + 1 < start.length; place++) {
    for (let at = start[place]! + 1; at < start[place + 1]!; at++) latest[at] = Math.max(latest[at]!, latest[at - 1]!)
  }
  return latest
}

/** The same stays with time running the other way: forward tracing in it is backward tracing. */
export function mirroredStays(index: StayIndex): StayIndex {
  const minus = (values: Float64Array): Float64Array => values.map(value => 0 - value)
  const columns: StayColumns = { ...index, from: minus(index.to), to: minus(index.from) }
  const byPlace = groupBy(orderByTime(columns.from), index.place, index.places)
  const { encounters } = index
  const turned = { ...encounters, from: minus(encounters.to), to: minus(encounters.from) }
  const mirror = built(columns, index.isAssumed, byPlace, { index: turned, faults: index.faults })
  return { ...mirror, row: mirror.row.map(at => index.row[at]!) }
}

/**
 * Calls `meet` with every stay at a place that overlaps [from, to), in no order that matters. Costs as many steps as there
 * are such stays, and those hidden behind a longer one that began before.
 */
export function forOverlapping(index: StayIndex, place: number, from: number, to: number, meet: (stay: number) => void): void {
  const first = index.placeStart[place]!
  let [low, high] = [first, index.placeStart[place + 1]!]
  while (low < high) {
    const middle = (low + high) >> 1
    if (index.from[middle]! < to) low = middle + 1
    else high = middle
  }
  for (let stay = low - 1; stay >= first && index.latest[stay]! > from; stay--) if (index.to[stay]! > from) meet(stay)
}
