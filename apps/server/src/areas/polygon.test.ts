import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Area } from '@phaodai/vocabulary'
import { schematicCells, sitesOf } from './cells.ts'
import type { AreaGeometry, Position } from './load.ts'
import { circle, clip, counterClockwise, outerRings, signedArea } from './polygon.ts'

const square = (west: number, south: number, side: number): Position[] =>
  [[west, south], [west + side, south], [west + side, south + side], [west, south + side]]
const size = (ring: Position[]) => Math.abs(signedArea(ring)) / 2

describe('clipping', () => {
  it('keeps what both rings hold', () => {
    expect(size(clip(square(0, 0, 2), square(1, 1, 2)))).toBeCloseTo(1)
    expect(clip(square(0, 0, 1), square(5, 5, 1)).length).toBeLessThan(3)
    expect(size(clip(square(0, 0, 1), square(-1, -1, 9)))).toBeCloseTo(1)
  })

  it('never grows a ring', () => {
    const corner = fc.double({ min: -5, max: 5, noNaN: true })
    fc.assert(fc.property(corner, corner, fc.double({ min: 0.1, max: 5, noNaN: true }), (x, y, radius) => {
      const disc = circle([x, y], radius)
      expect(size(clip(disc, square(-1, -1, 2)))).toBeLessThanOrEqual(Math.min(size(disc), 4) + 1e-9)
    }))
  })

  it('turns rings counter-clockwise', () => {
    expect(signedArea(counterClockwise(square(0, 0, 1).toReversed()))).toBeGreaterThan(0)
  })
})

const area = (id: number, lon: number, lat: number): Area => ({
  id, parentId: null, lastId: id, code: String(id), level: 'commune', kind: 'xã', name: String(id), fullName: `Xã ${id}`,
  validFrom: '2021-01-01', validTo: null, lat, lon, km2: null, centroidSource: null,
})
const sizeOf = (geometry: AreaGeometry) => outerRings(geometry).reduce((sum, ring) => sum + size(ring), 0)

describe('schematic cells', () => {
  const outline: AreaGeometry = { type: 'Polygon', coordinates: [[...square(106, 21, 1), [106, 21]]] }

  it('share an outline out among distinct points without gap or overlap', () => {
    const inside = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
    fc.assert(fc.property(fc.uniqueArray(inside, { minLength: 1, maxLength: 40, selector: String }), (points) => {
      const sites = sitesOf(points.map(([x, y], at) => area(at + 1, 106 + x / 100, 21 + y / 100)))
      const cells = schematicCells(sites, outline)
      expect(cells.size).toBe(points.length)
      expect([...cells.values()].reduce((sum, cell) => sum + sizeOf(cell), 0)).toBeCloseTo(1, 2)
    }), { numRuns: 50 })
  })

  it('without an outline stay near their point', () => {
    const cells = schematicCells(sitesOf([{ ...area(1, 106, 21), km2: 100 }, area(2, 107, 22)]), null)
    for (const [lon, lat] of outerRings(cells.get(1)!).flat()) {
      expect(Math.hypot((lon - 106) * Math.cos((21 * Math.PI) / 180), lat - 21) * 111.2).toBeLessThan(12)
    }
  })
})
