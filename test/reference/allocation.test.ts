import { readFileSync } from 'node:fs'
import { allocate, type Facility, type PersonToPlace } from '@phaodai/allocation'
import { expect, test } from 'vitest'
import { referenceFile } from './reference.ts'

const optimumFile = referenceFile('allocation/bacgiang_2000_optimum.json')

function cellsOf(name: string): string[][] {
  return readFileSync(referenceFile(`allocation/bacgiang_2000_${name}.csv`)!, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(','))
}

test('2,000 people of Bắc Giang are placed at the proved optimum', () => {
  if (optimumFile === undefined) return expect(process.env.PHAODAI_CORPUS ?? '').toBe('')
  const people = cellsOf('people').map(([id, kind, severity, lat, lng]) => ({ id: id!, kind: kind as PersonToPlace['kind'], severity: Number(severity), lat: Number(lat), lng: Number(lng) }))
  const facilities = cellsOf('facilities').map(([id, tier, lat, lng, capacity]) => ({ id: id!, tier: (tier === 'Q' ? tier : Number(tier)) as Facility['tier'], lat: Number(lat), lng: Number(lng), capacity: Number(capacity) }))
  const found = allocate(people, facilities)
  const { optimal_cost: cost, unplaced } = JSON.parse(readFileSync(optimumFile, 'utf8')) as { optimal_cost: number; unplaced: Record<string, number> }
  expect(found).toMatchObject({ cost, violations: 0, optimal: true })
  const left: Record<string, number> = {}
  found.placements.forEach(({ facility }, index) => {
    const { kind, severity } = people[index]!
    if (facility === null) left[`${kind}:${severity}`] = (left[`${kind}:${severity}`] ?? 0) + 1
  })
  expect(left).toEqual(unplaced)
})
