import { addDays, dayOf, daysBetween, lastDayOfMonth, type Day } from '@phaodai/vocabulary'

/** The day that the six texts were written for: they end in the weeks around it. */
export const WRITTEN_FOR: Day = '2022-01-10'
/** Dates before this day cite things that happened (a resolution of the Government, say) and stay as they are. */
const FIRST_MOVED: Day = '2021-11-14'

const LONG = /ngày(\s+)(\d{1,2})(\s+)tháng(\s+)(\d{1,2})(\s+)năm(\s+)(\d{4})/g
const SHORT = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/g
const YEARLESS = /(?<=ngày\s+)(\d{1,2})\/(\d{1,2})(?![\d/])/g
const MONTH = /(?<=tháng\s+)(\d{1,2})\/(\d{4})(?!\d)/g

/** By how many days the texts move so that `today` stands where WRITTEN_FOR did; whole weeks, so that weekdays stay. */
export function shiftFor(today: Day): number {
  return Math.floor(daysBetween(WRITTEN_FOR, today) / 7) * 7
}

/**
 * A text with its own dates moved by a number of days and cited older dates left alone. `written` is the day the text
 * bears; a date printed without a year gets one when moving takes it out of the document's year.
 */
export function shiftDates(text: string, days: number, written: Day): string {
  const bears = addDays(written, days)
  return text
    .replace(LONG, (whole, a, d, b, c, m, e, f, y) => {
      const day = moved(Number(y), Number(m), Number(d), days)
      return day === null ? whole : `ngày${a}${day.date}${b}tháng${c}${Number(day.month) <= 2 ? day.month : Number(day.month)}${e}năm${f}${day.year}`
    })
    .replace(SHORT, (whole, d, m, y) => {
      const day = moved(Number(y), Number(m), Number(d), days)
      return day === null ? whole : `${day.date}/${day.month}/${day.year}`
    })
    .replace(YEARLESS, (whole, d, m) => {
      const day = moved(Number(written.slice(0, 4)), Number(m), Number(d), days)
      if (day === null) return whole
      return day.year === bears.slice(0, 4) ? `${day.date}/${day.month}` : `${day.date}/${day.month}/${day.year}`
    })
    .replace(MONTH, (whole, m, y) => movedMonth(Number(y), Number(m), days) ?? whole)
}

function moved(year: number, month: number, date: number, days: number): { year: string; month: string; date: string } | null {
  const day = dayOf(year, month, date)
  if (day === null || day < FIRST_MOVED) return null
  const [newYear = '', newMonth = '', newDate = ''] = addDays(day, days).split('-')
  return { year: newYear, month: newMonth, date: newDate }
}

/** "tháng 12/2021" is a time limit by its last day, so the month of the moved last day stands for it. */
function movedMonth(year: number, month: number, days: number): string | null {
  const last = lastDayOfMonth(year, month)
  if (last === null || last < FIRST_MOVED) return null
  const [newYear = '', newMonth = ''] = addDays(last, days).split('-')
  return `${newMonth}/${newYear}`
}
