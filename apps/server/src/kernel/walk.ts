/**
 * Lists that are narrowed by what no index knows are walked back over their days: a page is answered when it is full, when
 * there is nothing further back, or when it has taken long enough; then it says what day it has reached.
 */
import { addDays } from '@phaodai/vocabulary'

/** Milliseconds after which a page that is not full is answered all the same. */
const LONG_ENOUGH_MS = 60
/** A span whose days cost less is followed by one four times as long: a busy day may cost as much as an empty year. */
const QUICK_MS = 15
/** Days of the second span of a list. */
const FIRST_STRIDE = 4
/** Further back there is nothing: the last span has no beginning. */
const FURTHEST_DAYS = 40_000

/** Days from `since` on (null: from the beginning) and before `until` (null: to the end). */
export type Span = { since: string | null; until: string | null }

type Walk<Row> = {
  /** The latest day to look at. */
  newest: string
  most: number
  /** Rows of a span in descending order, at most `most`. */
  find: (span: Span) => Promise<Row[]>
  /** Days at a time that the page before had come to. */
  stride?: number
  /** Milliseconds of a steady clock. */
  now?: () => number
}

/** How long the next span is to be, by what the days of the last one cost beyond what any question takes on this machine at this hour. */
function nextStride(days: number, costMs: number): number {
  if (costMs < QUICK_MS) return days * 4
  return costMs > LONG_ENOUGH_MS ? Math.ceil(days / 2) : days
}

/**
 * Rows of a list in descending order of a day, at most `most`. Where it stops before the beginning, `reached` is the first day
 * looked at and `stride` what the next page goes on with. Its first span is one day, which tells what a question takes at least.
 */
export async function walkBack<Row>({ newest, most, find, stride = FIRST_STRIDE, now = () => performance.now() }: Walk<Row>): Promise<{ rows: Row[]; reached: string | null; stride: number }> {
  const begun = now()
  const rows: Row[] = []
  let [leastMs, days] = [Infinity, stride]
  for (let span: Span = { since: newest, until: null }; ; span = { since: days > FURTHEST_DAYS ? null : addDays(span.since!, -days), until: span.since }) {
    const asked = now()
    rows.push(...await find(span))
    if (rows.length >= most || span.since === null) return { rows: rows.slice(0, most), reached: null, stride: days }
    const took = now() - asked
    const isFirst = leastMs === Infinity
    leastMs = Math.min(leastMs, took)
    if (!isFirst) days = nextStride(days, took - leastMs)
    if (!isFirst && now() - begun > LONG_ENOUGH_MS) return { rows, reached: span.since, stride: days }
  }
}
