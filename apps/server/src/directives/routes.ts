import {
  DirectiveDetail, DirectivePage, DirectiveQuery, DirectiveOrder, HeaderPatch, IntakeInput, IssueInput, OrderMeasureInput, MergeInput, OrderInput, ResolveInput, SplitInput, StubInput, SupersedeInput, WithdrawInput,
} from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, sameOrRefuse } from '#kernel/problem.ts'
import type { ProblemCode } from '#kernel/problems.ts'
import { route } from '#kernel/route.ts'
import type { Tx, Who } from '#kernel/session.ts'
import type { Moment } from '../tasks/index.ts'
import { issue, supersede, withdraw } from './issue.ts'
import { cursorAfter, loadDirectives } from './load.ts'
import { measureOrder } from './measure.ts'
import { admit, register } from './register.ts'
import { mergeOrders, patchHeader, putOrder, resolveName, splitOrder } from './review.ts'
import { acknowledge, findStub, insertStub, markRead } from './save.ts'
import { registerSpokenRoutes } from './spoken.ts'
import { detailOf } from './view.ts'

const ById = z.object({ id: z.uuid() })
const ByOrder = z.object({ id: z.uuid(), orderId: z.uuid() })

interface Write<P, B> {
  method: 'PUT' | 'POST' | 'PATCH'
  url: string
  permission: string
  summary: string
  refuses: ProblemCode[]
  run: (tx: Tx, who: Who, moment: Moment, params: P, body: B) => Promise<unknown>
}

/** A change that answers with the whole directive as it then stands. */
function write<P extends typeof ById | typeof ByOrder, B extends z.ZodType>(app: FastifyInstance, deps: AppDeps, params: P, body: B, declared: Write<z.output<P>, z.output<B>>): void {
  const { run, ...rest } = declared
  route(app, deps, {
    ...rest, params: params as typeof ById, body, answer: DirectiveDetail,
    run: async (call) => {
      const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
      await run(call.tx, call.who, moment, call.params as z.output<P>, call.body as z.output<B>)
      return detailOf(call.tx, call.who, call.params.id, moment.today)
    },
  })
}

function registerReads(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/directives', permission: 'directive.read', summary: 'Directives of a box, newest first.', query: DirectiveQuery, answer: DirectivePage,
    run: async ({ tx, who, query }) => {
      const found = await loadDirectives(tx, query, who.seesWhole, today(deps.clock))
      const rows = found.slice(0, query.limit)
      return { rows, next: found.length > query.limit ? cursorAfter(rows.at(-1)!) : null }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/directives/:id', permission: 'directive.read', summary: 'A directive; opening what was delivered to one\'s body marks it as read.',
    params: ById, answer: DirectiveDetail, refuses: ['not-found'],
    run: async ({ tx, who, params }) => {
      await markRead(tx, params.id)
      return detailOf(tx, who, params.id, today(deps.clock))
    },
  })
}

function registerIntake(app: FastifyInstance, deps: AppDeps): void {
  write(app, deps, ById, IntakeInput, {
    method: 'PUT', url: '/api/directives/:id', permission: 'directive.intake', summary: 'Takes in a directive as text; idempotent by id and text.',
    refuses: ['secret-document', 'unreadable-document', 'not-a-directive', 'duplicate-directive', 'duplicate'],
    run: (tx, who, moment, { id }, body) => register(tx, who, moment, id, admit(body.text, body.force), body),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/directives/:id/stub', permission: 'directive.intake', summary: 'Keeps number, day and issuer of a document of a secrecy grade, nothing else.',
    params: ById, body: StubInput, answer: StubInput.extend({ id: z.uuid() }), refuses: ['duplicate'],
    run: async ({ tx, params, body }) => {
      await insertStub(tx, params.id, body)
      return sameOrRefuse(await findStub(tx, params.id), stub => stub.number === body.number && stub.issuedOn === body.issuedOn && stub.issuerText === body.issuerText)
    },
  })
}

