import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { chaseUnread } from './chase.ts'

/** Documents that nobody opened are chased by rule every morning, with late work. */
export function registerDeliveryJobs({ jobs, pools, clock }: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  jobs.work('delivery.chase', async () => void (await asSystem(pools.jobs, tx => chaseUnread(tx, { at: clock.now().toISOString(), today: today(clock) }))))
  jobs.schedule('delivery.chase', '0 6 * * *')
}
