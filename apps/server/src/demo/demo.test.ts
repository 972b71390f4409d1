import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isId, madeAt, weekday } from '@phaodai/vocabulary'
import { Dice, idFor } from './random.ts'
import { shiftDates, shiftFor, WRITTEN_FOR } from './shift-dates.ts'
import { later } from './working-hours.ts'

describe('Dice', () => {
  it('repeats itself for a seed and differs for another', () => {
    const roll = (seed: number) => { const dice = new Dice(seed, 'x'); return Array.from({ length: 20 }, () => dice.between(1, 6)) }
    expect(roll(1)).toEqual(roll(1))
    expect(roll(1)).not.toEqual(roll(2))
    for (const n of roll(3)) expect(n >= 1 && n <= 6).toBe(true)
  })

  it('makes ids that depend on seed and purpose and carry their instant', () => {
    const id = idFor(1, '2021-11-17T08:00:00.000+07:00', 'directive/1')
    expect(isId(id)).toBe(true)
    expect(madeAt(id)).toBe(Date.parse('2021-11-17T01:00:00Z'))
    expect(idFor(1, '2021-11-17T08:00:00.000+07:00', 'directive/1')).toBe(id)
    expect(idFor(2, '2021-11-17T08:00:00.000+07:00', 'directive/1')).not.toBe(id)
  })
})

describe('shiftDates', () => {
  it('moves the dates of the text and leaves cited ones', () => {
    const text = 'Lạng Sơn, ngày 24 tháng 11 năm 2021. Nghị quyết số 128/NQ-CP ngày 11/10/2021; xong trước ngày 05/12/2021; trong tháng 12/2021.'
    expect(shiftDates(text, 364, '2021-11-24')).toBe(
      'Lạng Sơn, ngày 23 tháng 11 năm 2022. Nghị quyết số 128/NQ-CP ngày 11/10/2021; xong trước ngày 04/12/2022; trong tháng 12/2022.')
  })

  it('prints the year when a date without one leaves the year of the document', () => {
    expect(shiftDates('trình trước ngày 10/12.', 7, '2021-11-26')).toBe('trình trước ngày 17/12.')
    expect(shiftDates('trình trước ngày 10/12.', 28, '2021-11-26')).toBe('trình trước ngày 07/01/2022.')
  })

  it('leaves ratios, document numbers and hours alone', () => {
    const text = 'trực 24/24 giờ, Công văn số 412-CV/TU, số 09/CT-UBND, 4800/QĐ-BYT'
    expect(shiftDates(text, 70, '2021-11-24')).toBe(text)
  })

  it('moves by whole weeks and never past today', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
      const today = addDays(WRITTEN_FOR, days)
      const shift = shiftFor(today)
      expect(weekday(addDays(WRITTEN_FOR, shift))).toBe(weekday(WRITTEN_FOR))
      expect(days - shift).toBeGreaterThanOrEqual(0)
      expect(days - shift).toBeLessThan(7)
    }))
  })
})

describe('later', () => {
  it('is after what came before, not after the limit, and rarely at night', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 9 }), (seed, days) => {
      const after = '2021-11-17T09:30:00.000+07:00'
      const limit = '2022-01-10T08:00:00.000+07:00'
      const at = later(new Dice(seed, 'later'), after, 0, days, { calendar: new Map(), limit })
      expect(at > after && at <= limit).toBe(true)
      expect(weekday(at.slice(0, 10))).toBeLessThanOrEqual(5)
    }))
  })
})
