import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { countDay } from './save.ts'

/** Counts beds, cases at home and teams as they stand now into the row of today; returns how many counts changed. */
export function countCareDay({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<number> {
  return asSystem(pools.jobs, (tx) => countDay(tx, clock.now().toISOString()))
}

/** Every ten minutes: the last count of a day stands for it. */
export function registerHomeCareJobs(deps: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  deps.jobs.work('care.count', async () => void (await countCareDay(deps)))
  deps.jobs.schedule('care.count', '*/10 * * * *')
}
