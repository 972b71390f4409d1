import type { MapCells, MapFeature, MapQuery } from '@phaodai/office'
import type { Area, Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/transaction.ts'
import { archipelagosOn, boundsOf, cellsFor, findArea, loadAreas, outerRings, type AreaFeature, type AreaGeometry, type Position } from '../areas/index.ts'
import { countCommunes, loadShown } from './load.ts'
import { simplified } from './simplify.ts'

/** A map is drawn on about so many points across; finer corners are left out. */
const RESOLUTION = 2_500

/** Communes that a map of the whole country holds; the 10,599 of before July 2025 nobody can read at once. */
const MOST_COMMUNES = 5_000

/** Smaller units fill a map of a province or less; the communes since July 2025 (3,321) also one of the country. */
export async function checkExtent(tx: Tx, { level, within }: MapQuery, day: Day): Promise<void> {
  const above = within === undefined ? undefined : await findArea(tx, within)
  if (within !== undefined && !above) throw new Problem('not-found')
  const small = level === 'commune' || level === 'village'
  if (small && (!above || above.level === 'country') && !(level === 'commune' && await countCommunes(tx, day) <= MOST_COMMUNES)) throw new Problem('invalid-input', { fields: { within: 'Chọn một tỉnh hoặc đơn vị nhỏ hơn.' } })
}

/** Where a name stands: the known point of the area, else the middle of its largest ring. */
function labelPoint(area: Area, geometry: AreaGeometry): Position {
  if (area.lon !== null && area.lat !== null) return [area.lon, area.lat]
  const largest = outerRings(geometry).toSorted((a, b) => b.length - a.length)[0] ?? []
  const [west, south, east, north] = boundsOf(largest)
  return [(west + east) / 2, (south + north) / 2]
}

function onMap(each: AreaFeature, area: Area, tolerance: number): MapFeature {
  const geometry = simplified(each.geometry, tolerance)
  return { ...each, geometry, properties: { ...each.properties, kind: area.kind, label: labelPoint(area, each.geometry) } }
}

/**
 * Shapes of all units of a level on a day, within an area or everywhere; Hoàng Sa and Trường Sa are always among them, for
 * the inset. Shapes are thinned to what a screen can show.
 */
export async function drawCells(tx: Tx, query: MapQuery, day: Day): Promise<MapCells> {
  const shown = await loadAreas(tx, await loadShown(tx, { day, level: query.level, within: query.within ?? null }))
  const islands = (await archipelagosOn(tx, day)).filter((island) => !shown.some((area) => area.id === island.id))
  const layer = await cellsFor(tx, shown.map((area) => area.id), day)
  const drawn = [...layer.features, ...(await cellsFor(tx, islands.map((area) => area.id), day)).features]
  const features = [...new Map(drawn.map((each) => [each.id, each])).values()]
  const areas = new Map((await loadAreas(tx, features.map((each) => each.id))).map((area) => [area.id, area]))
  const [west, , east] = boundsOf(layer.features.filter((each) => !each.properties.archipelago).flatMap((each) => outerRings(each.geometry).flat()))
  const tolerance = Number.isFinite(east - west) ? (east - west) / RESOLUTION : 0
  return {
    type: 'FeatureCollection', day,
    features: features.map((each) => onMap(each, areas.get(each.id)!, tolerance)),
    schematic: layer.features.some((each) => each.properties.schematic && !each.properties.archipelago),
    unplaced: layer.unplaced.flatMap((id) => shown.filter((area) => area.id === id)).map(({ id, fullName }) => ({ id, fullName })),
  }
}
