export { registerGatheringRoutes } from './routes.ts'
