import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { addDays } from './dates.ts'
import { addWorkingDays, isWorkingDay, nextWorkingDay, previousWorkingDay, workingCalendar, workingDaysBetween, type CalendarDay } from './working-calendar.ts'

const text = readFileSync(new URL('../../../db/seed/calendar.csv', import.meta.url), 'utf8')
const rows = Papa.parse<CalendarDay & { confidence: string }>(text, { header: true, skipEmptyLines: true }).data
const calendar = workingCalendar(rows.filter((row) => row.confidence !== 'low'))

describe('working days of Vietnam', () => {
  it('leave out the official Tết breaks', () => {
    for (const [last, first] of [['2020-01-22', '2020-01-30'], ['2021-02-09', '2021-02-17'], ['2022-01-28', '2022-02-07'],
      ['2023-01-19', '2023-01-27'], ['2024-02-07', '2024-02-15'], ['2025-01-24', '2025-02-03'], ['2026-02-13', '2026-02-23']]) {
      expect(addWorkingDays(calendar, last!, 1)).toBe(first)
      expect(addWorkingDays(calendar, first!, -1)).toBe(last)
    }
  })

  it('follow swaps and days off in lieu', () => {
    expect(isWorkingDay(calendar, '2024-04-29')).toBe(false)
    expect(isWorkingDay(calendar, '2024-05-04')).toBe(true)
    expect(isWorkingDay(calendar, '2021-05-03')).toBe(false)
    expect(nextWorkingDay(calendar, '2025-04-30')).toBe('2025-05-05')
    expect(previousWorkingDay(calendar, '2025-04-27')).toBe('2025-04-26')
  })

  it('count a limit from the day after', () => {
    expect(addWorkingDays(calendar, '2021-08-30', 5)).toBe('2021-09-08')
    expect(addWorkingDays(calendar, '2021-08-28', 0)).toBe('2021-08-28')
    expect(workingDaysBetween(calendar, '2021-08-30', '2021-09-08')).toBe(5)
  })

  it('hold every lunar new year and Giỗ Tổ from 2020 to 2027', () => {
    for (const day of ['2020-01-25', '2021-02-12', '2022-02-01', '2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06']) {
      expect(calendar.get(day)?.name).toBe('Tết Nguyên đán')
    }
    for (const day of ['2020-04-02', '2021-04-21', '2022-04-10', '2023-04-29', '2024-04-18', '2025-04-07', '2026-04-26', '2027-04-16']) {
      expect(calendar.get(day)?.name).toBe('Giỗ Tổ Hùng Vương')
    }
  })

  it('add and count as inverses', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2900 }), fc.integer({ min: 0, max: 60 }), (offset, days) => {
      const from = nextWorkingDay(calendar, addDays('2020-01-01', offset))
      const to = addWorkingDays(calendar, from, days)
      return isWorkingDay(calendar, to) && workingDaysBetween(calendar, from, to) === days && addWorkingDays(calendar, to, -days) === from
    }))
  })
})
