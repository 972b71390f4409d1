export { registerHandlingRoutes } from './routes.ts'
