import { proposeByRule } from './by-rule.ts'
import { proposeByShape } from './by-shape.ts'
import { numberTargets } from './number.ts'
import type { Ground, Heir, Link, LivingBody, Offer, Plan, PlannedBody, PlannedMove, Proposal } from './types.ts'

/** Who is asked first where a body's work could go to several: committees hand it to their successor at the seat, the rest up their own line. */
const UP_THE_LINE = new Set(['department', 'public-unit', 'health-centre', 'police', 'military', 'steering-committee', 'party-organ', 'party-inspection'])

/**
 * A plan for the rearrangement of a place: by the dated tables of bodies where they describe it, by likeness elsewhere. Pure.
 * What follows from no rule is left open with offers, the likely one first; nothing is chosen in silence.
 */
export function planReform(ground: Ground, living: readonly LivingBody[]): Plan {
  const { targets, links } = withOrphans(proposeByRule(ground, living) ?? proposeByShape(ground, living), living)
  const { bodies, ids } = numberTargets(targets, living)
  return {
    bodies, moves: movesOf(links, bodies, living, ids), made: ground.made,
    ends: ground.before.map(({ id }) => id), begins: ground.after.map(({ id }) => id),
  }
}

/** A body that would go on below one that ends is asked about too. */
function withOrphans({ targets, links }: Proposal, living: readonly LivingBody[]): Proposal {
  const ending = new Set(links.map(({ body }) => body.id))
  const orphans = living.filter((body) => !ending.has(body.id) && body.parentId !== null && ending.has(body.parentId))
  return { targets, links: [...links, ...orphans.map((body): Link => ({ body, heirs: [], rule: 'unknown', group: `unknown/${body.id}` }))] }
}

/** The moves of ending bodies, with successors as numbers. */
export function movesOf(links: readonly Link[], bodies: readonly PlannedBody[], living: readonly LivingBody[], ids: ReadonlyMap<Heir, number>): PlannedMove[] {
  const ending = new Set(links.map(({ body }) => body.id))
  const byId = new Map(living.map((body) => [body.id, body]))
  const here = new Map<number, Place>([...living.filter(({ id }) => !ending.has(id)), ...bodies].map((body) => [body.id, body]))
  const heirsOf = new Map(links.map(({ body, heirs }) => [body.id, heirs.map((heir) => ids.get(heir)!).filter((id) => sameLine(here.get(id)!.chain, body.chain))]))
  const superior = ({ parentId }: LivingBody): number | undefined => {
    const parent = byId.get(parentId ?? 0)
    if (!parent) return undefined
    if (!ending.has(parent.id)) return parent.id
    const heirs = heirsOf.get(parent.id) ?? []
    return parent.level === 'province' && heirs.length === 1 ? heirs[0] : superior(parent)
  }
  return links.map((link) => moveOf(link, heirsOf.get(link.body.id)!, ids, superior(link.body), here))
}

/** Party and State never share a subtree, so neither takes over from the other; the armed forces stand with the State. */
function sameLine(a: LivingBody['chain'], b: LivingBody['chain']): boolean {
  const line = (chain: LivingBody['chain']): string => (chain === 'armed' ? 'state' : chain)
  return line(a) === line(b)
}

type Place = Pick<LivingBody, 'id' | 'level' | 'chain' | 'sector' | 'kind'>

function moveOf({ body, seat, rule, group }: Link, heirIds: number[], ids: ReadonlyMap<Heir, number>, superior: number | undefined, here: ReadonlyMap<number, Place>): PlannedMove {
  const only = heirIds.length === 1 ? heirIds[0]! : null
  const sameLevel = heirIds.length > 0 && heirIds.every((id) => here.get(id)?.level === body.level)
  const offers = only !== null ? [] : offersOf(body, heirIds, seat === undefined ? undefined : ids.get(seat), superior, here)
  return {
    bodyId: body.id, heirIds, workHeirId: only, oversightHeirId: sameLevel ? only : superior ?? only,
    byArea: heirIds.length > 1, rule: only === null ? 'asked' : rule, groupKey: group, offers,
  }
}

function offersOf(body: LivingBody, heirIds: number[], seat: number | undefined, superior: number | undefined, here: ReadonlyMap<number, Place>): Offer[] {
  const line = body.sector === null || body.level === 'province' ? undefined : [...here.values()].find((each) => each.level === 'province' && each.chain === body.chain && each.sector === body.sector && each.kind !== 'steering-committee')
  const seatOffer: Offer[] = seat === undefined ? [] : [{ kind: 'seat', bodyId: seat }]
  const lineOffer: Offer[] = line === undefined ? [] : [{ kind: 'department', bodyId: line.id }]
  const upOffer: Offer[] = superior === undefined ? [] : [{ kind: 'superior', bodyId: superior }]
  const heirs = heirIds.map((bodyId): Offer => ({ kind: 'heir', bodyId }))
  const first = UP_THE_LINE.has(body.kind) && body.level === 'district' ? [...lineOffer, ...seatOffer] : [...seatOffer, ...lineOffer]
  const all = heirIds.every((id) => here.get(id)?.level === body.level) ? [...heirs, ...lineOffer, ...upOffer] : [...first, ...upOffer, ...heirs]
  return all.filter((offer, index) => all.findIndex(({ bodyId }) => bodyId === offer.bodyId) === index)
}
