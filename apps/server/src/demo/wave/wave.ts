import type { Infection, Outbreak, Population } from '@phaodai/scenario'
import { grouped } from '#server/areas/index.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { addDays, type Day } from '@phaodai/vocabulary'
import type { Ground } from '../ground.ts'
import { simulateWave, WAVE_DAYS, type Parameters, type WaveSize } from './scenario.ts'

/** The simulated wave laid over the demo's land and calendar; of the demo's own day it has the results of the night. */
export interface Wave {
  ground: Ground
  firstDay: Day
  communes: LandUnit[]
  /** The demo's villages by commune, where it has some. */
  villages: ReadonlyMap<number, LandUnit[]>
  population: Population
  outbreak: Outbreak
  parameters: Parameters
}

/** Lets the wave run over the demo's province. */
export function waveOver(ground: Ground, size?: WaveSize): Wave {
  const { land, profile, seed, today } = ground
  return { ...simulateWave(land, profile, seed, size), ground, firstDay: addDays(today, 1 - WAVE_DAYS), villages: grouped(land.filter(({ level }) => level === 'village'), ({ parentId }) => parentId!) }
}

/** Day of the calendar of a day of the scenario. */
export const dayOf = ({ firstDay }: Pick<Wave, 'firstDay'>, day: number): Day => addDays(firstDay, day)

/** Infections that became known, with their places in the truth, in the order of becoming known. */
export function foundIn({ outbreak }: Pick<Wave, 'outbreak'>): { n: number; infection: Infection }[] {
  return outbreak.infections.map((infection, n) => ({ n, infection })).filter(({ infection }) => infection.detectedOn >= 0)
    .sort((a, b) => a.infection.detectedOn - b.infection.detectedOn || a.n - b.n)
}
