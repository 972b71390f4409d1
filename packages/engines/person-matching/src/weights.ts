/**
 * Fellegi and Sunter (1969): an observation speaks for "the same person" by log2(m / u) bits, m being its share among pairs
 * that are one person and u among pairs that are two. The shares below are estimates for registers kept by hand in Vietnamese
 * offices; where a value's own frequency is u (names), only m stands here. Observations are not independent inside a
 * household, so what its members share by nature is weighed once (see `score.ts`).
 */
import type { BirthLikeness } from './birth.ts'
import type { PhoneLikeness } from './phone.ts'
import type { ResidenceLikeness } from './residence.ts'

/** Share of true pairs in which a part of the name stands so; u = frequency of the name times `spread`. */
export const NAME_M = {
  same: { family: 0.62, middle: 0.58, given: 0.6, spread: 1 },
  unmarked: { family: 0.3, middle: 0.3, given: 0.3, spread: 1 },
  marks: { family: 0.04, middle: 0.04, given: 0.04, spread: 0.6 },
} as const

/** Bits of what is no agreement of a part of the name. */
export const NAME_BITS = {
  near: { family: 1.5, middle: 0.5, given: 1 },
  initial: { family: 0.5, middle: 0.3, given: 0.3 },
  missing: { family: -1, middle: -0.7, given: -1 },
  different: { family: -4.5, middle: -2.5, given: -7 },
} as const

/** Bits lost when the parts had to be put into another order or parted anew. */
export const MOVED_BITS = -2.5
export const JOINED_BITS = -1

const bits = (m: number, u: number): number => Math.log2(m / u)
const YEARS = 70
const DAYS = 365 * YEARS

export const BIRTH_BITS: Record<Exclude<BirthLikeness, 'none'>, number> = {
  'same-day': bits(0.62, 1 / DAYS),
  'swapped': bits(0.05, 0.4 / DAYS),
  'one-digit': bits(0.05, 40 / DAYS),
  'same-year': bits(0.25, 0.4 / YEARS),
  'near-year': bits(0.01, 0.8 / YEARS),
  'other-day': bits(0.004, 0.6 / YEARS),
  'different': bits(0.012, 0.9),
}

export const SEX_BITS = { same: bits(0.99, 0.5), different: bits(0.008, 0.5) }

/** Numbers are unique to a person, so two complete and different ones of a kind speak strongly against. */
export const IDENTITY_BITS = { same: 22, slip: 9, different: -12 }

/** A family shares a phone: u is the chance that two people of one commune do, not that two numbers agree. */
export const PHONE_BITS: Record<Exclude<PhoneLikeness, 'none'>, number> = { same: bits(0.55, 0.0002), slip: bits(0.02, 0.00005), different: bits(0.35, 0.99) }

export const RESIDENCE_BITS: Record<Exclude<ResidenceLikeness, 'none'>, number> = {
  'same-address': bits(0.5, 0.0003),
  'same-village': bits(0.32, 0.003),
  'same-commune': bits(0.07, 0.02),
  'same-district': bits(0.04, 0.1),
  'elsewhere': bits(0.05, 0.87),
}

/** Log2 odds that two records of one blocking key are one person before anything is compared. */
export const PRIOR_BITS = -18

/** From here on a pair is put forward as the same person, where name, year and village alone speak from the second on, and from the third as worth a look. */
export const SAME_PERSON_BITS = 1
export const SAME_NAMESAKE_BITS = 5
export const POSSIBLE_BITS = -4
