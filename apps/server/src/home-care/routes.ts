import { HomeCallInput, HomeCareAsk, HomeCareInput, HomeCareList, HomeCareView, HomeKitInput, ReferInput, RiskInput } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal } from '#kernel/session.ts'
import { findCall, findCare } from './load.ts'
import { insertCall } from './save.ts'
import { beginCare, giveKit, refer, weighAgain } from './steps.ts'
import { viewCare, viewCares } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const Done = z.object({ id: z.string() })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })

function registerReading(app: FastifyInstance, deps: AppDeps, now: () => string): void {
  route(app, deps, {
    method: 'GET', url: '/api/home-cares', permission: 'home_care.read', summary: 'Cases cared for at home in sight by what is to be done next, the gravest first, with how many stand in each box; names only for posts that may see them.', query: HomeCareAsk, answer: HomeCareList,
    run: ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      return viewCares(tx, query, now())
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/isolation-orders/:id/home-care', permission: 'home_care.read', summary: 'Care at home beside an order of isolation: class of risk with its rule, calls, kits in the store and handed out, and whether a referral is proposed.', params: ById, query: Reveal, answer: HomeCareView, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return viewCare(tx, params.id, query.reveal, now())
    },
  })
}

function registerSteps(app: FastifyInstance, deps: AppDeps, now: () => string): void {
  const changes = ['not-found', 'stale', 'illegal-state'] as const
  route(app, deps, {
    method: 'PUT', url: '/api/home-cares/:id', permission: 'home_care.create', summary: 'Takes a case isolated at home into care, with the class of risk that the rule of today gives.', params: ById, body: HomeCareInput, answer: Done, refuses: ['reference-missing', 'illegal-state', 'duplicate'],
    run: async ({ tx, params: { id }, body }) => {
      await beginCare(tx, id, body, now())
      return { id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/home-cares/:id/risk', permission: 'home_care.update', summary: 'Weighs the risk of somebody at home anew, and says which station is in charge.', params: ById, body: RiskInput, answer: Done, refuses: [...changes],
    run: async ({ tx, params: { id }, body: { version, teamId, ...facts } }) => {
      await weighAgain(tx, id, version, teamId, facts, now())
      return { id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/home-cares/:id/refer', permission: 'home_care.refer', summary: 'Refers somebody at home to a bed: he waits for one of the tier said, and care at home ends.', params: ById, body: ReferInput, answer: z.object({ stayId: z.string() }), refuses: [...changes],
    run: async ({ tx, params: { id }, body }) => {
      await refer(tx, id, body, now())
      return { stayId: body.stayId }
    },
  })
}

function registerDaily(app: FastifyInstance, deps: AppDeps, now: () => string): void {
  route(app, deps, {
    method: 'PUT', url: '/api/home-calls/:id', permission: 'home_duty.call', summary: 'A call to somebody at home: whether he was reached and how he is.', params: ById, body: HomeCallInput, answer: Done, refuses: ['reference-missing', 'duplicate'],
    run: async ({ tx, params: { id }, body: { careId, answer, note } }) => {
      if (!(await findCare(tx, careId))) throw new Problem('reference-missing')
      if (await insertCall(tx, id, careId, answer, note, now()) === 0) sameOrRefuse(await findCall(tx, id), (call) => call.careId === careId && call.answer === answer)
      return { id }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/home-kits/:id', permission: 'home_duty.give', summary: 'Hands out a kit to somebody at home; it leaves the store of his commune with it.', params: ById, body: HomeKitInput, answer: Done, refuses: ['not-found', 'illegal-state', 'stock-short', 'duplicate'],
    run: async ({ tx, params: { id }, body: { careId, itemId, quantity } }) => {
      await giveKit(tx, id, careId, itemId, quantity, now())
      return { id }
    },
  })
}

/** Care of cases at home: who is to be called, kits, class of risk, referral. */
export function registerHomeCareRoutes(app: FastifyInstance, deps: AppDeps): void {
  const now = (): string => deps.clock.now().toISOString()
  registerReading(app, deps, now)
  registerSteps(app, deps, now)
  registerDaily(app, deps, now)
}
