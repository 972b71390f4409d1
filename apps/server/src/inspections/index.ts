import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '#kernel/deps.ts'
import { registerFindingRoutes } from './finding.routes.ts'
import { registerPlanRoutes } from './plan.routes.ts'
import { registerVisitRoutes } from './routes.ts'
import { registerStatisticsRoutes } from './statistics.routes.ts'
import { registerViolationRoutes } from './violation.routes.ts'

export { loadChecklists } from './load.ts'
export { loadSanctions } from './violation.queries.ts'
export { registerInspectionJobs } from './jobs.ts'

/** Inspections around their registers: plans, visits, findings, violations, statistics. */
export function registerInspectionRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerPlanRoutes(app, deps)
  registerVisitRoutes(app, deps)
  registerFindingRoutes(app, deps)
  registerViolationRoutes(app, deps)
  registerStatisticsRoutes(app, deps)
}
