import { addDays, dayInVietnam } from '@phaodai/vocabulary'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { callMissed } from './save.ts'

/** Tells each body that watches contacts how many of them nobody saw yesterday, once a day; returns how many bodies were told. */
export function callForMissed({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<number> {
  const now = clock.now().toISOString()
  return asSystem(pools.jobs, (tx) => callMissed(tx, addDays(dayInVietnam(now), -1), now))
}

/** In the morning, when the day's round is planned. */
export function registerFollowUpJobs(deps: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  deps.jobs.work('follow-up.missed', async () => void (await callForMissed(deps)))
  deps.jobs.schedule('follow-up.missed', '0 6 * * *')
}
