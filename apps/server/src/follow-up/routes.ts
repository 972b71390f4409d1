import { CaseOrigin, FollowUpToday, VisitInput, type ContactVisit, type FollowUpLine } from '@phaodai/office'
import { creationSchema, diseaseCase } from '@phaodai/registers'
import { dayInVietnam, FEVER, watchedContactStates } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx } from '#kernel/session.ts'
import { enterCase } from '#server/cases/index.ts'
import { standing } from '#server/contacts/index.ts'
import { word } from '#server/words/index.ts'
import { findOrigin, findVisit, findWatched, loadToday, type Watched } from './load.ts'
import { insertVisit, turnContact, updateVisit } from './save.ts'

const Id = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const Any = z.looseObject({})
/** More than a health post sees in a day; above it the page says that there are more. */
const MOST_TODAY = 500

/** Refuses a day to come, one before the contact met the case, and a contact that is watched no more. */
function checkDay({ state, lastContactOn }: Watched, day: string, today: string): void {
  if (!watchedContactStates.includes(state)) throw new Problem('illegal-state', { detail: word('followUp.fault.not-watched') })
  const fault = day > today ? 'in-future' : day < lastContactOn ? 'before-contact' : null
  if (fault !== null) throw new Problem('invalid-input', { detail: word(`followUp.fault.${fault}`), fields: { day: fault } })
}

function sameVisit(there: ContactVisit, input: VisitInput): boolean {
  return there.manner === input.manner && there.temperature === input.temperature && there.note === input.note && there.symptoms.join() === input.symptoms.join()
}

/** One entry a day: the first stands, the same sent again is a repeat, and who knows the version corrects it. */
async function enterVisit(tx: Tx, id: string, day: string, input: VisitInput, now: string): Promise<void> {
  if (input.version === null && (await insertVisit(tx, id, day, input, now))) return
  const there = await findVisit(tx, id, day)
  if (!there) throw new Problem('not-found')
  if (sameVisit(there, input)) return
  const versions = { theirs: there, yours: input }
  if (input.version === null) throw new Problem('duplicate', { detail: word('followUp.fault.entered'), versions })
  if (!(await updateVisit(tx, id, day, input, there, now))) throw new Problem('stale', { versions })
}

async function readToday(tx: Tx, clear: boolean, now: Date): Promise<FollowUpToday> {
  const day = dayInVietnam(now.toISOString())
  const rows = await loadToday(tx, day, clear, MOST_TODAY + 1)
  if (clear) await viewing(tx, 'case_contact', rows.slice(0, MOST_TODAY).map(({ id }) => id))
  const contacts: FollowUpLine[] = rows.slice(0, MOST_TODAY).map((row) => ({ ...row, ...standing(row, now) }))
  return { day, contacts, more: rows.length > MOST_TODAY }
}

/** Symptoms of a day; a temperature from the threshold on is a fever whether it was called one or not. */
const symptomsOf = ({ temperature, symptoms }: ContactVisit): string[] => (temperature !== null && temperature >= FEVER ? ['fever', ...symptoms] : symptoms)

async function originOf(tx: Tx, id: string): Promise<CaseOrigin> {
  const found = await findOrigin(tx, id)
  if (!found) throw new Problem('not-found')
  await viewing(tx, 'case_contact', [id])
  const { visits, sampledAt, ...origin } = found
  const ill = visits.filter(({ illAt }) => illAt !== null)
  const sampled = [sampledAt, ...visits.map((visit) => visit.sampledAt)].filter((at) => at !== null).map((at) => dayInVietnam(at)).toSorted().at(-1) ?? null
  return { ...origin, onsetOn: ill[0]?.onDay ?? null, symptoms: [...new Set(ill.flatMap(symptomsOf))], sampledOn: sampled }
}

function registerVisits(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/contacts/today', permission: 'case_contact.read', summary: 'Contacts in scope who are to be seen today, by the area where they live, and positive ones who are no case yet; names only for posts that may see them.',
    query: Reveal, answer: FollowUpToday,
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      return readToday(tx, query.reveal, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/contacts/:id/visits/:day', permission: 'contact.step', summary: 'A contact was seen or called on a day, with or without symptoms; entered at either side of a referral, and corrected by who knows the version.',
    params: Id.extend({ day: z.iso.date() }), body: VisitInput, answer: z.object({ version: z.int(), illAt: z.string().nullable() }), refuses: ['not-found', 'invalid-input', 'illegal-state', 'duplicate', 'stale'],
    run: async ({ tx, params: { id, day }, body }) => {
      const now = deps.clock.now().toISOString()
      const contact = await findWatched(tx, id)
      if (!contact) throw new Problem('not-found')
      checkDay(contact, day, dayInVietnam(now))
      await enterVisit(tx, id, day, body, now)
      return (await findVisit(tx, id, day))!
    },
  })
}

/** Following contacts up: whom to see today, what was found, and who became a case. */
export function registerFollowUpRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerVisits(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/contacts/:id/origin', permission: 'disease_case.create', summary: 'What is known of a contact in scope that a case of its own begins with, for the form of that case.',
    params: Id, answer: CaseOrigin, refuses: ['not-found'],
    run: async ({ tx, who, params }) => {
      needsReveal(who)
      return originOf(tx, params.id)
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/contacts/:id/cases/:caseId', permission: 'disease_case.create', summary: 'Enters the case that a contact has become, and closes the contact with it.',
    params: Id.extend({ caseId: z.guid().transform((id) => id.toLowerCase()) }), body: z.object({ version: z.int(), values: creationSchema(diseaseCase) }), answer: z.object({ row: Any }), refuses: ['not-found', 'duplicate', 'invalid-input', 'stale', 'illegal-state'],
    run: async ({ tx, params: { id, caseId }, body: { version, values } }) => {
      const contact = await findWatched(tx, id)
      if (!contact) throw new Problem('not-found')
      const row = await enterCase(tx, caseId, values, deps.clock.now())
      if (contact.state === 'became_case' && row.version === 1 && contact.individualId === row.individualId) return { row } // the same sending once more
      if (!watchedContactStates.includes(contact.state)) throw new Problem('illegal-state', { detail: word('followUp.fault.not-watched') })
      const done = await turnContact(tx, id, version, caseId)
      if (!done) throw new Problem(done === null ? 'not-found' : 'stale', done === null ? {} : { versions: { theirs: contact, yours: { id, version } } })
      return { row }
    },
  })
}
