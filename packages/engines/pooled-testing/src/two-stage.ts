/** A test and the people it is used on. Shares between 0 and 1. */
export interface Assay {
  /** Share of the people tested who are infected. */
  prevalence: number
  /** Share of infected samples that a test of one sample finds. */
  sensitivity: number
  /** Share of samples free of infection that a test calls negative. */
  specificity: number
  /**
   * Share of the sensitivity lost each time a positive sample is thinned to half (one cycle of PCR), as the laboratory
   * measured it; 0 when left out. A pool of n with k positive samples finds with sensitivity × (1 − loss × log2(n / k)).
   */
  lossPerDoubling?: number
}

/** What a pool of one size does, in shares, and in people of 100,000 tested. */
export interface PoolFigures {
  size: number
  /** Expected tests of one pool, the tests of its members included. */
  testsPerPool: number
  testsPerPerson: number
  /** The same if no positive pool were missed: what is below it is saved by missing cases. */
  testsPerPersonWithNoneMissed: number
  sensitivity: number
  specificity: number
  positivePredictiveValue: number
  negativePredictiveValue: number
  missedPer100k: number
  falseAlarmsPer100k: number
}

export type AssayFault = 'prevalence-outside-0-1' | 'sensitivity-outside-0-1' | 'specificity-outside-0-1' | 'no-better-than-chance' | 'loss-outside-0-1'

/** What forbids working with these figures; empty when nothing does. */
export function assayFaults({ prevalence, sensitivity, specificity, lossPerDoubling = 0 }: Assay): AssayFault[] {
  const inside = (share: number) => share >= 0 && share <= 1
  const faults: AssayFault[] = []
  if (!(prevalence > 0 && prevalence < 1)) faults.push('prevalence-outside-0-1')
  if (!inside(sensitivity)) faults.push('sensitivity-outside-0-1')
  if (!inside(specificity)) faults.push('specificity-outside-0-1')
  if (faults.length === 0 && sensitivity + specificity <= 1) faults.push('no-better-than-chance')
  if (!(lossPerDoubling >= 0 && lossPerDoubling < 1)) faults.push('loss-outside-0-1')
  return faults
}

/** What every person tested alone gives, in the same figures as a pool. */
export function singleFigures(assay: Assay): PoolFigures {
  return figures(assay, 1, { tests: 1, honest: 1, found: assay.sensitivity, cleared: assay.specificity })
}

/**
 * What two-stage (Dorfman) testing in pools of `size` gives: one test of the pool, and when it is positive one of each
 * member. Tests err independently. Without dilution the tests of a person are 1/n + Se − (Se + Sp − 1)(1 − p)^n.
 * @throws RangeError for a size below 2 or figures that {@link assayFaults} names
 */
export function poolFigures(assay: Assay, size: number): PoolFigures {
  if (!Number.isInteger(size) || size < 2) throw new RangeError(`pool of ${size}`)
  const faults = assayFaults(assay)
  if (faults.length > 0) throw new RangeError(faults.join(', '))
  return (assay.lossPerDoubling ?? 0) === 0 ? undiluted(assay, size) : diluted(assay, size)
}

function undiluted(assay: Assay, size: number): PoolFigures {
  const { prevalence: p, sensitivity: se, specificity: sp } = assay
  const positive = (free: number) => (1 - sp) * free + se * (1 - free)
  return figures(assay, size, {
    tests: 1 + size * positive((1 - p) ** size),
    honest: 1 + size * (1 - sp * (1 - p) ** size),
    found: se * se,
    cleared: 1 - (1 - sp) * positive((1 - p) ** (size - 1)),
  })
}

/** Sums over how many of the pool are infected, since the more there are the less each is thinned. */
function diluted(assay: Assay, size: number): PoolFigures {
  const { prevalence: p, sensitivity: se, specificity: sp } = assay
  const positive = (infected: number) => (infected === 0 ? 1 - sp : se * keptBy(size, infected, assay.lossPerDoubling ?? 0))
  const others = binomial(size - 1, p)
  const mean = (of: (infected: number) => number) => others.reduce((sum, chance, infected) => sum + chance * of(infected), 0)
  const withInfected = mean((infected) => positive(infected + 1))
  const withFree = mean(positive)
  return figures(assay, size, {
    tests: 1 + size * (p * withInfected + (1 - p) * withFree),
    honest: 1 + size * (1 - sp * (1 - p) ** size),
    found: se * withInfected,
    cleared: 1 - (1 - sp) * withFree,
  })
}

/** Share of the sensitivity that is left when `infected` samples of a pool are thinned by the rest of it. */
function keptBy(size: number, infected: number, loss: number): number {
  return Math.max(0, 1 - loss * Math.log2(size / infected))
}

/** Chances of 0, 1 … n infected among n, each with chance p; by logarithms, so that large pools do not underflow. */
function binomial(n: number, p: number): number[] {
  const odds = Math.log(p) - Math.log1p(-p)
  const logs = [n * Math.log1p(-p)]
  for (let k = 0; k < n; k++) logs.push(logs[k]! + Math.log((n - k) / (k + 1)) + odds)
  return logs.map(Math.exp)
}

/** `honest`: tests of a pool if no positive one were missed; `found`, `cleared`: chances of an infected and of a free person to be told so. */
interface Course { tests: number; honest: number; found: number; cleared: number }

function figures({ prevalence: p }: Assay, size: number, { tests, honest, found, cleared }: Course): PoolFigures {
  const [truePositive, falseNegative] = [p * found, p * (1 - found)]
  const [trueNegative, falsePositive] = [(1 - p) * cleared, (1 - p) * (1 - cleared)]
  return {
    size,
    testsPerPool: tests,
    testsPerPerson: tests / size,
    testsPerPersonWithNoneMissed: honest / size,
    sensitivity: found,
    specificity: cleared,
    positivePredictiveValue: truePositive / (truePositive + falsePositive),
    negativePredictiveValue: trueNegative / (trueNegative + falseNegative),
    missedPer100k: falseNegative * 100_000,
    falseAlarmsPer100k: falsePositive * 100_000,
  }
}
