/**
 * Who is meant by a body as a directive writes it. Context decides: "UBND huyện" in a letter of Huyện ủy Yên Thế is the
 * people's committee of Yên Thế, "các xã, thị trấn" every commune of that district. What stays open is answered with
 * candidates, likely first, and never guessed.
 */
import { foldMarks, wordKeys, type BodyLevel } from '@phaodai/vocabulary'
import { groups, vague, type Found } from './body-groups.ts'
import { bodyKey, LEVEL_WORD, partsOf, plainKey } from './body-words.ts'
import type { NamedBody } from './directive.ts'
import type { KnownBody } from './known-body.ts'

/** How a body is called everywhere (contextId null) or in the documents of one body. */
export interface KnownAlias { alias: string; contextId: number | null; bodyIds: number[] }

export interface Surroundings {
  /** The body that speaks: the issuer, else the office that registered the text. */
  context: KnownBody
  /** The office that asks; its remembered answers hold beside those of the speaker. */
  officeId?: number
  bodies: readonly KnownBody[]
  aliases: readonly KnownAlias[]
}

/** Answers one name; `recipients` are the bodies to whom the document is addressed, for "Như trên" and unnamed leads. */
export type ResolveBody = (written: string, recipients?: readonly number[]) => NamedBody

const RANK: Record<BodyLevel, number> = { province: 0, district: 1, commune: 2, village: 3 }
const FULL_NAME = 0.98
const IN_CONTEXT = 0.95
/** Below this share of common words a name is no candidate. */
const LEAST_LIKENESS = 0.5

/** Prepares the names of all bodies once; the function it returns is total and answers in microseconds. */
export function bodyResolver(around: Surroundings): ResolveBody {
  const names = namesIn(around)
  return (written, recipients) => {
    const found = find(written, around, names, recipients ?? [])
    return asNamed(written, found, around)
  }
}

interface Names { full: Map<string, KnownBody[]>; near: Map<string, KnownBody[]>; byId: Map<number, KnownBody>; nearBodies: KnownBody[]; aliases: Map<string, KnownAlias>; marked: Map<string, Marked> }

function namesIn({ context, officeId, bodies, aliases }: Surroundings): Names {
  const names: Names = { full: new Map(), near: new Map(), byId: new Map(bodies.map(body => [body.id, body])), nearBodies: [], aliases: new Map(), marked: new Map() }
  for (const body of bodies) {
    const near = isNear(body, context)
    if (near) names.nearBodies.push(body)
    const whole = new Set([bodyKey(body.name), bodyKey(body.shortName), ...unitAsName(body)])
    for (const key of whole) add(names.full, key, body)
    if (near) for (const key of [...whole].flatMap(key => genericKeys(key, body))) add(names.near, key, body)
  }
  const known = aliases.filter(({ contextId }) => contextId === null || contextId === context.id || contextId === officeId)
  for (const alias of known.sort((a, b) => (a.contextId ?? 0) - (b.contextId ?? 0))) names.aliases.set(bodyKey(alias.alias), alias)
  return names
}

/** Near is what lies in the speaker's unit, and what belongs to a unit around it. */
function isNear(body: KnownBody, context: KnownBody): boolean {
  const inside = body.unitId >= context.unitId && body.unitId <= context.unitLastId
  return inside || (body.unitId <= context.unitId && body.unitLastId >= context.unitLastId)
}

/** "huyện Tân Phú" alone is its people's committee. */
function unitAsName(body: KnownBody): string[] {
  return body.kind === 'people-committee' ? [bodyKey(`${body.unitKind} ${body.unitName}`)] : []
}

/** The name without the place: "… huyện Đình Lập" → "… huyện", "…"; "Huyện ủy Đình Lập" → "huyen uy". */
function genericKeys(key: string, body: KnownBody): string[] {
  const [kind, place] = [bodyKey(body.unitKind), bodyKey(body.unitName)]
  const withKind = key.endsWith(` ${place}`) ? key.slice(0, -place.length - 1) : key
  const bare = withKind.endsWith(` ${kind}`) ? withKind.slice(0, -kind.length - 1) : withKind
  const organ = withKind.replace(/ (?:(?:tinh|thanh|huyen|thi|quan) uy|dang uy .+)$/, '')
  return [...new Set([withKind, bare, organ, `${bare} ${LEVEL_WORD[body.level]}`])].filter(each => each !== '')
}

