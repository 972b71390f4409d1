export { registerSlipRoutes } from './routes.ts'
