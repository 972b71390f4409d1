import type { Area } from '@phaodai/vocabulary'
import type { AreaGeometry, Position } from './load.ts'
import { boundsOf, circle, clip, counterClockwise, geometryOf, outerRings, signedArea, type Bounds } from './polygon.ts'
import { cellsAround } from './voronoi.ts'

const KM_PER_DEGREE = 111.2
const LONE_RADIUS_KM = 10
/** Without an outline a cell reaches no further than this times the radius of a circle of the area's size … */
const REACH = 2
/** … or, its size unknown, than this times the way to its nearest neighbour, taken for once to twice what that is for most. */
const NEIGHBOUR_REACH = 0.9

/** An area with a known point. */
export type Site = { area: Area; point: Position }

/** The areas that have a point. */
export function sitesOf(areas: readonly Area[]): Site[] {
  return areas.flatMap((area) => (area.lat === null || area.lon === null ? [] : [{ area, point: [area.lon, area.lat] as Position }]))
}

/** Degrees of longitude shrink with latitude; cells are drawn in a plane where both axes measure the same. */
function plane(latitude: number) {
  const shrink = Math.cos((latitude * Math.PI) / 180)
  return {
    into: ([lon, lat]: Position): Position => [lon * shrink, lat],
    back: ([x, y]: Position): Position => [round(x / shrink), round(y)],
  }
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

/**
 * One schematic cell for every site: what lies nearer to it than to the others, inside the outline when there is one,
 * else within a circle that fits the area's size. Coinciding sites after the first have none.
 */
export function schematicCells(sites: readonly Site[], outline: AreaGeometry | null): Map<number, AreaGeometry> {
  if (sites.length === 0) return new Map()
  const { into, back } = plane(sites.reduce((sum, site) => sum + site.point[1], 0) / sites.length)
  const points = sites.map((site) => into(site.point))
  const rings = outline ? outerRings(outline).map((ring) => counterClockwise(ring.map(into))) : null
  const usual = median(points.map((_, at) => nearest(points, at)))
  const cells = cellsAround(points, widened(boundsOf([...points, ...(rings ?? []).flat()])))
  const shapes = new Map<number, AreaGeometry>()
  for (const [at, cell] of cells.entries()) {
    if (cell === null) continue
    const convex = counterClockwise(cell)
    const inside = (bounds: Position[][]) => bounds.map((ring) => clip(ring, convex)).filter((ring) => ring.length > 2 && signedArea(ring) > 1e-9)
    const ownCircle = () => inside([circle(points[at]!, reach(sites[at]!.area, Math.min(Math.max(usual, nearest(points, at)), 2 * usual)))])
    const within = rings ? inside(rings) : []
    const parts = within.length > 0 ? within : ownCircle() // an island that a simplified outline leaves out
    if (parts.length > 0) shapes.set(sites[at]!.area.id, geometryOf(parts.map((ring) => ring.map(back))))
  }
  return shapes
}

function widened([west, south, east, north]: Bounds): Bounds {
  return [west - 2, south - 2, east + 2, north + 2]
}

/** How far a cell without an outline may reach, in degrees of latitude. */
function reach(area: Area, neighbour: number): number {
  if (area.km2) return (REACH * Math.sqrt(area.km2 / Math.PI)) / KM_PER_DEGREE
  return Number.isFinite(neighbour) ? NEIGHBOUR_REACH * neighbour : LONE_RADIUS_KM / KM_PER_DEGREE
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function nearest(points: readonly Position[], at: number): number {
  const [x, y] = points[at]!
  return points.reduce((least, [px, py], other) => (other === at ? least : Math.min(least, Math.hypot(px - x, py - y))), Infinity)
}

/** A circle of the area's own size: how islands are drawn that no outline shows. */
export function islandShape({ area, point }: Site): AreaGeometry {
  const { into, back } = plane(point[1])
  const radius = (area.km2 ? Math.sqrt(area.km2 / Math.PI) : LONE_RADIUS_KM) / KM_PER_DEGREE
  return geometryOf([circle(into(point), radius).map(back)])
}
