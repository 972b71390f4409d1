import { poolFigures, singleFigures, type Assay, type PoolFigures } from './two-stage.ts'

/** What a place can and will do. */
export interface AdviceRules {
  /** The most samples its laboratory may put into one pool. */
  largestPool: number
  /** The most cases that pooling may miss beyond those missed by single tests, of 100,000 people tested; no limit when left out. */
  mostExtraMissed?: number
}

/** The Ministry of Health pays for pools of 5 and 10 (4356/BYT-KHTC, 28 May 2021); larger ones are a laboratory's own decision. */
export const DEFAULT_RULES: AdviceRules = { largestPool: 10 }

/** Why the advice is what it is; stable codes that screens put into words. */
export type AdviceReason =
  | 'fewest-tests-with-none-missed'
  | 'capped-by-largest-pool'
  | 'capped-by-missed-cases'
  | 'formula-saves-by-missing'
  | 'no-pool-saves-tests'
  | 'every-pool-misses-too-many'

/** Sizes from one to another, both included. */
export interface Range { from: number; to: number }

export interface Advice {
  method: 'pool' | 'single'
  /** What the method advised gives. */
  advised: PoolFigures
  single: PoolFigures
  /** The size that the bare formula calls best, however many cases it misses. */
  optimum: PoolFigures
  extraMissedPer100k: number
  testsSavedShare: number
  reasons: AdviceReason[]
}

/**
 * The sizes searched for the optimum: from 3 to 60, and for low prevalence as far as twice 1/√(p(Se + Sp − 1)), about
 * which the optimum lies. Where the sensitivity is below 1 and the prevalence high, the formula has no optimum but falls
 * for ever towards Se by missing cases; then the end of the range is what comes out.
 */
export function searchRange({ prevalence, sensitivity, specificity }: Assay): Range {
  return { from: 3, to: Math.max(60, Math.ceil(2 / Math.sqrt(prevalence * (sensitivity + specificity - 1)))) }
}

/** The size in the range with the fewest expected tests a person by the formula; of equals the smallest. */
export function optimalPool(assay: Assay, range: Range = searchRange(assay)): PoolFigures {
  return leastBy(sizes(range).map((size) => poolFigures(assay, size)), (pool) => pool.testsPerPerson)!
}

/**
 * Which pool to use, or single tests. Sizes are compared by the tests they would need if no positive pool were missed, so
 * none is advised for tests it saves by missing cases; a pool must need fewer of those than one a person.
 * @throws RangeError for figures that `assayFaults` names or a largest pool below 2
 */
export function advise(assay: Assay, rules: AdviceRules = DEFAULT_RULES, range?: Range): Advice {
  if (!Number.isInteger(rules.largestPool) || rules.largestPool < 2) throw new RangeError(`largest pool ${rules.largestPool}`)
  const [single, optimum] = [singleFigures(assay), optimalPool(assay, range)]
  const saving = sizes({ from: 2, to: Math.max(rules.largestPool, searchRange(assay).to) })
    .map((size) => poolFigures(assay, size)).filter((pool) => pool.testsPerPersonWithNoneMissed < 1)
  const within = saving.filter((pool) => pool.size <= rules.largestPool)
  const allowed = within.filter((pool) => pool.missedPer100k - single.missedPer100k <= (rules.mostExtraMissed ?? Infinity))
  const best = fewest(allowed)
  const reasons = reasonsOf({ free: fewest(saving), within: fewest(within), best, optimum })
  const advised = best ?? single
  return {
    method: best ? 'pool' : 'single', advised, single, optimum, reasons,
    extraMissedPer100k: advised.missedPer100k - single.missedPer100k,
    testsSavedShare: 1 - advised.testsPerPerson,
  }
}

interface Bests { free?: PoolFigures; within?: PoolFigures; best?: PoolFigures; optimum: PoolFigures }

/** `free`: best without any limit; `within`: of sizes that may be pooled; `best`: of those that do not miss too many. */
function reasonsOf({ free, within, best, optimum }: Bests): AdviceReason[] {
  const reasons: AdviceReason[] = []
  if (!within) reasons.push('no-pool-saves-tests')
  else if (!best) reasons.push('every-pool-misses-too-many')
  else reasons.push('fewest-tests-with-none-missed')
  if (free && within && within.size < free.size) reasons.push('capped-by-largest-pool')
  if (best && within && best.size !== within.size) reasons.push('capped-by-missed-cases')
  if (optimum.size > (free?.size ?? 1) && optimum.testsPerPerson < (free?.testsPerPerson ?? 1)) reasons.push('formula-saves-by-missing')
  return reasons
}

const fewest = (pools: PoolFigures[]) => leastBy(pools, (pool) => pool.testsPerPersonWithNoneMissed)

function leastBy<T>(list: readonly T[], value: (each: T) => number): T | undefined {
  let best: T | undefined
  for (const each of list) if (best === undefined || value(each) < value(best)) best = each
  return best
}

function sizes({ from, to }: Range): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}
