export { registerOrderListRoutes } from './routes.ts'
