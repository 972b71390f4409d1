import { expect, test } from 'vitest'
import { datedRules, inForceOn, ruleFaults, type RuleRow } from './dated-rule.ts'

const row = (id: string, values: RuleRow['values']): RuleRow => ({ id, values, source: 'thử', confidence: 'low', changeReason: null, changedAt: null })

test('of a template of duties the newest version that has begun holds on a day, and none once that has ended', () => {
  const rows = [row('old', { code: 'a', validFrom: '2020-01-01', validTo: null }), row('new', { code: 'a', validFrom: '2021-08-01', validTo: '2021-08-31' }), row('other', { code: 'b', validFrom: '2021-01-01', validTo: null })]
  const on = (day: string): string[] => inForceOn(datedRules.duty, rows, day).map(({ id }) => id)
  expect([on('2019-12-31'), on('2020-06-01'), on('2021-08-01'), on('2021-08-31'), on('2021-09-01')]).toEqual([[], ['old'], ['new', 'other'], ['new', 'other'], ['other']])
})

test('a template names one activity of the catalogue, one kind of zone at least and who is obliged', () => {
  const good = { code: 'a', activity: 'shops', kinds: ['lockdown'], diseaseCode: null, holder: 'police', words: 'x', days: 1, nature: 'standing', topics: null, position: 1, validFrom: '2021-08-01', validTo: null, basis: null }
  expect(ruleFaults(datedRules.duty, good)).toEqual([])
  expect(ruleFaults(datedRules.duty, { ...good, activity: 'shopping', kinds: null, holder: 'army', days: 61 })).toEqual(['activity', 'kinds', 'holder', 'days'])
})
