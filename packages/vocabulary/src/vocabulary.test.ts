import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, collate, compareNames, dayInVietnam, dayOf, daysBetween, epiWeekOf, firstDayOf, foldMarks, formatDay,
  formatDayLong, formatEpiWeek, fullName, initials, isId, lastDayOfQuarter, madeAt, makeId, parseDay, parseEpiWeek,
  sameWords, searchKey, splitName, syllableKey, weekday, weeksIn,
} from './index.ts'

describe('Vietnamese text', () => {
  it('folds marks and đ', () => {
    expect(foldMarks('Đảng uỷ thị trấn Phố Lu')).toBe('Dang uy thi tran Pho Lu')
  })
  it('takes both tone placements as one word and keeps different tones apart', () => {
    expect(syllableKey('uỷ')).toBe(syllableKey('Ủy'))
    expect(syllableKey('hoà')).toBe(syllableKey('hòa'))
    expect(syllableKey('bản')).not.toBe(syllableKey('bàn'))
    expect(sameWords('Uỷ ban  MTTQ', 'ủy ban MTTQ')).toBe(true)
  })
  it('searches without marks, case or punctuation', () => {
    expect(searchKey('Covid – 19, Ủy ban')).toBe('covid 19 uy ban')
  })
  it('orders by the Vietnamese alphabet, where đ follows d', () => {
    expect(['Đà', 'Em', 'Da', 'Ăn', 'An'].sort(collate)).toEqual(['An', 'Ăn', 'Da', 'Đà', 'Em'])
  })
})

describe('days', () => {
  it('reads the printed forms', () => {
    for (const text of ['2/9/2021', '02-09-2021', 'ngày 02 tháng 9 năm 2021', '2021-09-02', 'Ngày 2/9/2021'])
      expect(parseDay(text)).toBe('2021-09-02')
    expect(parseDay('2/9')).toBeNull()
    expect(parseDay('2/9', 2021)).toBe('2021-09-02')
    expect(parseDay('31/2/2021')).toBeNull()
    expect(dayOf(2021, 2, 29)).toBeNull()
  })
  it('prints them back', () => {
    expect(formatDay('2021-09-02')).toBe('2/9/2021')
    expect(formatDayLong('2021-02-05')).toBe('ngày 05 tháng 02 năm 2021')
    expect(formatDayLong('2021-09-15')).toBe('ngày 15 tháng 9 năm 2021')
    expect(lastDayOfQuarter(2024, 1)).toBe('2024-03-31')
  })
  it('knows the day in Vietnam', () => {
    expect(dayInVietnam('2021-08-31T17:30:00Z')).toBe('2021-09-01')
  })
  it('every day survives printing and reading', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60_000 }), offset => {
      const day = addDays('1950-01-01', offset)
      expect(parseDay(formatDay(day))).toBe(day)
      expect(parseDay(formatDayLong(day))).toBe(day)
      expect(daysBetween('1950-01-01', day)).toBe(offset)
    }))
  })
})

describe('epidemiological weeks', () => {
  it('follows ISO 8601 at the turn of the year', () => {
    expect(epiWeekOf('2021-01-03')).toEqual({ year: 2020, week: 53 })
    expect(epiWeekOf('2021-01-04')).toEqual({ year: 2021, week: 1 })
    expect(epiWeekOf('2024-12-30')).toEqual({ year: 2025, week: 1 })
    expect([weeksIn(2020), weeksIn(2021)]).toEqual([53, 52])
    expect(parseEpiWeek('2021-W53')).toBeNull()
  })
  it('every week starts on a Monday of itself', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60_000 }), offset => {
      const week = epiWeekOf(addDays('1950-01-01', offset))
      const monday = firstDayOf(week)
      expect(weekday(monday)).toBe(1)
      expect(epiWeekOf(monday)).toEqual(week)
      expect(parseEpiWeek(formatEpiWeek(week))).toEqual(week)
    }))
  })
})

describe('ids', () => {
  it('carries version, variant and time, and sorts by time', () => {
    fc.assert(fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), fc.uint8Array({ minLength: 10, maxLength: 10 }), (a, b, random) => {
      const [first, second] = [makeId(1.6e12 + a, random), makeId(1.6e12 + a + b + 1, random)]
      expect(isId(first)).toBe(true)
      expect(first[14]).toBe('7')
      expect('89ab').toContain(first[19])
      expect(madeAt(first)).toBe(1.6e12 + a)
      expect(first < second).toBe(true)
    }))
    expect(() => makeId(0, new Uint8Array(3))).toThrow(RangeError)
  })
})

describe('names of people', () => {
  it('puts the family name first and sorts by given name', () => {
    expect(splitName('Nguyễn Thị Minh  Khai')).toEqual({ family: 'Nguyễn', middle: 'Thị Minh', given: 'Khai' })
    expect(fullName(splitName(' Lê  An '))).toBe('Lê An')
    expect(['Trần Văn Bình', 'Lê Thị An', 'Đỗ An'].sort(compareNames)).toEqual(['Đỗ An', 'Lê Thị An', 'Trần Văn Bình'])
    expect(initials('Đỗ văn Thành')).toBe('ĐVT')
  })
})
