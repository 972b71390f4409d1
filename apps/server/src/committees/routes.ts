import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { Committee, CommitteeRow, DecisionInput, FoundInput, MemberInput, PhoneInput, RegulationExpiry, RegulationInput, standingOf, UnitInput } from '@phaodai/office/committee.ts'
import { searchKey } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { attachFiles } from '#server/files/index.ts'
import { findHead, loadCommittees, loadDecisions, loadMembers, loadOwnPosts, loadRegulations, loadUnits } from './load.ts'
import { settlePaper } from './paper.queries.ts'
import { putRow } from '#kernel/kept-row.queries.ts'
import { DECISION, expireRegulation, foundCommittee, issueRegulation, MEMBER, REGULATION, savePhone, UNIT } from './save.ts'

const bodyId = z.coerce.number().int().min(1).max(2_147_483_647)
const ByBody = z.object({ id: bodyId })
const InBody = z.object({ id: bodyId, rowId: z.uuid().toLowerCase() })
const OnDay = z.object({ day: z.iso.date().optional() })
const refuses = ['not-found', 'duplicate', 'stale', 'invalid-input', 'illegal-state'] as const

/** A committee as it stands on a day: what was decided by then, who is in it, which regulation holds. */
export async function viewCommittee(tx: Tx, id: number, day: string): Promise<z.input<typeof Committee>> {
  const head = await findHead(tx, id)
  if (!head) throw new Problem('not-found')
  const decisions = await loadDecisions(tx, id)
  const members = await loadMembers(tx, id, day)
  await viewing(tx, 'committee_member', members.map((member) => member.id))
  return {
    ...head, day, ...standingOf(decisions, day), decisions, members, units: await loadUnits(tx, id, day), regulations: await loadRegulations(tx, id, day),
    posts: head.keeps ? await loadOwnPosts(tx, id, day) : [],
  }
}

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/committees', permission: 'committee.read', summary: 'Steering committees within reach, with their standing and how many areas are silent.',
    query: OnDay, answer: z.object({ rows: z.array(CommitteeRow) }), run: async ({ tx, query }) => ({ rows: await loadCommittees(tx, query.day ?? today(deps.clock)) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/committees/:id', permission: 'committee.read', summary: 'One committee as it stands on a day: decisions, units, members, regulations.',
    params: ByBody, query: OnDay, answer: Committee, refuses: ['not-found'], run: ({ tx, params, query }) => viewCommittee(tx, params.id, query.day ?? today(deps.clock)),
  })
}

async function putDecision(tx: Tx, body: number, id: string, given: z.output<typeof DecisionInput>): Promise<void> {
  const paper = await settlePaper(tx, given)
  // The database numbers a reorganisation that comes without a number, so a repeat is told by the row that it made.
  const known = (await loadDecisions(tx, body)).find((row) => row.id === id)
  await putRow(tx, DECISION, body, id, { ...given, ...paper, nth: given.nth ?? known?.nth ?? null, version: 0 })
}

function registerDecisions(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'POST', url: '/api/committees', permission: 'committee.manage', summary: 'Sets up a new committee below the acting body, by its decision.',
    body: FoundInput, answer: Committee, refuses: [...refuses],
    run: async ({ tx, body }) => {
      const id = await foundCommittee(tx, body.name, body.shortName, searchKey(`${body.name} ${body.shortName}`), body.decision.validFrom)
      await putDecision(tx, id, body.decisionId, { ...body.decision, kind: 'set-up', nth: null })
      return viewCommittee(tx, id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/committees/:id/decisions/:rowId', permission: 'committee.manage', summary: 'Enters the decision that sets up, reorganises or dissolves a committee.',
    params: InBody, body: DecisionInput, answer: Committee, refuses: [...refuses],
    run: async ({ tx, params, body }) => {
      await putDecision(tx, params.id, params.rowId, body)
      return viewCommittee(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/committees/:id', permission: 'committee.manage', summary: 'Sets the telephone of a committee’s office.',
    params: ByBody, body: PhoneInput, answer: Committee, refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      const touched = await savePhone(tx, params.id, body.version, body.officePhone)
      const view = await viewCommittee(tx, params.id, today(deps.clock))
      if (touched === 0 && view.officePhone !== body.officePhone) refuseStale({ ...view, version: view.phoneVersion }, body)
      return view
    },
  })
}

function registerPeople(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/committees/:id/units/:rowId', permission: 'committee.manage', summary: 'Adds or corrects a sub-committee, a support team or the standing agency.',
    params: InBody, body: UnitInput, answer: Committee, refuses: [...refuses],
    run: async ({ tx, params, body }) => {
      await putRow(tx, UNIT, params.id, params.rowId, body, ['kind'])
      return viewCommittee(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/committees/:id/members/:rowId', permission: 'committee.manage', summary: 'Adds or corrects a member: role, concurrent post, days.',
    params: InBody, body: MemberInput, answer: Committee, refuses: [...refuses],
    run: async ({ tx, params, body }) => {
      await putRow(tx, MEMBER, params.id, params.rowId, body)
      return viewCommittee(tx, params.id, today(deps.clock))
    },
  })
}

/** A draft may leave its document open; one that is linked or typed is settled like any other. */
async function putRegulation(tx: Tx, body: number, id: string, given: z.output<typeof RegulationInput>): Promise<void> {
  const { fileIds, ...fields } = given
  const paper = fields.directiveId === null ? {} : await settlePaper(tx, fields)
  await putRow(tx, REGULATION, body, id, { ...fields, ...paper })
  await attachFiles(tx, 'regulation', id, fileIds)
}

async function moveRegulation(tx: Tx, { id, rowId }: z.output<typeof InBody>, version: number, day: string, touched: number): Promise<z.input<typeof Committee>> {
  const view = await viewCommittee(tx, id, day)
  if (touched > 0) return view
  const found = view.regulations.find((each) => each.id === rowId)
  if (found && found.version === version) throw new Problem('illegal-state')
  return refuseStale(found, { version })
}

function registerRegulations(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/committees/:id/regulations/:rowId', permission: 'committee.manage', summary: 'Drafts or corrects a version of the working regulation.',
    params: InBody, body: RegulationInput, answer: Committee, refuses: [...refuses],
    run: async ({ tx, params, body }) => {
      await putRegulation(tx, params.id, params.rowId, body)
      return viewCommittee(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/committees/:id/regulations/:rowId/issue', permission: 'regulation.issue', summary: 'Brings a version into force; what it amends or replaces moves with it.',
    params: InBody, body: z.object({ version: z.int() }), answer: Committee, refuses: [...refuses],
    run: async ({ tx, params, body }) => moveRegulation(tx, params, body.version, today(deps.clock), await issueRegulation(tx, params.id, params.rowId, body.version)),
  })
  route(app, deps, {
    method: 'POST', url: '/api/committees/:id/regulations/:rowId/expire', permission: 'regulation.expire', summary: 'Ends a version on a day.',
    params: InBody, body: RegulationExpiry, answer: Committee, refuses: [...refuses],
    run: async ({ tx, params, body }) => moveRegulation(tx, params, body.version, today(deps.clock), await expireRegulation(tx, params.id, params.rowId, body.version, body.validTo)),
  })
}

/** Committees: decisions, people, regulations. */
export function registerCommitteePages(app: FastifyInstance, deps: AppDeps): void {
  registerReading(app, deps)
  registerDecisions(app, deps)
  registerPeople(app, deps)
  registerRegulations(app, deps)
}
