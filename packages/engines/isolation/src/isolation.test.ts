import fc from 'fast-check'
import { addDays, daysBetween } from '@phaodai/vocabulary'
import { describe, expect, test } from 'vitest'
import { addMonths } from './conditions.ts'
import { completionFaults, decideIsolation, missingTests, planOf, type IsolationFacts, type IsolationRule } from './index.ts'

const row = (code: string, more: Partial<IsolationRule> = {}): IsolationRule => ({
  id: code, code, from: '2021-07-14', to: null, subject: 'f1', ageFrom: null, ageTo: null, dosesFrom: null, dosesTo: null, doseDaysFrom: null, doseMonthsTo: null, recoveredMonths: null, origins: null, needsFitHome: false, provinceCode: null,
  form: 'facility', days: 14, watchDays: 14, testDays: [1, 14], watchTestDays: [7], thenForm: null, thenDays: null, longestDays: null, countsFrom: 'contact', firstDay: 0, source: code, confidence: 'high', note: null, ...more,
})
const somebody = (more: Partial<IsolationFacts> = {}): IsolationFacts => ({ subject: 'f1', on: '2021-08-10', age: 34, doses: null, lastDoseOn: null, recoveredOn: null, origin: null, homeFit: null, provinceCode: '20', lastContactOn: '2021-08-09', enteredOn: null, ...more })
const taken = (rules: readonly IsolationRule[], more: Partial<IsolationFacts> = {}): string | undefined => decideIsolation(rules, somebody(more)).rule?.code

describe('days', () => {
  test('day 0 is the last contact: fourteen days from 9 August end on the 23rd; as day 1 a day sooner', () => {
    expect(planOf(row('a'), somebody())).toEqual({ form: 'facility', countedFrom: '2021-08-09', fromOn: '2021-08-10', untilOn: '2021-08-23', thenForm: null, thenFrom: null, watchUntil: '2021-09-06', tests: ['2021-08-10', '2021-08-23'], watchTests: ['2021-08-30'], longestUntil: null })
    expect(planOf(row('a', { firstDay: 1 }), somebody())).toMatchObject({ untilOn: '2021-08-22', tests: ['2021-08-09', '2021-08-22'] })
  })

  test('a second part at home follows the first, and both are the order', () => {
    expect(planOf(row('a', { days: 7, thenForm: 'home', thenDays: 7, watchDays: 0, testDays: [1, 3, 7] }), somebody())).toMatchObject({ untilOn: '2021-08-23', thenForm: 'home', thenFrom: '2021-08-17', watchUntil: null, tests: ['2021-08-10', '2021-08-12', '2021-08-16'] })
  })

  test('months end on the last day where the month has no such day', () => {
    expect([addMonths('2021-08-31', 6), addMonths('2021-11-15', 2), addMonths('2020-02-29', 12)]).toEqual(['2022-02-28', '2022-01-15', '2021-02-28'])
  })
})

describe('the row that holds', () => {
  const rules = [row('all'), row('home', { needsFitHome: true, form: 'home' }), row('young', { ageFrom: 0, ageTo: 4, form: 'home' }), row('full', { dosesFrom: 2, doseDaysFrom: 14, doseMonthsTo: 6, recoveredMonths: 6, days: 7 }), row('later', { from: '2021-08-10' }), row('gone', { to: '2021-08-08', ageFrom: 0 })]

  test('the narrower before the wider, the later before the earlier; what is not known is not met', () => {
    expect([taken(rules), taken(rules, { on: '2021-08-09' }), taken(rules, { homeFit: true }), taken(rules, { age: 4 }), taken(rules, { age: null })]).toEqual(['later', 'all', 'home', 'young', 'later'])
  })

  test('two doses cover from the fourteenth day to six months; a recovery within six months does too', () => {
    const dose = (lastDoseOn: string | null, doses = 2): string | undefined => taken(rules, { doses, lastDoseOn })
    expect([dose('2021-07-27'), dose('2021-07-28'), dose('2021-02-10'), dose('2021-02-09'), dose(null), dose('2021-07-01', 1), taken(rules, { recoveredOn: '2021-02-10' }), taken(rules, { recoveredOn: '2021-02-09' })])
      .toEqual(['full', 'later', 'full', 'later', 'later', 'later', 'full', 'later'])
  })

  test('it says row by row why', () => {
    expect(decideIsolation(rules, somebody({ age: 4 })).lines.map(({ rule, verdict, unmet }) => [rule.code, verdict, ...unmet]))
      .toEqual([['full', 'unmet', 'cover'], ['home', 'unmet', 'home'], ['young', 'taken'], ['later', 'outranked'], ['all', 'outranked']])
  })

  test('a row that isolates nobody is an answer, no row is none', () => {
    expect(decideIsolation([row('free', { form: null, days: 0 })], somebody())).toMatchObject({ rule: { code: 'free' }, plan: null })
    expect(decideIsolation([row('free', { subject: 'f2' })], somebody())).toEqual({ rule: null, plan: null, lines: [] })
  })
})

