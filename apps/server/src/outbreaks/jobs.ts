import { endOfOutbreak } from '@phaodai/office'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { noteCalls, settleCalls } from './call.queries.ts'
import { loadDue, loadOpen } from './load.ts'

type Deps = Pick<AppDeps, 'pools' | 'clock'>

/** Calls for outbreaks that the rules would open or let end; returns how many calls are new. */
export function callForOutbreaks({ pools, clock }: Deps): Promise<number> {
  const [now, day] = [clock.now().toISOString(), today(clock)]
  return asSystem(pools.jobs, async (tx) => {
    const open = await loadOpen(tx, day)
    const calls = { due: await loadDue(tx, day), endable: open.filter((each) => endOfOutbreak(each, day).endable).map(({ id }) => id) }
    await settleCalls(tx, calls, now)
    return noteCalls(tx, calls, now)
  })
}

/** Every half hour: the shortest stretch of a rule is days. */
export function registerOutbreakJobs(deps: Deps & Pick<AppDeps, 'jobs'>): void {
  deps.jobs.work('outbreak.call', async () => void (await callForOutbreaks(deps)))
  deps.jobs.schedule('outbreak.call', '*/30 * * * *')
}
