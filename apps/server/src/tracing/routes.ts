import { contactTiers, addDays, makeId, type Day } from '@phaodai/vocabulary'
import type { TracingProfile } from '@phaodai/contact-tracing'
import { investigationWindow, ReferralInput, TracingAnswer, TracingAsk, OpeningsAsk, VisitOpenings, type DiseaseRule } from '@phaodai/office'
import { currentCaseStates } from '@phaodai/registers'
import type { FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx } from '#kernel/session.ts'
import { keepMeeting } from '#server/contacts/index.ts'
import { countsAs, findRule, tracingProfile } from '#server/diseases/index.ts'
import { word } from '#server/words/index.ts'
import { claimVisitor, findTraced, findTracedContact, keepForReferral, loadFound, loadOpeningBodies, loadOpenings, loadPlaces, openVisits, readOpening, referFound, type Opening, type Traced } from './load.ts'
import { tellFound, tellKeptOut, tellLimits, type Known } from './tell.ts'
import { MOST_FOLLOWED, traceOpening, type Answer } from './trace.ts'

const id = z.guid().transform((each) => each.toLowerCase())
const MOST_OPENINGS = 200

const startOf = (day: Day): number => Date.parse(`${day}T00:00:00+07:00`)

/** The case as it is asked of, while it is live and somebody is known to be it. */
async function liveCase(tx: Tx, caseId: string): Promise<Traced> {
  const found = await findTraced(tx, caseId)
  if (!found) throw new Problem('not-found')
  if (!currentCaseStates.includes(found.state)) throw new Problem('illegal-state', { detail: word('tracing.refused.over') })
  if (found.individualId === null) throw new Problem('illegal-state', { detail: word('tracing.refused.nobody') })
  return found
}

/** How the disease is traced by its rule of the day of diagnosis, where visits count for it. */
async function ruleOf(tx: Tx, { diseaseCode, diagnosedOn }: Traced): Promise<{ rule: DiseaseRule; profile: TracingProfile }> {
  const rule = await findRule(tx, diseaseCode, diagnosedOn)
  if (rule === undefined || rule.infectiousFromDays === null) throw new Problem('illegal-state', { detail: word('tracing.refused.no-rule') })
  const profile = tracingProfile(diseaseCode, rule)
  if (profile.tiers === 0 || !countsAs(profile, 'visit')) throw new Problem('illegal-state', { detail: word('tracing.refused.no-visits') })
  return { rule, profile }
}

/** The instants between which the case could infect and visits are opened, up to now. */
function infectiousSpan(traced: Traced, rule: DiseaseRule, now: number): { from: number; to: number } {
  const { infectiousFrom, infectiousTo, to } = investigationWindow(traced, rule)
  if (infectiousFrom === null) throw new Problem('illegal-state', { detail: word('tracing.refused.no-rule') })
  return { from: startOf(infectiousFrom), to: Math.min(startOf(addDays(infectiousTo ?? to, 1)), Math.max(now, startOf(infectiousFrom) + 1)) }
}

/** Whose visits are opened: the case's, or those of a contact on its list from the last meeting on; and the tier that he stands in. */
async function sourceOf(tx: Tx, caseId: string, contactId: string | null, from: number): Promise<{ from: number; sourceTier: number }> {
  if (contactId === null) return { from, sourceTier: 0 }
  const contact = await findTracedContact(tx, caseId, contactId)
  if (!contact) throw new Problem('not-found')
  return { from: Math.max(from, startOf(contact.lastContactOn)), sourceTier: contactTiers.findIndex((tier) => tier === contact.tier) + 1 }
}

/** Names and places that the answer speaks of; whose name is shown is noted. */
async function knownOf(tx: Tx, openingId: string, answer: Answer): Promise<Pick<Known, 'people' | 'places'>> {
  const sources = answer.reached.flatMap(({ exposures }) => exposures.slice(0, 1).map(({ source }) => source + 1))
  const numbers = [...new Set([...answer.reached.map(({ n }) => n), ...sources, ...answer.keptOut.map(({ n }) => n)])]
  const people = await loadFound(tx, openingId, numbers)
  await viewing(tx, 'individual', people.flatMap(({ individualId }) => (individualId === null ? [] : [individualId])))
  const places = await loadPlaces(tx, placesTold(answer))
  return { people: new Map(people.map((row) => [row.n, row])), places: new Map(places.map((row) => [row.id, row])) }
}

