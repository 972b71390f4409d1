import { expect, test } from 'vitest'
import { ExportQuery } from './wire.ts'

test('a span is asked of two days in order, three years apart at most; what is no day is refused', () => {
  const asked = (from: string, to: string): boolean => ExportQuery.safeParse({ from, to }).success
  expect(asked('2021-06-01', '2021-06-01')).toBe(true)
  expect(asked('2021-06-01', '2024-06-05')).toBe(true) // 1,100 days later
  expect(asked('2021-06-01', '2024-06-06')).toBe(false)
  expect(asked('2021-06-02', '2021-06-01')).toBe(false)
  expect(asked('[1,2', 'null')).toBe(false)
})
