export { registerReferralRoutes } from './routes.ts'
