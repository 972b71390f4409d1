import { Delaunay } from 'd3-delaunay'
import type { Position } from './load.ts'

/**
 * The cell of every site: the places nearer to it than to any other, cut off at the bounds [west, south, east, north].
 * Rings are open (first point not repeated); a site that coincides with another has null.
 */
export function cellsAround(sites: readonly Position[], bounds: [number, number, number, number]): (Position[] | null)[] {
  const voronoi = Delaunay.from(sites).voronoi(bounds)
  return sites.map((_, at) => {
    const ring = voronoi.cellPolygon(at) as Position[] | null
    return ring ? ring.slice(0, -1) : null
  })
}
