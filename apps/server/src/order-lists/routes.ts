import { IsolationListInput, OrderClose, OrderConfirm, OrderLineChange, OrderListAsk, OrderListInput, OrderListRow, OrderListView, OrderMove, OrderSign } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, type Who } from '#kernel/session.ts'
import { sendFile } from '#server/sheets/index.ts'
import { refusingSecondOrder } from '#server/isolation/index.ts'
import { isSample } from '../tasks/index.ts'
import { loadLines } from './load.ts'
import { orderPaper } from './paper.ts'
import { markClosed, markSigned } from './save.ts'
import { begin, beginOfOrders, changeLine, confirm, refuseState, request, step } from './steps.ts'
import { listOf, viewList, viewLists } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const changes = ['not-found', 'stale', 'illegal-state'] as const
type Now = () => string

/** Whether the post reads names of lists at all; whose, the policy says row by row. */
const mayName = (who: Who): boolean => who.reads.includes('order_person')

function needsNames(who: Who): void {
  if (!mayName(who)) needsReveal(who)
}

function registerReading(app: FastifyInstance, deps: AppDeps, now: Now): void {
  route(app, deps, {
    method: 'GET', url: '/api/order-lists', permission: 'order_list.read', summary: 'Lists of orders on contacts in scope, those the acting body signs first; of one case when asked.',
    query: OrderListAsk, answer: z.object({ lists: z.array(OrderListRow) }), run: ({ tx, query }) => viewLists(tx, query, now()),
  })
  route(app, deps, {
    method: 'GET', url: '/api/order-lists/:id', permission: 'order_list.read', summary: 'One list with its lines and who may sign it; names only for posts that may see them.',
    params: ById, query: z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') }), answer: OrderListView, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => {
      if (query.reveal) needsNames(who)
      return viewList(tx, params.id, query.reveal, now())
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/order-lists/:id/paper.:format', permission: 'order_list.export', summary: 'One list as a paper in its State form under the signing committee\'s head; it says so while it is not signed.',
    params: z.object({ id: Id, format: z.enum(['docx', 'pdf']) }), refuses: ['not-found'],
    run: async ({ tx, who, params }) => {
      needsNames(who)
      return orderPaper(tx, await listOf(tx, params.id), await viewList(tx, params.id, true, now(), 'export'), params.format, await isSample(tx), now())
    },
    send: sendFile,
  })
}

function registerDrafting(app: FastifyInstance, deps: AppDeps, now: Now): void {
  route(app, deps, {
    method: 'PUT', url: '/api/cases/:id/order-lists/:listId', permission: 'order_list.draft', summary: 'Drafts one list of orders for contacts of a case, with the days of its disease; idempotent by id.',
    params: ById.extend({ listId: Id }), body: OrderListInput, answer: OrderListView, refuses: ['not-found', 'reference-missing', 'duplicate', 'no-superior'],
    run: async ({ tx, who, params, body }) => {
      const contactIds = [...new Set(body.contactIds.map((id) => id.toLowerCase()))]
      await begin(tx, params.listId, params.id, { ...body, contactIds }, now())
      return viewList(tx, params.listId, mayName(who), now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/order-lists/:id', permission: 'order_list.draft', summary: 'Drafts one list of orders for contacts of cases elsewhere who live in scope and were taken over; idempotent by id.',
    params: ById, body: OrderListInput, answer: OrderListView, refuses: ['reference-missing', 'duplicate', 'no-superior'],
    run: async ({ tx, who, params: { id }, body }) => {
      await begin(tx, id, null, { ...body, contactIds: [...new Set(body.contactIds.map((each) => each.toLowerCase()))] }, now())
      return viewList(tx, id, mayName(who), now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/isolation-lists/:id', permission: 'order_list.draft', summary: 'Drafts one list of orders of isolation that were asked for by hand, or that today\'s rule ends earlier than those that run; idempotent by id.',
    params: ById, body: IsolationListInput, answer: OrderListView, refuses: ['reference-missing', 'illegal-state', 'duplicate', 'no-superior'],
    run: async ({ tx, who, params: { id }, body }) => {
      await beginOfOrders(tx, id, body, now())
      return viewList(tx, id, mayName(who), now())
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/order-lists/:id/lines/:lineId', permission: 'order_list.draft', summary: 'Changes form and days of one line while the list is a draft; with what is known of the person (doses, recovery, home) the rule of the day says both.',
    params: ById.extend({ lineId: Id }), body: OrderLineChange, answer: OrderListView, refuses: [...changes],
    run: async ({ tx, who, params: { id, lineId }, body }) => {
      refuseState((await listOf(tx, id)).state, 'draft', ['draft']) // first: the lines of a list that was asked for have a new version too
      if (await changeLine(tx, id, lineId, body, now()) === 0) refuseStale((await loadLines(tx, id, false)).find((line) => line.id === lineId), body)
      return viewList(tx, id, mayName(who), now())
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/order-lists/:id/request', permission: 'order_list.request', summary: 'Asks the competent post to sign a draft; from now on its lines stand.', params: ById, body: OrderMove, answer: OrderListView, refuses: [...changes, 'invalid-value', 'duplicate'],
    run: async ({ tx, who, params: { id }, body }) => {
      await step(tx, id, 'request', body.version, (row) => request(tx, who, row, now()))
      return viewList(tx, id, mayName(who), now())
    },
  })
}

function registerDeciding(app: FastifyInstance, deps: AppDeps, now: Now): void {
  route(app, deps, {
    method: 'POST', url: '/api/order-lists/:id/confirm', permission: 'order_list.confirm', summary: 'Writes down that somebody who may sign said yes on the phone; the signature is owed by the end of the next working day.',
    params: ById, body: OrderConfirm, answer: OrderListView, refuses: [...changes, 'invalid-input'],
    run: async ({ tx, who, params: { id }, body }) => {
      await step(tx, id, 'confirm', body.version, (row) => confirm(tx, who, row, body, now()))
      return viewList(tx, id, mayName(who), now())
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/order-lists/:id/sign', permission: 'order_list.sign', summary: 'Signs a list as one, in the acting body\'s name; never by whoever asked for it.', params: ById, body: OrderSign, answer: OrderListView, refuses: [...changes, 'same-person', 'duplicate'],
    run: async ({ tx, who, params: { id }, body }) => {
      await step(tx, id, 'sign', body.version, () => refusingSecondOrder(() => markSigned(tx, id, body.version, who.title, now(), body)))
      return viewList(tx, id, mayName(who), now())
    },
  })
  for (const [verb, state, summary] of [['refuse', 'refused', 'Refuses a list with the reason.'], ['withdraw', 'withdrawn', 'Takes a list back, with the reason, while it is not signed.']] as const) {
    route(app, deps, {
      method: 'POST', url: `/api/order-lists/:id/${verb}`, permission: `order_list.${verb}`, summary, params: ById, body: OrderClose, answer: OrderListView, refuses: [...changes, 'same-person'],
      run: async ({ tx, who, params: { id }, body }) => {
        await step(tx, id, verb, body.version, () => markClosed(tx, id, body.version, who.title, now(), state, body.reason))
        return viewList(tx, id, mayName(who), now())
      },
    })
  }
}

/** Orders on contacts as lists: drafted by health, asked for, confirmed by phone, signed, printed. */
export function registerOrderListRoutes(app: FastifyInstance, deps: AppDeps): void {
  const now: Now = () => deps.clock.now().toISOString()
  registerReading(app, deps, now)
  registerDrafting(app, deps, now)
  registerDeciding(app, deps, now)
}
