import { dayInVietnam } from '@phaodai/vocabulary'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { keepVisitDays } from './load.ts'

/** Opens the days that decisions in force collect visits for, and drops those that none keeps any longer; returns how many it dropped. */
export function keepVisits({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<number> {
  return asSystem(pools.jobs, (tx) => keepVisitDays(tx, dayInVietnam(clock.now().toISOString())))
}

/** Every ten minutes, since a decision may begin today. */
export function registerTracingJobs(deps: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  deps.jobs.work('place_visit.days', async () => void (await keepVisits(deps)))
  deps.jobs.schedule('place_visit.days', '*/10 * * * *')
}
