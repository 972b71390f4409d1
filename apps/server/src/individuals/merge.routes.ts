import { householdRelations, Membership, Merge } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing } from '#kernel/session.ts'
import { findMembership, findMerge, loadMembers } from './load.ts'
import { Reveal } from './routes.ts'
import { endMember, insertMember, mergePeople, tellApart, undoMerge } from './save.ts'

const id = z.guid().transform((text) => text.toLowerCase())
const Id = z.object({ id })
const Reason = z.string().trim().min(1).max(1000)

/** Merging with undo, and telling apart: always by a person, never by the engine. */
export function registerMergeRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/individuals/merges/:id', permission: 'individual.merge', summary: 'Merges one record into another; both stay, references follow the survivor.',
    params: Id, body: z.strictObject({ survivorId: id, absorbedId: id, reason: Reason }), answer: Merge, refuses: ['not-found', 'illegal-state', 'duplicate', 'not-allowed'],
    run: async ({ tx, params, body }) => {
      const known = await findMerge(tx, params.id)
      if (known && known.survivorId === body.survivorId && known.absorbedId === body.absorbedId) return known
      if (known) throw new Problem('duplicate')
      if (body.survivorId === body.absorbedId) throw new Problem('invalid-input', { fields: { absorbedId: 'same' } })
      const moved = await mergePeople(tx, { id: params.id, ...body })
      return { ...(await findMerge(tx, params.id))!, moved }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/individuals/merges/:id/undo', permission: 'individual.unmerge', summary: 'Undoes a merge: the absorbed record gets back what was moved.',
    params: Id, body: z.strictObject({ reason: Reason }), answer: Merge, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params, body }) => {
      await undoMerge(tx, params.id, body.reason)
      return (await findMerge(tx, params.id))!
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/individuals/pairs/:id/distinct', permission: 'individual.merge', summary: 'Notes that a pair are two people, so that nobody is asked again.',
    params: Id, body: z.strictObject({ reason: Reason }), answer: z.object({ ok: z.literal(true) }), refuses: ['not-found'],
    run: async ({ tx, params, body }) => {
      await tellApart(tx, params.id, body.reason)
      return { ok: true as const }
    },
  })
}

/** Members of a household, each from a day to a day. */
export function registerMemberRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/households/:id/members', permission: 'household.read', summary: 'Who belongs to a household, and who did.', params: Id, query: Reveal, answer: z.object({ members: z.array(Membership) }), refuses: ['not-found', 'not-allowed'],
    run: async ({ tx, who, params, query: { reveal } }) => {
      if (reveal) needsReveal(who)
      const members = await loadMembers(tx, params.id, reveal)
      if (reveal) await viewing(tx, 'individual', members.map(({ individualId }) => individualId))
      return { members }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/households/:id/members/:memberId', permission: 'household.update', summary: 'Puts a person into a household from a day on.',
    params: z.object({ id, memberId: id }), body: z.strictObject({ individualId: id, relation: z.enum(householdRelations), fromOn: z.iso.date() }), answer: z.object({ member: Membership }), refuses: ['not-found', 'duplicate', 'not-allowed'],
    run: async ({ tx, params, body }) => {
      const made = await insertMember(tx, { id: params.memberId, householdId: params.id, ...body })
      const member = await findMembership(tx, params.memberId)
      if (!member) throw new Problem('not-allowed')
      if (!made && (member.householdId !== params.id || member.individualId !== body.individualId)) throw new Problem('duplicate')
      return { member }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/households/members/:id/end', permission: 'household.update', summary: 'Ends a membership on a day.',
    params: Id, body: z.strictObject({ version: z.int(), toOn: z.iso.date() }), answer: z.object({ member: Membership }), refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      if (!(await endMember(tx, params.id, body.version, body.toOn))) refuseStale(await findMembership(tx, params.id), body)
      return { member: (await findMembership(tx, params.id))! }
    },
  })
}
