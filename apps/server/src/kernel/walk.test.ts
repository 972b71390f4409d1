import { addDays } from '@phaodai/vocabulary'
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

/** Walks page after page over days; what a span takes is `cost` of those of its days that the list has, by a clock of its own. */
async function walkAll(days: readonly string[], cost: (days: number) => number): Promise<{ found: string[]; pages: number; longest: number }> {
  let [clock, pages, longest] = [0, 0, 0]
  const found: string[] = []
  const find = (before: string | null) => async (span: Span) => {
    const since = Math.max(Date.parse(span.since ?? '0001-01-01'), Date.parse(days.at(-1)!))
    const length = Math.max(0, (Date.parse(span.until ?? before ?? addDays(days[0]!, 1)) - since) / 86_400_000)
    clock += cost(length)
    longest = Math.max(longest, cost(length))
    return within(days.filter((day) => before === null || day < before), span, 50)
  }
  for (let [newest, stride]: [string, number | undefined] = [days[0]!, undefined]; ;) {
    const walk: Awaited<ReturnType<typeof walkBack<string>>> = await walkBack({ newest, stride, most: 50, find: find(pages === 0 ? null : addDays(newest, 1)), now: () => clock })
    pages++
    found.push(...walk.rows)
    if (walk.reached === null) return { found, pages, longest }
    newest = addDays(walk.reached, -1)
    stride = walk.stride
  }
}

const RARE = ['2021-08-31', '2021-08-30', '2021-08-30', '2021-08-25', '2009-01-01']

test('a machine on which every question takes long comes to the beginning in a few pages, without loss or repetition', async () => {
  const { found, pages } = await walkAll(RARE, () => 500)
  expect(found).toEqual(RARE)
  expect(pages).toBeLessThan(9) // 4 to the power of 8 days are more than there are
})

test('days that cost by their number are taken as many at a time as a page may take', async () => {
  const { found, longest } = await walkAll(RARE, (days) => 2 + days) // a day a millisecond
  expect(found).toEqual(RARE)
  expect(longest).toBeLessThanOrEqual(2 + 4 * 60) // a span that was quick is followed by one of four times its days
})
