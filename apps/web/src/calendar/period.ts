/** Which days a view of the calendar shows. Weeks begin on Monday. */
import { addDays, lengthOfMonth, weekday, type Day } from '@phaodai/vocabulary'

export const calendarViews = ['month', 'week', 'list'] as const
export type CalendarView = (typeof calendarViews)[number]
export type Span = { from: Day; to: Day }

const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day))
const firstOf = (day: Day): Day => `${day.slice(0, 8)}01`
const lastOf = (day: Day): Day => `${day.slice(0, 8)}${lengthOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))}`

/** A month's sheet is whole weeks, at most six; the list has the month's own days. */
export function spanOf(view: CalendarView, day: Day): Span {
  if (view === 'week') return { from: mondayOf(day), to: addDays(mondayOf(day), 6) }
  if (view === 'list') return { from: firstOf(day), to: lastOf(day) }
  return { from: mondayOf(firstOf(day)), to: addDays(mondayOf(lastOf(day)), 6) }
}

/** The same view one step earlier (−1) or later (1): a week, or the month by its first day. */
export function stepped(view: CalendarView, day: Day, step: 1 | -1): Day {
  if (view === 'week') return addDays(day, 7 * step)
  return step === 1 ? addDays(lastOf(day), 1) : firstOf(addDays(firstOf(day), -1))
}

export function daysOf({ from, to }: Span): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
