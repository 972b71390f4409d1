import { readName } from './name.ts'

export type ResidenceLikeness = 'same-address' | 'same-village' | 'same-commune' | 'same-district' | 'elsewhere' | 'none'

/** Where somebody lives: ids from province to village, as far as known, and the house number and street in words. */
export interface Residence { path: readonly (number | string)[]; words: ReadonlySet<string> }

/** Reads a path and an address; of the address its words and numbers count, not their order. */
export function readResidence(path: readonly (number | string)[], address: string | null | undefined): Residence {
  const numbers = (address ?? '').match(/\d+/g) ?? []
  return { path, words: new Set([...numbers, ...readName(address ?? '').map(({ base }) => base)].filter((word) => !COMMON.has(word))) }
}

const COMMON = new Set(['so', 'nha', 'thon', 'to', 'ban', 'xom', 'khu', 'duong', 'pho', 'ngo', 'xa', 'phuong', 'huyen', 'tinh', 'thi', 'tran'])

/** How far two residences agree; `levels` names the likeness of each further step of the common path. */
export function compareResidence(a: Residence, b: Residence): ResidenceLikeness {
  if (a.path.length === 0 || b.path.length === 0) return 'none'
  const common = commonSteps(a.path, b.path)
  if (common >= 3 && sameAddress(a.words, b.words)) return 'same-address'
  return (['elsewhere', 'elsewhere', 'same-district', 'same-commune', 'same-village'] as const)[Math.min(common, 4)]!
}

function commonSteps(a: Residence['path'], b: Residence['path']): number {
  let steps = 0
  while (steps < a.length && steps < b.length && a[steps] === b[steps]) steps += 1
  return steps
}

/** Most of the shorter address stands in the other, its number among it. */
function sameAddress(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0 || ![...small].some((word) => /\d/.test(word))) return false
  return [...small].filter((word) => large.has(word)).length / small.size >= 0.75
}
