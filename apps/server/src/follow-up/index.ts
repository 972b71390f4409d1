export { registerFollowUpRoutes } from './routes.ts'
