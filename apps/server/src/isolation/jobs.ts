import { strToU8, zip, type AsyncZippable } from 'fflate'
import { addDays, dayInVietnam } from '@phaodai/vocabulary'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { joinPdfs, renderComposed, renderTogether } from '#server/documents/index.ts'
import { word } from '#server/words/index.ts'
import { callUnseen, dropRuns, failRun, keepFile, noteDrawn, takeRun, type QueuedRun } from './runs.queries.ts'

export const PAPERS_QUEUE = 'isolation.papers'
const DROP_QUEUE = 'isolation.drop-papers'
const UNSEEN_QUEUE = 'isolation.unseen'
/** Papers drawn between two looks at whether it was stopped: about a second of one core, then requests are answered. */
const AT_ONCE = 25
/** Files hold names: a day is enough to fetch them. */
const KEPT_MS = 24 * 3_600_000

type JobDeps = Pick<AppDeps, 'jobs' | 'pools' | 'clock'>

function zipped(files: AsyncZippable): Promise<Buffer> {
  return new Promise((resolve, reject) => zip(files, { level: 1 }, (error, bytes) => (error ? reject(error) : resolve(Buffer.from(bytes)))))
}

type Papers = QueuedRun['papers']

/** A few papers drawn: together as a PDF, or each as a Word file. */
async function drawFew(format: QueuedRun['format'], few: Papers): Promise<Buffer[]> {
  const [first, ...rest] = few.map(({ composition }) => composition)
  if (format === 'pdf') return [await renderTogether([first!, ...rest])]
  const drawn: Buffer[] = []
  for (const { composition } of few) drawn.push(await renderComposed(composition, 'docx'))
  return drawn
}

/** Draws papers as one PDF, or as Word files in a .zip with a list of them; asks after each few whether to go on. Undefined when it was told to stop. */
export async function drawPapers({ format, papers }: Pick<QueuedRun, 'format' | 'papers'>, goesOn: (done: number) => Promise<boolean>): Promise<Buffer | undefined> {
  const drawn: Buffer[] = []
  for (let done = 0; done < papers.length; done += AT_ONCE) {
    if (!(await goesOn(done))) return undefined
    drawn.push(...await drawFew(format, papers.slice(done, done + AT_ONCE)))
    await new Promise(setImmediate)
  }
  if (format === 'pdf') return joinPdfs(drawn)
  const files: AsyncZippable = { [`${word('isolation.paper.list.file')}.txt`]: strToU8(papers.map(({ name }) => `${name}.docx`).join('\r\n')) }
  for (const [n, { name }] of papers.entries()) files[`${name}.docx`] = [new Uint8Array(drawn[n]!), { level: 0 }] // a .docx is packed already
  return zipped(files)
}

/** Draws one run to its end, or until it is stopped. */
export async function drawRun({ pools, clock }: Pick<JobDeps, 'pools' | 'clock'>, id: string): Promise<void> {
  const run = await asSystem(pools.jobs, (tx) => takeRun(tx, id))
  if (!run) return
  try {
    const file = await drawPapers(run, async (done) => await asSystem(pools.jobs, (tx) => noteDrawn(tx, id, done)) > 0)
    if (file) await asSystem(pools.jobs, (tx) => keepFile(tx, id, file, clock.now().toISOString()))
  } catch (error) {
    await asSystem(pools.jobs, (tx) => failRun(tx, id, clock.now().toISOString()))
    throw error
  }
}

/** Tells each body how many of those whose isolation it asked for nobody looked at yesterday, once a day; returns how many bodies were told. */
export function callForUnseen({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<number> {
  const now = clock.now().toISOString()
  return asSystem(pools.jobs, (tx) => callUnseen(tx, addDays(dayInVietnam(now), -1), now))
}

/** Papers for many are drawn one run at a time; files go after a day. */
export function registerIsolationJobs(deps: JobDeps): void {
  deps.jobs.work<{ id: string }>(PAPERS_QUEUE, ({ id }) => drawRun(deps, id))
  deps.jobs.work(DROP_QUEUE, async () => void (await asSystem(deps.pools.jobs, (tx) => dropRuns(tx, new Date(deps.clock.now().getTime() - KEPT_MS).toISOString()))))
  deps.jobs.schedule(DROP_QUEUE, '17 * * * *')
  deps.jobs.work(UNSEEN_QUEUE, async () => void (await callForUnseen(deps)))
  deps.jobs.schedule(UNSEEN_QUEUE, '5 6 * * *') // before the day's round
}
