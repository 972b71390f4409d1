import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { compactTally } from './counts.queries.ts'
import { settleWarnings, writeWarnings } from './warn.queries.ts'

/** Warns of legal clocks that run out, and takes back what calls nobody any more; returns how many warnings it wrote. */
export function warnOfClocks({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<number> {
  const now = clock.now().toISOString()
  return asSystem(pools.jobs, async (tx) => {
    await settleWarnings(tx, now)
    return writeWarnings(tx, now)
  })
}

/** Every ten minutes warnings, as the shortest clock is a day and its last quarter six hours, and the tally added up. */
export function registerCaseJobs(deps: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  deps.jobs.work('disease_case.warn', async () => void (await warnOfClocks(deps)))
  deps.jobs.schedule('disease_case.warn', '*/10 * * * *')
  deps.jobs.work('disease_case.compact-tally', () => asSystem(deps.pools.jobs, compactTally))
  deps.jobs.schedule('disease_case.compact-tally', '*/10 * * * *')
}
