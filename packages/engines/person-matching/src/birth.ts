import { oneSlip } from './syllable.ts'

/** A birth date as far as it is known: 'YYYY-MM-DD', or 'YYYY' where the day is not. */
export interface Birth { year: string; monthDay: string | null }

/** Reads 'YYYY' or 'YYYY-MM-DD'; the first of January is what offices write for an unknown day and counts as a year alone. */
export function readBirthDate(text: string | null | undefined): Birth | null {
  const match = /^(\d{4})(?:-(\d{2}-\d{2}))?$/.exec(text ?? '')
  if (!match) return null
  return { year: match[1]!, monthDay: match[2] === undefined || match[2] === '01-01' ? null : match[2] }
}

export type BirthLikeness = 'same-day' | 'swapped' | 'same-year' | 'one-digit' | 'near-year' | 'other-day' | 'different' | 'none'

/** How two birth dates relate: the same, day and month swapped, one part mistyped, the year alone, another day of that year. */
export function compareBirth(a: Birth | null, b: Birth | null): BirthLikeness {
  if (!a || !b) return 'none'
  if (a.monthDay === null || b.monthDay === null) return compareYears(a.year, b.year)
  if (a.year === b.year) return compareDays(a.monthDay, b.monthDay)
  const sameDay = a.monthDay === b.monthDay || isSwapped(a.monthDay, b.monthDay)
  return sameDay && (oneSlip(a.year, b.year)) ? 'one-digit' : 'different'
}

function compareYears(a: string, b: string): BirthLikeness {
  if (a === b) return 'same-year'
  return Math.abs(Number(a) - Number(b)) === 1 ? 'near-year' : 'different'
}

function compareDays(a: string, b: string): BirthLikeness {
  if (a === b) return 'same-day'
  if (isSwapped(a, b)) return 'swapped'
  return oneSlip(a, b) ? 'one-digit' : 'other-day'
}

function isSwapped(a: string, b: string): boolean {
  return a.slice(0, 2) === b.slice(3) && a.slice(3) === b.slice(0, 2)
}
