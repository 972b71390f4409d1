import { expect, it } from 'vitest'
import { periodAround, periodNamed } from './period.ts'

it.each([
  ['week', '2021-08-22', '2021-08-16', '2021-08-22'], ['week', '2021-08-23', '2021-08-23', '2021-08-29'], ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
  ['quarter', '2021-08-20', '2021-07-01', '2021-09-30'], ['quarter', '2021-12-31', '2021-10-01', '2021-12-31'], ['year', '2021-08-20', '2021-01-01', '2021-12-31'],
] as const)('the %s around %s goes from %s to %s', (name, day, from, to) => {
  expect(periodAround(name, day)).toEqual({ from, to })
  expect(periodNamed({ from, to }, day)).toBe(name)
})

it('days of one\'s own have no name', () => expect(periodNamed({ from: '2021-08-03', to: '2021-08-09' }, '2021-08-20')).toBeNull())
