import { ContactInput, ContactList, ContactReason, ContactStep, contactUrgencies, investigationWindow, type ContactLine } from '@phaodai/office'
import { caseContact } from '@phaodai/registers'
import { addDays, dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx } from '#kernel/session.ts'
import { findRule } from '#server/diseases/index.ts'
import { createRecord, findRecord, readRecord } from '#server/registers/index.ts'
import { word } from '#server/words/index.ts'
import { standing } from './standing.ts'
import { enterStep, findListed, findReason, findSource, keepMeeting, loadContacts, loadUnlistedMembers, noteMet, type ContactRow, type Source } from './load.ts'

const Id = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
const Both = Id.extend({ contactId: z.guid().transform((id) => id.toLowerCase()) })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const Any = z.looseObject({})

async function sourceOf(tx: Tx, caseId: string): Promise<Source> {
  const source = await findSource(tx, caseId)
  if (!source) throw new Problem('not-found')
  return source
}

function told(row: ContactRow, now: Date, infectiousFrom: string | null): ContactLine {
  return { ...row, ...standing(row, now), early: infectiousFrom !== null && row.lastContactOn < infectiousFrom }
}

const byUrgency = (a: ContactLine, b: ContactLine): number => contactUrgencies.indexOf(a.urgency) - contactUrgencies.indexOf(b.urgency)

async function readList(tx: Tx, caseId: string, clear: boolean, now: Date): Promise<ContactList> {
  const source = await sourceOf(tx, caseId)
  const rule = await findRule(tx, source.diseaseCode, source.diagnosedOn)
  const rows = await loadContacts(tx, caseId, clear)
  const household = source.individualId === null ? [] : await loadUnlistedMembers(tx, caseId, source.individualId, clear)
  if (clear) {
    await viewing(tx, 'case_contact', rows.filter(({ name }) => name !== null).map(({ id }) => id))
    await viewing(tx, 'individual', household.map(({ individualId }) => individualId))
  }
  const { infectiousFrom } = investigationWindow(source, rule ?? null)
  return { today: dayInVietnam(now.toISOString()), contacts: rows.map((row) => told(row, now, infectiousFrom)).toSorted(byUrgency), household }
}

/** Refuses somebody as a contact of himself, a contact yet to come, and one who is listed already. */
async function checkContact(tx: Tx, caseId: string, id: string, source: Source, input: Pick<ContactInput, 'individualId' | 'lastContactOn'>, today: string): Promise<void> {
  if (input.individualId !== null && input.individualId === source.individualId) throw new Problem('invalid-input', { detail: word('contacts.fault.self'), fields: { individualId: 'self' } })
  if (input.lastContactOn > today) throw new Problem('invalid-input', { detail: word('contacts.fault.in-future'), fields: { lastContactOn: 'in-future' } })
  const listed = input.individualId === null ? undefined : await findListed(tx, caseId, input.individualId, id)
  if (listed) throw new Problem('duplicate', { detail: word('contacts.fault.listed'), fields: { individualId: 'listed' }, versions: { theirs: listed, yours: { id } } })
}

/** What is known of the meeting: found by an opening of visits, else told by whoever names the contact. */
async function keepMet(tx: Tx, contactId: string, metId: string | null, found: ContactInput['found']): Promise<void> {
  if (found !== null && !(await keepMeeting(tx, contactId, found.openingId, found.n, found))) throw new Problem('reference-missing', { detail: word('contacts.fault.meeting') })
  if (found === null && metId !== null) await noteMet(tx, contactId, metId)
}

/** Contacts of a case: the list by urgency, entry, and the steps of the work at either side. */
export function registerContactRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/cases/:id/contacts', permission: 'case_contact.read', summary: 'Contacts of a case in scope, most urgent first, and members of its household who are not listed; names only for posts that may see them.',
    params: Id, query: Reveal, answer: ContactList, refuses: ['not-found'],
    run: async ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return readList(tx, params.id, query.reveal, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/cases/:id/contacts/:contactId', permission: 'case_contact.create', summary: 'Lists a contact of a case, watched for the days of its disease; who lives elsewhere is referred there.',
    params: Both, body: ContactInput, answer: z.object({ row: Any }), refuses: ['not-found', 'duplicate', 'invalid-input'],
    run: async ({ tx, params: { id, contactId }, body: { metId, found, ...body } }) => {
      const now = deps.clock.now().toISOString()
      const source = await sourceOf(tx, id)
      await checkContact(tx, id, contactId, source, body, dayInVietnam(now))
      const followupDays = (await findRule(tx, source.diseaseCode, source.diagnosedOn))?.followupDays ?? null
      const watchUntil = followupDays === null ? null : addDays(body.lastContactOn, followupDays)
      const listedAt = (await findRecord(tx, caseContact, contactId))?.listedAt ?? now // the same sending once more
      const row = await createRecord(tx, caseContact, contactId, { ...body, caseId: id, areaId: source.areaId, listedAt, watchUntil })
      await keepMet(tx, contactId, metId, found)
      return { row }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/contacts/:id/reason', permission: 'case_contact.read', summary: 'What made somebody a contact: a visit to a place, a household, or what was told; where and when only for posts that may see names.',
    params: Id, query: Reveal, answer: ContactReason, refuses: ['not-found'],
    run: async ({ tx, who, params, query: { reveal } }) => {
      if (reveal) needsReveal(who)
      const reason = await findReason(tx, params.id, reveal)
      if (!reason) throw new Problem('not-found')
      if (reveal) await viewing(tx, 'case_contact', [params.id, ...(reason.met === null ? [] : [reason.met.id])])
      return reason
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/contacts/:id/steps', permission: 'contact.step', summary: 'A contact was told, sampled or isolated now, or has a result: entered where the tracing is done or where the contact lives.',
    params: Id, body: ContactStep, answer: z.object({ version: z.int() }), refuses: ['not-found', 'stale'],
    run: async ({ tx, who, params, body }) => {
      const done = await enterStep(tx, params.id, body.version, body.step, deps.clock.now().toISOString())
      if (done === null) throw new Problem('not-found')
      const { row } = await readRecord(tx, who, caseContact, params.id, false)
      if (!done) throw new Problem('stale', { versions: { theirs: row, yours: { id: params.id, ...body } } })
      return { version: row.version }
    },
  })
}
