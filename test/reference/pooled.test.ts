import { readFileSync } from 'node:fs'
import { optimalPool } from '@phaodai/pooled-testing'
import { expect, test } from 'vitest'
import { referenceFile } from './reference.ts'

const file = referenceFile('pooled/two_stage_optimal_pools.csv')

test('optimal pools are those of R\'s binGroup2, row by row', () => {
  const [, ...lines] = file === undefined ? [''] : readFileSync(file, 'utf8').trim().split('\n')
  for (const line of lines) {
    const [, prevalence, sensitivity, specificity, size, ...figures] = line.split(',').map(Number)
    const pool = optimalPool({ prevalence: prevalence!, sensitivity: sensitivity!, specificity: specificity! })
    expect(pool.size, line).toBe(size)
    const own = [pool.testsPerPool, pool.testsPerPerson, pool.sensitivity, pool.specificity, pool.positivePredictiveValue, pool.negativePredictiveValue]
    own.forEach((value, column) => expect(Math.abs(value / figures[column]! - 1), line).toBeLessThan(1e-14))
  }
  expect(lines.length > 0).toBe(file !== undefined)
})
