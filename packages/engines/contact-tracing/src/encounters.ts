import type { Fault } from './faults.ts'
import type { TracingProfile } from './profile.ts'
import { startsOf } from './spells.ts'

/** A contact that somebody named. What is not known is left out, and then weighed as the worse. */
export type Encounter = { one: string; other: string; from: number; to: number; minutes?: number; masked?: boolean; metres?: number; isDirect?: boolean; where?: string }

/** What decides whether an encounter is close; minutes and metres NaN, masked -1 where not known. */
export type EncounterColumns = {
  one: Int32Array
  other: Int32Array
  from: Float64Array
  to: Float64Array
  minutes?: Float64Array
  metres?: Float64Array
  masked?: Int8Array
  isDirect?: Uint8Array
}

/** Close encounters by person; each stands twice, once at either end. */
export type EncounterIndex = { start: Int32Array; other: Int32Array; from: Float64Array; to: Float64Array; row: Int32Array; casual: number[] }

/** Turns named encounters into columns; people by their numbers. */
export function encounterColumns(encounters: readonly Encounter[], numberOf: (person: string) => number): EncounterColumns {
  return {
    one: Int32Array.from(encounters, ({ one }) => numberOf(one)), other: Int32Array.from(encounters, ({ other }) => numberOf(other)),
    from: Float64Array.from(encounters, ({ from }) => from), to: Float64Array.from(encounters, ({ to }) => to),
    minutes: Float64Array.from(encounters, ({ minutes }) => minutes ?? Number.NaN), metres: Float64Array.from(encounters, ({ metres }) => metres ?? Number.NaN),
    masked: Int8Array.from(encounters, ({ masked }) => (masked === undefined ? -1 : Number(masked))), isDirect: Uint8Array.from(encounters, ({ isDirect }) => Number(isDirect === true)),
  }
}

/**
 * Close contact (CV 11042/BYT-DP): touched each other; or within so many metres, masked for so many minutes, unmasked at once.
 * What is not known counts as near and unmasked.
 */
function isClose(columns: EncounterColumns, row: number, { close }: TracingProfile): boolean {
  if (columns.isDirect?.[row] === 1) return true
  if ((columns.metres?.[row] ?? Number.NaN) > close.metres) return false
  const told = columns.minutes?.[row] ?? Number.NaN
  const minutes = Number.isNaN(told) ? (columns.to[row]! - columns.from[row]!) / 60_000 : told
  return minutes >= (columns.masked?.[row] === 1 ? close.maskedMinutes : close.unmaskedMinutes)
}

function faultOf({ one, other, from, to }: EncounterColumns, row: number): Fault['reason'] | undefined {
  if (one[row]! < 0 || other[row]! < 0) return 'unknown-person'
  if (one[row] === other[row]) return 'self-contact'
  if (!Number.isFinite(from[row]!) || !Number.isFinite(to[row]!)) return 'unreadable-time'
  return to[row]! < from[row]! ? 'exit-before-entry' : undefined
}

/** Indexes the close encounters; an encounter of one instant lasts a millisecond. The others are told as casual, by their rows. */
export function indexEncounters(columns: EncounterColumns, people: number, profile: TracingProfile): { index: EncounterIndex; faults: Fault[] } {
  const [faults, casual, kept]: [Fault[], number[], number[]] = [[], [], []]
  for (let row = 0; row < columns.one.length; row++) {
    const reason = faultOf(columns, row)
    if (reason !== undefined) faults.push({ row, reason })
    else if (isClose(columns, row, profile)) kept.push(row)
    else casual.push(row)
  }
  return { index: { ...bothWays(columns, kept, people), casual }, faults }
}

function bothWays(columns: EncounterColumns, kept: readonly number[], people: number): Omit<EncounterIndex, 'casual'> {
  const [one, other] = [kept.map(row => columns.one[row]!), kept.map(row => columns.other[row]!)]
  const size = 2 * kept.length
  const index = { start: startsOf(people, [...one, ...other]), other: new Int32Array(size), from: new Float64Array(size), to: new Float64Array(size), row: new Int32Array(size) }
  const next = index.start.slice(0, people)
  const put = (owner: number, met: number, row: number): void => {
    const at = next[owner]!++
    index.other[at] = met
    index.from[at] = columns.from[row]!
    index.to[at] = Math.max(columns.to[row]!, columns.from[row]! + 1)
    index.row[at] = row
  }
  kept.forEach((row, at) => {
    put(one[at]!, other[at]!, row)
    put(other[at]!, one[at]!, row)
  })
  return index
}
