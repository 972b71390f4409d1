import type { AreaGeometry, Position } from '../areas/index.ts'

/** Distance of a point from the line through two others, or from their common place. */
function offLine([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
}

/** The line without points nearer than `tolerance` to what is left (Douglas and Peucker 1973); both ends stay. */
export function thinned(line: readonly Position[], tolerance: number): Position[] {
  const keep = new Set([0, line.length - 1])
  const open: [number, number][] = [[0, line.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    let farthest = tolerance
    let at = -1
    for (let index = from + 1; index < to; index++) {
      const distance = offLine(line[index]!, line[from]!, line[to]!)
      if (distance > farthest) [farthest, at] = [distance, index]
    }
    if (at === -1) continue
    keep.add(at)
    open.push([from, at], [at, to])
  }
  return line.filter((_, index) => keep.has(index))
}

function ring(points: Position[], tolerance: number): Position[] {
  const thin = thinned(points, tolerance)
  return (thin.length >= 4 ? thin : points).map(([lon, lat]): Position => [round(lon), round(lat)])
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

/** A boundary with no more corners than a screen can show; the tolerance is in degrees. */
export function simplified(geometry: AreaGeometry, tolerance: number): AreaGeometry {
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: geometry.coordinates.map((each) => ring(each, tolerance)) }
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map((each) => ring(each, tolerance))) }
}
