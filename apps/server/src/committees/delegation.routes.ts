import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { DelegatedAct, Delegation, DelegationInput, DelegationPage, delegationState, Leave, LeaveInput } from '@phaodai/office/delegation.ts'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx } from '#kernel/session.ts'
import {
  cancelLeave, findDelegation, findLeave, findTitle, insertDelegation, insertLeave, loadActs, loadBorrowers, loadDelegations, loadLeaves, loadLendable, revokeDelegation,
  type DelegationRow,
} from './delegation.queries.ts'
import { settlePaper } from './paper.queries.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })
const AtVersion = z.object({ version: z.int() })

function viewOf({ revoked, ...row }: DelegationRow, day: string): Delegation {
  return { ...row, state: delegationState({ ...row, revoked }, day) }
}

async function page(tx: Tx, day: string): Promise<DelegationPage> {
  const permissions = await loadLendable(tx)
  return {
    delegations: (await loadDelegations(tx)).map((row) => viewOf(row, day)), leaves: await loadLeaves(tx, day),
    posts: permissions.length === 0 ? [] : await loadBorrowers(tx, day), permissions,
  }
}

/** Lends what is named; what the database refuses (more than is held, onwards, to oneself) answers `not-allowed`. */
async function lend(tx: Tx, id: string, postId: string, given: z.output<typeof DelegationInput>): Promise<DelegationRow> {
  const [fromTitle, toTitle] = [await findTitle(tx, postId), await findTitle(tx, given.toPostId)]
  if (fromTitle === undefined || toTitle === undefined) throw new Problem('not-allowed')
  if (await findDelegation(tx, id) === undefined) {
    const { toPostId, permissions, validFrom, validTo } = given
    await insertDelegation(tx, id, { toPostId, permissions: [...new Set(permissions)], validFrom, validTo, fromTitle, toTitle, ...await settlePaper(tx, given) })
  }
  return sameOrRefuse(await findDelegation(tx, id), (row) => row.mine && row.toTitle === toTitle && row.validFrom === given.validFrom && row.validTo === given.validTo)
}

/** Delegations: lent by one's own post, seen by both sides, ended by their day or by revoking. */
function registerLending(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/delegations', permission: 'delegation.read', summary: 'Delegations and leaves within reach, and what the acting post could lend to whom.',
    answer: DelegationPage, run: ({ tx }) => page(tx, today(deps.clock)),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/delegations/:id', permission: 'delegation.give', summary: 'Lends named permissions of the acting post to another post for some days.',
    params: ById, body: DelegationInput, answer: Delegation, refuses: ['duplicate', 'invalid-input'],
    run: async ({ tx, who, params, body }) => viewOf(await lend(tx, params.id, who.postId, body), today(deps.clock)),
  })
  route(app, deps, {
    method: 'POST', url: '/api/delegations/:id/revoke', permission: 'delegation.revoke', summary: 'Takes back what the acting post lent, at once.',
    params: ById, body: AtVersion, answer: Delegation, refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      const touched = await revokeDelegation(tx, params.id, body.version)
      const found = await findDelegation(tx, params.id)
      if (touched === 0 || found === undefined) refuseStale(found, body)
      return viewOf(found, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/delegations/:id/acts', permission: 'delegation.acts', summary: 'What was done under a delegation, for the two posts it concerns.',
    params: ById, answer: z.object({ acts: z.array(DelegatedAct) }), refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (await findDelegation(tx, params.id) === undefined) throw new Problem('not-found')
      return { acts: await loadActs(tx, params.id) }
    },
  })
}

/** Leave of the acting post; rosters pass over who is away. */
function registerLeave(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/leaves/:id', permission: 'post_leave.enter', summary: 'Enters a leave of the acting post.',
    params: ById, body: LeaveInput, answer: Leave, refuses: ['duplicate'],
    run: async ({ tx, params, body }) => {
      await insertLeave(tx, params.id, body)
      return sameOrRefuse(await findLeave(tx, params.id), (row) => row.mine && row.validFrom === body.validFrom && row.validTo === body.validTo && row.kind === body.kind)
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/leaves/:id/cancel', permission: 'post_leave.cancel', summary: 'Takes back a leave of the acting post.',
    params: ById, body: AtVersion, answer: Leave, refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      const touched = await cancelLeave(tx, params.id, body.version)
      const found = await findLeave(tx, params.id)
      if (touched === 0 || found === undefined) refuseStale(found, body)
      return found
    },
  })
}

export function registerDelegationRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerLending(app, deps)
  registerLeave(app, deps)
}
