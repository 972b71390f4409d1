export { registerOfficeRuleRoutes } from './routes.ts'
