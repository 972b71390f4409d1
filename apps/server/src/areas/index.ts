import type { Area, Day } from '@phaodai/vocabulary'
import { loadAreasOn, loadLinked, loadScope, type AreaFilter, type Reader } from './load.ts'

export { readBoundaries, type BoundaryReport } from './boundaries.ts'
export { archipelagosOn, cellsFor, type AreaFeature, type AreaLayer } from './layer.ts'
export { grouped } from './grouped.ts'
export { findArea, loadAreas, type AreaFilter, type AreaGeometry, type Position } from './load.ts'
export { boundsOf, outerRings } from './polygon.ts'
export { registerAreaRoutes } from './routes.ts'
export { searchAreas, type AreaSearch, type FoundArea } from './search.ts'
export { saveAreas, saveBoundaries, type AreaRow } from './save.ts'
export { seedAreas, seedCalendar } from './seed.ts'

/** An area with what lies directly below it, and so on down. */
export type AreaNode = Area & { children: AreaNode[] }

/** The areas in force on a day, in tree order; with `within`, that area and what lies below it. */
export function areasOn(tx: Reader, day: Day, filter: AreaFilter = {}): Promise<Area[]> {
  return loadAreasOn(tx, day, filter)
}

/** The tree in force on a day, or the part of it below `within`; levels left out of the filter are skipped over. */
export async function areaTree(tx: Reader, day: Day, filter: AreaFilter = {}): Promise<AreaNode[]> {
  const roots: AreaNode[] = []
  const open: AreaNode[] = []
  for (const area of await loadAreasOn(tx, day, filter)) {
    const node: AreaNode = { ...area, children: [] }
    while (open.length > 0 && open.at(-1)!.lastId < node.id) open.pop()
    const siblings = open.at(-1)?.children ?? roots
    siblings.push(node)
    open.push(node)
  }
  return roots
}

/** Ids of everything these areas became, through any number of reforms; the areas themselves not included. */
export function successorsOf(tx: Reader, areaIds: readonly number[]): Promise<number[]> {
  return loadLinked(tx, areaIds, 'successor')
}

/** Ids of everything these areas were made from, through any number of reforms; the areas themselves not included. */
export function predecessorsOf(tx: Reader, areaIds: readonly number[]): Promise<number[]> {
  return loadLinked(tx, areaIds, 'predecessor')
}

/**
 * Ids of these areas, of all below them, and of their predecessors with all below those: what a post for these areas
 * may see, since a record keeps the unit of its own day (of a divided unit every successor sees it).
 */
export function scopeOf(tx: Reader, areaIds: readonly number[]): Promise<number[]> {
  return loadScope(tx, areaIds)
}
