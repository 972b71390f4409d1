export { registerOutbreakRoutes } from './routes.ts'
export { callForOutbreaks, registerOutbreakJobs } from './jobs.ts'
