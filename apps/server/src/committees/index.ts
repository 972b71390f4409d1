import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '#kernel/deps.ts'
import { registerDelegationRoutes } from './delegation.routes.ts'
import { registerDutyRoutes } from './duty.routes.ts'
import { registerMatrixRoutes } from './matrix.routes.ts'
import { registerCommitteePages } from './routes.ts'

export { dutyInCalendar, leaveInCalendar } from './calendar.queries.ts'
export { settlePaper } from './paper.queries.ts'

/** Steering committees, the areas their members answer for, duty rosters, delegation and leave. */
export function registerCommitteeRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerCommitteePages(app, deps)
  registerMatrixRoutes(app, deps)
  registerDutyRoutes(app, deps)
  registerDelegationRoutes(app, deps)
}
