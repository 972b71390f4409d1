import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { searchKey } from '@phaodai/vocabulary'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { findAccount, loadAccounts, loadSessions } from './load.ts'
import { hashPassword, refuseWeak } from './password.ts'
import { endSession, insertAccount, resetFactor, setCredentials, setDisabled } from './save.ts'
import { Account, AccountInput, AtVersion, ById, Done, NewPassword, Search, Session, type AccountRow } from './schema.ts'

type NewAccount = z.output<typeof AccountInput>

/** Creates an account, or repeats the answer for the same one; a repeat leaves the password alone. */
async function createAccount(tx: Tx, id: string, given: NewAccount, hash: string): Promise<AccountRow> {
  const known = await findAccount(tx, id)
  if (!known) {
    await insertAccount(tx, id, given.personId, given.username)
    await setCredentials(tx, id, hash)
  }
  const found = await findAccount(tx, id)
  return sameOrRefuse(found, (row) => row.personId === given.personId && row.username === given.username)
}

async function switchAccount(tx: Tx, id: string, version: number, disabled: boolean): Promise<AccountRow> {
  const touched = await setDisabled(tx, id, version, disabled)
  const found = await findAccount(tx, id)
  if (touched === 0 || !found) refuseStale(found, { version })
  return found
}

function registerSessions(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/sessions', permission: 'session.read',
    summary: 'Own live sessions; for administrators also those of people within their subtree.',
    answer: z.array(Session),
    run: async ({ tx, who }) => {
      const sessions = await loadSessions(tx)
      await viewing(tx, 'person', [...new Set(sessions.map((one) => one.personId))].filter((id) => id !== who.personId))
      return sessions
    },
  })
  route(app, deps, {
    method: 'DELETE', url: '/api/sessions/:id', permission: 'session.end',
    summary: 'Ends a session at once.', params: z.object({ id: z.string().max(64) }), answer: Done, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (!(await endSession(tx, params.id))) throw new Problem('not-found')
      return { done: true as const }
    },
  })
}

/** Accounts and sessions, managed within the administrator's own body subtree. */
export function registerAccountRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerSessions(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/accounts', permission: 'account.read', summary: 'Accounts of people in the subtree.',
    query: Search, answer: z.array(Account),
    run: async ({ tx, query }) => {
      const accounts = await loadAccounts(tx, searchKey(query.search))
      await viewing(tx, 'person', accounts.map((one) => one.personId))
      return accounts
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/accounts/:id', permission: 'account.manage',
    summary: 'Creates an account; its password must be changed at the first sign-in.',
    params: ById, body: AccountInput, answer: Account, refuses: ['duplicate', 'password-weak'],
    run: async ({ tx, params, body }) => {
      refuseWeak(body.password, body.username)
      return createAccount(tx, params.id, body, await hashPassword(body.password))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/accounts/:id/password', permission: 'account.manage',
    summary: 'Sets a new password, ends all sessions of the account and lifts its lock.',
    params: ById, body: NewPassword, answer: Account, refuses: ['password-weak', 'not-found'],
    run: async ({ tx, params, body }) => {
      const account = await findAccount(tx, params.id)
      if (!account) throw new Problem('not-found')
      refuseWeak(body.password, account.username)
      await setCredentials(tx, params.id, await hashPassword(body.password))
      return (await findAccount(tx, params.id)) ?? account
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/accounts/:id/second-factor/reset', permission: 'account.manage',
    summary: 'Ends the lost second factor of somebody else with all sessions; one\'s own is reset by another administrator.',
    params: ById, answer: Account, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const account = (await resetFactor(tx, params.id)) ? await findAccount(tx, params.id) : undefined
      if (!account) throw new Problem('not-found')
      return account
    },
  })
  registerSwitch(app, deps, 'disable', true)
  registerSwitch(app, deps, 'enable', false)
}

function registerSwitch(app: FastifyInstance, deps: AppDeps, action: 'disable' | 'enable', disabled: boolean): void {
  route(app, deps, {
    method: 'POST', url: `/api/accounts/:id/${action}`, permission: 'account.manage',
    summary: disabled ? 'Disables an account and ends its sessions.' : 'Enables a disabled account.',
    params: ById, body: AtVersion, answer: Account, refuses: ['not-found', 'stale'],
    run: ({ tx, params, body }) => switchAccount(tx, params.id, body.version, disabled),
  })
}
