import { addDays, type CalendarDay } from '@phaodai/vocabulary'
import { expect, test } from 'vitest'
import { forecast, holidaysOf } from './forecast.ts'

const holiday = (day: string, name = 'Tết Nguyên đán'): CalendarDay => ({ day, kind: 'holiday', name, source: 'thử' })
// A holiday of two days in 2021 and of three in 2022; the New Year between them is another.
const CALENDAR = [holiday('2021-02-11'), holiday('2021-02-12'), holiday('2022-01-01', 'Tết Dương lịch'), holiday('2022-01-31'), holiday('2022-02-01'), holiday('2022-02-02')]

/** `n` people a day from a day on, for so many days. */
const each = (from: string, days: number, n: number): [string, number][] => Array.from({ length: days }, (_, k) => [addDays(from, k), n])

test('days off in a row under one name are one holiday', () => {
  expect(holidaysOf(CALENDAR)).toEqual([{ name: 'Tết Nguyên đán', from: '2021-02-11', to: '2021-02-12' }, { name: 'Tết Dương lịch', from: '2022-01-01', to: '2022-01-01' }, { name: 'Tết Nguyên đán', from: '2022-01-31', to: '2022-02-02' }])
})

test('what is expected is the usual of now times what came around the same holiday before; without such a year nothing is expected', () => {
  // 2021: 2 a day in the 28 days before 8 February, then 5 days (8 to 12) with 30 people: 6 a day, three times the usual.
  // Now 4 a day in the 28 days before 15 January; the window is 28 January to 2 February, 6 days: 4 × 3 × 6 = 72.
  const came = new Map([...each('2021-01-11', 28, 2), ...each('2021-02-08', 5, 6), ...each('2021-12-18', 28, 4)])
  const { usual, holidays } = forecast(CALENDAR, came, '2022-01-15')
  expect(usual).toBe(4)
  expect(holidays).toEqual([{ name: 'Tết Nguyên đán', from: '2022-01-31', to: '2022-02-02', windowFrom: '2022-01-28', windowTo: '2022-02-02', expected: 72, least: 72, most: 72, past: [{ from: '2021-02-08', to: '2021-02-12', came: 30, usual: 2, times: 3 }] }])
  expect(forecast(CALENDAR, new Map(each('2021-12-18', 28, 4)), '2022-01-15').holidays).toMatchObject([{ expected: null, past: [] }])
  expect(forecast(CALENDAR, new Map(), '2022-02-03')).toEqual({ today: '2022-02-03', usual: 0, holidays: [] })
})
