import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advise, assayFaults, optimalPool, poolFigures, singleFigures, type Assay, type PoolFigures } from './index.ts'

const PERFECT = { sensitivity: 1, specificity: 1 }
const share = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const assays = fc.record({ prevalence: share(0.001, 0.6), sensitivity: share(0.55, 1), specificity: share(0.55, 1), lossPerDoubling: fc.oneof(fc.constant(0), share(0, 0.3)) })

/** R. Dorfman, "The detection of defective members of large populations", Ann. Math. Statist. 14 (1943), table I: prevalence in %, pool, cost in % of single tests. */
const DORFMAN = [[1, 11, 20], [2, 8, 27], [3, 6, 33], [4, 6, 38], [5, 5, 43], [6, 5, 47], [7, 5, 50], [8, 4, 53], [9, 4, 56], [10, 4, 59], [12, 4, 65], [13, 3, 67], [15, 3, 72], [20, 3, 82], [25, 3, 91], [30, 3, 99]] as const

describe('the optimum by the formula', () => {
  // At 7 % pools of 4 and 5 both cost 50 % (0.50195 and 0.50431); Dorfman's table has 5, the formula 4.
  test.each(DORFMAN.filter(([percent]) => percent !== 7))('Dorfman 1943: at %i %% pools of %i cost %i %% of single tests', (percent, size, cost) => {
    const pool = optimalPool({ prevalence: percent / 100, ...PERFECT })
    expect(pool.size).toBe(size)
    expect(Math.round(pool.testsPerPerson * 100)).toBe(cost)
  })

  test('Dorfman 1943: at 7 % a pool of 5 costs 50 % as well', () => {
    expect(Math.round(poolFigures({ prevalence: 0.07, ...PERFECT }, 5).testsPerPerson * 100)).toBe(50)
  })

  test('no other size of the range needs fewer tests', () => {
    fc.assert(fc.property(assays, fc.integer({ min: 3, max: 60 }), (assay, size) => {
      expect(optimalPool(assay, { from: 3, to: 60 }).testsPerPerson).toBeLessThanOrEqual(poolFigures(assay, size).testsPerPerson)
    }))
  })
})

/** What happens in a pool, by adding up every way its members may be infected and every way its tests may fall out. */
function byEnumeration({ prevalence: p, sensitivity: se, specificity: sp, lossPerDoubling: loss = 0 }: Assay, size: number): Pick<PoolFigures, 'testsPerPool' | 'sensitivity' | 'specificity'> {
  const sums = { tests: 0, infected: 0, found: 0, free: 0, cleared: 0 }
  for (let members = 0; members < 2 ** size; members++) {
    const infected = [...members.toString(2)].filter((bit) => bit === '1').length
    const chance = p ** infected * (1 - p) ** (size - infected)
    const positive = infected === 0 ? 1 - sp : se * Math.max(0, 1 - loss * Math.log2(size / infected))
    sums.tests += chance * (1 + positive * size)
    sums.infected += chance * infected
    sums.found += chance * infected * positive * se
    sums.free += chance * (size - infected)
    sums.cleared += chance * (size - infected) * (1 - positive * (1 - sp))
  }
  return { testsPerPool: sums.tests, sensitivity: sums.found / sums.infected, specificity: sums.cleared / sums.free }
}

describe('figures of a pool', () => {
  test('are what adding up every case gives, diluted or not', () => {
    fc.assert(fc.property(assays, fc.integer({ min: 2, max: 8 }), (assay, size) => {
      const [own, all] = [poolFigures(assay, size), byEnumeration(assay, size)]
      for (const name of ['testsPerPool', 'sensitivity', 'specificity'] as const) expect(own[name]).toBeCloseTo(all[name], 9)
    }))
  })

  test('hand-worked: 2 % infected, Se 95 %, Sp 99 %, pools of 8', () => {
    // 0.98^8 = 0.850763; 1/8 + 0.95 − 0.94 × 0.850763 = 0.275283. PSe = 0.95². Missed of 100,000: 2,000 × (1 − 0.9025) = 195, singly 2,000 × 0.05 = 100.
    const assay = { prevalence: 0.02, sensitivity: 0.95, specificity: 0.99 }
    const pool = poolFigures(assay, 8)
    expect(pool.testsPerPerson).toBeCloseTo(0.275283, 6)
    expect(pool.sensitivity).toBeCloseTo(0.9025, 12)
    expect(pool.missedPer100k).toBeCloseTo(195, 9)
    expect(singleFigures(assay).missedPer100k).toBeCloseTo(100, 9)
  })

  test('dilution: a lone positive among 8 is thinned three times; at a loss of 5 % each 85 % of the sensitivity is left', () => {
    // So rare that nobody else in the pool is infected.
    expect(poolFigures({ prevalence: 1e-9, ...PERFECT, lossPerDoubling: 0.05 }, 8).sensitivity).toBeCloseTo(0.85, 6)
  })

  test('a loss never finds more, and without one nothing changes', () => {
    fc.assert(fc.property(assays, fc.integer({ min: 2, max: 40 }), (assay, size) => {
      const [with0, without] = [poolFigures({ ...assay, lossPerDoubling: 0 }, size), poolFigures({ ...assay, lossPerDoubling: 1e-12 }, size)]
      expect(with0.testsPerPool).toBeCloseTo(without.testsPerPool, 7)
      expect(poolFigures(assay, size).sensitivity).toBeLessThanOrEqual(with0.sensitivity + 1e-12)
    }))
  })

  test('a long pool of many infected does not underflow', () => {
    expect(poolFigures({ prevalence: 0.9, ...PERFECT, lossPerDoubling: 0.01 }, 1000).testsPerPerson).toBeCloseTo(1.001 - 0.01 * Math.log2(1 / 0.9), 4)
  })
})

