import { addDays, weekday, type Day } from './dates.ts'

/** Epidemiological week: ISO 8601 week, Monday to Sunday, week 1 holds the year's first Thursday. */
export interface EpiWeek { year: number; week: number }

/** The week a day lies in; its year can differ from the day's at the turn of the year. */
export function epiWeekOf(day: Day): EpiWeek {
  const thursday = addDays(day, 4 - weekday(day))
  const year = Number(thursday.slice(0, 4))
  return { year, week: Math.floor(dayOfYear(thursday) / 7) + 1 }
}

/** Monday of a week. */
export function firstDayOf({ year, week }: EpiWeek): Day {
  const inWeekOne = `${String(year).padStart(4, '0')}-01-04`
  return addDays(inWeekOne, 1 - weekday(inWeekOne) + (week - 1) * 7)
}

/** Number of weeks of an epidemiological year: 52 or 53. */
export function weeksIn(year: number): number {
  return epiWeekOf(`${year}-12-28`).week
}

/** "2021-W35", which sorts by time. */
export function formatEpiWeek({ year, week }: EpiWeek): string {
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** Reads "2021-W35"; null when the text is no week of that year. */
export function parseEpiWeek(text: string): EpiWeek | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(text)
  if (!match) return null
  const year = Number(match[1])
  const week = Number(match[2])
  return week >= 1 && week <= weeksIn(year) ? { year, week } : null
}

function dayOfYear(day: Day): number {
  const start = Date.UTC(Number(day.slice(0, 4)), 0, 1)
  return Math.round((Date.parse(`${day}T00:00:00Z`) - start) / 86_400_000)
}
