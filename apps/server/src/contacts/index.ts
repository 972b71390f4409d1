export { contactColumns, keepMeeting, type ContactRow } from './load.ts'
export { registerContactRoutes } from './routes.ts'
export { standing } from './standing.ts'
