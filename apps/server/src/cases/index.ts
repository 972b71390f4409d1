export { registerCaseRoutes } from './routes.ts'
