export { registerArrivalRoutes } from './routes.ts'
