import type { AreaGeometry, Position } from './load.ts'

/** West, south, east and north in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number]

/** Twice the signed area of a ring: positive when it runs counter-clockwise. */
export function signedArea(ring: readonly Position[]): number {
  let sum = 0
  for (let at = 0; at < ring.length; at++) {
    const [x1, y1] = ring[at]!
    const [x2, y2] = ring[(at + 1) % ring.length]!
    sum += x1 * y2 - x2 * y1
  }
  return sum
}

/** The ring counter-clockwise, as GeoJSON wants outer rings. */
export function counterClockwise(ring: readonly Position[]): Position[] {
  return signedArea(ring) < 0 ? ring.toReversed() : [...ring]
}

/**
 * The part of an open ring inside a convex counter-clockwise ring (Sutherland–Hodgman). Pieces of a concave ring may stay
 * joined by a line along the cut; fewer than three points mean that nothing is left.
 */
export function clip(ring: readonly Position[], convex: readonly Position[]): Position[] {
  let left = [...ring]
  for (let at = 0; at < convex.length && left.length > 0; at++) {
    left = clipAtEdge(left, convex[at]!, convex[(at + 1) % convex.length]!)
  }
  return withoutSpikes(left)
}

/** Drops points where the ring turns straight back, which cutting a concave ring leaves behind. */
function withoutSpikes(ring: readonly Position[]): Position[] {
  const kept: Position[] = []
  for (const point of [...ring, ...ring.slice(0, 2)]) {
    while (kept.length > 1 && turnsBack(kept.at(-2)!, kept.at(-1)!, point)) kept.pop()
    kept.push(point)
  }
  return kept.slice(2)
}

function turnsBack(before: Position, at: Position, after: Position): boolean {
  const [ax, ay] = [at[0] - before[0], at[1] - before[1]]
  const [bx, by] = [after[0] - at[0], after[1] - at[1]]
  return Math.abs(ax * by - ay * bx) < 1e-12 && ax * bx + ay * by <= 0
}

function clipAtEdge(ring: readonly Position[], from: Position, to: Position): Position[] {
  const side = (point: Position) => (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0])
  const kept: Position[] = []
  for (let at = 0; at < ring.length; at++) {
    const here = ring[at]!
    const next = ring[(at + 1) % ring.length]!
    const a = side(here)
    const b = side(next)
    if (a >= 0) kept.push(here)
    if ((a > 0 && b < 0) || (a < 0 && b > 0)) kept.push(between(here, next, a / (a - b)))
  }
  return kept
}

function between(a: Position, b: Position, share: number): Position {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

const CORNERS = 32

/** A counter-clockwise ring of equal corners around a point; the radius is in the unit of the coordinates. */
export function circle([x, y]: Position, radius: number): Position[] {
  return Array.from({ length: CORNERS }, (_, at) => {
    const angle = (2 * Math.PI * at) / CORNERS
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}

/** Outer rings of a geometry, open and as they stand. */
export function outerRings(geometry: AreaGeometry): Position[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.map((rings) => rings[0]!.slice(0, -1))
}

/** The smallest box around points. */
export function boundsOf(points: Iterable<Position>): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    bounds[0] = Math.min(bounds[0], x)
    bounds[1] = Math.min(bounds[1], y)
    bounds[2] = Math.max(bounds[2], x)
    bounds[3] = Math.max(bounds[3], y)
  }
  return bounds
}

/** Closes open rings into one geometry. */
export function geometryOf(rings: readonly Position[][]): AreaGeometry {
  const polygons = rings.map((ring) => [[...ring, ring[0]!]])
  return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0]! } : { type: 'MultiPolygon', coordinates: polygons }
}
