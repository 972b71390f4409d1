import { page, type Way } from './way.ts'

const OWN = 'asks for the person\'s own rows alone; held by calendar/feed.test.ts'

/** How the routes of the calendar are asked: the days on which the world's rows fall due. */
export const calendarWays: Record<string, Way> = {
  'GET /api/calendar': { pages: ['from=2021-08-01&to=2021-09-05', 'from=2021-11-15&to=2021-12-20'].map((days) => page(`/api/calendar?${days}`)) },
  'GET /api/calendar/feeds': { pages: [page('/api/calendar/feeds')] },
  'PUT /api/calendar/feeds/{id}': { places: { id: OWN } },
  'POST /api/calendar/feeds/{id}/revoke': { places: { id: OWN } },
}
