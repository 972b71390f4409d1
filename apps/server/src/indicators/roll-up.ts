import { createHash } from 'node:crypto'
import { indicators, type Indicator } from '@phaodai/indicators'
import { cellsSql } from '@phaodai/indicators/kit/count.queries.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { recount } from './counting.queries.ts'
import { basesOf, knownDigest, markAll, markChanged, markDue, moveCursor, nextStretch } from './marking.queries.ts'

type Deps = Pick<AppDeps, 'pools' | 'clock'>

/** Entries of the stream, and cells at first, that one transaction looks at: an import never holds the others up. */
const ENTRIES = 2000
const CELLS = 2000
/** Where so many are counted sooner than this, the next transaction takes twice as many: all cells of an installation are marked when an indicator is new. */
const BRISK_MS = 2000
const MOST_CELLS = 64_000
/** How often the tick comes round. */
const EVERY_SECONDS = 3

/** Marks what has committed since the last time; returns how many entries were looked at. */
export async function markStream({ pools }: Deps): Promise<number> {
  for (let looked = 0; ;) {
    const n = await asSystem(pools.jobs, async (tx) => {
      const stretch = await nextStretch(tx, ENTRIES)
      if (!stretch) return 0
      for (const basis of basesOf()) await markChanged(tx, stretch, basis)
      await moveCursor(tx, stretch)
      return stretch.looked
    })
    looked += n
    if (n < ENTRIES) return looked
  }
}

/** What an indicator's figures follow from: its declaration as SQL. */
function digestOf(indicator: Indicator): string {
  return createHash('sha256').update(cellsSql(indicator, 'now')).digest('hex')
}

/** Marks all cells of indicators that are new, or declared otherwise than when they were counted. */
async function markNew({ pools }: Deps): Promise<void> {
  for (const indicator of indicators) {
    const digest = digestOf(indicator)
    await asSystem(pools.jobs, async (tx) => {
      if (await knownDigest(tx, indicator.name) !== digest) await markAll(tx, indicator, digest)
    })
  }
}

/** Counts marked cells anew until none is left; returns how many. */
async function recountMarked({ pools, clock }: Deps): Promise<number> {
  let counted = 0
  for (const indicator of indicators) {
    for (let most = CELLS, full = true; full;) {
      const begun = performance.now()
      const n = await asSystem(pools.jobs, tx => recount(tx, indicator, clock.now().toISOString(), most))
      counted += n
      full = n === most
      if (performance.now() - begun < BRISK_MS) most = Math.min(most * 2, MOST_CELLS)
    }
  }
  return counted
}

/** One round: what changed and what time has moved is marked, then counted anew. Returns how many cells. A round that was cut off is made up for by the next. */
export async function rollUp(deps: Deps): Promise<number> {
  await markNew(deps)
  await markStream(deps)
  await asSystem(deps.pools.jobs, tx => markDue(tx, deps.clock.now().toISOString()))
  return recountMarked(deps)
}

/** The tick puts itself back on the queue; the minute's cron begins it and mends a break. */
export function registerIndicatorJobs(deps: AppDeps): void {
  deps.jobs.work('indicator.tick', async () => {
    try {
      await rollUp(deps)
    } finally {
      await deps.jobs.enqueue('indicator.tick', {}, { key: 'tick', afterSeconds: EVERY_SECONDS })
    }
  })
  deps.jobs.schedule('indicator.tick', '* * * * *')
}
