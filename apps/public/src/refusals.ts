import type { PublicDeps } from './deps.ts'
import { countRefusals } from './gate.queries.ts'
import { today } from '#kernel/clock.ts'

/** Numbers of refusals, kept by day and reason for the office; nobody's. */
export type Refusals = { note: (reason: string) => void; write: () => Promise<void> }

/** Gathers refusals in memory until they are written, so that a flood of them is one row. */
export function createRefusals({ pool, clock }: Pick<PublicDeps, 'pool' | 'clock'>): Refusals {
  let counts = new Map<string, Map<string, number>>() // by the day of the refusal: what is written after midnight was refused before it
  return {
    note: (reason) => {
      const day = today(clock)
      const ofDay = counts.get(day) ?? new Map<string, number>()
      counts.set(day, ofDay.set(reason, (ofDay.get(reason) ?? 0) + 1))
    },
    write: async () => {
      const written = counts
      counts = new Map()
      for (const [day, ofDay] of written) await countRefusals(pool, ofDay, day)
    },
  }
}
