import { Outbreaks, type OutbreakLine } from '@phaodai/office'
import { addDays, daysBetween } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { gatherCases, loadDue, loadOpen } from './load.ts'

const ById = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })

/** How long an outbreak has been quiet on a day, and when by its rule it may be ended: so many whole days after the last case. */
export function endOf({ lastOn, endDays }: Pick<OutbreakLine, 'lastOn' | 'endDays'>, day: string): Pick<OutbreakLine, 'quietDays' | 'endsOn' | 'endable'> {
  const endsOn = endDays === null ? null : addDays(lastOn, endDays)
  return { quietDays: Math.max(0, daysBetween(lastOn, day)), endsOn, endable: endsOn !== null && endsOn <= day }
}

/** Outbreaks by rule: where one may be opened, which are under way and may be ended; taking in cases of its place. */
export function registerOutbreakRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/outbreaks', permission: 'disease_case.read', summary: 'Where the rule of a disease calls for an outbreak, and those under way with the day they may be ended.', answer: Outbreaks,
    run: async ({ tx }) => {
      const day = today(deps.clock)
      const [due, open] = await Promise.all([loadDue(tx, day), loadOpen(tx, day)])
      return { day, due, open: open.map((row) => ({ ...row, ...endOf(row, day) })) }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/outbreaks/:id/gather', permission: 'outbreak.create', summary: 'Takes the cases of its disease and place that belong to none into an outbreak under way.',
    params: ById, answer: z.object({ cases: z.int() }), refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const cases = await gatherCases(tx, params.id)
      if (cases === null) throw new Problem('not-found')
      return { cases }
    },
  })
}
