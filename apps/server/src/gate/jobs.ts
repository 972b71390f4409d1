import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { rotateKeys } from './keys.ts'
import { openSender, sendOutbox } from './outbox.ts'
import { forgetCrossings, forgetDeclarations, forgetVisitors } from './save.ts'

/** Deletes what the public pages collected under decisions whose time of keeping is over; returns how much of each. */
export function keepGate({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<{ visitors: number; declarations: number; crossings: number }> {
  return asSystem(pools.jobs, async (tx) => ({
    visitors: await forgetVisitors(tx, today(clock)),
    crossings: await forgetCrossings(tx, today(clock)),
    declarations: await forgetDeclarations(tx, today(clock), clock.now().toISOString()),
  }))
}

/** Deletion in the first hour of its day; the next key ahead of its time; codes at once, looked for every minute. */
export function registerGateJobs(deps: AppDeps): void {
  const send = openSender(deps)
  deps.jobs.work('gate.retention', async () => void (await keepGate(deps)))
  deps.jobs.schedule('gate.retention', '5 * * * *')
  deps.jobs.work('gate.keys', async () => void (await rotateKeys(deps)))
  deps.jobs.schedule('gate.keys', '*/15 * * * *')
  deps.jobs.work('gate.codes', async () => void (await sendOutbox(deps, send)))
  deps.jobs.schedule('gate.codes', '* * * * *')
}
