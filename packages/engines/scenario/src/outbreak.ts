import type { Outcome } from './course.ts'
import type { LayerName } from './layers.ts'

/** How a case came to be known; the classes of the daily report (in the community, in quarantine, in a zone, at entry, in hospital). */
export const DETECTIONS = ['community', 'quarantine', 'zone', 'entry', 'hospital'] as const
export type Detection = (typeof DETECTIONS)[number]

/** One infection, as it truly was. Days count from the scenario's first day; -1 = did not happen. */
export type Infection = {
  person: number
  /** Place of the infector in the list of infections; -1 = infected outside the province. */
  infector: number
  layer: LayerName | 'import'
  day: number
  infectiousFrom: number
  infectiousTo: number
  infectiousness: number
  onset: number
  hospital: number
  end: number
  outcome: Outcome
  detectedOn: number
  detection?: Detection
  /** Day on which the person was first sent into quarantine; -1 = never. */
  quarantinedOn: number
}

/** A person sent into quarantine because of a case; infected or not. */
export type Quarantine = { person: number; because: number; from: number; to: number }

/** A village closed off; days both included. */
export type Zone = { village: number; from: number; to: number }

/** What happened, with the truth of who infected whom. */
export type Outbreak = { days: number; infections: Infection[]; quarantines: Quarantine[]; zones: Zone[]; tests: number }

/** People infected on each day. */
export function infectedByDay({ days, infections }: Outbreak): number[] {
  return countBy(days, infections.map(({ day }) => day))
}

/** Cases that became known on each day. */
export function detectedByDay({ days, infections }: Outbreak): number[] {
  return countBy(days, infections.map(({ detectedOn }) => detectedOn))
}

function countBy(days: number, when: number[]): number[] {
  const counts = Array.from({ length: days }, () => 0)
  for (const day of when) if (day >= 0 && day < days) counts[day]!++
  return counts
}

/** How many each infection infected in turn, in the order of the infections. */
export function offspring({ infections }: Outbreak): number[] {
  const counts = infections.map(() => 0)
  for (const { infector } of infections) if (infector >= 0) counts[infector]!++
  return counts
}
