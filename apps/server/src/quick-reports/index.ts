export { registerQuickReportRoutes } from './routes.ts'
