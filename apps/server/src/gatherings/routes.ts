import { gatheringAnswers, GatheringDecide, GatheringView } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { decideGathering, viewGathering } from './decide.ts'

const ById = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
const SUMMARY = { allow: 'Allows an event that nothing in force stands against.', limit: 'Allows an event under conditions.', refuse: 'Refuses an event, with the rule or the reason.' } as const

/** Events and gatherings beside their register: what the rules of the day say, and the decision. */
export function registerGatheringRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/gatherings/:id', permission: 'gathering.read', summary: 'An event with what the level in force and the measures of zones say of it on its day, and how it was decided.', params: ById, answer: GatheringView, refuses: ['not-found'],
    run: ({ tx, params }) => viewGathering(tx, params.id),
  })
  for (const answer of gatheringAnswers) {
    route(app, deps, {
      method: 'POST', url: `/api/gatherings/:id/${answer}`, permission: `gathering.${answer}`, summary: SUMMARY[answer], params: ById, body: GatheringDecide, answer: GatheringView, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input'],
      run: async ({ tx, who, params, body }) => {
        await decideGathering(tx, who, params.id, answer, body, deps.clock.now().toISOString())
        return viewGathering(tx, params.id)
      },
    })
  }
}
