export { registerResponseTeamRoutes } from './routes.ts'
export { findLaw, loadKits } from './load.ts'
