import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { Finding, FindingRow, FindingTaskInput, StepInput } from '@phaodai/office/inspection.ts'
import { formatDay } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { attachFiles } from '#server/files/index.ts'
import { assign, type Moment } from '#server/tasks/index.ts'
import { findFinding, findFindingTask, findStep, insertFindingTask, insertStep, loadFindings } from './finding.queries.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })
const InFinding = ById.extend({ stepId: z.uuid().toLowerCase() })

async function viewFinding(tx: Tx, id: string, day: string): Promise<Finding> {
  const found = await findFinding(tx, id, day)
  if (!found) throw new Problem('not-found')
  return found
}

function refuseStep(finding: Finding, given: z.output<typeof StepInput>): void {
  if (!['open', 'fix_reported'].includes(finding.state) || (given.kind === 'report-fix' && finding.state !== 'open')) throw new Problem('illegal-state')
  if (given.kind !== 'report-fix' && !finding.rechecks) throw new Problem('not-allowed', { detail: `Chỉ ${finding.by?.name ?? 'cơ quan kiểm tra'} hoặc cấp trên được kết luận tái kiểm tra.` })
  if ((given.kind === 'renew') !== (given.newDeadline !== null)) throw new Problem('invalid-input', { fields: { newDeadline: 'Cần hạn mới khi gia hạn, và chỉ khi gia hạn.' } })
  if (given.newDeadline !== null && given.newDeadline <= finding.deadline) throw new Problem('invalid-input', { fields: { newDeadline: `Hạn mới phải sau hạn đang có (${formatDay(finding.deadline)}).` } })
}

/** Takes a step on a finding, once however often it is sent. */
async function step(tx: Tx, who: Who, { id, stepId }: z.output<typeof InFinding>, given: z.output<typeof StepInput>, { at, today: day }: Moment): Promise<Finding> {
  const finding = await viewFinding(tx, id, day)
  if (await findStep(tx, stepId) === undefined) {
    if (finding.version !== given.version) refuseStale(finding, given)
    refuseStep(finding, given)
    await insertStep(tx, { id: stepId, findingId: id, kind: given.kind, note: given.note, oldDeadline: finding.deadline, newDeadline: given.newDeadline, title: who.title, day, at })
    await attachFiles(tx, 'finding_step', stepId, given.fileIds)
  }
  sameOrRefuse(await findStep(tx, stepId), (row) => row.findingId === id && row.kind === given.kind && row.note === given.note)
  return viewFinding(tx, id, day)
}

/** Gives the responsible body a task to put a finding right. */
async function giveTask(tx: Tx, who: Who, id: string, taskId: string, given: z.output<typeof FindingTaskInput>, moment: Moment): Promise<Finding> {
  const finding = await viewFinding(tx, id, moment.today)
  if (finding.body === null) throw new Problem('invalid-input', { detail: 'Kiến nghị chưa ghi cơ quan chịu trách nhiệm nên chưa giao việc được.' })
  if (!['open', 'fix_reported'].includes(finding.state)) throw new Problem('illegal-state')
  await assign(tx, who, moment, taskId, { text: given.text, bodyId: finding.body.id, coordinateIds: [], deadline: given.deadline, topics: ['inspection'], nature: 'deliverable' })
  if (await findFindingTask(tx, taskId) === undefined) await insertFindingTask(tx, taskId, id)
  sameOrRefuse(await findFindingTask(tx, taskId), (row) => row.findingId === id)
  return viewFinding(tx, id, moment.today)
}

/** Findings: reported as fixed with evidence, checked again, closed or given a new day, or made a task. */
export function registerFindingRoutes(app: FastifyInstance, deps: AppDeps): void {
  const moment = (): Moment => ({ at: deps.clock.now().toISOString(), today: today(deps.clock) })
  route(app, deps, {
    method: 'GET', url: '/api/findings', permission: 'finding.read', summary: 'Findings within the areas of the acting post, by their day.',
    query: z.object({ box: z.enum(['to-fix', 'to-check', 'open', 'closed']).default('open'), overdue: z.enum(['0', '1']).default('0') }), answer: z.object({ rows: z.array(FindingRow) }),
    run: async ({ tx, query }) => ({ rows: await loadFindings(tx, { box: query.box, overdue: query.overdue === '1' }, today(deps.clock)) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/findings/:id', permission: 'finding.read', summary: 'One finding with what became of it.', params: ById, answer: Finding, refuses: ['not-found'],
    run: ({ tx, params }) => viewFinding(tx, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/findings/:id/steps/:stepId', permission: ({ body }) => `finding.${body.kind}`, summary: 'Reports a fix with evidence, or says what the re-check found; idempotent by the step’s id.',
    params: InFinding, body: StepInput, answer: Finding, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input', 'duplicate', 'reference-missing'],
    run: ({ tx, who, params, body }) => step(tx, who, params, body, moment()),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/findings/:id/tasks/:taskId', permission: 'task.assign', summary: 'Gives the responsible body a task to put a finding right; idempotent by the task’s id.',
    params: ById.extend({ taskId: z.uuid().toLowerCase() }), body: FindingTaskInput, answer: Finding, refuses: ['not-found', 'illegal-state', 'invalid-input', 'duplicate'],
    run: ({ tx, who, params, body }) => giveTask(tx, who, params.id, params.taskId, body, moment()),
  })
}
