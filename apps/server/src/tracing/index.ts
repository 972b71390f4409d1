export { registerVisitEntryRoutes } from './entry.routes.ts'
export { keepVisitDays } from './load.ts'
export { keepVisits, registerTracingJobs } from './jobs.ts'
export { registerTracingRoutes } from './routes.ts'
