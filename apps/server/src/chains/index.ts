export { registerChainRoutes } from './routes.ts'
