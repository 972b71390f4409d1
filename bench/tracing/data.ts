import type { StayColumns } from '@phaodai/contact-tracing'
import { random, type Random } from '../random.ts'

/** A relationship as a contact register holds it. */
export type Relationship = { from: string; to: string; date: number; isCase: boolean }

/** Outbreaks of some size each: three links in ten from case to case, the rest from a case to a contact, over 120 days. */
export function relationships(count: number, clusterSize: number, seed: number): Relationship[] {
  const r = random(seed)
  const found: Relationship[] = []
  for (let cluster = 0; found.length < count; cluster++) addCluster(r, found, cluster, Math.min(clusterSize, count - found.length))
  return found
}

function addCluster(r: Random, found: Relationship[], cluster: number, size: number): void {
  const cases = [`c${cluster}-0`]
  for (let link = 1; link <= size; link++) {
    const isCase = r() < 0.3
    const to = `${isCase ? 'c' : 'k'}${cluster}-${link}`
    found.push({ from: cases[Math.floor(r() * cases.length)]!, to, date: Math.floor(r() * 120), isCase })
    if (isCase) cases.push(to)
  }
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/**
 * Visits of 5 to 90 minutes between 6 and 21 h over 14 days; three exits in ten are missing; in the order of entry,
 * as a log has them. `crowding` 1: all places alike;
 * 2: the square of a uniform number picks the place, so that the first is visited 140 times as often as most.
 */
export function visits({ people, places, count, crowding, seed }: { people: number; places: number; count: number; crowding: number; seed: number }): StayColumns {
  const r = random(seed)
  const entries = Float64Array.from({ length: count }, () => Math.floor(r() * 14) * DAY + Math.floor((6 + r() * 15) * 60) * MINUTE).sort()
  const columns: StayColumns = { people, places, person: new Int32Array(count), place: new Int32Array(count), from: new Float64Array(count), to: new Float64Array(count), kind: new Uint8Array(count) }
  for (let row = 0; row < count; row++) {
    columns.person[row] = Math.floor(r() * people)
    columns.place[row] = Math.floor(r() ** crowding * places)
    const from = entries[row]!
    columns.from[row] = from
    columns.to[row] = r() < 0.3 ? Number.NaN : from + Math.ceil(5 + r() * 85) * MINUTE
  }
  return columns
}