/** Places that sentences name: those of meetings and of visits kept out, not all that were opened. */
function placesTold({ reached, keptOut, places }: Answer): string[] {
  const met = reached.flatMap(({ exposures }) => exposures.flatMap(({ kind, place }) => (kind === 'visit' ? [places[place]!] : [])))
  return [...new Set([...met, ...keptOut.flatMap(({ first: { kind, placeId } }) => (kind === 'visit' ? [placeId!] : []))])]
}

type Asked = { traced: Traced; rule: DiseaseRule; profile: TracingProfile; opening: Opening; sourceTier: number; now: number }

async function trace(tx: Tx, { traced, rule, profile, opening, sourceTier, now }: Asked): Promise<TracingAnswer> {
  await claimVisitor(tx, opening.caseId)
  const rows = await openVisits(tx, opening)
  if (rows.length === 0) throw new Problem('not-found')
  const answer = traceOpening(rows, opening, opening.tiers, profile)
  const known: Known = { answer, ...(await knownOf(tx, opening.id, answer)), profile, requestedAt: Date.parse(traced.diagnosedAt), now, sourceTier }
  const { people, visits, leftOut } = await readOpening(tx, opening.id)
  const told = answer.reached.map((each) => tellFound(known, each))
  await keepForReferral(tx, opening.id, told.filter(({ elsewhere }) => elsewhere))
  return {
    openingId: opening.id, from: new Date(opening.from).toISOString(), to: new Date(opening.to).toISOString(), tiers: opening.tiers,
    people: told.toSorted((one, other) => one.tier.localeCompare(other.tier) || other.minutes - one.minutes || one.n - other.n),
    counts: { tiers: answer.tiers, opened: people, visits, leftOut }, faults: answer.keptOut.map((each) => tellKeptOut(known, each)), limits: [...tellLimits(known, leftOut, opening.most), ...(rule.tracing === null ? [word('tracing.limit.unsaid')] : [])],
  }
}

/** Tracing over visits: opened from a live case with a reason, found people referred where they live, and what was opened for who audits. */
export function registerTracingRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'POST', url: '/api/cases/:id/tracing', permission: 'contact.trace', summary: 'Opens the visits of a live case in scope (or of a listed contact of it) within the days on which it could infect, for a reason that is written down, and tells whom it met, tier by tier, and why; who lives out of scope has no name.',
    params: z.object({ id }), body: TracingAsk, answer: TracingAnswer, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, who, params, body: { reason, contactId, tiers } }) => {
      needsReveal(who)
      const now = deps.clock.now().getTime()
      const traced = await liveCase(tx, params.id)
      const { rule, profile } = await ruleOf(tx, traced)
      const span = infectiousSpan(traced, rule, now)
      const { from, sourceTier } = await sourceOf(tx, params.id, contactId, span.from)
      const { tiers: most, stays } = profile
      if (sourceTier >= most || from >= span.to) throw new Problem('illegal-state', { detail: word('tracing.refused.no-further') })
      const opening = { id: makeId(now, randomBytes(10)), caseId: params.id, contactId, reason, from, to: span.to, tiers: Math.min(tiers, most - sourceTier), most: MOST_FOLLOWED, assumedStay: stays.assumedStay }
      return trace(tx, { traced, rule, profile, opening, sourceTier, now })
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/tracing/:id/referrals/:contactId', permission: 'contact.refer', summary: 'Lists somebody whom an opening of one’s own found and who lives out of scope: seen where the tracing is done and where the person lives, named only there.',
    params: z.object({ id, contactId: id }), body: ReferralInput, answer: z.object({ done: z.literal(true) }), refuses: ['not-found', 'duplicate', 'reference-missing'],
    run: async ({ tx, who, params, body }) => {
      needsReveal(who)
      const done = await referFound(tx, params.id, params.contactId, body.n, deps.clock.now().toISOString())
      if (done === null) throw new Problem('not-found')
      if (!done) throw new Problem('duplicate', { detail: word('contacts.fault.listed') })
      if (body.meeting !== null && !(await keepMeeting(tx, params.contactId, params.id, body.n, body.meeting))) throw new Problem('reference-missing', { detail: word('contacts.fault.meeting') })
      return { done }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/visit-openings', permission: 'visit_opening.read', summary: 'The newest openings of visits of a time and a body: who, from which case, why, of how many people.', query: OpeningsAsk, answer: VisitOpenings,
    run: async ({ tx, query }) => {
      const found = await loadOpenings(tx, query, MOST_OPENINGS + 1)
      return { openings: found.slice(0, MOST_OPENINGS), bodies: await loadOpeningBodies(tx, query), more: found.length > MOST_OPENINGS }
    },
  })
}
