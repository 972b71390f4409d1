export { allowedAt, loadSayings } from './allowed.ts'
export { groundsOfZones, type ZoneGround } from './review.queries.ts'
export { registerZoneRoutes } from './routes.ts'
