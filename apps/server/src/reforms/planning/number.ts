import { Problem } from '#kernel/problem.ts'
import type { Heir, LivingBody, PlannedBody, Target } from './types.ts'

/** Numbers a new body keeps for bodies added below it later; without room, none. */
const SPARE = [9, 0] as const

function spanOf(target: Target, below: ReadonlyMap<Heir, Target[]>, spare: number): number {
  return 1 + spare + (below.get(target.key) ?? []).reduce((sum, child) => sum + spanOf(child, below, spare), 0)
}

function place(target: Target, id: number, parentId: number, below: ReadonlyMap<Heir, Target[]>, spare: number): PlannedBody[] {
  const { key, parent: _, ...body } = target
  let next = id + 1
  const children = (below.get(key) ?? []).flatMap((child) => {
    const placed = place(child, next, id, below, spare)
    next = placed[0]!.lastId + 1
    return placed
  })
  return [{ ...body, id, parentId, lastId: id + spanOf(target, below, spare) - 1 }, ...children]
}

/**
 * Gives each target a number in what its parent has left, in tree order, so that a subtree stays one range. Answers the
 * bodies and which key became which number; throws `invalid-value` where a parent has no numbers left.
 */
export function numberTargets(targets: readonly Target[], living: readonly LivingBody[]): { bodies: PlannedBody[]; ids: Map<Heir, number> } {
  const below = new Map<Heir, Target[]>()
  for (const target of targets) below.set(target.parent, [...(below.get(target.parent) ?? []), target])
  const bodies = living.flatMap((parent) => numberBelow(parent, below))
  if (bodies.length !== targets.length) throw new RangeError('a target stands below nothing that goes on')
  return { bodies, ids: new Map([...living.map((body): [Heir, number] => [body.id, body.id]), ...keysOf(bodies, targets)]) }
}

function numberBelow(parent: LivingBody, below: ReadonlyMap<Heir, Target[]>): PlannedBody[] {
  const children = below.get(parent.id) ?? []
  const spare = SPARE.find((each) => children.reduce((sum, child) => sum + spanOf(child, below, each), 0) <= parent.room - parent.free + 1)
  if (spare === undefined) throw new Problem('invalid-value', { detail: `Dưới ${parent.name} không còn đủ số hiệu cho ${children.length} cơ quan mới.` })
  let next = parent.free
  return children.flatMap((child) => {
    const placed = place(child, next, parent.id, below, spare)
    next = placed[0]!.lastId + 1
    return placed
  })
}

/** Targets and planned bodies tell each other by seat, chain, name and kind: no two new bodies share all four. */
const mark = ({ seatAreaId, chain, kind, name }: Pick<Target, 'seatAreaId' | 'chain' | 'kind' | 'name'>): string => `${seatAreaId}|${chain}|${kind}|${name}`

function keysOf(bodies: readonly PlannedBody[], targets: readonly Target[]): [Heir, number][] {
  const at = new Map(bodies.map((body) => [mark(body), body.id]))
  return targets.map((target): [Heir, number] => [target.key, at.get(mark(target))!])
}
