import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '#kernel/deps.ts'
import { registerMemberRoutes, registerMergeRoutes } from './merge.routes.ts'
import { registerPersonPages } from './routes.ts'

export { loadFacts, loadPaths, nameFrom } from './load.ts'
export { factsFrom, faultsOf, matchesOf, type Likely } from './matching.ts'
export { matchStale, registerIndividualJobs } from './jobs.ts'

/** People of the population: search, matching, merging, households. */
export function registerIndividualRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerPersonPages(app, deps)
  registerMergeRoutes(app, deps)
  registerMemberRoutes(app, deps)
}
