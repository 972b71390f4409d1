import type { Measure, Rate } from './rules.ts'

/** A count and what it is a share of. */
export interface Ratio {
  count: number
  base: number
  /** Known as a percentage alone (base 100), so it cannot be added up with others. */
  percentage?: true
  /** From how many parts it was added up. */
  summed?: number
}

/** A share known as a percentage alone. */
export function percent(value: number): Ratio {
  return { count: value, base: 100, percentage: true }
}

/** What an area has been counted for. */
export type Measures = Partial<Record<Measure, Ratio>>

type Scale = Pick<Rate, 'per' | 'weeks'>

/** Edges have at most three decimals, so that both sides of a comparison are whole for whole counts. */
const THOUSANDTHS = 1000

/** Whether count ÷ weeks ÷ base × per is at least the edge: exactly, one case more or less decides. */
export function reaches(ratio: Ratio, scale: Scale, edge: number): boolean {
  return differenceTo(ratio, scale, edge) >= 0
}

/** Whether it is more than the edge. */
export function exceeds(ratio: Ratio, scale: Scale, edge: number): boolean {
  return differenceTo(ratio, scale, edge) > 0
}

/** Both sides multiplied out, so that nothing is divided; a count that is no whole number (a percentage) is compared to the twelfth digit. */
function differenceTo({ count, base }: Ratio, { per, weeks }: Scale, edge: number): number {
  const right = Math.round(edge * THOUSANDTHS) * weeks * base
  const difference = count * per * THOUSANDTHS - right
  return !Number.isInteger(count) && Math.abs(difference) <= right * 1e-12 ? 0 : difference
}

/** The rate itself, to be shown. */
export function rateOf({ count, base }: Ratio, { per, weeks }: Scale): number {
  return (count / weeks / base) * per
}

/** The least whole count that reaches the edge. */
export function countReaching(edge: number, base: number, { per, weeks }: Scale): number {
  return Math.ceil((Math.round(edge * THOUSANDTHS) * weeks * base) / (per * THOUSANDTHS))
}

/** The rate as notices print it, rounded up to a whole number: 84 cases in Hà Nội were "1". */
export function asPrinted(rate: number): number {
  return Math.max(0, Math.ceil(rate - 1e-9))
}
