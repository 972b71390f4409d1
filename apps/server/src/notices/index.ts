export { openWays, registerNoticeJobs, tellChanges, tellDeadlines, tick } from './jobs.ts'
export { pushKeys } from './push.ts'
export { registerNoticeRoutes } from './routes.ts'
export { tellSince } from './making.queries.ts'
