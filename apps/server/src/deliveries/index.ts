export { chaseUnread } from './chase.ts'
export { registerDeliveryJobs } from './jobs.ts'
export { registerDeliveryRoutes } from './routes.ts'
