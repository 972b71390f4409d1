import { addDays, lastDayOfMonth, lastDayOfQuarter, weekday, type Day } from '@phaodai/vocabulary'

export const periods = ['week', 'month', 'quarter', 'year'] as const
export type PeriodName = (typeof periods)[number]
export type Period = { from: Day; to: Day }

/** First and last day of the week (from Monday), month, quarter or year that holds a day. */
export function periodAround(name: PeriodName, day: Day): Period {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const first = (of: number): Day => `${day.slice(0, 4)}-${String(of).padStart(2, '0')}-01`
  if (name === 'week') {
    const monday = addDays(day, -((weekday(day) + 6) % 7))
    return { from: monday, to: addDays(monday, 6) }
  }
  if (name === 'month') return { from: first(month), to: lastDayOfMonth(year, month)! }
  if (name === 'year') return { from: first(1), to: `${day.slice(0, 4)}-12-31` }
  const quarter = Math.ceil(month / 3)
  return { from: first(quarter * 3 - 2), to: lastDayOfQuarter(year, quarter)! }
}

/** Which of the named periods these days are; null for days of one's own. */
export function periodNamed({ from, to }: Period, today: Day): PeriodName | null {
  return periods.find((name) => {
    const period = periodAround(name, today)
    return period.from === from && period.to === to
  }) ?? null
}
