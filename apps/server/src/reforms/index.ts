export { registerReformRoutes } from './routes.ts'
export { carryOutDue, registerReformJobs, runReform } from './run.ts'
