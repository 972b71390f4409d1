import { strToU8, zip, type AsyncZippable } from 'fflate'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { joinPdfs, renderComposed } from '#server/documents/index.ts'
import { dropRuns, failRun, keepFile, noteDrawn, takeRun, type QueuedRun } from './runs.queries.ts'

export const PAPERS_QUEUE = 'isolation.papers'
const DROP_QUEUE = 'isolation.drop-papers'
/** Papers between two looks at whether it was stopped: a fifth of a second, so that requests are answered in between. */
const AT_ONCE = 10
/** Files hold names: a day is enough to fetch them. */
const KEPT_MS = 24 * 3_600_000

type JobDeps = Pick<AppDeps, 'jobs' | 'pools' | 'clock'>

function zipped(files: AsyncZippable): Promise<Buffer> {
  return new Promise((resolve, reject) => zip(files, { level: 1 }, (error, bytes) => (error ? reject(error) : resolve(Buffer.from(bytes)))))
}

/** Draws papers as one PDF, or as Word files in a .zip with a list of them; asks after each few whether to go on. Undefined when it was told to stop. */
export async function drawPapers({ format, papers }: Pick<QueuedRun, 'format' | 'papers'>, goesOn: (done: number) => Promise<boolean>): Promise<Buffer | undefined> {
  const drawn: Buffer[] = []
  for (const { composition } of papers) {
    drawn.push(await renderComposed(composition, format === 'pdf' ? 'pdf' : 'docx'))
    if (drawn.length % AT_ONCE !== 0) continue
    if (!(await goesOn(drawn.length))) return undefined
    await new Promise(setImmediate)
  }
  if (format === 'pdf') return joinPdfs(drawn)
  const files: AsyncZippable = { 'danh-sach.txt': strToU8(papers.map(({ name }) => `${name}.docx`).join('\r\n')) }
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

/** Papers for many are drawn one run at a time; files go after a day. */
export function registerIsolationJobs(deps: JobDeps): void {
  deps.jobs.work<{ id: string }>(PAPERS_QUEUE, ({ id }) => drawRun(deps, id))
  deps.jobs.work(DROP_QUEUE, async () => void (await asSystem(deps.pools.jobs, (tx) => dropRuns(tx, new Date(deps.clock.now().getTime() - KEPT_MS).toISOString()))))
  deps.jobs.schedule(DROP_QUEUE, '17 * * * *')
}
