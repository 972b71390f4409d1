import { describe, expect, test } from 'vitest'
import { makeWorld, measureTruth } from './tracing/truth.ts'

describe('tracing held against the simulator’s truth', () => {
  const world = makeWorld(6_000, 3)

  test('where everything is on record, everybody infected is found, in three generations', () => {
    const { recall, precision } = measureTruth(world, { qr: 1, forgotten: 0 }, 1)
    expect(recall).toEqual([1, 1, 1])
    expect(precision.every(share => share > 0 && share < 1)).toBe(true)
  })

  test('what nobody wrote down or remembers is not found', () => {
    const { byLayer } = measureTruth(world, { qr: 0, forgotten: 1 }, 1)
    expect(byLayer).toMatchObject({ household: 1, team: 1 })
    expect(byLayer.other).toBeLessThan(0.3)
  })
})
