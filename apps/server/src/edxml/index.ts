export { registerEdxmlRoutes } from './routes.ts'
