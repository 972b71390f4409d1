export { registerStatisticsRoutes } from './routes.ts'
export { registerStatisticsJobs, sendDue } from './runs/send.ts'
