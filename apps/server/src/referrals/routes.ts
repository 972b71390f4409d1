import { contactUrgencies, ReferralAsk, ReferralList, type ReferredContact } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing } from '#kernel/session.ts'
import { standing } from '#server/contacts/index.ts'
import { loadReferred } from './load.ts'

/** Who waits to be taken over stands first, then as urgent as everywhere. */
const byUrgency = (a: ReferredContact, b: ReferredContact): number =>
  Number(a.state !== 'listed') - Number(b.state !== 'listed') || contactUrgencies.indexOf(a.urgency) - contactUrgencies.indexOf(b.urgency)

/** Contacts who live on one side and are traced on the other, for exactly these two. */
export function registerReferralRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/contacts/referred', permission: 'case_contact.read',
    summary: 'Contacts still watched who live in scope and were traced elsewhere (in), or were traced in scope and live elsewhere (out); names only for posts that may see them.',
    query: ReferralAsk, answer: ReferralList,
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      const now = deps.clock.now()
      const rows = await loadReferred(tx, query.side, query.reveal)
      if (query.reveal) await viewing(tx, 'case_contact', rows.filter(({ name }) => name !== null).map(({ id }) => id))
      const contacts = rows.map((row) => ({ ...row, ...standing(row, now) }))
      return { contacts: contacts.toSorted(byUrgency) }
    },
  })
}
