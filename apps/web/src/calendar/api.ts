import type { Calendar, CalendarFeedMade, CalendarFeeds } from '@phaodai/office'
import { get, send } from '../api/client.ts'

export const getCalendar = (from: string, to: string) => get<Calendar>('/api/calendar', { from, to })
export const listFeeds = () => get<CalendarFeeds>('/api/calendar/feeds')
export const makeFeed = (id: string, label: string) => send<CalendarFeedMade>('PUT', `/api/calendar/feeds/${id}`, { label })
export const revokeFeed = (id: string) => send<CalendarFeeds>('POST', `/api/calendar/feeds/${id}/revoke`)
