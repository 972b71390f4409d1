export { registerCasePaperRoutes } from './routes.ts'
