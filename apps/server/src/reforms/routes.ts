import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { AnswerInput, AtVersion, MoveInput, PostInput, Reform, ReformInput, ReformMove, ReformPost, ReformRow, ReformRun, RunInput } from '@phaodai/office/reform.ts'
import { addDays, searchKey } from '@phaodai/vocabulary'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { BodyRef } from '@phaodai/office'
import { loadGround, loadLiving } from './ground.queries.ts'
import { findLatestRun, findMove, findPlannedPost, findReform, findReformRun, isRehearsed, loadGroups, loadMoves, loadPlannedPosts, loadReforms, searchHeirs, type Head } from './load.ts'
import { planReform } from './planning/plan.ts'
import type { Plan } from './planning/types.ts'
import { RUN_QUEUE } from './run.ts'
import { registerReformSheets } from './sheet.routes.ts'
import { answerGroup, insertReform, insertRun, moveState, replacePlan, touchPlan, updateMove, updatePost, updateReform } from './save.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })
const InReform = z.object({ id: z.uuid().toLowerCase(), rowId: z.uuid().toLowerCase() })
const MovesQuery = z.object({ q: z.string().max(200).default(''), open: z.enum(['0', '1']).optional(), groupKey: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) })
const words = (q: string): string[] => searchKey(q).split(' ').filter(Boolean)

/** The operation with its questions, posts and latest run. Problem `not-found`. */
export async function viewReform(tx: Tx, id: string): Promise<z.input<typeof Reform>> {
  const head = await findReform(tx, id)
  if (!head) throw new Problem('not-found')
  const posts = await loadPlannedPosts(tx, id)
  await viewing(tx, 'person', posts.map(({ personId }) => personId))
  return { ...head, groups: await loadGroups(tx, id), posts, run: await findLatestRun(tx, id) ?? null }
}

/** Problem `illegal-state` unless the plan may still be corrected. */
async function drafted(tx: Tx, id: string): Promise<Head> {
  const head = await findReform(tx, id)
  if (!head) throw new Problem('not-found')
  if (head.state !== 'draft') throw new Problem('illegal-state')
  return head
}

const sameHead = (row: Head, given: ReformInput): boolean =>
  row.name === given.name && row.effectiveOn === given.effectiveOn && row.legalNumber === given.legalNumber && row.legalOn === given.legalOn && row.legalIssuer === given.legalIssuer && (row.area?.id ?? null) === given.areaId

async function putReform(tx: Tx, id: string, given: ReformInput): Promise<void> {
  if (given.version === 0) {
    if (await findReform(tx, id) === undefined) await insertReform(tx, id, given)
    sameOrRefuse(await findReform(tx, id), (row) => sameHead(row, given))
    return
  }
  if (await updateReform(tx, id, given) === 0) refuseStale(await findReform(tx, id), given)
}

/** The plan by rule; what the rules cannot make anything of is told, not an error of the server. */
async function makePlan(tx: Tx, areaId: number, effectiveOn: string): Promise<Plan> {
  const [ground, living] = [await loadGround(tx, areaId, effectiveOn), await loadLiving(tx, addDays(effectiveOn, -1))]
  try {
    return planReform(ground, living)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Problem('invalid-value', { detail: 'Danh mục đơn vị mới chưa đủ để lập phương án: có cơ quan hoặc thôn không tìm được nơi trực thuộc sau sắp xếp.' })
  }
}

