export { registerIndicatorRoutes } from './routes.ts'
export { registerIndicatorJobs, rollUp } from './roll-up.ts'
export { counterOf } from './figures.ts'
