import { Delaunay } from 'd3-delaunay'
import type { Position } from './load.ts'
import { clip } from './polygon.ts'

type Box = [west: number, south: number, east: number, north: number]

/**
 * The cell of every site: the places nearer to it than to any other, cut off at the bounds [west, south, east, north].
 * Rings are open (first point not repeated); a site that coincides with an earlier one has null.
 */
export function cellsAround(sites: readonly Position[], bounds: Box): (Position[] | null)[] {
  const first = new Map(sites.map((site, at) => [String(site), at] as const).reverse())
  const distinct = sites.map((site, at) => first.get(String(site)) === at)
  const voronoi = Delaunay.from(sites).voronoi(bounds)
  const rings = sites.map((_, at) => voronoi.cellPolygon(at) as Position[] | null)
  const whole = rings.every((ring, at) => ring !== null || !distinct[at])
  return sites.map((_, at) => {
    if (!distinct[at]) return null
    return whole ? rings[at]!.slice(0, -1) : cutByHalves(at, sites, bounds)
  })
}

/** The same from the definition, for sites so nearly in one line that the triangulation loses one. */
function cutByHalves(at: number, sites: readonly Position[], [west, south, east, north]: Box): Position[] | null {
  const [x, y] = sites[at]!
  const far = 4 * (east - west + north - south)
  let ring: Position[] = [[west, south], [east, south], [east, north], [west, north]]
  for (const [ox, oy] of sites) {
    const length = Math.hypot(ox - x, oy - y)
    if (length === 0) continue
    const [ux, uy] = [(ox - x) / length, (oy - y) / length]
    const [mx, my] = [(x + ox) / 2, (y + oy) / 2]
    const corner = (along: number, across: number): Position => [mx + ux * along - uy * across, my + uy * along + ux * across]
    ring = clip(ring, [corner(-far, -far), corner(0, -far), corner(0, far), corner(-far, far)])
  }
  return ring.length > 2 ? ring : null
}
