import type { PublicDeps } from './deps.ts'
import { countRefusals } from './gate.queries.ts'
import { today } from '#kernel/clock.ts'

/** Numbers of refusals, kept by day and reason for the office; nobody's. */
export type Refusals = { note: (reason: string) => void; write: () => Promise<void> }

/** Gathers refusals in memory until they are written, so that a flood of them is one row. */
export function createRefusals({ pool, clock }: Pick<PublicDeps, 'pool' | 'clock'>): Refusals {
  let counts = new Map<string, number>()
  return {
    note: (reason) => void counts.set(reason, (counts.get(reason) ?? 0) + 1),
    write: async () => {
      const written = counts
      counts = new Map()
      if (written.size > 0) await countRefusals(pool, written, today(clock))
    },
  }
}
