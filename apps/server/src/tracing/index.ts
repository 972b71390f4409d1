export { keepVisits, registerTracingJobs } from './jobs.ts'
export { registerTracingRoutes } from './routes.ts'
