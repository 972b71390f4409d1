import { areaInSentence } from '@phaodai/vocabulary'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { heirOfSeat, heirsOfLand } from './ground.ts'
import type { Ground, Heir, Link, LivingBody, Proposal, Target } from './types.ts'

/** The bodies of one place are told apart by what they are. */
const shapeOf = ({ kind, chain, sector }: Pick<LivingBody, 'kind' | 'chain' | 'sector'>): string => `${chain}/${kind}/${sector ?? ''}`

/** A name with the new unit in the place of the old: "UBND xã Thử Một" becomes "UBND xã Thử Mới". */
function renamed(name: string, from: LandUnit, to: LandUnit): string {
  const [old, next] = [areaInSentence(from.kind, from.name), areaInSentence(to.kind, to.name)]
  return name.includes(old) ? name.replace(old, next) : name.replace(from.name, to.name)
}

/**
 * Successors by likeness, for places that no table describes: each new unit gets the bodies that the units it was made from
 * had, under its own name. A body of a level that ends goes to the bodies of its kind in the communes of its land.
 */
export function proposeByShape(ground: Ground, living: readonly LivingBody[]): Proposal {
  const units = new Map(ground.before.map((unit) => [unit.id, unit]))
  const next = new Map([...ground.after, ...ground.made].map((unit) => [unit.id, unit as LandUnit]))
  const ending = living.filter((body) => units.has(body.seatAreaId) && !goesOnAtRoot(body, ground, living))
  const targets = new Map<string, Target>()
  for (const body of ending) {
    for (const heir of sameLevel(ground, next, units, body)) {
      const key = `${heir.id}/${shapeOf(body)}`
      if (!targets.has(key)) targets.set(key, likeness(body, units.get(body.seatAreaId)!, heir, key))
    }
  }
  const settle = parents(ending, living, targets, next)
  return { targets: settle([...targets.values()]), links: ending.map((body) => linkOf(ground, body, targets, units.get(body.seatAreaId)!)) }
}

/** Bodies seated at the top unit go on when that unit goes on under one successor. */
function goesOnAtRoot(body: LivingBody, ground: Ground, living: readonly LivingBody[]): boolean {
  if (body.seatAreaId !== ground.root.id || ground.heirs.get(ground.root.id)?.length !== 1) return false
  const parent = living.find(({ id }) => id === body.parentId)
  return parent === undefined || goesOnAtRoot(parent, ground, living)
}

function sameLevel(ground: Ground, next: ReadonlyMap<number, LandUnit>, units: ReadonlyMap<number, LandUnit>, body: LivingBody): LandUnit[] {
  const unit = units.get(body.seatAreaId)!
  return (ground.heirs.get(unit.id) ?? []).flatMap((id) => next.get(id) ?? []).filter(({ level }) => level === unit.level)
}

function likeness(body: LivingBody, from: LandUnit, to: LandUnit, key: string): Target {
  const { kind, chain, level, sector } = body
  return { key, parent: body.parentId ?? 0, kind, chain, level, sector, name: renamed(body.name, from, to), shortName: renamed(body.shortName, from, to), seatAreaId: to.id, territory: [to.id], aliases: [] }
}

/** Below what a new body stands: the successor, in its own unit or one above, of the old body's parent; else the nearest body above that goes on. */
function parents(ending: readonly LivingBody[], living: readonly LivingBody[], targets: ReadonlyMap<string, Target>, next: ReadonlyMap<number, LandUnit>): (all: Target[]) => Target[] {
  const byId = new Map(living.map((body) => [body.id, body]))
  const gone = new Set(ending.map(({ id }) => id))
  const upwards = (seat: number): number[] => [seat, ...(next.get(seat)?.parentId ? upwards(next.get(seat)!.parentId!) : [])]
  const above = (id: Heir, seat: number): Heir => {
    const parent = typeof id === 'number' ? byId.get(id) : undefined
    if (!parent || !gone.has(parent.id)) return id
    return upwards(seat).map((each) => `${each}/${shapeOf(parent)}`).find((key) => targets.has(key)) ?? above(parent.parentId ?? 0, seat)
  }
  return (all) => all.map((target) => ({ ...target, parent: above(target.parent, target.seatAreaId) }))
}

function linkOf(ground: Ground, body: LivingBody, targets: ReadonlyMap<string, Target>, unit: LandUnit): Link {
  const lands = heirsOfLand(ground, unit.id)
  const inLand = (id: number): string[] => {
    const same = `${id}/${shapeOf(body)}`
    const committee = [...targets.values()].find((target) => target.seatAreaId === id && target.chain === body.chain && ['people-committee', 'party-committee', 'front-committee'].includes(target.kind))
    return targets.has(same) ? [same] : committee ? [committee.key] : []
  }
  const heirs = [...new Set(lands.flatMap(inLand))]
  const seatLand = heirOfSeat(ground, unit.id)
  const seat = seatLand === undefined ? undefined : inLand(seatLand)[0]
  return { body, heirs, ...(seat !== undefined && { seat }), rule: heirs.length === 0 ? 'unknown' : 'by-likeness', group: `${body.level}/${shapeOf(body)}` }
}
