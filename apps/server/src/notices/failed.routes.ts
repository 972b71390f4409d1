import { FailedSending } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing } from '#kernel/session.ts'
import { loadFailed } from './load.ts'
import { retrySending } from './save.ts'

/** What could not be sent to people in the administrator's reach, and trying it again. */
export function registerFailedRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/notices/failed', permission: 'sending.read', summary: 'Messages that were given up, newest first.', answer: z.array(FailedSending),
    run: async ({ tx }) => {
      const failed = await loadFailed(tx)
      await viewing(tx, 'person', [...new Set(failed.map(each => each.personId))])
      return failed
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/notices/failed/:id/retry', permission: 'sending.retry', summary: 'Puts a message that was given up on its way again.',
    params: z.object({ id: z.uuid() }), answer: z.object({ done: z.literal(true) }), refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (await retrySending(tx, params.id, deps.clock.now().toISOString()) === 0) throw new Problem('not-found')
      return { done: true as const }
    },
  })
}
