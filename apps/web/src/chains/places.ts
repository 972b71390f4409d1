import type { ChainModel } from './model.ts'

export type Point = [lon: number, lat: number]
/** An area on the map: where its middle lies and its cases. */
export type Spot = { area: number; name: string; at: Point; cases: number }
/** Links from one area to another, as one arc. */
export type Arc = { from: number; to: number; links: number }
export type Places = { spots: Spot[]; arcs: Arc[]; within: number; unplaced: number }

/** Bows drawn at once: more of them hide each other and the map below. */
export const MOST_ARCS = 400

/** Cases by area and links between areas; `within`: links that stay in one, `unplaced`: cases of areas without a point. Never finer than an area. */
export function placesOf({ chain: { areas, cases, links } }: ChainModel): Places {
  const counts = new Int32Array(areas.length)
  for (const area of cases.area) counts[area]!++
  const placed = areas.map(({ lon, lat }) => lon !== null && lat !== null)
  const arcs = new Map<number, Arc>()
  let within = 0
  for (let link = 0; link < links.from.length; link++) {
    const [from, to] = [cases.area[links.from[link]!]!, cases.area[links.to[link]!]!]
    if (from === to) within++
    if (from === to || !placed[from] || !placed[to]) continue
    const key = from * areas.length + to
    const arc = arcs.get(key) ?? { from, to, links: 0 }
    arc.links++
    arcs.set(key, arc)
  }
  const spots = areas.flatMap(({ name, lon, lat }, area): Spot[] => (lon === null || lat === null ? [] : [{ area, name, at: [lon, lat], cases: counts[area]! }]))
  return { spots, arcs: [...arcs.values()].sort((one, other) => other.links - one.links), within, unplaced: cases.area.length - spots.reduce((sum, { cases: n }) => sum + n, 0) }
}

const STEPS = 16

/** A bow from one point to another, bent to the right of its way, so that the way back lies beside it. */
export function bow([x1, y1]: Point, [x2, y2]: Point): Point[] {
  const [mx, my] = [(x1 + x2) / 2 + (y2 - y1) * 0.18, (y1 + y2) / 2 - (x2 - x1) * 0.18]
  return Array.from({ length: STEPS + 1 }, (_, step): Point => {
    const [on, off] = [step / STEPS, 1 - step / STEPS]
    return [off * off * x1 + 2 * off * on * mx + on * on * x2, off * off * y1 + 2 * off * on * my + on * on * y2]
  })
}
