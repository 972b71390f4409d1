import { readDirective } from '@phaodai/directives'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem, type Tx } from '#kernel/transaction.ts'
import { isSecret } from '../directives/index.ts'
import { findScan, loadStuck, type ScanRow } from './load.ts'
import { readScan, ScanError, type ReadPage } from './reader.ts'
import { forgetScan, noteProgress, noteState } from './save.ts'
import { removeOldTrials, trialOf, type Trial } from './trial.ts'

export const READ_QUEUE = 'scan.read'
const SWEEP_QUEUE = 'scan.sweep'
/** A job longer than the queue waits for would be begun again by another; the rest is read by a job of its own. */
const LONGEST_MS = 8 * 60_000
/** A reading that told nothing for so long has lost its server. */
const STUCK_MS = 15 * 60_000
/** A scan that was read and that nobody took in is forgotten. */
const KEPT_DAYS = 14

type JobDeps = Pick<AppDeps, 'jobs' | 'pools' | 'config' | 'clock'>

/** Why the reading of a scan ends before its last page. */
class Ended extends Error {
  readonly why: 'called-off' | 'secret' | 'later'

  constructor(why: 'called-off' | 'secret' | 'later') {
    super(why)
    this.name = 'Ended'
    this.why = why
  }
}

const running = new Map<string, AbortController>()

/** Ends the reading of a scan that this server is at; the next page of another server sees the row. */
export function callOff(id: string): void {
  running.get(id)?.abort(new Ended('called-off'))
}

/** Judges a page before anything of it is kept, then keeps it. */
async function takePage(deps: JobDeps, scan: ScanRow, trial: Trial, page: ReadPage, pages: number): Promise<void> {
  if (page.graded || isSecret(page.text, readDirective(page.text))) throw new Ended('secret')
  await trial.keepPage(page)
  if (await asSystem(deps.pools.jobs, tx => noteProgress(tx, scan.id, page.n, pages)) === 0) throw new Ended('called-off')
}

async function readOn(deps: JobDeps, scan: ScanRow, trial: Trial, signal: AbortSignal): Promise<void> {
  const [began, done] = [performance.now(), (await trial.pages()).length]
  let pages = scan.pages ?? 1
  await readScan({ path: trial.original, kind: scan.kind, from: done + 1 }, {
    signal,
    onPages: async (count) => {
      pages = count
      await asSystem(deps.pools.jobs, tx => noteProgress(tx, scan.id, done, pages))
    },
    onPage: async (page) => {
      await takePage(deps, scan, trial, page, pages)
      if (page.n < pages && performance.now() - began > LONGEST_MS) throw new Ended('later')
    },
  })
}

async function conclude(deps: JobDeps, { id }: ScanRow, trial: Trial, error: unknown): Promise<void> {
  const note = (state: Parameters<typeof noteState>[2], problem: string | null = null): Promise<number> => asSystem(deps.pools.jobs, (tx: Tx) => noteState(tx, id, state, problem))
  if (error === null) return void await note('read')
  if (error instanceof Ended && error.why === 'later') return deps.jobs.enqueue(READ_QUEUE, { id }, { key: id })
  await trial.remove() // picture and text, before anybody is told
  if (error instanceof Ended) return error.why === 'secret' ? asSystem(deps.pools.jobs, tx => forgetScan(tx, id)) : undefined
  await note('failed', error instanceof ScanError ? error.fault : 'damaged')
  if (!(error instanceof ScanError)) throw error
}

/** Reads one scan to its end, to a refusal, or until it is called off. */
export async function readHeldScan(deps: JobDeps, id: string): Promise<void> {
  const scan = await asSystem(deps.pools.jobs, tx => findScan(tx, id))
  if (!scan || await asSystem(deps.pools.jobs, tx => noteState(tx, id, 'reading')) === 0) return
  const [trial, control] = [trialOf(deps.config.dataFolder, id), new AbortController()]
  running.set(id, control)
  try {
    await conclude(deps, scan, trial, await readOn(deps, scan, trial, control.signal).then(() => null, (error: unknown) => error))
  } finally {
    running.delete(id)
  }
}

async function sweep(deps: JobDeps): Promise<void> {
  const now = deps.clock.now().getTime()
  const stuck = await asSystem(deps.pools.jobs, tx => loadStuck(tx, new Date(now - STUCK_MS).toISOString()))
  for (const id of stuck.filter(each => !running.has(each))) await deps.jobs.enqueue(READ_QUEUE, { id }, { key: id })
  await removeOldTrials(deps.config.dataFolder, new Date(now - KEPT_DAYS * 86_400_000))
}

/** Scans are read one at a time, so that recognition never takes more than a core or two; what got stuck is taken up again. */
export function registerScanJobs(deps: JobDeps): void {
  deps.jobs.work<{ id: string }>(READ_QUEUE, ({ id }) => readHeldScan(deps, id))
  deps.jobs.work(SWEEP_QUEUE, () => sweep(deps))
  deps.jobs.schedule(SWEEP_QUEUE, '*/5 * * * *')
}