function add(map: Map<string, KnownBody[]>, key: string, body: KnownBody): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [body])
  else if (!known.includes(body)) known.push(body)
}

function find(written: string, around: Surroundings, names: Names, recipients: readonly number[]): Found {
  const key = plainKey(written)
  return byAlias(written, key, names)
    ?? byRecipients(written, key, recipients, names)
    ?? byName(written, key, around.context, names)
    ?? byGroup(key, around, names, recipients)
    ?? byList(written, around, names, recipients)
    ?? byGroup(key, around, names, recipients, vague)
    ?? { bodies: null, candidates: likely(key, names), rule: 'unknown', confidence: 0 }
}

function byAlias(written: string, key: string, names: Names): Found | null {
  const known = names.aliases.get(bodyKey(written)) ?? names.aliases.get(key)
  const alias = known && soundsAs(wordKeys(written), known.alias, names) ? known : undefined
  const bodies = alias?.bodyIds.flatMap(id => names.byId.get(id) ?? [])
  return alias && bodies && bodies.length > 0 ? { bodies, rule: alias.contextId === null ? 'alias' : 'remembered', confidence: FULL_NAME } : null
}

function byRecipients(written: string, key: string, recipients: readonly number[], names: Names): Found | null {
  if (written !== '*recipients*' && !/^(?:cac don vi )?nhu (?:tren|kinh gui|dieu \d+)$/.test(key)) return null
  const bodies = recipients.flatMap(id => names.byId.get(id) ?? [])
  return { bodies: bodies.length > 0 ? bodies : null, rule: 'recipients', confidence: 0.85 }
}

function byName(written: string, key: string, context: KnownBody, names: Names): Found | null {
  const full = names.full.get(key) ?? []
  const exact = soundingAs(written, full, names)
  const whole = full.length === 1 ? full : exact
  if (whole.length === 1) return { bodies: whole, rule: 'name', confidence: FULL_NAME }
  const near = names.near.get(key) ?? []
  const best = [soundingAs(written, near, names), closer(exact, context), near, closer(full, context)].find(bodies => bodies.length > 0)
  if (best === undefined) return null
  const nearest = atNearestLevel(best, context)
  if (nearest.length === 1) return { bodies: nearest, rule: 'context', confidence: IN_CONTEXT }
  return { bodies: null, candidates: oneEach(nearest), rule: 'several', confidence: 0 }
}

/** The words of a name with their tones, and the same without marks. */
interface Marked { words: ReadonlySet<string>; folded: ReadonlySet<string> }

/** False when a name has a written word under other tones only: "Tân Thanh" is not "Tân Thành", though their keys are one. */
function soundsAs(written: readonly string[], name: string, { marked }: Names): boolean {
  const words = marked.get(name) ?? markedWords(name)
  marked.set(name, words)
  return written.every(word => words.words.has(word) || !words.folded.has(foldMarks(word)))
}

function soundingAs(written: string, bodies: readonly KnownBody[], names: Names): KnownBody[] {
  const words = bodies.length > 1 ? wordKeys(written) : []
  return bodies.filter(body => soundsAs(words, `${body.name} ${body.shortName}`, names))
}

/** Of several with one name those near the speaker, when there are any. */
function closer(bodies: readonly KnownBody[], context: KnownBody): readonly KnownBody[] {
  const near = bodies.filter(body => isNear(body, context))
  return near.length > 0 ? near : bodies
}

function markedWords(name: string): Marked {
  const words = wordKeys(name)
  return { words: new Set(words), folded: new Set(words.map(foldMarks)) }
}

