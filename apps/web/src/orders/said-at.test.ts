import { expect, test } from 'vitest'
import { lastTimeOf } from './said-at.ts'

test('a time on the clock is the last one that was shown in Vietnam, yesterday\'s when it has not come yet today', () => {
  const fivePast = new Date('2021-08-10T17:05:40Z') // 00:05 on the 11th in Vietnam
  expect(lastTimeOf('23:58', fivePast)).toBe('2021-08-10T16:58:00.000Z')
  expect(lastTimeOf('0h03', fivePast)).toBe('2021-08-10T17:03:00.000Z')
  expect(lastTimeOf('00:05', fivePast)).toBe('2021-08-10T17:05:00.000Z')
  expect(lastTimeOf('00:06', fivePast)).toBe('2021-08-09T17:06:00.000Z')
  for (const word of ['hôm qua', '25:10', '9:75']) expect(lastTimeOf(word, fivePast)).toBe(word) // the server says that this is no time
})
