export { loadMeetingTimes, type MeetingTime } from './load.ts'
export { registerMeetingRoutes } from './routes.ts'
