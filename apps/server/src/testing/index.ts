export { registerTestingRoutes } from './routes.ts'
