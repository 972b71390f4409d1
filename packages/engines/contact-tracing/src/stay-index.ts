import { indexEncounters, type EncounterColumns, type EncounterIndex } from './encounters.ts'
import type { Fault } from './faults.ts'
import { groupBy, orderByTime, type Grouped } from './order.ts'
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
  const { order, byPerson, to, isAssumed, faults } = siftStays(columns, profile.stays, asOf)
  const found = indexEncounters(encounters, columns.people, profile)
  return built({ ...columns, to }, isAssumed, { byTime: order, byPerson }, { index: found.index, faults: { stays: faults, encounters: found.faults } })
}

type Rest = { index: EncounterIndex; faults: StayIndex['faults'] }

function built(columns: StayColumns, isAssumed: Uint8Array, { byTime, byPerson }: { byTime: Uint32Array; byPerson: Grouped }, { index: encounters, faults }: Rest): StayIndex {
  const { order, start } = groupBy(byTime, columns.place, columns.places)
  const columnsByPlace = inOrder(order, columns, isAssumed)
  return {
    ...columnsByPlace, people: columns.people, places: columns.places, encounters, faults, row: order, placeStart: start, place: groupOf(start, order.length),
    latest: latestOf(columnsByPlace.to, start), personStart: byPerson.start, personStay: placesOf(byPerson.order, order, columns.from.length),
  }
}

/** Columns in another order, all of them in one walk: each is then read and written at one place of the code, which is what makes it fast. */
function inOrder(order: Uint32Array, columns: StayColumns, assumed: Uint8Array): Pick<StayIndex, 'person' | 'from' | 'to' | 'kind' | 'isAssumed'> {
  const size = order.length
  const [person, from, to, kind, isAssumed] = [new Int32Array(size), new Float64Array(size), new Float64Array(size), new Uint8Array(size), new Uint8Array(size)]
  for (let at = 0; at < size; at++) {
    const row = order[at]!
    person[at] = columns.person[row]!
    from[at] = columns.from[row]!
    to[at] = columns.to[row]!
    kind[at] = columns.kind[row]!
    isAssumed[at] = assumed[row]!
  }
  return { person, from, to, kind, isAssumed }
}

/** The group of each place in an order by groups. */
function groupOf(start: Int32Array, size: number): Int32Array {
  const group = new Int32Array(size)
  for (let each = 0; each + 1 < start.length; each++) group.fill(each, start[each]!, start[each + 1]!)
  return group
}

/** Where rows stand in an order. */
function placesOf(rows: Uint32Array, order: Uint32Array, size: number): Uint32Array {
  const [placeOf, places] = [new Uint32Array(size), new Uint32Array(rows.length)]
  for (let at = 0; at < order.length; at++) placeOf[order[at]!] = at
  for (let at = 0; at < rows.length; at++) places[at] = placeOf[rows[at]!]!
  return places
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
  const { encounters } = index
  const turned = { ...encounters, from: minus(encounters.to), to: minus(encounters.from) }
  const byTime = orderByTime(columns.from)
  const mirror = built(columns, index.isAssumed, { byTime, byPerson: groupBy(byTime, index.person, index.people) }, { index: turned, faults: index.faults })
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
