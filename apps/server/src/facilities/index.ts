export { registerFacilityRoutes } from './routes.ts'
