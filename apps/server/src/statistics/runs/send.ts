import { dueRuns, type DueRun, type StatisticsQuery } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import { asPost } from '#kernel/as-post.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { asSystem } from '#kernel/transaction.ts'
import { startWith } from '#server/drafts/index.ts'
import { freshId } from '#server/tasks/index.ts'
import { statisticsOf } from '../statistics.ts'
import { findRun, loadUndrafted, loadWorking, type Working } from './load.ts'
import { reportOf } from './report.ts'
import { deliverRun, markDrafted, saveRun } from './save.ts'

type Deps = Pick<AppDeps, 'pools' | 'clock'>
type Moment = { at: string; today: string }
/** Late tasks kept with a run, as many as the files list. */
const LATE_KEPT = 2000
/** Runs of one schedule made in one round; the next round makes more. */
const MOST_RUNS = 12

const hourIn = (at: string): number => new Date(Date.parse(at) + 7 * 3_600_000).getUTCHours()
const dueAt = (day: string, hour: number): string => `${day}T${String(hour).padStart(2, '0')}:00:00+07:00`

function queryOf({ ownerId, side, basis, by }: Working, { from, to }: DueRun): StatisticsQuery {
  return { bodyId: ownerId, side, reach: 'subtree', basis, from, to, asOf: 'end', by }
}

/** What of an error is kept with the run: its code; a fault of the server itself is told on as well. */
const problemOf = (error: unknown): string => (error instanceof Problem ? error.code : 'server-error')

/** Counts one period in the post that set the schedule, keeps the figures and puts them before the recipients. */
async function make(deps: Deps, schedule: Working, due: DueRun, moment: Moment): Promise<void> {
  const query = queryOf(schedule, due)
  const run = { id: freshId(moment), schedule, runOn: due.day, dueAt: dueAt(due.day, schedule.hour), from: due.from, to: due.to, query, at: moment.at }
  try {
    await asPost(deps.pools, schedule.authorId, 'statistics.send', moment.today, async (tx, who) => {
      const found = await statisticsOf(tx, who, query, moment.today, LATE_KEPT)
      const id = await saveRun(tx, { ...run, found, problem: null, draftId: schedule.form === 'document' ? freshId(moment) : null })
      if (id !== undefined && schedule.form === 'notice') await deliverRun(tx, id, schedule.recipientIds, moment.at)
    })
  } catch (error) {
    await asSystem(deps.pools.jobs, tx => saveRun(tx, { ...run, found: null, problem: problemOf(error), draftId: null }))
    if (!(error instanceof Problem)) throw error
  }
}

/** Begins the drafts of reports that have their figures, each in the post that answers for the schedule. */
async function draft(deps: Deps, { today }: Moment): Promise<void> {
  for (const { id, draftId, authorId } of await asSystem(deps.pools.jobs, loadUndrafted)) {
    try {
      await asPost(deps.pools, authorId, 'draft.write', today, async (tx, who) => {
        const run = await findRun(tx, id)
        if (!run) throw new Problem('not-allowed')
        await startWith(tx, who, draftId, await reportOf(tx, run, today))
      })
      await asSystem(deps.pools.jobs, tx => markDrafted(tx, id, null))
    } catch (error) {
      await asSystem(deps.pools.jobs, tx => markDrafted(tx, id, problemOf(error)))
      if (!(error instanceof Problem)) throw error
    }
  }
}

/**
 * Makes every run whose time has come, those that were missed or failed as well; a period's figures are those at its end,
 * whenever it is made. What goes wrong is kept with the run and told; the next round tries again.
 */
export async function sendDue(deps: Deps): Promise<void> {
  const at = deps.clock.now().toISOString()
  const moment = { at, today: dayInVietnam(at) }
  for (const schedule of await asSystem(deps.pools.jobs, loadWorking)) {
    for (const due of dueRuns(schedule, schedule.since, moment.today, hourIn(at)).slice(0, MOST_RUNS)) await make(deps, schedule, due, moment)
  }
  await draft(deps, moment)
}

/** Statistics go out within five minutes of their hour. */
export function registerStatisticsJobs({ jobs, pools, clock }: Pick<AppDeps, 'jobs' | 'pools' | 'clock'>): void {
  jobs.work('statistics.send', () => sendDue({ pools, clock }))
  jobs.schedule('statistics.send', '*/5 * * * *')
}
