import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { Plan, planActions, PlanInput, PlanRow, TeamInput, VisitInput } from '@phaodai/office/inspection.ts'
import { searchKey } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { putRow } from '#kernel/kept-row.queries.ts'
import { Problem, refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { settlePaper } from '#server/committees/index.ts'
import { sendFile } from '#server/sheets/index.ts'
import { planPaper } from './papers.ts'
import { dropVisit, findPlan, loadPlans, loadPosts, loadTeams, loadVisits, movePlan, PLAN, TEAM, VISIT } from './plan.queries.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })
const InPlan = ById.extend({ rowId: z.uuid().toLowerCase() })
const refuses = ['not-found', 'duplicate', 'stale', 'invalid-input', 'illegal-state'] as const
const STATES = { approve: 'approved', start: 'under_way', end: 'ended' } as const

/** A plan with its teams and visits, as far as the viewer sees them. Problem `not-found`. */
export async function viewPlan(tx: Tx, id: string, day: string): Promise<Plan> {
  const head = await findPlan(tx, id, day)
  if (!head) throw new Problem('not-found')
  return { ...head, teams: await loadTeams(tx, id), visits: await loadVisits(tx, id), posts: head.isOwn ? await loadPosts(tx, day) : [] }
}

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/inspection-plans', permission: 'inspection_plan.read', summary: 'Plans of inspections within reach, with what was done of them.',
    answer: z.object({ rows: z.array(PlanRow) }), run: async ({ tx }) => ({ rows: await loadPlans(tx, today(deps.clock)) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/inspection-plans/:id', permission: 'inspection_plan.read', summary: 'One plan: teams, places to be visited, progress.', params: ById, answer: Plan, refuses: ['not-found'],
    run: ({ tx, params }) => viewPlan(tx, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'GET', url: '/api/inspection-plans/:id/report.:format', permission: 'inspection_plan.read', summary: 'The report on a plan as Word file or PDF.', params: ById.extend({ format: z.enum(['docx', 'pdf']) }), refuses: ['not-found'],
    run: async ({ tx, who, params }) => planPaper(tx, who, await viewPlan(tx, params.id, today(deps.clock)), today(deps.clock), params.format), send: sendFile,
  })
}

async function putPlan(tx: Tx, who: Who, id: string, given: z.output<typeof PlanInput>): Promise<void> {
  const paper = given.directiveId === null ? {} : await settlePaper(tx, given)
  await putRow(tx, PLAN, who.bodyId, id, { ...given, ...paper })
}

function registerPreparing(app: FastifyInstance, deps: AppDeps): void {
  const permission = 'inspection_plan.prepare'
  route(app, deps, {
    method: 'PUT', url: '/api/inspection-plans/:id', permission, summary: 'Drafts a plan of the acting body, or corrects a draft.', params: ById, body: PlanInput, answer: Plan, refuses: [...refuses],
    run: async ({ tx, who, params, body }) => {
      await putPlan(tx, who, params.id, body)
      return viewPlan(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/inspection-plans/:id/teams/:rowId', permission, summary: 'Adds a team to a plan, or corrects it.', params: InPlan, body: TeamInput, answer: Plan, refuses: [...refuses],
    run: async ({ tx, who, params, body }) => {
      await putRow(tx, TEAM, who.bodyId, params.rowId, { ...body, planId: params.id }, ['planId'])
      return viewPlan(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/inspection-plans/:id/visits/:rowId', permission, summary: 'Adds a place to be visited; in an approved plan it becomes an inspection at once.', params: InPlan, body: VisitInput, answer: Plan,
    refuses: [...refuses],
    run: async ({ tx, who, params, body }) => {
      await putRow(tx, VISIT, who.bodyId, params.rowId, { ...body, planId: params.id, searchKey: searchKey(`${body.placeName} ${body.address ?? ''}`) }, ['planId'])
      return viewPlan(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/inspection-plans/:id/visits/:rowId/drop', permission, summary: 'Takes a place out of a plan, with a reason.', params: InPlan, body: z.object({ version: z.int(), reason: z.string().trim().min(1).max(500) }),
    answer: Plan, refuses: [...refuses],
    run: async ({ tx, who, params, body }) => {
      const touched = await dropVisit(tx, who.bodyId, params.id, params.rowId, body.version, body.reason)
      const view = await viewPlan(tx, params.id, today(deps.clock))
      if (touched === 0) refuseStale(view.visits.find(({ id }) => id === params.rowId), body)
      return view
    },
  })
}

function registerMoving(app: FastifyInstance, deps: AppDeps): void {
  for (const action of planActions) {
    route(app, deps, {
      method: 'POST', url: `/api/inspection-plans/:id/${action}`, permission: `inspection_plan.${action}`, summary: `Action ${action} on a plan of the acting body.`, params: ById, body: z.object({ version: z.int() }), answer: Plan,
      refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input'],
      run: async ({ tx, who, params, body }) => {
        const before = await viewPlan(tx, params.id, today(deps.clock))
        if (before.version !== body.version) refuseStale(before, body)
        if (action === 'approve' && before.visits.every(({ droppedReason }) => droppedReason !== null)) throw new Problem('invalid-input', { detail: 'Kế hoạch chưa có nơi nào để kiểm tra. Hãy thêm ít nhất một nơi.' })
        const approval = action === 'approve' ? { title: who.title, day: today(deps.clock) } : null
        if (await movePlan(tx, params.id, body.version, STATES[action], approval) === 0) throw new Problem('not-allowed')
        return viewPlan(tx, params.id, today(deps.clock))
      },
    })
  }
}

/** Plans of inspections: drafted, approved, under way, ended. */
export function registerPlanRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReading(app, deps)
  registerPreparing(app, deps)
  registerMoving(app, deps)
}
