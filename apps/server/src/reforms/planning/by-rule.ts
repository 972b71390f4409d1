import { buildBodies, linkBodies, type AreaUnit, type BodyRow, type Profile } from '#server/bodies/by-rule/index.ts'
import { heirOfSeat } from './ground.ts'
import type { Ground, Heir, Link, LivingBody, Proposal, Target } from './types.ts'

/** The rules by which a province's bodies are made follow from its units: with districts three levels, without two. */
function profileOf(units: readonly AreaUnit[]): Profile {
  return units.some(({ level }) => level === 'district') ? '2021' : '2025'
}

const at = (body: Pick<BodyRow, 'name' | 'seatAreaId'>): string => `${body.seatAreaId}|${body.name}`

/** Which body of the new tree is the old one going on: same rule and name at the province, below one that goes on too. */
function lastingBodies(old: readonly BodyRow[], next: readonly BodyRow[], living: ReadonlyMap<number, LivingBody>): Map<number, number> {
  const lasting = new Map<number, number>()
  const known = new Map(old.filter((body) => body.level === 'province' && living.has(body.id)).map((body) => [`${body.rule}|${body.name}`, body]))
  for (const body of next) {
    const same = body.level === 'province' ? known.get(`${body.rule}|${body.name}`) : undefined
    if (!same || (body.parentId !== null && lasting.get(body.parentId) !== living.get(same.id)!.parentId)) continue
    lasting.set(body.id, living.get(same.id)!.id)
  }
  return lasting
}

/**
 * The successors of a whole province by the dated tables of bodies and the units' own successors. Answers undefined when
 * the living bodies are not those of the tables (fewer than half of them are known there).
 */
export function proposeByRule(ground: Ground, living: readonly LivingBody[]): Proposal | undefined {
  const old = buildBodies(ground.before, profileOf(ground.before), ground.root.code)
  const known = new Map(living.map((body) => [at(body), body]))
  const livingOf = new Map(old.flatMap((row) => (known.has(at(row)) ? [[row.id, known.get(at(row))!] as const] : [])))
  if (livingOf.size * 2 < living.length) return undefined
  const after = [...ground.after, ...ground.made].sort((a, b) => a.id - b.id)
  const all = buildBodies(after, profileOf(ground.after), ground.after[0]!.code)
  const areaLinks = [...ground.heirs].flatMap(([predecessorId, heirs]) => heirs.map((successorId) => ({ predecessorId, successorId })))
  const links = linkBodies(old, all, areaLinks).filter((link) => livingOf.has(link.predecessorId))
  const lasting = lastingBodies(old, all, livingOf)
  return assemble(ground, { old, next: neededBodies(all, new Set(links.map((link) => link.successorId)), lasting), livingOf, lasting, links, living })
}

/**
 * What the tables have beyond what takes over from a living body, or stands above or (in a commune) below such a one, is not
 * set up: a rearrangement founds nothing new. A village's bodies are as many as there were.
 */
function neededBodies(all: readonly BodyRow[], taken: ReadonlySet<number>, lasting: ReadonlyMap<number, number>): BodyRow[] {
  const byId = new Map(all.map((body) => [body.id, body]))
  const needed = new Set<number>()
  const need = (body: BodyRow | undefined): void => {
    if (!body || needed.has(body.id)) return
    needed.add(body.id)
    need(byId.get(body.parentId ?? 0))
  }
  for (const body of all) {
    const below = body.level === 'commune' && needed.has(body.parentId ?? 0) && byId.get(body.parentId ?? 0)?.level === 'commune'
    if (taken.has(body.id) || lasting.has(body.id) || below) need(body)
  }
  return all.filter(({ id }) => needed.has(id))
}

interface Parts {
  old: readonly BodyRow[]
  next: readonly BodyRow[]
  livingOf: ReadonlyMap<number, LivingBody>
  lasting: ReadonlyMap<number, number>
  links: readonly { predecessorId: number; successorId: number }[]
  living: readonly LivingBody[]
}

function assemble(ground: Ground, { old, next, livingOf, lasting, links, living }: Parts): Proposal {
  const heir = (id: number): Heir => lasting.get(id) ?? `new:${id}`
  const targets = next.filter((body) => !lasting.has(body.id)).map((body): Target => targetOf(body, heir))
  const goesOn = new Set(lasting.values())
  const heirsOf = new Map<number, number[]>()
  for (const { predecessorId, successorId } of links) heirsOf.set(predecessorId, [...(heirsOf.get(predecessorId) ?? []), successorId])
  const byRule = old.flatMap((row): Link[] => {
    const body = livingOf.get(row.id)
    if (!body || goesOn.has(body.id)) return []
    const heirs = heirsOf.get(row.id) ?? []
    const seat = heirOfSeat(ground, row.seatAreaId)
    const seated = heirs.find((id) => next.find((each) => each.id === id)?.seatAreaId === seat)
    return [{ body, heirs: heirs.map(heir), ...(seated !== undefined && { seat: heir(seated) }), rule: 'by-table', group: `${row.level}/${row.rule}` }]
  })
  return { targets, links: [...byRule, ...strangers(living, new Set([...livingOf.values()].map(({ id }) => id)), goesOn)] }
}

function targetOf(body: BodyRow, heir: (id: number) => Heir): Target {
  if (body.parentId === null) throw new RangeError(`${body.name} has no body above it that goes on`)
  const { kind, chain, level, sector, name, shortName, seatAreaId, territory, aliases } = body
  return { key: `new:${body.id}`, parent: heir(body.parentId), kind, chain, level, sector, name, shortName, seatAreaId, territory, aliases }
}

/** Bodies that no table knows go on below one that goes on; the others are asked about. */
function strangers(living: readonly LivingBody[], known: ReadonlySet<number>, goesOn: ReadonlySet<number>): Link[] {
  const lasting = new Set(goesOn)
  return living.filter(({ id }) => !known.has(id)).flatMap((body): Link[] => {
    if (body.parentId === null || lasting.has(body.parentId)) {
      lasting.add(body.id)
      return []
    }
    return [{ body, heirs: [], rule: 'unknown', group: `unknown/${body.id}` }]
  })
}