function registerReview(app: FastifyInstance, deps: AppDeps): void {
  const refuses: ProblemCode[] = ['not-found', 'illegal-state', 'stale', 'reference-missing']
  const permission = 'directive.review'
  write(app, deps, ById, HeaderPatch, {
    method: 'PATCH', url: '/api/directives/:id', permission, refuses, summary: 'Corrects the header of a draft.',
    run: (tx, who, moment, { id }, body) => patchHeader(tx, who, moment, id, body),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/directives/:id/orders/:orderId', permission, refuses, summary: 'Adds an order by hand or corrects one.', params: ByOrder, body: OrderInput, answer: DirectiveOrder,
    run: async ({ tx, who, params, body }) => {
      const moment = { at: deps.clock.now().toISOString(), today: today(deps.clock) }
      await putOrder(tx, who, moment, params.id, params.orderId, body)
      const order = (await detailOf(tx, who, params.id, moment.today)).orders?.find(each => each.id === params.orderId)
      if (!order) throw new Problem('not-found')
      return order
    },
  })
  write(app, deps, ByOrder, SplitInput, {
    method: 'POST', url: '/api/directives/:id/orders/:orderId/split', permission, refuses, summary: 'Cuts an order in two.',
    run: (tx, who, moment, { id, orderId }, body) => splitOrder(tx, who, moment, id, orderId, body),
  })
  write(app, deps, ByOrder, MergeInput, {
    method: 'POST', url: '/api/directives/:id/orders/:orderId/merge', permission, refuses, summary: 'Takes another order into this one.',
    run: (tx, who, moment, { id, orderId }, body) => mergeOrders(tx, who, moment, id, orderId, body),
  })
  write(app, deps, ByOrder, OrderMeasureInput, {
    method: 'PUT', url: '/api/directives/:id/orders/:orderId/measure', permission, refuses, summary: 'Chooses what an order is measured by; its tasks take it when the document is issued.',
    run: (tx, who, moment, { id, orderId }, body) => measureOrder(tx, who, moment, id, orderId, body),
  })
  write(app, deps, ById, ResolveInput, {
    method: 'POST', url: '/api/directives/:id/resolve', permission, refuses, summary: 'Says who is meant by a name, for the whole draft and for later.',
    run: (tx, who, moment, { id }, body) => resolveName(tx, who, moment, id, body),
  })
}

function registerIssue(app: FastifyInstance, deps: AppDeps): void {
  write(app, deps, ById, IssueInput, {
    method: 'POST', url: '/api/directives/:id/issue', permission: 'directive.issue', summary: 'Issues a draft: tasks to bodies, deliveries to recipients.',
    refuses: ['not-found', 'illegal-state', 'stale', 'unresolved-bodies', 'reference-missing'],
    run: (tx, who, moment, { id }, body) => issue(tx, who, moment, id, body),
  })
  write(app, deps, ById, WithdrawInput, {
    method: 'POST', url: '/api/directives/:id/withdraw', permission: 'directive.withdraw', summary: 'Takes an issued directive back; its tasks are flagged for review.',
    refuses: ['not-found', 'illegal-state', 'stale'], run: (tx, who, moment, { id }, body) => withdraw(tx, who, moment, id, body),
  })
  write(app, deps, ById, SupersedeInput, {
    method: 'POST', url: '/api/directives/:id/supersede', permission: 'directive.supersede', summary: 'Replaces an issued directive; its tasks are flagged for review.',
    refuses: ['not-found', 'illegal-state', 'stale'], run: (tx, who, moment, { id }, body) => supersede(tx, who, moment, id, body),
  })
  write(app, deps, ById, z.object({}), {
    method: 'POST', url: '/api/directives/:id/acknowledge', permission: 'directive.acknowledge', summary: 'The acting body takes note of what was delivered to it.',
    refuses: ['not-found'],
    run: async (tx, who, _moment, { id }) => {
      if (await acknowledge(tx, id, who.title) === 0) throw new Problem('not-found')
    },
  })
}

/** Everything about directives: intake, review, issue, delivery. */
export async function registerDirectiveRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  registerReads(app, deps)
  registerIntake(app, deps)
  registerReview(app, deps)
  registerIssue(app, deps)
  registerSpokenRoutes(app, deps)
}
