import { workingCalendar } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem, type Tx } from '#kernel/transaction.ts'
import { dueByFor, loadCalendarBefore, type Moment } from '../tasks/index.ts'
import { loadRuleNumber } from './load.ts'
import { chaseClearancesAsked } from './save.ts'

/**
 * The rule about opinions that are not given: when the office's working days (`clearance-days`) and the day named in the
 * request have both passed, the body asked is asked again and the writer is told, once a round. Runs as the system.
 */
export async function chaseClearances(tx: Tx, { at, today: day }: Moment): Promise<number> {
  const days = await loadRuleNumber(tx, 'clearance-days', day)
  return days === 0 ? 0 : chaseClearancesAsked(tx, dueByFor(workingCalendar(await loadCalendarBefore(tx, day)), day, days), day, at)
}

/** Opinions that are late are asked for again every morning, with late work. */
export function registerDraftJobs({ jobs, pools, clock }: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  jobs.work('draft.chase', async () => void (await asSystem(pools.jobs, tx => chaseClearances(tx, { at: clock.now().toISOString(), today: today(clock) }))))
  jobs.schedule('draft.chase', '0 6 * * *')
}
