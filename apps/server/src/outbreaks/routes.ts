import { endOfOutbreak, Outbreaks } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { gatherCases, loadDue, loadOpen } from './load.ts'

const ById = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })

/** Outbreaks by rule: where one may be opened, which are under way and may be ended; taking in cases of its place. */
export function registerOutbreakRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/outbreaks', permission: 'disease_case.read', summary: 'Where the rule of a disease calls for an outbreak, and those under way with the day they may be ended.', answer: Outbreaks,
    run: async ({ tx }) => {
      const day = today(deps.clock)
      const [due, open] = await Promise.all([loadDue(tx, day), loadOpen(tx, day)])
      return { day, due, open: open.map((row) => ({ ...row, ...endOfOutbreak(row, day) })) }
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
