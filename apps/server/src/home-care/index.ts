export { countCareDay, registerHomeCareJobs } from './jobs.ts'
export { registerHomeCareRoutes } from './routes.ts'
