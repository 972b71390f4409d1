import fc from 'fast-check'
import { addDays } from '@phaodai/vocabulary'
import { describe, expect, test } from 'vitest'
import { progressOf } from './inspection.ts'
import { addMonths, countsUntil, fineRange, isRepeat, sanctionsOn, servedOn, type RepeatRule } from './penalty.ts'

const row = (id: string, validFrom: string, validTo: string | null, behaviourId = 'no-mask') => ({ id, behaviourId, validFrom, validTo })
const catalogue = [row('first', '2020-11-15', '2026-05-14'), row('second', '2026-05-15', null), row('other', '2020-11-15', null, 'gathering')]
const rules: RepeatRule[] = [
  { form: 'warning', months: 6, lapseMonths: 12, validFrom: '2013-07-01', source: '', confidence: 'medium' }, { form: 'fine', months: 12, lapseMonths: 12, validFrom: '2013-07-01', source: '', confidence: 'medium' },
]
const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2019-01-01', n))

describe('the sanction in force on the day of the violation', () => {
  test('is the one whose days hold it, the first and last included', () => {
    const on = (date: string): string[] => sanctionsOn(catalogue, 'no-mask', date).map(({ id }) => id)
    expect([on('2020-11-14'), on('2020-11-15'), on('2026-05-14'), on('2026-05-15')]).toEqual([[], ['first'], ['first'], ['second']])
  })
  test('never holds a rule that was not in force, for any day', () => {
    fc.assert(fc.property(day, (date) => sanctionsOn(catalogue, 'no-mask', date).every((each) => each.validFrom <= date && (each.validTo ?? date) >= date && each.behaviourId === 'no-mask')))
  })
  test('no mask (decree 117/2020): a person 1 to 3 million, an organisation 2 to 6', () => {
    const rule = { fineMin: 1_000_000, fineMax: 3_000_000, organisationFactor: 2 }
    expect([fineRange(rule, 'person'), fineRange(rule, 'organisation')]).toEqual([{ min: 1_000_000, max: 3_000_000 }, { min: 2_000_000, max: 6_000_000 }])
  })
})

const fine = (decidedOn: string, paidOn: string | null, remedied: string | null = null) => ({ form: 'fine' as const, decidedOn, paidOn, remedyOwed: remedied !== null, remedied })

describe('a precedent expires by law', () => {
  test('a fine paid on 10/3/2021 counts up to 9/3/2022, a warning of that day up to 9/9/2021', () => {
    expect(countsUntil(fine('2021-03-01', '2021-03-10'), rules)).toBe('2022-03-09')
    expect(countsUntil({ form: 'warning', decidedOn: '2021-03-10', paidOn: null, remedyOwed: false, remedied: null }, rules)).toBe('2021-09-09')
    expect([isRepeat(fine('2021-03-01', '2021-03-10'), rules, '2022-03-09'), isRepeat(fine('2021-03-01', '2021-03-10'), rules, '2022-03-10')]).toEqual([true, false])
  })
  test('what was never carried out counts for a year after its enforcement lapsed', () => {
    expect(countsUntil(fine('2021-03-01', null), rules)).toBe('2023-02-28')
  })
  test('is carried out when the remedy is done too', () => {
    expect([servedOn(fine('2021-03-01', '2021-03-10', '2021-04-02')), servedOn({ ...fine('2021-03-01', '2021-03-10'), remedyOwed: true })]).toEqual(['2021-04-02', null])
  })
  test('without a rule in force nothing is said', () => {
    expect(countsUntil(fine('2010-01-01', '2010-01-02'), rules)).toBeNull()
  })
  test('once expired it stays expired, and nothing counts before it was decided', () => {
    fc.assert(fc.property(day, fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }), fc.integer({ min: 0, max: 2000 }), (decidedOn, wait, later) => {
      const penalty = fine(decidedOn, wait === null ? null : addDays(decidedOn, wait))
      const until = countsUntil(penalty, rules)!
      expect(isRepeat(penalty, rules, addDays(until, 1 + later))).toBe(false)
      expect(isRepeat(penalty, rules, addDays(decidedOn, -1 - later))).toBe(false)
      expect(until >= addDays(addMonths(decidedOn, 12), -1) && until <= addMonths(decidedOn, 24)).toBe(true) // one paid at once ends a year less a day later
    }))
  })
  test('months end on the same day, or the last of a shorter month', () => {
    expect([addMonths('2021-01-31', 1), addMonths('2023-08-31', 6), addMonths('2021-12-15', 12)]).toEqual(['2021-02-28', '2024-02-29', '2022-12-15'])
  })
})

test('progress is the count of visits by state, whatever they are', () => {
  const visit = fc.record({ state: fc.option(fc.constantFrom('planned', 'done', 'followed_up', 'closed', 'cancelled'), { nil: null }), plannedOn: day })
  fc.assert(fc.property(fc.array(visit), day, (visits, today) => {
    const progress = progressOf(visits, today)
    const expected = visits.reduce((sum, { state }) => sum + (state === 'done' || state === 'followed_up' || state === 'closed' ? 1 : 0), 0)
    expect([progress.planned, progress.done]).toEqual([visits.length, expected])
    expect(progress.done + progress.cancelled + progress.late).toBeLessThanOrEqual(progress.planned)
  }))
})
