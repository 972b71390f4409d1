import { HomeCheckInput, IsolationAdvice, IsolationAdviceAsk, IsolationAsk, IsolationBegin, IsolationClose, IsolationDayInput, IsolationInput, IsolationList, IsolationMove, IsolationPlace, IsolationRenewal, IsolationView, IsolationViolationInput, ShortenedOrder, dayHalves, fitHome } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal } from '#kernel/session.ts'
import { word } from '#server/words/index.ts'
import { askTable, toldAdvice } from './decide.ts'
import { refusingSecondOrder } from './from-list.ts'
import { countPlaces } from './load.ts'
import { registerIsolationPapers } from './paper-routes.ts'
import { beginOrders, insertHomeCheck, insertViolation } from './save.ts'
import { beginAll, enterDay, enterOrder, renew, takeStep } from './steps.ts'
import { orderOf, viewOrder, viewOrders, viewShortened } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const changes = ['not-found', 'stale', 'illegal-state'] as const
const Done = z.object({ done: z.literal(true) })
const DONE = { done: true } as const
type Now = () => string

function registerReading(app: FastifyInstance, deps: AppDeps, now: Now): void {
  route(app, deps, {
    method: 'GET', url: '/api/isolation-orders', permission: 'isolation_order.read', summary: 'Orders of isolation in scope by what is to be done next, those that end first at the top, with how many stand in each box; names only for posts that may see them.',
    query: IsolationAsk, answer: IsolationList,
    run: ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      return viewOrders(tx, query, now())
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/isolation-places', permission: 'isolation_order.read', summary: 'How many are isolated in each place in scope: now, at home, ending today, late, gone.', answer: z.object({ today: z.string(), places: z.array(IsolationPlace) }),
    run: async ({ tx }) => ({ today: dayInVietnam(now()), places: await countPlaces(tx, dayInVietnam(now())) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/isolation-orders/shortened', permission: 'isolation_order.read', summary: 'Running orders in scope that the rule of today would end earlier than they were decided to.', query: Reveal, answer: z.object({ orders: z.array(ShortenedOrder) }),
    run: ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      return viewShortened(tx, now(), query.reveal)
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/isolation-orders/:id', permission: 'isolation_order.read', summary: 'One order with its decision, rule row by row, days of health, tests, home checks and violations; names only for posts that may see them.', params: ById, query: Reveal, answer: IsolationView, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return viewOrder(tx, params.id, query.reveal, now())
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/isolation-advice', permission: 'isolation_order.read', summary: 'What the dated rule table says of somebody as of today, row by row; nothing is kept.', body: IsolationAdviceAsk, answer: IsolationAdvice,
    run: async ({ tx, body }) => toldAdvice((await askTable(tx, body.diseaseCode, body.areaId, dayInVietnam(now()))).decide(body)),
  })
}

function registerAsking(app: FastifyInstance, deps: AppDeps, now: Now): void {
  route(app, deps, {
    method: 'PUT', url: '/api/isolation-orders/:id', permission: 'isolation_order.create', summary: 'Asks for the isolation of a case, an entrant or a traveller, with today\'s version of the rule frozen on it; contacts come from their lists.',
    params: ById, body: IsolationInput, answer: z.object({ row: z.looseObject({}) }), refuses: ['duplicate', 'invalid-input'],
    run: async ({ tx, params, body }) => ({ row: await enterOrder(tx, params.id, body, now()) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/isolation-orders/:id/renewals/:newId', permission: 'isolation_order.create', summary: 'Asks for an order that takes the place of a running one: longer, or elsewhere.',
    params: ById.extend({ newId: Id }), body: IsolationRenewal, answer: z.object({ id: z.string() }), refuses: ['not-found', 'illegal-state', 'invalid-input', 'duplicate'],
    run: async ({ tx, params: { id, newId }, body }) => {
      await renew(tx, id, newId, body, now())
      return { id: newId }
    },
  })
}

function registerSteps(app: FastifyInstance, deps: AppDeps, now: Now): void {
  route(app, deps, {
    method: 'POST', url: '/api/isolation-orders/begin', permission: 'isolation_order.begin', summary: 'Notes that people whose isolation was decided are isolated since; the step of the contact is made with it.', body: IsolationBegin, answer: z.object({ begun: z.int() }), refuses: ['not-found', 'duplicate', 'invalid-input'],
    run: async ({ tx, body }) => {
      const ids = [...new Set(body.ids.map((id) => id.toLowerCase()))]
      return { begun: await refusingSecondOrder(() => beginAll(tx, ids, body.at ?? now(), now(), (at) => beginOrders(tx, ids, at))) }
    },
  })
  for (const [verb, summary] of [['complete', 'Completes an isolation; refused before its last day and without the tests that its rule asks for.'], ['return', 'Notes that somebody who left has come back.']] as const) {
    route(app, deps, {
      method: 'POST', url: `/api/isolation-orders/:id/${verb}`, permission: `isolation_order.${verb}`, summary, params: ById, body: IsolationMove, answer: Done, refuses: [...changes],
      run: async ({ tx, params, body }) => {
        await takeStep(tx, params.id, verb, body.version, null, now())
        return DONE
      },
    })
  }
  for (const [verb, summary] of [['end-early', 'Ends an isolation before its time, with the reason.'], ['violate', 'Notes that somebody left his isolation, with what is known.']] as const) {
    route(app, deps, {
      method: 'POST', url: `/api/isolation-orders/:id/${verb}`, permission: `isolation_order.${verb}`, summary, params: ById, body: IsolationClose, answer: Done, refuses: [...changes],
      run: async ({ tx, params, body }) => {
        await takeStep(tx, params.id, verb, body.version, body.reason, now())
        return DONE
      },
    })
  }
}

function registerWatching(app: FastifyInstance, deps: AppDeps, now: Now): void {
  route(app, deps, {
    method: 'PUT', url: '/api/isolation-orders/:id/days/:day/:half', permission: 'isolation.watch', summary: 'Enters the health of one half of a day; a warning sign is told at once. Who knows the version corrects what stands.',
    params: z.object({ id: Id, day: z.iso.date(), half: z.enum(dayHalves) }), body: IsolationDayInput, answer: z.object({ signs: z.array(z.string()) }), refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params: { id, day, half }, body }) => ({ signs: await enterDay(tx, id, day, half, body, now()) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/isolation-orders/:id/home-checks/:checkId', permission: 'isolation.watch', summary: 'Keeps a look at a home, condition by condition, and whether it is fit.', params: ById.extend({ checkId: Id }), body: HomeCheckInput, answer: z.object({ fit: z.boolean() }), refuses: ['not-found', 'duplicate'],
    run: async ({ tx, params: { id, checkId }, body }) => {
      await orderOf(tx, id, dayInVietnam(now()))
      const fit = fitHome(body.items)
      if (await insertHomeCheck(tx, checkId, id, body, fit, now()) === 0) throw new Problem('duplicate')
      return { fit }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/isolation-orders/:id/violations/:violationId', permission: 'isolation.watch', summary: 'Keeps what was broken in an isolation that is running: facts, no judgement.', params: ById.extend({ violationId: Id }), body: IsolationViolationInput, answer: Done, refuses: ['not-found', 'duplicate', 'invalid-input'],
    run: async ({ tx, params: { id, violationId }, body }) => {
      await orderOf(tx, id, dayInVietnam(now()))
      if (Date.parse(body.seenAt) > Date.parse(now())) throw new Problem('invalid-input', { detail: word('isolation.fault.in-future'), fields: { seenAt: 'in-future' } })
      if (await insertViolation(tx, violationId, id, body) === 0) throw new Problem('duplicate')
      return DONE
    },
  })
}

/** Isolation: orders from request to certificate, who ends today, health twice a day, papers one by one and for many. */
export function registerIsolationRoutes(app: FastifyInstance, deps: AppDeps): void {
  const now: Now = () => deps.clock.now().toISOString()
  registerReading(app, deps, now)
  registerAsking(app, deps, now)
  registerSteps(app, deps, now)
  registerWatching(app, deps, now)
  registerIsolationPapers(app, deps, now)
}
