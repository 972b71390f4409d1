import { parseDay } from '@phaodai/vocabulary'
import { findIndicator } from './all.ts'
import { sidesOf, type Count, type Indicator, type Side } from './kit/index.ts'

/** The records behind a figure, as a filter of their register's list. */
export type Counted = { indicator: Indicator; side: Side; count: Count; area: number; from: string; to: string; class: string | null }

/** "rumours-heard/numerator/12000/2021-08-01/2021-08-07/hotline": the filter as a text for an address. The class may be left out. */
export function countedText(name: string, side: Side, area: number, from: string, to: string, kind: string | null): string {
  return [name, side, area, from, to, ...(kind === null ? [] : [kind])].join('/')
}

/** Reads such a text; null when it names nothing that a register counts. */
export function parseCounted(text: string): Counted | null {
  const [name = '', side = '', area = '', from = '', to = '', kind, ...rest] = text.split('/')
  const indicator = findIndicator(name)
  const found = indicator && sidesOf(indicator).find(([each]) => each === side)
  if (!indicator || !found || rest.length > 0 || !/^\d{1,9}$/.test(area) || parseDay(from) !== from || parseDay(to) !== to) return null
  return { indicator, side: found[0], count: found[1], area: Number(area), from, to, class: kind ?? null }
}
