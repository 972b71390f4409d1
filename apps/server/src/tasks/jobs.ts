import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { escalate } from './escalation.ts'
import { compactTally } from './save.ts'

/** What happens to tasks by rule and clock: escalation every morning, the tally added up every ten minutes. */
export function registerTaskJobs({ jobs, pools, clock }: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  const now = () => ({ at: clock.now().toISOString(), today: today(clock) })
  jobs.work('task.escalate', async () => void (await asSystem(pools.jobs, tx => escalate(tx, now()))))
  jobs.schedule('task.escalate', '0 6 * * *')
  jobs.work('task.compact-tally', () => asSystem(pools.jobs, compactTally))
  jobs.schedule('task.compact-tally', '*/10 * * * *')
}
