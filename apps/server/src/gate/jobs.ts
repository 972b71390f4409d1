import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { forgetVisitors } from './save.ts'

/** Deletes what the public pages collected under decisions whose time of keeping is over; returns how much of each. */
export function keepGate({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<{ visitors: number }> {
  return asSystem(pools.jobs, async (tx) => ({ visitors: await forgetVisitors(tx, today(clock)) }))
}

/** Every hour: what may no longer be kept goes in the first hour of its day. */
export function registerGateJobs(deps: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  deps.jobs.work('gate.retention', async () => void (await keepGate(deps)))
  deps.jobs.schedule('gate.retention', '5 * * * *')
}
