import { readAreaQuery, type Area, type AreaLevel, type Day } from '@phaodai/vocabulary'
import { grouped } from './grouped.ts'
import { findAreas, loadAncestors, type Reader } from './load.ts'

/** A found area with the names above it, nearest first: ["Huyện Đình Lập", "Tỉnh Lạng Sơn"]. */
export type FoundArea = Area & { above: string[] }

export type AreaSearch = { day: Day; levels?: readonly AreaLevel[] | undefined; within?: number | undefined; limit?: number }

/** Areas whose name fits what somebody typed, with or without marks, kind, or areas above it after a comma; best first. */
export async function searchAreas(tx: Reader, text: string, { day, levels, within, limit = 20 }: AreaSearch): Promise<FoundArea[]> {
  const query = readAreaQuery(text)
  if (query.key === '') return []
  const hits = await findAreas(tx, day, query, query.within, { levels, within, limit })
  return withNamesAbove(tx, hits.map(({ rank: _, ...area }) => area))
}

/** The same areas with the names above each. */
export async function withNamesAbove(tx: Reader, areas: readonly Area[]): Promise<FoundArea[]> {
  const above = grouped(await loadAncestors(tx, areas.map((area) => area.id)), (area) => area.belowId)
  return areas.map((area) => ({
    ...area,
    above: (above.get(area.id) ?? []).filter((each) => each.level !== 'country').map((each) => each.fullName).reverse(),
  }))
}
