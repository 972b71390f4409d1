import { fullAreaName, searchKey } from '@phaodai/vocabulary'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import type { Ground, MadeUnit } from './types.ts'

/** So many numbers follow a commune's for its villages. */
const VILLAGES = 999

/** The heir nearest to a village; a commune with one heir leaves no choice. */
function nearest(village: LandUnit, heirs: LandUnit[]): LandUnit | undefined {
  const away = (unit: LandUnit): number => Math.hypot((unit.lat ?? 0) - (village.lat ?? 0), (unit.lon ?? 0) - (village.lon ?? 0))
  return [...heirs].sort((a, b) => away(a) - away(b) || a.id - b.id)[0]
}

/**
 * Villages have no successors of their own: each goes on below the commune that takes over its commune (the nearest, where
 * that was split), under that commune's code and numbers.
 */
export function carryVillages(before: LandUnit[], after: LandUnit[], heirs: ReadonlyMap<number, number[]>): MadeUnit[] {
  const units = new Map(after.map((unit) => [unit.id, unit]))
  const taken = new Map<number, number>()
  for (const unit of after) if (unit.level === 'village' && unit.parentId !== null) taken.set(unit.parentId, Math.max(taken.get(unit.parentId) ?? 0, unit.id - unit.parentId))
  return before.filter((unit) => unit.level === 'village' && !heirs.has(unit.id)).flatMap((village) => {
    const commune = nearest(village, (heirs.get(village.parentId ?? 0) ?? []).flatMap((id) => units.get(id) ?? []))
    if (commune === undefined) return []
    const nth = (taken.get(commune.id) ?? 0) + 1
    if (nth > Math.min(VILLAGES, commune.lastId - commune.id)) throw new RangeError(`no number is left for a village of ${commune.fullName}`)
    taken.set(commune.id, nth)
    const { kind, name, lat, lon } = village
    return [{ id: commune.id + nth, lastId: commune.id + nth, parentId: commune.id, level: 'village', code: `${commune.code}${String(nth).padStart(3, '0')}`,
      kind, name, fullName: fullAreaName(kind, name), searchKey: searchKey(name), lat, lon, predecessorIds: [village.id] } satisfies MadeUnit]
  })
}

/** The heirs of every ending unit, its carried villages among them. */
export function withVillages(heirs: ReadonlyMap<number, number[]>, made: MadeUnit[]): Map<number, number[]> {
  return new Map([...heirs, ...made.flatMap((unit) => unit.predecessorIds.map((old): [number, number[]] => [old, [unit.id]]))])
}

/** A unit and all in it, by the ranges of numbers. */
export function within(units: readonly LandUnit[], top: Pick<LandUnit, 'id' | 'lastId'>): LandUnit[] {
  return units.filter(({ id }) => id >= top.id && id <= top.lastId)
}

/** The communes that took over any commune of a unit, in the order of their numbers. */
export function heirsOfLand(ground: Ground, unitId: number): number[] {
  const own = ground.heirs.get(unitId)
  if (own) return own
  const unit = ground.before.find(({ id }) => id === unitId)
  const below = unit ? within(ground.before, unit).filter(({ level }) => level === 'commune') : []
  return [...new Set(below.flatMap(({ id }) => ground.heirs.get(id) ?? []))].sort((a, b) => a - b)
}

/** The commune that took over the seat of a unit: its town, else the commune that bears its name, else its first. */
export function heirOfSeat(ground: Ground, unitId: number): number | undefined {
  const unit = ground.before.find(({ id }) => id === unitId)
  if (!unit || unit.level === 'commune' || unit.level === 'village') return ground.heirs.get(unitId)?.[0]
  const communes = within(ground.before, unit).filter(({ level }) => level === 'commune')
  const town = communes.find(({ name, kind }) => name === unit.name && kind === 'thị trấn') ?? communes.find(({ kind }) => kind === 'thị trấn' || kind === 'phường')
  return ground.heirs.get((town ?? communes[0])?.id ?? 0)?.[0]
}
