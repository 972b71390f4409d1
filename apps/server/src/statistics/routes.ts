import { Statistics, StatisticsQuery } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { statisticsOf } from './statistics.ts'

/** Late tasks that the screen lists; the files list more. */
const LATE_SHOWN = 200

/** Statistics of tasks, their files, and the report of results on one document. */
export function registerStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/statistics', permission: 'task.read', summary: 'Tasks given or received in a period, by body, field or document, and how they stand today.',
    query: StatisticsQuery, answer: Statistics, refuses: ['reference-missing'], run: ({ tx, who, query }) => statisticsOf(tx, who, query, today(deps.clock), LATE_SHOWN),
  })
}
