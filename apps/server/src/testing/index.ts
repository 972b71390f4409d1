export { registerTestingJobs } from './jobs.ts'
export { registerTestingRoutes } from './routes.ts'
