import type { ReformReport } from '@phaodai/office/reform.ts'
import { formatDay } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem, type Tx } from '#kernel/transaction.ts'
import { word } from '#server/words/index.ts'
import { steps, type Work } from './carry.queries.ts'
import { closedDigest, countAll, countKind, countSight, loadFaults, loadFlows, loadOpenQuestions, loadTitles, moving } from './count.queries.ts'
import { actFor, countPlan, findDue, findRun, findWork, markCarriedOut, noteRun, queueDue, type RunRow, type WorkRow } from './run.queries.ts'

export const RUN_QUEUE = 'reform.run'
const DUE_QUEUE = 'reform.due'

type Deps = Pick<AppDeps, 'pools' | 'jobs' | 'clock'>
type Progress = (step: number) => Promise<void>

/** Ends a rehearsal's transaction, which keeps nothing but what it found. */
class Rehearsed extends Error {
  readonly report: ReformReport

  constructor(report: ReformReport) {
    super('rehearsed')
    this.report = report
  }
}

/** Why a plan was not carried out; the code is kept with the run. */
class Refused extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

function workOf(row: WorkRow): Work {
  const source = `${row.legalNumber} ngày ${formatDay(row.legalOn)} của ${row.legalIssuer}`
  return { id: row.id, day: row.effectiveOn, source, title: row.name, notes: { moved: word('reform.note.moved'), assigner: word('reform.note.assigner'), monitor: word('reform.note.monitor') } }
}

async function kindsBefore(tx: Tx, work: Work): Promise<ReformReport['kinds']> {
  const counted: ReformReport['kinds'] = []
  for (const kind of moving) counted.push({ kind: `${kind.table}.${kind.column}`, before: await countKind(tx, work, kind), moved: 0, stayed: 0 })
  return counted
}

async function kindsAfter(tx: Tx, work: Work, before: ReformReport['kinds']): Promise<ReformReport['kinds']> {
  const counted: ReformReport['kinds'] = []
  for (const [nth, kind] of moving.entries()) {
    const stayed = await countKind(tx, work, kind)
    counted.push({ ...before[nth]!, stayed, moved: before[nth]!.before - stayed })
  }
  return counted
}

async function accessOf(tx: Tx, work: Work, before: Awaited<ReturnType<typeof countSight>>): Promise<ReformReport['access']> {
  const [was, now] = [new Map(before.map((row) => [row.post, row])), new Map((await countSight(tx, work, 'after')).map((row) => [row.post, row]))]
  return (await loadTitles(tx, work.id)).map(({ post, title }) => ({
    title, from: was.get(post)?.body ?? '', to: now.get(post)?.body ?? null, before: was.get(post)?.n ?? 0, after: now.get(post)?.n ?? 0,
  }))
}

/** Carries everything out in the open transaction and tells what came of it; throws when something was lost. */
export async function carryOut(tx: Tx, row: WorkRow, strict: boolean, progress: Progress): Promise<ReformReport> {
  const [began, work] = [performance.now(), workOf(row)]
  const unresolved = await loadOpenQuestions(tx, work)
  if (strict && unresolved.length > 0) throw new Refused('unresolved')
  const [totals, digest, kinds, sight] = [await countAll(tx), await closedDigest(tx), await kindsBefore(tx, work), await countSight(tx, work, 'before')]
  for (const [nth, step] of steps.entries()) {
    await progress(nth + 1)
    await step.run(tx, work)
  }
  const after = new Map((await countAll(tx)).map(({ kind, n }) => [kind, n]))
  const faults = [...await loadFaults(tx, work), ...(await closedDigest(tx) === digest ? [] : [{ fault: 'closed-task-changed', n: 1 }]),
    ...totals.filter(({ kind, n }) => after.get(kind) !== n).map(({ kind, n }) => ({ fault: `lost-${kind}`, n: Math.abs(n - (after.get(kind) ?? 0)) }))]
  if (strict && faults.length > 0) throw new Refused(faults[0]!.fault)
  return {
    day: work.day, plan: row.plan, unresolved, ...await countPlan(tx, work.id), totals: totals.map(({ kind, n }) => ({ kind, before: n, after: after.get(kind) ?? 0 })),
    kinds: await kindsAfter(tx, work, kinds), flows: await loadFlows(tx), access: await accessOf(tx, work, sight), faults, millis: Math.round(performance.now() - began),
  }
}

/** Opens the plan as the one who asked; a plan that moved on since, or is not his to carry out, is refused. */
async function open(tx: Tx, run: RunRow, day: string): Promise<WorkRow> {
  const row = await findWork(tx, run.reformId)
  if (!row || row.plan !== run.plan) throw new Refused('plan-moved-on')
  if (run.kind === 'carry-out' && row.state !== 'confirmed') throw new Refused('not-confirmed')
  if (run.kind === 'carry-out' && row.effectiveOn > day) throw new Refused('before-its-day')
  await actFor(tx, run.createdBy, run.kind === 'carry-out' ? 'reform.carry-out' : 'reform.rehearse')
  return row
}

async function perform({ pools, clock }: Deps, run: RunRow, progress: Progress): Promise<ReformReport> {
  try {
    return await asSystem(pools.jobs, async (tx) => {
      const row = await open(tx, run, today(clock))
      const report = await carryOut(tx, row, run.kind === 'carry-out', progress)
      if (run.kind === 'rehearsal') throw new Rehearsed(report)
      await markCarriedOut(tx, row.id, clock.now().toISOString())
      return report
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.report
    throw error
  }
}

/**
 * Runs one rehearsal or carrying out to its end: everything in one transaction, rolled back for a rehearsal. A run that is
 * over is not run again, and an operation that was carried out is not carried out again.
 */
export async function runReform(deps: Deps, runId: string): Promise<void> {
  const note = (fields: Parameters<typeof noteRun>[2]): Promise<void> => asSystem(deps.pools.jobs, (tx) => noteRun(tx, runId, fields))
  const run = await asSystem(deps.pools.jobs, (tx) => findRun(tx, runId))
  if (!run || run.state === 'done' || run.state === 'failed') return
  await note({ state: 'running', step: 0, steps: steps.length })
  try {
    const report = await perform(deps, run, (step) => note({ state: 'running', step, steps: steps.length }))
    await note({ state: 'done', report, endedAt: deps.clock.now().toISOString() })
  } catch (error) {
    await note({ state: 'failed', problem: error instanceof Refused ? error.code : 'server-error', endedAt: deps.clock.now().toISOString() })
    if (!(error instanceof Refused)) throw error
  }
}

/** What was confirmed is carried out in the first minutes of its day, and at once when the day has come already. */
export async function carryOutDue(deps: Deps): Promise<void> {
  const due = await asSystem(deps.pools.jobs, (tx) => findDue(tx, today(deps.clock)))
  for (const reform of due) {
    const runId = await asSystem(deps.pools.jobs, (tx) => queueDue(tx, reform))
    await deps.jobs.enqueue(RUN_QUEUE, { id: runId }, { key: runId })
  }
}

/** Rehearsals and carryings out, one at a time; every minute what is due. */
export function registerReformJobs(deps: Deps): void {
  deps.jobs.work<{ id: string }>(RUN_QUEUE, ({ id }) => runReform(deps, id))
  deps.jobs.work(DUE_QUEUE, () => carryOutDue(deps))
  deps.jobs.schedule(DUE_QUEUE, '* * * * *')
}