describe('the advice', () => {
  test('single tests from 30.67 % on: a pool of 3 saves while 1/3 < (1 − p)³, that is p < 1 − 3^(−1/3) = 0.30664', () => {
    for (const sensitivity of [1, 0.9, 0.7]) {
      expect(advise({ prevalence: 0.30663, sensitivity, specificity: 1 })).toMatchObject({ method: 'pool', advised: { size: 3 } })
      expect(advise({ prevalence: 0.30665, sensitivity, specificity: 1 })).toMatchObject({ method: 'single', advised: { size: 1, testsPerPerson: 1 } })
    }
  })

  test('30 %, Se 90 %, Sp 98 %: the formula would pool 60 and miss the rest; the advice does not follow and says so', () => {
    const advice = advise({ prevalence: 0.3, sensitivity: 0.9, specificity: 0.98 })
    expect(advice.optimum.size).toBe(60)
    expect(advice.optimum.testsPerPersonWithNoneMissed).toBeGreaterThan(1)
    expect(advice.advised.size).toBe(3)
    expect(advice.reasons).toContain('formula-saves-by-missing')
    // Of 30,000 infected among 100,000 single tests miss 10 %, pools 19 %.
    expect(advice.extraMissedPer100k).toBeCloseTo(2_700, 6)
  })

  test('the laboratory\'s largest pool and the most cases that may be missed hold', () => {
    expect(advise({ prevalence: 0.001, ...PERFECT })).toMatchObject({ advised: { size: 10 }, reasons: ['fewest-tests-with-none-missed', 'capped-by-largest-pool'] })
    const rare = { prevalence: 0.01, ...PERFECT, lossPerDoubling: 0.05 }
    // A lone positive among n is found with 1 − 0.05 log2 n: among 4, 100 of 1,000 are missed at most.
    expect(advise(rare, { largestPool: 20, mostExtraMissed: 100 })).toMatchObject({ method: 'pool', advised: { size: 4 }, reasons: expect.arrayContaining(['capped-by-missed-cases']) })
    expect(advise(rare, { largestPool: 20, mostExtraMissed: 10 })).toMatchObject({ method: 'single', reasons: expect.arrayContaining(['every-pool-misses-too-many']) })
  })

  test('whatever the figures: within the limits, and fewer tests than singly even if none were missed', () => {
    fc.assert(fc.property(assays, fc.integer({ min: 2, max: 40 }), share(0, 5000), (assay, largestPool, mostExtraMissed) => {
      const { method, advised, single } = advise(assay, { largestPool, mostExtraMissed })
      if (method === 'single') return void expect(advised).toEqual(single)
      expect(advised.size).toBeLessThanOrEqual(largestPool)
      expect(advised.testsPerPersonWithNoneMissed).toBeLessThan(1)
      expect(advised.missedPer100k - single.missedPer100k).toBeLessThanOrEqual(mostExtraMissed)
    }))
  })

  test('bad figures are named', () => {
    expect(assayFaults({ prevalence: 0, sensitivity: 1.2, specificity: Number.NaN })).toEqual(['prevalence-outside-0-1', 'sensitivity-outside-0-1', 'specificity-outside-0-1'])
    expect(assayFaults({ prevalence: 0.1, sensitivity: 0.5, specificity: 0.5, lossPerDoubling: 1 })).toEqual(['no-better-than-chance', 'loss-outside-0-1'])
    expect(() => poolFigures({ prevalence: 0.1, ...PERFECT }, 1)).toThrow(RangeError)
    expect(() => advise({ prevalence: 0.1, ...PERFECT }, { largestPool: 2.5 })).toThrow(RangeError)
  })
})
