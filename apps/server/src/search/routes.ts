import { SearchAnswer, SearchQuery } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { search } from './find.ts'

/** One search over everything that can be found. */
export function registerSearchRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/search', permission: 'search.read', summary: 'Documents, items, tasks and bodies in scope that hold what was typed, by kind.', query: SearchQuery, answer: SearchAnswer,
    run: async ({ tx, who, query }) => ({ groups: await search(tx, who, query, today(deps.clock)) }),
  })
}
