import type { CommuneSize } from '@phaodai/scenario'
import type { LandUnit, Profile } from '#server/bodies/by-rule/index.ts'
import { Dice } from '../random.ts'

/** People of Lạng Sơn by the Population and Housing Census of 1 April 2019. */
export const PROVINCE_PEOPLE = 781_655

/** How much larger a town or ward is than a xã; no figure by commune is at hand, so these are invented (docs/demo.md). */
const WEIGHT: Record<Profile, Record<string, number>> = { 2021: { 'phường': 4, 'thị trấn': 2 }, 2025: { 'phường': 4 } }
/** Communes differ from the mean of their kind by up to so much, drawn by their code. */
const SPREAD = 0.35

/**
 * Shares the province's people out over its communes by kind, with a difference drawn from the code: the same commune is as
 * large under every seed. The sum is exactly `people`; the last commune takes what rounding leaves.
 */
export function sizesOf(communes: readonly LandUnit[], profile: Profile, people = PROVINCE_PEOPLE): CommuneSize[] {
  const weights = communes.map(({ kind, code }) => (WEIGHT[profile][kind] ?? 1) * (1 + SPREAD * (2 * new Dice(0, `size/${code}`).next() - 1)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const sizes = communes.map(({ id }, index) => ({ id, people: Math.floor((people * weights[index]!) / total) }))
  const left = people - sizes.reduce((sum, size) => sum + size.people, 0)
  return sizes.map((size, index) => (index === sizes.length - 1 ? { ...size, people: size.people + left } : size))
}
