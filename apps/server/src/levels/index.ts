export { registerLevelRoutes } from './routes.ts'
