export { dateFaults } from './checks.ts'
export { conditions as caseConditions } from './load.ts'
export { registerCaseRoutes } from './routes.ts'
