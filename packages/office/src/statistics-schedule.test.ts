import { describe, expect, it } from 'vitest'
import { noCounts } from './statistics.ts'
import { dueRuns, figureChanges } from './statistics-schedule.ts'

// Friday is 20 August 2021.
describe('statistics go out', () => {
  const friday = { every: 'week', day: 5, hour: 16 } as const
  it('on their weekday from their hour on, for the seven days before', () => {
    expect(dueRuns(friday, '2021-08-16', '2021-08-20', 15)).toEqual([])
    expect(dueRuns(friday, '2021-08-16', '2021-08-20', 16)).toEqual([{ day: '2021-08-20', from: '2021-08-13', to: '2021-08-19' }])
  })
  it('for every week that was missed, oldest first', () => {
    expect(dueRuns(friday, '2021-08-06', '2021-08-24', 9).map(({ day }) => day)).toEqual(['2021-08-06', '2021-08-13', '2021-08-20'])
  })
  it('for the month before, over the end of a year and in a leap year', () => {
    expect(dueRuns({ every: 'month', day: 1, hour: 8 }, '2021-12-15', '2022-01-05', 9)).toEqual([{ day: '2022-01-01', from: '2021-12-01', to: '2021-12-31' }])
    expect(dueRuns({ every: 'month', day: 5, hour: 0 }, '2024-03-05', '2024-03-05', 0)).toEqual([{ day: '2024-03-05', from: '2024-02-01', to: '2024-02-29' }])
  })
  it('and tell what a later count would say otherwise', () => {
    const counts = (overdue: number) => ({ ...noCounts(), byStanding: { ...noCounts().byStanding, overdue } })
    expect(figureChanges([{ key: '1', name: 'Xã Một', counts: counts(2) }], [{ key: '1', name: 'Xã Một', counts: counts(1) }, { key: '2', name: 'Xã Hai', counts: counts(3) }]))
      .toEqual([{ key: '1', name: 'Xã Một', standing: 'overdue', was: 2, now: 1 }, { key: '2', name: 'Xã Hai', standing: 'overdue', was: 0, now: 3 }])
  })
})
