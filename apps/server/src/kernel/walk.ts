/**
 * Lists that are narrowed by what no index knows are walked back over their days: a page is answered when it is full, when
 * there is nothing further back, or when it has taken long enough; then it says what day it has reached.
 */
import { addDays } from '@phaodai/vocabulary'

/** Milliseconds after which a page that is not full is answered all the same. */
const LONG_ENOUGH_MS = 60
/** A span that took less is followed by one four times as long: a busy day may cost as much as an empty year. */
const QUICK_MS = 15
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
}

/** Rows of a list in descending order of a day, at most `most`; `reached` is the first day looked at when what lies before it was not. */
export async function walkBack<Row>({ newest, most, find }: Walk<Row>): Promise<{ rows: Row[]; reached: string | null }> {
  const begun = performance.now()
  const rows: Row[] = []
  for (let span: Span = { since: newest, until: null }, days = 1; ; ) {
    const asked = performance.now()
    rows.push(...await find(span))
    if (rows.length >= most || span.since === null) return { rows: rows.slice(0, most), reached: null }
    const now = performance.now()
    if (now - begun > LONG_ENOUGH_MS) return { rows, reached: span.since }
    days = now - asked < QUICK_MS ? days * 4 : days
    span = { since: days > FURTHEST_DAYS ? null : addDays(span.since, -days), until: span.since }
  }
}
