import { nearlyDueDays } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { deliver, type Ways } from './deliver.ts'
import { gather, gatherDigests } from './gather.ts'
import { openMail } from './mail.ts'
import { forgetOld, makeFromStream, settleClosed, takeDay, tellDueSoon, tellOverdue } from './making.queries.ts'
import { pushKeys } from './push.ts'
import { timeOfDay } from './quiet.ts'

type Deps = Pick<AppDeps, 'pools' | 'clock' | 'config'>

/** Entries of the stream a transaction looks at. */
const ENTRIES = 2000
/** When deadlines are looked at: after the morning's escalation (06:00), before the digest. */
const MORNING = '06:30'
/** How often the tick comes round; the bell asks every half minute. */
const EVERY_SECONDS = 10

/** Tells of everything that has committed since the last time; returns how many entries were looked at. */
export async function tellChanges({ pools, clock }: Pick<Deps, 'pools' | 'clock'>): Promise<number> {
  for (let looked = 0; ;) {
    const n = await asSystem(pools.jobs, tx => makeFromStream(tx, ENTRIES, clock.now().toISOString(), today(clock)))
    looked += n
    if (n < ENTRIES) return looked
  }
}

/** Once a day from 06:30 on: deadlines that are near or have passed, and what is over. */
export async function tellDeadlines({ pools, clock }: Pick<Deps, 'pools' | 'clock'>): Promise<boolean> {
  if (timeOfDay(clock.now()) < MORNING) return false
  const [day, at] = [today(clock), clock.now().toISOString()]
  return asSystem(pools.jobs, async (tx) => {
    if (!(await takeDay(tx, day))) return false
    await settleClosed(tx, at)
    await tellOverdue(tx, day, at)
    await tellDueSoon(tx, day, addDays(day, nearlyDueDays), at)
    await forgetOld(tx, day)
    return true
  })
}

/**
 * One round: changes and deadlines become notices, notices become messages, messages are sent. Everything is decided by
 * the clock that is handed in, so a round that was missed is made up for by the next.
 */
export async function tick(deps: Deps, ways: Ways): Promise<void> {
  await tellChanges(deps)
  await tellDeadlines(deps)
  const now = deps.clock.now()
  await asSystem(deps.pools.jobs, async (tx) => {
    if (ways.mail !== null) await gatherDigests(tx, now)
    await gather(tx, now, ways.mail !== null)
  })
  await deliver(deps, ways)
}

/** The ways out as this installation is configured. */
export async function openWays({ pools, config }: Pick<Deps, 'pools' | 'config'>): Promise<Ways> {
  return { mail: openMail(config), keys: await pushKeys(pools) }
}

/** The tick comes round every ten seconds by putting itself back on the queue; the minute's cron begins it and mends a break. */
export function registerNoticeJobs(deps: AppDeps): void {
  let ways: Ways | undefined
  deps.jobs.work('notice.tick', async () => {
    try {
      ways ??= await openWays(deps)
      await tick(deps, ways)
    } finally {
      await deps.jobs.enqueue('notice.tick', {}, { key: 'tick', afterSeconds: EVERY_SECONDS })
    }
  })
  deps.jobs.schedule('notice.tick', '* * * * *')
}