describe('completing', () => {
  const order = { countedFrom: '2021-08-09', untilOn: '2021-08-23', tests: ['2021-08-10', '2021-08-23'], longestUntil: null }
  const negative = (...days: string[]) => days.map((takenOn) => ({ takenOn, outcome: 'negative' }))

  test('not before the last day, not without each test, not with a positive one', () => {
    expect(completionFaults(order, negative('2021-08-11', '2021-08-23'), '2021-08-23')).toEqual([])
    expect(completionFaults(order, negative('2021-08-11'), '2021-08-22')).toEqual([{ rule: 'before-last-day', on: '2021-08-23' }, { rule: 'test-missing', on: '2021-08-23' }])
    expect(completionFaults(order, [...negative('2021-08-11'), { takenOn: '2021-08-23', outcome: null }], '2021-08-23').map(({ rule }) => rule)).toEqual(['result-pending', 'test-missing'])
    expect(completionFaults(order, [...negative('2021-08-11', '2021-08-23'), { takenOn: '2021-08-15', outcome: 'positive' }], '2021-08-24')).toEqual([{ rule: 'positive', on: '2021-08-15' }])
  })

  test('a case at home ends with a negative test from the seventh day, or on the longest day without one', () => {
    const atHome = { countedFrom: '2022-02-01', untilOn: '2022-02-08', tests: ['2022-02-08'], longestUntil: '2022-02-15' }
    const found = [{ takenOn: '2022-02-01', outcome: 'positive' }]
    expect(completionFaults(atHome, found, '2022-02-10').map(({ rule }) => rule)).toEqual(['positive', 'test-missing'])
    expect(completionFaults(atHome, [...found, ...negative('2022-02-09')], '2022-02-10')).toEqual([])
    expect(completionFaults(atHome, found, '2022-02-15')).toEqual([])
  })

  test('one specimen answers one day of tests', () => {
    expect(missingTests(['2021-08-10', '2021-08-23'], ['2021-08-23'])).toEqual(['2021-08-23'])
  })
})

const anyDay = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2020-03-12', n))
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const anyRule = fc.record({ code: fc.nat(9999), from: anyDay, ageFrom: orNull(fc.integer({ min: 0, max: 60 })), dosesFrom: orNull(fc.integer({ min: 0, max: 3 })), needsFitHome: fc.boolean(), days: fc.integer({ min: 0, max: 28 }), watchDays: fc.integer({ min: 0, max: 14 }), firstDay: fc.constantFrom(0 as const, 1 as const) }).map(({ code, ...more }) => row(String(code), more))
const anybody = fc.record({ on: anyDay, age: orNull(fc.integer({ min: 0, max: 100 })), doses: orNull(fc.integer({ min: 0, max: 4 })), homeFit: orNull(fc.boolean()) }).map((more) => somebody({ ...more, lastContactOn: addDays(more.on, -1) }))

describe('whatever the table', () => {
  test('one row at most is taken, it is in force, its conditions hold, and the order of rows does not matter', () => {
    fc.assert(fc.property(fc.uniqueArray(anyRule, { maxLength: 8, selector: ({ code }) => code }), anybody, (rules, facts) => {
      const { rule, lines } = decideIsolation(rules, facts)
      expect(lines.filter(({ verdict }) => verdict === 'taken').map((line) => line.rule)).toEqual(rule === null ? [] : [rule])
      expect(rule === null || (rule.from <= facts.on && (rule.ageFrom === null || (facts.age ?? -1) >= rule.ageFrom) && (!rule.needsFitHome || facts.homeFit === true))).toBe(true)
      expect(decideIsolation(rules.toReversed(), facts).rule).toEqual(rule)
    }))
  })

  test('an isolation lasts the days of its row, and knowing more of somebody never takes a row away that asked for nothing', () => {
    fc.assert(fc.property(anyRule, anybody, (rule, facts) => {
      const plan = planOf(rule, facts)!
      expect(daysBetween(plan.countedFrom, plan.untilOn)).toBe(rule.days - rule.firstDay)
      expect(plan.watchUntil === null ? 0 : daysBetween(plan.untilOn, plan.watchUntil)).toBe(rule.watchDays)
    }))
    fc.assert(fc.property(anybody, (facts) => { expect(taken([row('plain', { from: '2020-01-01' })], facts)).toBe('plain') }))
  })
})
