/** Vietnam's working days: Monday to Friday, less public holidays, plus weekend days worked in exchange. */
import { addDays, weekday, type Day } from './dates.ts'

/** A day that differs from its weekday: a public (or swapped) day off, or a weekend day that is worked. */
export type CalendarDay = { day: Day; kind: 'holiday' | 'working'; name: string; source: string }

/** The differing days by date; a plain Map, so it may be built once and kept. */
export type WorkingCalendar = ReadonlyMap<Day, CalendarDay>

/** Puts the rows of the calendar table into the form the functions below read. */
export function workingCalendar(rows: readonly CalendarDay[]): WorkingCalendar {
  return new Map(rows.map((row) => [row.day, row]))
}

/** Whether offices work on this day (Labour Code 2019, article 112, and the yearly swap decisions in the rows). */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  const special = calendar.get(day)
  return special ? special.kind === 'working' : weekday(day) <= 5
}

/** The day itself when it is worked, else the first working day after it. */
export function nextWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return seek(calendar, day, 1)
}

/** The day itself when it is worked, else the last working day before it. */
export function previousWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return seek(calendar, day, -1)
}

/**
 * The day so many working days later (earlier when negative); the starting day is not counted, as Civil Code 2015,
 * article 147, counts time limits. Zero gives the day itself, worked or not.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, days: number): Day {
  const step = Math.sign(days)
  let reached = day
  for (let left = Math.abs(days); left > 0; left--) reached = seek(calendar, addDays(reached, step), step)
  return reached
}

/** Working days after the first day up to and including the second; negative when the second is earlier. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++
  return count
}

function seek(calendar: WorkingCalendar, day: Day, step: number): Day {
  return isWorkingDay(calendar, day) ? day : seek(calendar, addDays(day, step), step)
}
