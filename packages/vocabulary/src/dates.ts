/** Calendar days as 'YYYY-MM-DD' in Vietnam's calendar, and the ways Vietnamese documents print them. */

/** A calendar day 'YYYY-MM-DD'. */
export type Day = string

/** The day of a year, month (1–12) and day of month, or null when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (!Number.isInteger(year) || year < 1900 || year > 2199) return null
  if (month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) return null
  return `${year}-${pad(month)}-${pad(day)}`
}

/** Number of days of a month (1–12). */
export function lengthOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Last day of a month (1–12), or null when there is no such month. */
export function lastDayOfMonth(year: number, month: number): Day | null {
  return month >= 1 && month <= 12 ? dayOf(year, month, lengthOfMonth(year, month)) : null
}

/** Last day of a quarter (1–4), or null when there is no such quarter. */
export function lastDayOfQuarter(year: number, quarter: number): Day | null {
  return quarter >= 1 && quarter <= 4 ? lastDayOfMonth(year, quarter * 3) : null
}

const NUMERIC = /^(?:ngày\s+)?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?$/iu
const WORDED = /^ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?$/iu

/**
 * Reads a day as people write it: "2/9/2021", "02-09-2021", "ngày 2 tháng 9 năm 2021", "2021-09-02".
 * Without a printed year the given year is used; null when there is none or the day does not exist.
 */
export function parseDay(text: string, year?: number): Day | null {
  const trimmed = text.normalize('NFC').trim().replace(/\s+/g, ' ')
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const match = NUMERIC.exec(trimmed) ?? WORDED.exec(trimmed)
  if (!match) return null
  const printedYear = match[3] === undefined ? year : Number(match[3])
  return printedYear === undefined ? null : dayOf(printedYear, Number(match[2]), Number(match[1]))
}

/** "2/9/2021": the short form of lists and tables. */
export function formatDay(day: Day): string {
  const [year, month, date] = partsOf(day)
  return `${date}/${month}/${year}`
}

/** "ngày 02 tháng 9 năm 2021": the long form of documents; days 1–9 and months 1–2 take a leading 0. */
export function formatDayLong(day: Day): string {
  const [year, month, date] = partsOf(day)
  return `ngày ${pad(date)} tháng ${month <= 2 ? pad(month) : month} năm ${year}`
}

/** The day a number of days later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(utc(day) + days * MILLIS_PER_DAY).toISOString().slice(0, 10)
}

/** Days from the first day to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / MILLIS_PER_DAY)
}

/** Day of the week, 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekday(day: Day): number {
  return new Date(utc(day)).getUTCDay() || 7
}

/** The calendar day in Vietnam (UTC+7, no summer time) at an instant given as an ISO string. */
export function dayInVietnam(instant: string): Day {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10)
}

const MILLIS_PER_DAY = 86_400_000

function partsOf(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

function utc(day: Day): number {
  const [year, month, date] = partsOf(day)
  return Date.UTC(year, month - 1, date)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
