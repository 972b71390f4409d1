export { registerDatedRuleRoutes } from './routes.ts'
