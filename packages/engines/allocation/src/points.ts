import type { Problem } from './assign.ts'
import { FORBIDDEN } from './exchange.ts'

/** Somebody who needs a bed (F0) or a quarantine place (F1). */
export interface PersonToPlace {
  id: string
  kind: 'F0' | 'F1'
  /** Of a patient 1 mild, 2 moderate, 3 severe; 0 of a contact. */
  severity: number
  lat: number
  lng: number
}

export interface Facility {
  id: string
  /** Tier of treatment 1, 2 or 3, or a quarantine site. */
  tier: 1 | 2 | 3 | 'Q'
  lat: number
  lng: number
  capacity: number
}

/** What a placement costs, in points. */
export interface AllocationRules {
  perKm: number
  /** For each tier above what the severity calls for: the higher beds are scarce. */
  perTierAbove: number
  /** For leaving somebody out: of a contact, and of a patient by severity. */
  leftOut: { contact: number; patient: Readonly<Record<number, number>> }
}

export const DEFAULT_RULES: AllocationRules = {
  perKm: 10,
  perTierAbove: 500,
  leftOut: { contact: 50_000, patient: { 1: 100_000, 2: 300_000, 3: 1_000_000 } },
}

/** Mean radius of the earth in kilometres. */
const EARTH = 6371

/** Great-circle distance between two points in degrees. */
export function kilometres(one: { lat: number; lng: number }, other: { lat: number; lng: number }): number {
  const radians = Math.PI / 180
  const [north, east] = [(other.lat - one.lat) * radians, (other.lng - one.lng) * radians]
  const half = Math.sin(north / 2) ** 2 + Math.cos(one.lat * radians) * Math.cos(other.lat * radians) * Math.sin(east / 2) ** 2
  return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, half)))
}

/** The costs of everybody everywhere. */
export function problemOf(people: readonly PersonToPlace[], facilities: readonly Facility[], rules: AllocationRules): Problem {
  const width = facilities.length + 1
  const costs = new Int32Array(people.length * width)
  people.forEach((person, row) => {
    facilities.forEach((facility, place) => { costs[row * width + place] = costIn(person, facility, rules) })
    costs[row * width + width - 1] = costOfLeavingOut(person, rules)
  })
  return { people: people.length, capacities: facilities.map(({ capacity }) => capacity), costs }
}

function costIn(person: PersonToPlace, facility: Facility, { perKm, perTierAbove }: AllocationRules): number {
  const above = facility.tier === 'Q' ? 0 : facility.tier - person.severity
  return above < 0 ? FORBIDDEN : Math.round(perKm * kilometres(person, facility)) + perTierAbove * above
}

function costOfLeavingOut({ id, kind, severity }: PersonToPlace, { leftOut }: AllocationRules): number {
  const cost = kind === 'F1' ? leftOut.contact : leftOut.patient[severity]
  if (cost === undefined) throw new RangeError(`${id}: no cost of leaving out a patient of severity ${severity}`)
  return cost
}
