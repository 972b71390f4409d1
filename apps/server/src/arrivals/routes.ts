import { ArrivalForecast, ArrivalsToday, ArrivalsWaiting, LookInput, WatchInput } from '@phaodai/office'
import { arrival } from '@phaodai/registers'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { addDays } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing } from '#kernel/session.ts'
import { createRecord } from '#server/registers/index.ts'
import { word } from '#server/words/index.ts'
import { AHEAD, forecast } from './forecast.ts'
import { findDeclared, loadCame, loadHolidays, loadWaiting, loadWatched } from './load.ts'
import { noteLook, stepArrival } from './save.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const Step = z.object({ version: z.int() })
const MOST = 500

const stepped = (version: number | null): { version: number } => {
  if (version === null) throw new Problem('not-found')
  return { version }
}

function registerWaiting(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/arrivals/waiting', permission: 'arrival.read', summary: 'Who came to the caller\'s areas and is to be verified or given to a team, the longest here first; names only for posts that may see them.', query: Reveal, answer: ArrivalsWaiting,
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      const found = await loadWaiting(tx, query.reveal, MOST + 1)
      const arrivals = found.slice(0, MOST)
      if (query.reveal) await viewing(tx, 'arrival', arrivals.map(({ id }) => id))
      return { arrivals, more: found.length > MOST }
    },
  })
}

/** How far back arrivals tell what a holiday brings. */
const YEARS_BACK = 3 * 366

function registerForecast(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/arrivals/forecast', permission: 'arrival.read', summary: 'A forecast of who comes to the caller\'s areas around the holidays ahead, from the dated calendar and past arrivals, with what it rests on.', answer: ArrivalForecast,
    run: async ({ tx }) => {
      const day = today(deps.clock)
      const first = addDays(day, -YEARS_BACK)
      return forecast(await loadHolidays(tx, first, addDays(day, AHEAD + 30)), await loadCame(tx, first), day)
    },
  })
}

/** People who come: from a declaration to a record with its measure, to a team, looked after day by day, to the end. */
export function registerArrivalRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerWaiting(app, deps)
  registerForecast(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/arrivals/today', permission: 'arrival.read', summary: 'Whom somebody looks after today in the caller\'s areas, who was not seen yet first; names only for posts that may see them.', query: Reveal, answer: ArrivalsToday,
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      const day = today(deps.clock)
      const found = await loadWatched(tx, day, query.reveal, MOST + 1)
      const arrivals = found.slice(0, MOST)
      if (query.reveal) await viewing(tx, 'arrival', arrivals.map(({ id }) => id))
      return { day, arrivals, more: found.length > MOST }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/declarations/:id/arrivals/:arrivalId', permission: 'arrival.create', summary: 'Makes a record of arrival of a declaration, with the measure that follows from it.', params: z.object({ id: Id, arrivalId: Id }), answer: z.object({ id: z.string(), code: z.string().nullable() }), refuses: ['not-found', 'duplicate', 'no-such-place-then'],
    run: async ({ tx, who, params }) => {
      needsReveal(who)
      const declared = await findDeclared(tx, params.id)
      const row = await createRecord(tx, arrival, params.arrivalId, { ...declared, foundBy: 'declared', doses: 'unknown' })
      return { id: params.arrivalId, code: row.code as string | null }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/arrivals/:id/watch', permission: 'arrival.watch', summary: 'Gives somebody who came and was verified to a team that works where he stays.', params: ById, body: WatchInput, answer: Step, refuses: ['not-found', 'reference-missing', 'illegal-state'],
    run: async ({ tx, params, body }) => stepped(await stepArrival(tx, params.id, body.version, body.teamId, today(deps.clock))),
  })
  route(app, deps, {
    method: 'POST', url: '/api/arrivals/:id/complete', permission: 'arrival.complete', summary: 'Ends a watch whose days are over.', params: ById, body: Step, answer: Step, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params, body }) => stepped(await stepArrival(tx, params.id, body.version, null, today(deps.clock))),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/arrivals/:id/looks/:lookId', permission: 'arrival_watch.look', summary: 'Notes that somebody was looked after on a day.', params: z.object({ id: Id, lookId: Id }), body: LookInput, answer: z.object({ id: z.string() }), refuses: ['not-allowed', 'duplicate', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      if (body.day > today(deps.clock)) throw new Problem('invalid-input', { detail: word('arrivals.fault.day'), fields: { day: 'in-future' } })
      await noteLook(tx, params.id, params.lookId, body)
      return { id: params.lookId }
    },
  })
}
