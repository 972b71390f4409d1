export { dateFaults } from './checks.ts'
export { registerCaseJobs, warnOfClocks } from './jobs.ts'
export { conditions as caseConditions } from './load.ts'
export { registerCaseRoutes } from './routes.ts'
