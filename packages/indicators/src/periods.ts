import { addDays, daysBetween, epiWeekOf, firstDayOf, formatEpiWeek, lengthOfMonth, type Day } from '@phaodai/vocabulary'

/** Spans figures are shown by: a day, an epidemiological week (Monday to Sunday), a calendar month. */
export const steps = ['day', 'week', 'month'] as const
export type Step = (typeof steps)[number]

/** First and last day of a span, both in it. */
export type Period = { from: Day; to: Day }

/** The whole span a day lies in. */
export function periodOf(day: Day, step: Step): Period {
  if (step === 'day') return { from: day, to: day }
  if (step === 'week') {
    const from = firstDayOf(epiWeekOf(day))
    return { from, to: addDays(from, 6) }
  }
  const [year, month] = day.split('-').map(Number) as [number, number]
  return { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-${String(lengthOfMonth(year, month)).padStart(2, '0')}` }
}

/** The span just before. */
export function periodBefore({ from }: Period, step: Step): Period {
  return periodOf(addDays(from, -1), step)
}

/** The last `count` spans up to the one a day lies in, which ends with that day; oldest first. */
export function periodsUpTo(day: Day, step: Step, count: number): Period[] {
  const found: Period[] = [{ from: periodOf(day, step).from, to: day }]
  while (found.length < count) found.unshift(periodBefore(found[0]!, step))
  return found
}

/** The spans of a stretch of days, the first and the last cut to it. */
export function periodsWithin({ from, to }: Period, step: Step): Period[] {
  const found: Period[] = []
  for (let start = from; start <= to; start = addDays(found.at(-1)!.to, 1)) {
    const end = periodOf(start, step).to
    found.push({ from: start, to: end < to ? end : to })
  }
  return found
}

/**
 * What a span up to a day is compared with: as many days of the span before (a week so far with last week up to the same
 * weekday, never with the whole of it); a day with yesterday and with the same weekday of last week.
 */
export function comparisonsOf(day: Day, step: Step): { with: 'yesterday' | 'last-week' | 'last-month'; period: Period }[] {
  if (step === 'day') return [{ with: 'yesterday', period: periodOf(addDays(day, -1), 'day') }, { with: 'last-week', period: periodOf(addDays(day, -7), 'day') }]
  const own = periodOf(day, step)
  const before = periodBefore(own, step)
  const sameLength = addDays(before.from, daysBetween(own.from, day))
  const to = day === own.to || sameLength > before.to ? before.to : sameLength
  return [{ with: step === 'week' ? 'last-week' : 'last-month', period: { from: before.from, to } }]
}

/** How a span is called where a point of an axis stands for it: a day, "2021-W32", "2021-08". */
export function periodKey({ from }: Period, step: Step): string {
  return step === 'day' ? from : step === 'week' ? formatEpiWeek(epiWeekOf(from)) : from.slice(0, 7)
}
