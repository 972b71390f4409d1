import type { ArrivalForecast } from '@phaodai/office'
import { addDays, daysBetween, type CalendarDay, type Day } from '@phaodai/vocabulary'

type Holiday = { name: string; from: Day; to: Day }
type Expected = ArrivalForecast['holidays'][number]

/** Days before a holiday on which people come already, days that tell what is usual, and how far ahead is looked. */
export const [BEFORE, USUAL, AHEAD] = [3, 28, 120]

/** Holidays of the calendar: days off in a row under one name. */
export function holidaysOf(days: readonly CalendarDay[]): Holiday[] {
  const found: Holiday[] = []
  for (const { day, kind, name } of days.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const last = found.at(-1)
    if (kind !== 'holiday') continue
    if (last?.name === name && addDays(last.to, 1) === day) last.to = day
    else found.push({ name, from: day, to: day })
  }
  return found
}

/** How many came on each day. */
export type Came = ReadonlyMap<Day, number>

function sum(came: Came, from: Day, to: Day): number {
  let total = 0
  for (let day = from; day <= to; day = addDays(day, 1)) total += came.get(day) ?? 0
  return total
}

/** People a day over the four weeks before a day. */
const usualBefore = (came: Came, day: Day): number => sum(came, addDays(day, -USUAL), addDays(day, -1)) / USUAL

const windowOf = ({ from, to }: Holiday): { from: Day; to: Day; days: number } => ({ from: addDays(from, -BEFORE), to, days: daysBetween(addDays(from, -BEFORE), to) + 1 })

/** The same holiday in years before, as far as the weeks before it are on file: how many times the usual came. */
function pastOf(holiday: Holiday, all: readonly Holiday[], came: Came, today: Day): Expected['past'] {
  return all.filter(({ name, to }) => name === holiday.name && to < today).flatMap((past) => {
    const { from, to, days } = windowOf(past)
    const [usual, came_] = [usualBefore(came, from), sum(came, from, to)]
    return usual === 0 ? [] : [{ from, to, came: came_, usual: Math.round(usual * 10) / 10, times: Math.round((came_ / days / usual) * 100) / 100 }]
  })
}

/**
 * How many will come around the holidays ahead: what comes on a usual day now, times what came around the same holiday in years before,
 * for each day from three days before it to its end. Without such a year nothing is expected, and it is said. A forecast, no count.
 */
export function forecast(days: readonly CalendarDay[], came: Came, today: Day): ArrivalForecast {
  const all = holidaysOf(days)
  const usual = usualBefore(came, today)
  const holidays = all.filter(({ from, to }) => to >= today && from <= addDays(today, AHEAD)).map((holiday): Expected => {
    const [window, past] = [windowOf(holiday), pastOf(holiday, all, came, today)]
    const expect = (times: number): number => Math.round(usual * times * window.days)
    const times = past.map((each) => each.times)
    const known = times.length > 0 && usual > 0
    return {
      ...holiday, windowFrom: window.from, windowTo: window.to, past,
      expected: known ? expect(times.reduce((total, each) => total + each, 0) / times.length) : null, least: known ? expect(Math.min(...times)) : null, most: known ? expect(Math.max(...times)) : null,
    }
  })
  return { today, usual: Math.round(usual * 10) / 10, holidays }
}
