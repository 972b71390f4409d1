import type { Tx } from '#kernel/transaction.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import type { Ground } from '../ground.ts'
import type { DemoPost } from '../people.ts'
import type { Cluster } from '../wave/clusters.ts'
import { keepArrivals } from './arrivals.ts'
import { keepCheckpoints, keepPlaces, openRound } from './gate.ts'
import { keepGatherings } from './gatherings.ts'
import { keepZones } from './zones.ts'

export { keepLevels } from './levels.ts'

/** The commune of the cast, whose people can look at what is planted. */
const HOME = { 2021: '06622', 2025: '06625' } as const

/**
 * How the wave is held back: zones with their decisions and duties, events, an open round of declarations and check-in, places with
 * posters, checkpoints with shifts and crossings, and people who come. Levels follow once figures are counted (keepLevels).
 */
export async function keepLine(tx: Tx, ground: Ground, clusters: readonly Cluster[], health: (commune: LandUnit) => DemoPost): Promise<void> {
  const home = ground.land.find(({ level, code }) => level === 'commune' && code === HOME[ground.profile])!
  const officer = [...ground.people.ofBody.values()].flat().find(({ role }) => role === 'officer')!
  await keepZones(tx, ground, clusters, health, home)
  await keepGatherings(tx, ground, home)
  const decisions = await openRound(tx, ground, officer)
  await keepPlaces(tx, ground, home, health(home))
  await keepCheckpoints(tx, ground, { home, officer, decisionId: decisions.crossing })
  await keepArrivals(tx, ground, { home, by: health(home), decisionId: decisions.declaration })
}
