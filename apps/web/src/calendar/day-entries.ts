import type { Day } from '@phaodai/vocabulary'
import type { Calendar, CalendarCount, CalendarEntry, CalendarKind, SpecialDay } from '@phaodai/office'

/** All that the sheet shows of one day; `n` counts what is there, shown or not. */
export interface DayOfCalendar { day: Day; special: SpecialDay | undefined; entries: CalendarEntry[]; more: CalendarCount[]; n: number }

const RANK: readonly CalendarKind[] = ['meeting', 'duty', 'task', 'handling', 'clearance', 'given', 'leave']
const late = (entry: CalendarEntry): number => (entry.done ? 2 : entry.timing === 'overdue' ? 0 : 1)

function before(a: CalendarEntry, b: CalendarEntry): number {
  return Number(b.mine) - Number(a.mine) || RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || (a.startsAt ?? '').localeCompare(b.startsAt ?? '') || late(a) - late(b)
}

/** What falls on a day: one's own first, then by kind; what lasts several days stands on each of them. */
export function onDay(calendar: Calendar, day: Day, hidden: ReadonlySet<CalendarKind>): DayOfCalendar {
  const entries = calendar.entries.filter((entry) => !hidden.has(entry.kind) && entry.day <= day && entry.lastDay >= day).sort(before)
  const more = calendar.counts.filter((count) => count.day === day && !hidden.has(count.kind))
  const left = more.reduce((sum, { kind, n }) => sum + n - entries.filter((entry) => entry.kind === kind).length, 0)
  return { day, special: calendar.days.find((special) => special.day === day), entries, more, n: entries.length + left }
}
