export { registerLineListRoutes } from './routes.ts'
