import type { FastifyInstance } from 'fastify'
import { Calendar, CalendarQuery, LONGEST_CALENDAR_DAYS } from '@phaodai/office'
import { daysBetween } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { loadEntries, loadSpecialDays } from './load.ts'

function checkLength({ from, to }: { from: string; to: string }): void {
  if (to < from || daysBetween(from, to) >= LONGEST_CALENDAR_DAYS) throw new Problem('invalid-input', { fields: { to: `Chọn nhiều nhất ${LONGEST_CALENDAR_DAYS} ngày.` } })
}

/** What falls on which day. */
export function registerCalendarPages(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/calendar', permission: 'calendar.read', summary: 'Deadlines, documents in hand, opinions, duty, leave and days off between two days, as the acting post sees them.',
    query: CalendarQuery, answer: Calendar, refuses: ['invalid-input'],
    run: async ({ tx, who, query }) => {
      checkLength(query)
      const day = today(deps.clock)
      return { ...query, today: day, days: await loadSpecialDays(tx, query.from, query.to), ...await loadEntries(tx, who, query.from, query.to, day) }
    },
  })
}
