import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustedOf, checksOf, expectedOf, sumOf, timelinessOf, together, withRates, type Figures, type QuickColumn } from './quick-report.ts'

const column = (code: string, kind: QuickColumn['kind'], more: Partial<QuickColumn> = {}): QuickColumn =>
  ({ code, block: 'f1', label: code, labelEn: code, unit: 'người', kind, indicator: null, class: null, accumulates: null, outOf: null, less: [], rateOf: null, isKey: false, ...more })
const F1 = [column('new', 'new'), column('current', 'current', { outOf: 'total', less: ['done', 'moved'] }), column('done', 'finished'), column('moved', 'moved'), column('total', 'cumulative', { accumulates: 'new' }), column('rate', 'rate', { rateOf: 'done', outOf: 'total' })]
const NOTHING = { previous: null, adjusted: {} }

describe('the rules of a form', () => {
  it('lũy tích = lũy tích hôm qua + mới + điều chỉnh: 6 + 1 − 1 = 6, so 7 does not fit', () => {
    const before = { previous: { total: 6 }, adjusted: adjustedOf(F1, { new: -1 }) }
    const figures = { new: 1, total: 7, done: 1, moved: 0, current: 6 }
    expect(checksOf(F1, figures, before)).toEqual([{ column: 'total', rule: 'carried', value: 7, expected: 6, previous: 6, adjusted: -1, terms: [{ column: 'new', value: 1 }] }])
  })
  it('đang = lũy kế − hoàn thành − chuyển: 24 − 5 − 2 = 17, so 19 does not fit', () => {
    expect(checksOf(F1, { total: 24, done: 5, moved: 2, current: 19 }, NOTHING)).toMatchObject([{ column: 'current', rule: 'left', value: 19, expected: 17 }])
    expect(checksOf(F1, { total: 24, done: 5, moved: 2, current: 17 }, NOTHING)).toEqual([])
  })
  it('ask nothing of what is not known: an empty figure is not nought', () => {
    expect(expectedOf(F1[4]!, { new: 3 }, NOTHING)).toBeNull()
    expect(expectedOf(F1[4]!, {}, { previous: { total: 6 }, adjusted: {} })).toBeNull()
    expect(checksOf(F1, { total: 24, done: 5, current: 19 }, NOTHING)).toEqual([])
  })
  it('hold wherever figures were made by them, whatever the figures', () => {
    fc.assert(fc.property(fc.nat(1e6), fc.nat(1e6), fc.integer({ min: -100, max: 100 }), fc.nat(1e6), fc.nat(1e6), (before, fresh, put, done, moved) => {
      const total = before + fresh + put
      const figures = { new: fresh, total, done, moved, current: total - done - moved }
      expect(checksOf(F1, figures, { previous: { total: before }, adjusted: adjustedOf(F1, { total: put }) })).toEqual([])
    }))
  })
})

describe('sums', () => {
  const unit = (state: 'draft' | 'sent' | 'returned' | 'locked' | null, figures: Figures) => ({ report: state && { state }, figures })
  it('take what was sent and not sent back; a column nobody tells stays untold', () => {
    const { figures, units } = sumOf(F1, [unit('sent', { new: 5, total: 15 }), unit('locked', { new: 1 }), unit('returned', { new: 100 }), unit('draft', { new: 100 }), unit(null, {})])
    expect(figures).toMatchObject({ new: 6, total: 15, done: null, current: null, rate: null })
    expect(units).toMatchObject({ new: 2, total: 1, done: 0 })
  })
  it('are rates of sums, never sums of rates: (9 + 1) of (10 + 30) is 25 in a hundred', () => {
    expect(sumOf(F1, [unit('sent', { done: 9, total: 10, rate: 90 }), unit('sent', { done: 1, total: 30, rate: 3.3 })]).figures.rate).toBe(25)
    expect(withRates(F1, { done: 0, total: 0 }).rate).toBeNull()
  })
  it('put the own part to that of others, and know nought from nothing', () => {
    expect([together(null, null), together(0, null), together(null, 3), together(2, 3)]).toEqual([null, 0, 3, 5])
  })
})

describe('timeliness', () => {
  const dueAt = '2021-08-12T15:00:00+07:00'
  it('is told by the first sending against the cut-off, to the minute', () => {
    expect(timelinessOf({ firstSentAt: '2021-08-12T08:00:00Z', dueAt }, '2021-08-13T00:00:00Z')).toBe('on-time')
    expect(timelinessOf({ firstSentAt: '2021-08-12T08:00:01Z', dueAt }, '2021-08-13T00:00:00Z')).toBe('late')
    expect(timelinessOf({ firstSentAt: null, dueAt }, '2021-08-12T07:59:00Z')).toBe('waiting')
    expect(timelinessOf({ firstSentAt: null, dueAt }, '2021-08-12T08:01:00Z')).toBe('missing')
    expect(timelinessOf({ firstSentAt: null, dueAt: null }, '2021-08-13T00:00:00Z')).toBe('waiting')
  })
})