function registerHeads(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/reforms', permission: 'reform.read', summary: 'Rearrangements of the apparatus, the newest day first.',
    answer: z.object({ rows: z.array(ReformRow) }), run: async ({ tx }) => ({ rows: await loadReforms(tx) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/reforms/:id', permission: 'reform.read', summary: 'One rearrangement with its questions, posts and latest rehearsal.',
    params: ById, answer: Reform, refuses: ['not-found'], run: ({ tx, params }) => viewReform(tx, params.id),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/reforms/:id', permission: 'reform.plan', summary: 'Begins a rearrangement, or corrects its name, day or legal ground.',
    params: ById, body: ReformInput, answer: Reform, refuses: ['not-found', 'stale', 'duplicate', 'illegal-state', 'reference-missing'],
    run: async ({ tx, params, body }) => {
      await putReform(tx, params.id, body)
      return viewReform(tx, params.id)
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/reforms/:id/plan', permission: 'reform.plan', summary: 'Makes the plan anew by rule; answers given to the old one are dropped.',
    params: ById, body: AtVersion, answer: Reform, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-value'],
    run: async ({ tx, params, body }) => {
      const head = await drafted(tx, params.id)
      if (head.version !== body.version) refuseStale(head, body)
      if (!head.area) throw new Problem('invalid-value', { detail: 'Chọn địa bàn sắp xếp trước khi lập phương án.' })
      await replacePlan(tx, head.id, await makePlan(tx, head.area.id, head.effectiveOn))
      await touchPlan(tx, head.id)
      return viewReform(tx, head.id)
    },
  })
}

function registerMoves(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/reforms/:id/moves', permission: 'reform.read', summary: 'What becomes of each ending body.',
    params: ById, query: MovesQuery, answer: z.object({ rows: z.array(ReformMove) }), refuses: ['not-found'],
    run: async ({ tx, params, query: { q, open, ...rest } }) => {
      if (!await findReform(tx, params.id)) throw new Problem('not-found')
      return { rows: await loadMoves(tx, params.id, { ...rest, words: words(q), open: open === undefined ? undefined : open === '1' }) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/reforms/:id/heirs', permission: 'reform.read', summary: 'Bodies that will be in force, by words of their names.',
    params: ById, query: z.object({ q: z.string().max(200).default('') }), answer: z.object({ rows: z.array(BodyRef) }), refuses: ['not-found'],
    run: async ({ tx, params, query }) => {
      if (!await findReform(tx, params.id)) throw new Problem('not-found')
      return { rows: await searchHeirs(tx, params.id, words(query.q), 30) }
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/reforms/:id/moves/:rowId', permission: 'reform.plan', summary: 'Decides who takes over from one body.',
    params: InReform, body: MoveInput, answer: ReformMove, refuses: ['not-found', 'stale', 'illegal-state'],
    run: async ({ tx, who, params, body }) => {
      await drafted(tx, params.id)
      if (await updateMove(tx, params.rowId, body, who.title) === 0) refuseStale(await findMove(tx, params.id, params.rowId), body)
      await touchPlan(tx, params.id)
      return sameOrRefuse(await findMove(tx, params.id, params.rowId), () => true)
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/reforms/:id/answers', permission: 'reform.plan', summary: 'Answers the open questions of one kind of body alike.',
    params: ById, body: AnswerInput, answer: Reform, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, who, params, body }) => {
      await drafted(tx, params.id)
      if (await answerGroup(tx, params.id, body.groupKey, body.offer, who.title) > 0) await touchPlan(tx, params.id)
      return viewReform(tx, params.id)
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/reforms/:id/posts/:rowId', permission: 'reform.plan', summary: 'Decides where one post goes, or that it ends.',
    params: InReform, body: PostInput, answer: ReformPost, refuses: ['not-found', 'stale', 'illegal-state'],
    run: async ({ tx, who, params, body }) => {
      await drafted(tx, params.id)
      if (await updatePost(tx, params.rowId, body, who.title) === 0) refuseStale(await findPlannedPost(tx, params.id, params.rowId), body)
      await touchPlan(tx, params.id)
      return sameOrRefuse(await findPlannedPost(tx, params.id, params.rowId), () => true)
    },
  })
}

/** Moves an operation on; what another has moved meanwhile is shown. */
async function move(tx: Tx, id: string, version: number, state: string, title: string): Promise<void> {
  const head = await findReform(tx, id)
  if (!head) throw new Problem('not-found')
  if (head.version !== version) refuseStale(head, { version })
  if (state === 'proposed' && !(await isRehearsed(tx, id, head.plan))) throw new Problem('plan-unready')
  if (await moveState(tx, id, version, state, title) === 0) refuseStale(await findReform(tx, id), { version })
}

function registerActions(app: FastifyInstance, deps: AppDeps): void {
  const actions = [['propose', 'proposed', 'Proposes a rehearsed plan for confirmation; it is closed from then on.'], ['withdraw', 'draft', 'Takes a plan back into drafting before it is carried out.'],
    ['abandon', 'abandoned', 'Gives a rearrangement up.']] as const
  for (const [action, state, summary] of actions) {
    route(app, deps, {
      method: 'POST', url: `/api/reforms/:id/${action}`, permission: `reform.${action}`, summary, params: ById, body: AtVersion, answer: Reform, refuses: ['not-found', 'stale', 'illegal-state', 'plan-unready'],
      run: async ({ tx, who, params, body }) => {
        await move(tx, params.id, body.version, state, who.title)
        return viewReform(tx, params.id)
      },
    })
  }
  route(app, deps, {
    method: 'POST', url: '/api/reforms/:id/confirm', permission: 'reform.confirm', summary: 'Confirms a proposed plan as a second person; on its day it is carried out.',
    params: ById, body: AtVersion, answer: Reform, refuses: ['not-found', 'stale', 'illegal-state', 'same-person'],
    run: async ({ tx, who, params, body }) => {
      await move(tx, params.id, body.version, 'confirmed', who.title)
      return viewReform(tx, params.id)
    },
  })
}

async function askRun(tx: Tx, id: string, runId: string): Promise<z.input<typeof ReformRun>> {
  const head = await findReform(tx, id)
  if (!head) throw new Problem('not-found')
  if (head.state === 'carried_out' || head.state === 'abandoned') throw new Problem('illegal-state')
  await insertRun(tx, runId, id, 'rehearsal', head.plan)
  return sameOrRefuse(await findReformRun(tx, id, runId), (run) => run.kind === 'rehearsal')
}

function registerRuns(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'POST', url: '/api/reforms/:id/rehearse', permission: 'reform.rehearse', summary: 'Carries the plan out for real, tells what would come of it, and rolls it back.',
    params: ById, body: RunInput, answer: ReformRun, refuses: ['not-found', 'illegal-state', 'duplicate'],
    run: async ({ tx, params, body }) => {
      const run = await askRun(tx, params.id, body.runId)
      await deps.jobs.enqueue(RUN_QUEUE, { id: run.id }, { key: run.id, afterSeconds: 1 }) // the job looks for a row that stands only after the commit
      return run
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/reforms/:id/runs/:rowId', permission: 'reform.read', summary: 'How far a rehearsal or the carrying out has come, and what it found.',
    params: InReform, answer: ReformRun, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const run = await findReformRun(tx, params.id, params.rowId)
      if (!run) throw new Problem('not-found')
      return run
    },
  })
}

/** Rearranging bodies, posts, open work and the answering for records, as one dated operation. */
export async function registerReformRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  registerHeads(app, deps)
  registerMoves(app, deps)
  registerActions(app, deps)
  registerRuns(app, deps)
  await registerReformSheets(app, deps)
}