/** The speaker's own level first, then the levels above from near to far, then those below. */
function atNearestLevel(bodies: readonly KnownBody[], context: KnownBody): KnownBody[] {
  const own = RANK[context.level]
  const distance = (body: KnownBody): number => (RANK[body.level] <= own ? own - RANK[body.level] : 10 + RANK[body.level])
  const least = Math.min(...bodies.map(distance))
  const nearest = bodies.filter(body => distance(body) === least)
  const sameChain = nearest.filter(body => body.chain === context.chain)
  return sameChain.length > 0 ? sameChain : nearest
}

function byGroup(key: string, around: Surroundings, names: Names, recipients: readonly number[], rows = groups): Found | null {
  for (const group of rows) {
    const match = group.pattern.exec(key)
    const found = match && group.pick({ match, context: around.context, near: names.nearBodies, recipients: recipients.flatMap(id => names.byId.get(id) ?? []) })
    if (found) return { ...found, rule: found.rule ?? group.rule }
  }
  return null
}

/** "BCH Quân sự, Công an huyện": each part with the last part's level word, then by itself. */
function byList(written: string, around: Surroundings, names: Names, recipients: readonly number[]): Found | null {
  const parts = partsOf(written)
  if (parts.length < 2) return null
  const level = /\b(tỉnh|huyện|thành phố|xã|phường)\s*$/iu.exec(written)?.[1]
  const found = parts.map(part => one(part, level, around, names, recipients))
  const bodies = [...new Set(found.flatMap(each => each.bodies ?? []))]
  const complete = found.every(each => each.bodies !== null)
  if (bodies.length === 0) return null
  const confidence = Math.min(...found.map(each => each.confidence)) * 0.97
  return complete ? { bodies, rule: 'list', confidence } : { bodies: null, candidates: bodies.length > 1 ? [bodies, ...oneEach(bodies)] : [bodies], rule: 'list-part', confidence: 0 }
}

function one(part: string, level: string | undefined, around: Surroundings, names: Names, recipients: readonly number[]): Found {
  const withLevel = level && !part.toLowerCase().endsWith(level.toLowerCase()) ? single(`${part} ${level}`, around, names, recipients) : null
  return withLevel?.bodies ? withLevel : single(part, around, names, recipients) ?? { bodies: null, rule: 'unknown', confidence: 0 }
}

function single(part: string, around: Surroundings, names: Names, recipients: readonly number[]): Found | null {
  const key = plainKey(part)
  return byAlias(part, key, names) ?? byName(part, key, around.context, names) ?? byGroup(key, around, names, recipients)
}

/** Bodies whose names share most words with what is written, at most three. */
function likely(key: string, names: Names): KnownBody[][] {
  const wanted = new Set(key.split(' '))
  const scored = [...names.near].map(([name, bodies]) => ({ bodies, score: likeness(wanted, name.split(' ')) })).filter(each => each.score >= LEAST_LIKENESS)
  const best = scored.sort((a, b) => b.score - a.score || a.bodies.length - b.bodies.length).flatMap(each => each.bodies.slice(0, 3))
  return oneEach([...new Set(best)].slice(0, 3))
}

function likeness(wanted: ReadonlySet<string>, words: readonly string[]): number {
  const common = words.filter(word => wanted.has(word)).length
  return common / (wanted.size + words.length - common)
}

function oneEach(bodies: readonly KnownBody[]): KnownBody[][] {
  return bodies.slice(0, 10).map(body => [body])
}

function asNamed(written: string, found: Found, { context }: Surroundings): NamedBody {
  const bodies = found.bodies?.filter(body => body.id !== context.id || found.bodies?.length === 1) ?? null
  return {
    written,
    bodyIds: bodies?.map(body => body.id) ?? null,
    bodies: (bodies ?? []).slice(0, 3).map(body => ({ id: body.id, name: body.shortName })),
    candidates: (found.candidates ?? []).filter(each => each.length > 0).map(each => ({ label: labelOf(each), bodyIds: each.map(body => body.id) })),
    rule: found.rule,
    confidence: Math.round(found.confidence * 100) / 100,
  }
}

function labelOf(bodies: readonly KnownBody[]): string {
  const shown = bodies.slice(0, 2).map(body => body.shortName).join(', ')
  return bodies.length > 2 ? `${shown} … (${bodies.length})` : shown
}
