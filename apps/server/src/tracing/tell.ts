import { dutiesOf, type Exposure, type TracingProfile } from '@phaodai/contact-tracing'
import type { FoundExposure, FoundPerson, TracingFault } from '@phaodai/office'
import { formatInstant } from '@phaodai/registers'
import { contactTiers, dayInVietnam, formatDate } from '@phaodai/vocabulary'
import { filled, word } from '#server/words/index.ts'
import type { FoundRow, PlaceRow } from './load.ts'
import type { Answer, KeptOut, Reached } from './trace.ts'

const MINUTE = 60_000
const MOST_EXPOSURES = 10

/** What sentences are made of: the answer, whom and where by number, when tracing was asked for, and the tier the source itself stands in. */
export type Known = { answer: Answer; people: ReadonlyMap<number, FoundRow>; places: ReadonlyMap<string, PlaceRow>; profile: TracingProfile; requestedAt: number; now: number; sourceTier: number }

const iso = (instant: number): string => new Date(instant).toISOString()
/** Hour and day in Vietnam. */
const local = (instant: number): string => iso(instant + 7 * 60 * MINUTE)
const hour = (instant: number): string => local(instant).slice(11, 16)
const day = (instant: number): string => formatDate(local(instant).slice(0, 10))
const said = (key: string, values: Record<string, string | number> = {}): string => filled(word(`tracing.${key}`), values)

/** "45 phút", "2 giờ 5 phút", "3 ngày". */
function lasting(minutes: number): string {
  if (minutes < 60) return said('minutes', { n: minutes })
  return minutes % 60 === 0 ? said('hours', { n: minutes / 60 }) : said('hoursMinutes', { h: Math.floor(minutes / 60), n: minutes % 60 })
}

const kindOf = ({ kind }: Exposure): FoundExposure['kind'] => (kind === 'encounter' ? 'contact' : kind === 'household' ? 'household' : 'visit')

function maskedOf({ answer: { stays, named } }: Known, exposure: Exposure): FoundExposure['masked'] {
  const masks = exposure.stays ? [stays[exposure.stays.own]!.isMasked, stays[exposure.stays.other]!.isMasked] : [named[exposure.encounter]!.isMasked]
  return masks.includes(false) ? 'no' : masks.includes(null) ? 'unknown' : 'yes'
}

/** What was noted of either visit, in the book or in the interview. */
function notedOf({ answer: { stays } }: Known, { stays: both }: Exposure): string | null {
  const notes = both ? [stays[both.own]!.note, stays[both.other]!.note].filter((note) => note !== null) : []
  return notes.length === 0 ? null : notes.join('; ')
}

function exposureOf(known: Known, exposure: Exposure): FoundExposure {
  const place = kindOf(exposure) === 'visit' ? known.places.get(known.answer.places[exposure.place]!) : undefined
  return {
    kind: kindOf(exposure), place: place?.name ?? null, area: place?.area ?? null, from: iso(exposure.from), to: iso(exposure.to), minutes: Math.max(1, Math.round((exposure.to - exposure.from) / MINUTE)),
    masked: maskedOf(known, exposure), sourceTier: known.sourceTier + exposure.sourceTier, source: exposure.source + 1, placeId: kindOf(exposure) === 'visit' ? known.answer.places[exposure.place]! : null, assumedExit: exposure.isAssumed,
    note: notedOf(known, exposure),
  }
}

/** Of whom somebody is a contact: the case, or somebody of the tier before, by name where the caller may see it and the sentence stays here. */
function sourceWords({ people, sourceTier }: Known, { source, sourceTier: between }: Exposure, leaves: boolean): string {
  const tier = sourceTier + between
  const name = leaves ? null : (people.get(source + 1)?.name ?? null)
  if (tier === 0) return said('source.case')
  return name === null ? said('source.unnamed', { tier: `F${tier}` }) : said('source.named', { tier: `F${tier}`, name })
}

/** Why somebody stands here, by the longest meeting that made it; `leaves`: the sentence goes with a referral to another place, which learns nobody's name by it. */
function whyOf(known: Known, main: Exposure, told: FoundExposure, others: number, leaves: boolean): string {
  const source = sourceWords(known, main, leaves)
  const more = others === 0 ? '' : said('why.more', { n: others })
  if (told.kind === 'household') return said('why.household', { source, more })
  if (told.kind === 'contact') return said('why.contact', { source, day: day(main.from), more })
  const masked = told.masked === 'unknown' ? '' : said(`why.masked.${told.masked}`)
  const assumed = told.assumedExit ? said('why.assumed') : ''
  return said('why.visit', { place: told.place ?? said('somewhere'), source, long: lasting(told.minutes), from: hour(main.from), to: hour(main.to), day: day(main.from), masked, assumed, more })
}

/** When a contact is to be listed by the profile's duties, counted from the diagnosis. */
function dueOf({ profile, requestedAt }: Known, tier: number, lastExposure: number): number | null {
  return dutiesOf({ tier, requested: requestedAt, lastExposure }, profile).find(({ code }) => code === 'list')?.due ?? null
}

/** One found person with his sentence. */
export function tellFound(known: Known, { n, tier, exposures }: Reached): FoundPerson {
  const { individualId, name, birthYear, phone, residence, residenceAreaId } = known.people.get(n)!
  const told = exposures.slice(0, MOST_EXPOSURES).map((exposure) => exposureOf(known, exposure))
  const last = exposures.reduce((latest, { to }) => Math.max(latest, to), 0)
  const [ofCase, listed] = [known.sourceTier + tier, known.answer.listed.has(n)]
  const due = listed ? null : dueOf(known, ofCase, last)
  return {
    n, tier: contactTiers[ofCase - 1]!, urgency: due === null ? 'watched' : due < known.now ? 'late' : 'due', dueAt: due === null ? null : iso(due), individualId, name, birthYear, phone, residence, residenceAreaId,
    elsewhere: individualId === null, listed, lastContactOn: dayInVietnam(iso(last - 1)), relation: told.some(({ kind }) => kind === 'household') ? 'household' : 'daily',
    minutes: Math.round(exposures.reduce((sum, { from, to }) => sum + to - from, 0) / MINUTE), why: whyOf(known, exposures[0]!, told[0]!, exposures.length - 1, individualId === null), exposures: told, moreExposures: exposures.length - told.length,
  }
}

/** What was kept out of one person's visits for one reason. */
export function tellKeptOut(known: Known, { n, reason, visits, first }: KeptOut): TracingFault {
  const found = known.people.get(n)!
  const who = found.name ?? said('somebody', { area: found.residence })
  const place = first.kind === 'visit' ? known.places.get(first.placeId!)?.name ?? null : null
  const at = formatInstant(iso(first.from))
  return { who, place, at: iso(first.from), reason, visits, sentence: said(`fault.${reason}`, { who, place: place ?? said('somewhere'), at, n: visits }) }
}

/** What the answer leaves out beside the faults: people beyond what is followed or told, and casual contacts. */
export function tellLimits(known: Known, leftOut: number, mostFollowed: number): string[] {
  const { hidden, casual, reached } = known.answer
  const beyond = hidden.reduce((sum, each) => sum + each, 0)
  return [
    ...(leftOut > 0 ? [said('limit.followed', { most: mostFollowed, n: leftOut })] : []),
    ...(beyond > 0 ? [said('limit.told', { shown: reached.length, n: beyond, tiers: hidden.flatMap((count, at) => (count > 0 ? [`F${known.sourceTier + at + 1}: ${count}`] : [])).join(', ') })] : []),
    ...(casual > 0 ? [said('limit.casual', { n: casual })] : []),
  ]
}
