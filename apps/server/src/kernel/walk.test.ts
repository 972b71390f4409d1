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

test('a walk that takes long says how far it has come, and the next one goes on from the day before without loss or repetition', async () => {
  const days = ['2021-08-31', '2021-08-30', '2021-08-30', '2021-08-25', '2009-01-01']
  const found: string[] = []
  let newest = days[0]!
  for (let walks = 1; walks <= 8; walks++) {
    const before = walks === 1 ? null : addDays(newest, 1)
    const { rows, reached } = await walkBack({ newest, most: 50, find: async (span) => {
      await sleep(70) // longer than a page may take: one span a walk
      return within(days.filter((day) => before === null || day < before), span, 50)
    } })
    found.push(...rows)
    expect(reached).toBe(newest)
    newest = addDays(reached!, -1)
  }
  expect(newest).toBe('2021-08-23')
  expect(found).toEqual(days.slice(0, 4))
})
