import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { noteOverdue } from './overdue.queries.ts'

/** Every morning: findings whose day has passed are noted, once a deadline. */
export function registerInspectionJobs({ jobs, pools, clock }: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  jobs.work('inspection.overdue', async () => void (await asSystem(pools.jobs, (tx) => noteOverdue(tx, today(clock), clock.now().toISOString()))))
  jobs.schedule('inspection.overdue', '5 6 * * *')
}
