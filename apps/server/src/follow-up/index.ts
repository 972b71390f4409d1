export { callForMissed, registerFollowUpJobs } from './jobs.ts'
export { loadToday } from './load.ts'
export { registerFollowUpRoutes } from './routes.ts'
export { turnContact } from './save.ts'
