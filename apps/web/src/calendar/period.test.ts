import { describe, expect, it } from 'vitest'
import { daysOf, spanOf, stepped } from './period.ts'

describe('days of a view, by a printed calendar', () => {
  it('a month is whole weeks from Monday to Sunday', () => {
    expect(spanOf('month', '2021-08-20')).toEqual({ from: '2021-07-26', to: '2021-09-05' }) // 1 August 2021 was a Sunday
    expect(spanOf('month', '2021-02-10')).toEqual({ from: '2021-02-01', to: '2021-02-28' }) // four weeks exactly
    expect(daysOf(spanOf('month', '2021-08-20'))).toHaveLength(42)
  })
  it('a week holds its day; the list has the month', () => {
    expect(spanOf('week', '2021-08-22')).toEqual({ from: '2021-08-16', to: '2021-08-22' })
    expect(spanOf('list', '2024-02-29')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  })
  it('steps pass years', () => {
    expect(stepped('month', '2021-12-31', 1)).toBe('2022-01-01')
    expect(stepped('month', '2022-01-15', -1)).toBe('2021-12-01')
    expect(stepped('week', '2021-12-29', 1)).toBe('2022-01-05')
  })
})
