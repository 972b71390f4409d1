export { registerTracingTeamRoutes } from './routes.ts'
