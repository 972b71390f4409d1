import type { Area, Day } from '@phaodai/vocabulary'
import { islandShape, schematicCells, sitesOf } from './cells.ts'
import { grouped } from './grouped.ts'
import { loadAreas, loadAreasOn, loadBoundaries, loadByCode, loadSuccessorLinks, loadUnchanged, type AreaGeometry, type Reader } from './load.ts'

/** One area on a map. `schematic` says that its shape was drawn around a point and is no boundary. */
export type AreaFeature = {
  type: 'Feature'
  id: number
  geometry: AreaGeometry
  properties: {
    areaId: number
    code: string
    level: Area['level']
    fullName: string
    schematic: boolean
    /** One of the two archipelagos that every national map shows. */
    archipelago: boolean
    /** Where a true boundary comes from, or where the point of a schematic one does. */
    source: string | null
  }
}

/** A GeoJSON FeatureCollection; `unplaced` lists the areas of which neither polygon nor point is known. */
export type AreaLayer = { type: 'FeatureCollection'; features: AreaFeature[]; schematic: boolean; unplaced: number[] }

const FAR_FUTURE = '9999-12-31'

/** Kind and code of Hoàng Sa and Trường Sa: districts until 30 June 2025, special zones since. */
const ARCHIPELAGOS = new Set(['huyện 498', 'huyện 576', 'đặc khu 20333', 'đặc khu 22736'])

const isArchipelago = (area: Area): boolean => ARCHIPELAGOS.has(`${area.kind} ${area.code}`)

function feature(area: Area, geometry: AreaGeometry, schematic: boolean, source: string | null): AreaFeature {
  const { id, code, level, fullName } = area
  const properties = { areaId: id, code, level, fullName, schematic, archipelago: isArchipelago(area), source }
  return { type: 'Feature', id, geometry, properties }
}

/**
 * Shapes of the areas for a map: imported boundaries where known, else schematic cells around their points, inside the
 * outline of a successor or of an area above when that is known. A layer that spans provinces always holds
 * Hoàng Sa and Trường Sa. The day (else the first day of the first area) says who the neighbours are.
 */
export async function cellsFor(tx: Reader, areaIds: readonly number[], onDay?: Day): Promise<AreaLayer> {
  const asked = await loadAreas(tx, areaIds)
  const first = asked[0]
  if (!first) return { type: 'FeatureCollection', features: [], schematic: false, unplaced: [] }
  const day = onDay ?? first.validFrom
  const frame = await loadAreasOn(tx, day, { levels: ['country', 'province', 'district'] })
  const areas = spansProvinces(asked, frame) ? await withArchipelagos(tx, asked, day) : asked
  const known = await loadBoundaries(tx, areas.map((area) => area.id), FAR_FUTURE)
  const shapes = new Map(known.map((row) => [row.areaId, row]))
  const missing = areas.filter((area) => !shapes.has(area.id))
  const drawn = await drawMissing(tx, missing, frame, day)
  const features = areas.flatMap((area) => {
    const boundary = shapes.get(area.id)
    if (boundary) return [feature(area, boundary.geometry, false, boundary.source)]
    const cell = drawn.get(area.id)
    return cell ? [feature(area, cell, true, area.centroidSource)] : []
  })
  const placed = new Set(features.map((each) => each.id))
  return {
    type: 'FeatureCollection', features,
    schematic: features.some((each) => each.properties.schematic),
    unplaced: areas.filter((area) => !placed.has(area.id)).map((area) => area.id),
  }
}

const contains = (above: Area, area: Area): boolean => area.id >= above.id && area.id <= above.lastId

function spansProvinces(areas: readonly Area[], frame: readonly Area[]): boolean {
  const provinces = frame.filter((each) => each.level === 'province' && areas.some((area) => contains(each, area)))
  return provinces.length > 1 || areas.some((area) => area.level === 'country')
}

async function withArchipelagos(tx: Reader, areas: readonly Area[], day: Day): Promise<Area[]> {
  const present = new Set(areas.map((area) => area.id))
  return [...areas, ...(await archipelagosOn(tx, day)).filter((area) => !present.has(area.id))]
}

/** Hoàng Sa and Trường Sa as they stand on a day: every map of Vietnam shows them. */
export async function archipelagosOn(tx: Reader, day: Day): Promise<Area[]> {
  const coded = await loadByCode(tx, [...ARCHIPELAGOS].map((each) => each.split(' ').at(-1)!), day)
  return coded.filter(isArchipelago)
}

/** Draws the islands as circles and the rest as cells among all their neighbours of the same level. */
async function drawMissing(tx: Reader, missing: readonly Area[], frame: readonly Area[], day: Day): Promise<Map<number, AreaGeometry>> {
  const drawn = new Map<number, AreaGeometry>()
  for (const site of sitesOf(missing.filter(isArchipelago))) drawn.set(site.area.id, islandShape(site))
  const byLevel = grouped(missing.filter((area) => !isArchipelago(area)), (area) => area.level)
  for (const [level, areas] of byLevel) {
    const above = aboveAll(areas, frame)
    const neighbours = await loadAreasOn(tx, day, { levels: [level], within: above?.id })
    const groups = await outlines(tx, neighbours.filter((area) => !isArchipelago(area)), frame)
    const wanted = new Set(areas.map((area) => area.id))
    for (const { outline, members } of groups) {
      if (!members.some((area) => wanted.has(area.id))) continue
      for (const [id, cell] of schematicCells(sitesOf(members), outline)) if (wanted.has(id)) drawn.set(id, cell)
    }
  }
  return drawn
}

/** The smallest area of the frame that holds them all. */
function aboveAll(areas: readonly Area[], frame: readonly Area[]): Area | undefined {
  return frame.findLast((each) => each.level !== 'district' && areas.every((area) => area.id !== each.id && contains(each, area)))
}

type Group = { outline: AreaGeometry | null; members: Area[] }

/** Areas grouped by the outline that bounds them: of their only successor, else of the nearest area above that has one. */
async function outlines(tx: Reader, areas: readonly Area[], frame: readonly Area[]): Promise<Group[]> {
  const ids = areas.map((area) => area.id)
  const successors = grouped(await loadSuccessorLinks(tx, ids), (link) => link.id)
  const same = new Map((await loadUnchanged(tx, frame.map((each) => each.id))).map((row) => [row.id, row.sameId]))
  const owners = (area: Area): number[] => {
    const links = successors.get(area.id) ?? []
    const above = frame.filter((each) => each.id !== area.id && contains(each, area)).reverse()
    return [...(links.length === 1 ? [links[0]!.successorId] : []), ...above.flatMap((each) => [each.id, same.get(each.id) ?? each.id])]
  }
  const chains = areas.map((area) => ({ area, owners: owners(area) }))
  const boundaries = await loadBoundaries(tx, [...new Set(chains.flatMap((each) => each.owners))], FAR_FUTURE)
  const shapes = new Map(boundaries.map((row) => [row.areaId, row.geometry]))
  const groups = grouped(chains, ({ owners: ids }) => ids.find((id) => shapes.has(id)) ?? 0)
  return [...groups].map(([owner, members]) => ({ outline: shapes.get(owner) ?? null, members: members.map((each) => each.area) }))
}
