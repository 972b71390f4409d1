import { exposuresOfCase, type Exposure } from './exposures.ts'
import type { TracingProfile } from './profile.ts'
import type { CaseWindow, Tracing } from './tracing.ts'

/** A case with the day it fell ill (or its sample), as an instant. */
export type DatedCase = CaseWindow & { onset: number }

/** Who may have infected a case: his share among all known candidates, from the meetings that made it possible. */
export type LikelyInfector = { person: number; infector: number; share: number; hours: number; serialInterval: number; exposures: Exposure[] }

const DAY = 86_400_000
const HOUR = 3_600_000
/** So many hours together in one day are as good as sure; more weigh no more. */
const FULL_DAY_HOURS = 8

/** Density of a log-normal distribution of this mean and standard deviation. */
function logNormal(value: number, { mean, sd }: { mean: number; sd: number }): number {
  if (value <= 0) return 0
  const variance = Math.log(1 + (sd / mean) ** 2)
  const centre = Math.log(mean) - variance / 2
  return Math.exp(-((Math.log(value) - centre) ** 2) / (2 * variance)) / (value * Math.sqrt(2 * Math.PI * variance))
}

function normal(value: number, { mean, sd }: { mean: number; sd: number }): number {
  return Math.exp(-((value - mean) ** 2) / (2 * sd ** 2)) / (sd * Math.sqrt(2 * Math.PI))
}

/** Days of a meeting, each with its middle and its hours: long stays together are weighed day by day. */
function daysOf({ from, to }: Exposure): { middle: number; hours: number }[] {
  const count = Math.max(1, Math.ceil((to - from) / DAY))
  return Array.from({ length: count }, (_, day) => {
    const [begins, ends] = [from + day * DAY, Math.min(to, from + (day + 1) * DAY)]
    return { middle: (begins + ends) / 2, hours: (ends - begins) / HOUR }
  })
}

/** How well a meeting fits: infectiousness of the source then × time from then to the onset × what the hours weigh. */
function fit(exposure: Exposure, sourceOnset: number, onset: number, { infectiousness, incubation, weights }: TracingProfile): number {
  return daysOf(exposure).reduce((sum, { middle, hours }) => sum
    + (1 - Math.exp(-weights[exposure.kind] * Math.min(hours, FULL_DAY_HOURS)))
    * normal((middle - sourceOnset) / DAY, infectiousness) * logNormal((onset - middle) / DAY, incubation), 0)
}

/**
 * Who of the known cases may have infected a case, likeliest first; shares add up to 1. Nobody where no meeting fits: then
 * the source is not among those known.
 */
export function likelyInfectors(tracing: Tracing, cases: ReadonlyMap<number, DatedCase>, person: number, profile: TracingProfile): LikelyInfector[] {
  const infected = cases.get(person)
  if (!infected) return []
  const { least, most } = profile.incubation
  const exposures = exposuresOfCase(tracing, person, { from: infected.onset - most, to: infected.onset - least })
  const bySource = new Map<number, Exposure[]>()
  for (const exposure of exposures) {
    const met = bySource.get(exposure.source)
    if (met) met.push(exposure)
    else if (cases.has(exposure.source)) bySource.set(exposure.source, [exposure])
  }
  const found = [...bySource].map(([infector, met]) => {
    const { onset } = cases.get(infector)!
    const weight = met.reduce((sum, exposure) => sum + fit(exposure, onset, infected.onset, profile), 0)
    return { person, infector, share: weight, hours: met.reduce((sum, { from, to }) => sum + (to - from) / HOUR, 0), serialInterval: (infected.onset - onset) / DAY, exposures: met }
  })
  const total = found.reduce((sum, { share }) => sum + share, 0)
  if (total === 0) return []
  return found.map(each => ({ ...each, share: each.share / total })).sort((one, other) => other.share - one.share || one.infector - other.infector)
}
