export { handlingInCalendar } from './calendar.queries.ts'
export { registerHandlingRoutes } from './routes.ts'
