import { addDays } from '@phaodai/vocabulary'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { walkBack, type Span } from './walk.ts'

const DAY = fc.integer({ min: 0, max: 4_000 }).map((back) => addDays('2021-08-31', -back))
const list = fc.array(DAY, { maxLength: 60 }).map((days) => days.toSorted().toReversed())

const within = (days: readonly string[], { since, until }: Span, most: number): string[] => days.filter((day) => (since === null || day >= since) && (until === null || day < until)).slice(0, most)

test('gives the first rows of the list, whatever days they are spread over', async () => {
  await fc.assert(fc.asyncProperty(list, fc.integer({ min: 1, max: 20 }), async (days, most) => {
    const { rows, reached } = await walkBack({ newest: days[0] ?? '2021-08-31', most, find: async (span) => within(days, span, most) })
    expect(rows).toEqual(days.slice(0, most))
    expect(reached).toBeNull()
  }))
})

test('a walk that takes long says how far it has come, and the next one goes on from there without loss or repetition', async () => {
  const days = ['2021-08-31', '2021-08-30', '2021-08-25', '2021-07-01', '2020-02-29', '2009-01-01']
  const found: string[] = []
  let walks = 0
  for (let newest: string | null = days[0]!, before: string | null = null; newest !== null; walks++) {
    const { rows, reached }: { rows: string[]; reached: string | null } = await walkBack({ newest, most: 50, find: async (span) => {
      await sleep(40)
      return within(days.filter((day) => before === null || day < before), span, 50)
    } })
    found.push(...rows)
    newest = before = reached
    expect(walks).toBeLessThan(3_000)
    if (walks === 0) expect(reached).toBe('2021-08-30') // two spans of a day take 80 ms
    if (walks > 40) break // a day or so a walk: far enough
  }
  expect(found.slice(0, 3)).toEqual(days.slice(0, 3))
})
