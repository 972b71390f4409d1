import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { callLateSpecimens } from './save.ts'

/** Tells, once a tube, who waits for it that its result is past the hours of the rule; returns how many were told. */
export function callForLate({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<number> {
  return asSystem(pools.jobs, (tx) => callLateSpecimens(tx, clock.now().toISOString()))
}

/** Every hour. */
export function registerTestingJobs(deps: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  deps.jobs.work('testing.late', async () => void (await callForLate(deps)))
  deps.jobs.schedule('testing.late', '20 * * * *')
}
