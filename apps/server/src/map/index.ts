export { registerMapRoutes } from './routes.ts'
