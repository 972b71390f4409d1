export { registerOutbreakRoutes } from './routes.ts'
