import type { FastifyRequest } from 'fastify'
import type { Pool, PoolClient } from 'pg'
import { checkedPost, openingOf } from './opening.queries.ts'
import { Problem } from './problem.ts'
import { callOpen, callOpenFeed, callScope, callViewing, type Opened } from './session.queries.ts'
import { transact, withConnection, type Tx } from './transaction.ts'
import { subjectsRead, type Scope, type Who } from './who.ts'

export type { Who } from './who.ts'
export type { Tx } from './transaction.ts'

/** The cookie that carries the session token. */
export const SESSION_COOKIE = 'phaodai_session'

/** What the session needs from the server: the pool of role phaodai_app. */
export type SessionDeps = { pools: { app: Pool } }

type StampedScope = Scope & { stamp: string }

const scopes = new WeakMap<Pool, Map<number, StampedScope>>()

/** The areas of a body, kept until the stamp (version of the trees, and the day) moves. */
async function areaScope(pool: Pool, client: PoolClient, bodyId: number, stamp: string): Promise<Scope> {
  const cache = scopes.get(pool) ?? new Map<number, StampedScope>()
  scopes.set(pool, cache)
  const known = cache.get(bodyId)
  if (known?.stamp === stamp) return known
  const scope = { stamp, ...(await callScope(client, bodyId)) }
  cache.set(bodyId, scope)
  return scope
}

/** Reads the token from the cookie; Problem `not-signed-in` when there is none. */
export function tokenOf(request: FastifyRequest): string {
  const token = request.cookies[SESSION_COOKIE]
  if (!token) throw new Problem('not-signed-in')
  return token
}

/** The post named by header `x-post`, or the delegation under which to act; null leaves the choice to the database (the first post in force). */
export function wantedPost(request: FastifyRequest): string | null {
  const header = request.headers['x-post']
  return header === undefined || header === '' ? null : checkedPost(String(header))
}

function admitted(opened: Opened, permission: string): Who {
  if (opened.mustChangePassword) throw new Problem('password-must-change')
  const { post } = opened
  if (!post) throw new Problem(opened.holdsPosts ? 'not-allowed' : 'no-post')
  if (post.factorMissing) throw new Problem('second-factor-missing')
  if (!post.allowed) throw new Problem('not-allowed')
  const { allowed: _, scopeStamp: __, factorMissing: ___, ...acting } = post
  return { accountId: opened.accountId, personId: opened.personId, ...acting, reads: subjectsRead(acting.held), permission }
}

/**
 * Opens one transaction for one permission in the caller's post (header `x-post`, else the first post) and runs `work`
 * in it. Refuses with not-signed-in, password-must-change, no-post or not-allowed; commits when `work` returns.
 */
export async function inPost<T>(
  deps: SessionDeps,
  request: FastifyRequest,
  permission: string,
  work: (tx: Tx, who: Who) => Promise<T>,
): Promise<T> {
  const token = tokenOf(request)
  const wanted = wantedPost(request)
  return withConnection(deps.pools.app, async (client) => {
    const opened = await callOpen(client, token, wanted, permission)
    if (!opened) throw new Problem('not-signed-in')
    return asAdmitted(deps.pools.app, client, opened, permission, work)
  })
}

async function asAdmitted<T>(pool: Pool, client: PoolClient, opened: Opened, permission: string, work: (tx: Tx, who: Who) => Promise<T>): Promise<T> {
  const who = admitted(opened, permission)
  const scope = await areaScope(pool, client, who.bodyId, opened.post?.scopeStamp ?? '')
  return transact(client, openingOf(who, scope), (tx) => work(tx, who))
}

/** As `inPost` under calendar.read, for whoever brings the address of a calendar feed (`digest` = SHA-256 of its secret); not-found when there is none any more. */
export async function inFeed<T>(deps: SessionDeps, digest: string, work: (tx: Tx, who: Who) => Promise<T>): Promise<T> {
  return withConnection(deps.pools.app, async (client) => {
    const opened = await callOpenFeed(client, digest)
    if (!opened) throw new Problem('not-found')
    return asAdmitted(deps.pools.app, client, opened, 'calendar.read', work)
  })
}

/** Refuses a post whose role may not see what tells who somebody is; the sentence names the permission that is missing. */
export function needsReveal(who: Who): void {
  if (who.clear) return
  const rule = `${who.permission.split('.')[0]}.reveal`
  throw new Problem('not-allowed', { detail: `Tên và thông tin nhận dạng chỉ mở cho vai trò có quyền ${rule}. Vai trò của bạn xem số lượng, địa bàn và mã số.` })
}

/** Writes one audit entry for named people shown (`view`) or exported; call it in the transaction that read them. */
export async function viewing(tx: Tx, subject: string, ids: string[], act: 'view' | 'export' = 'view'): Promise<void> {
  if (ids.length > 0) await callViewing(tx, act, subject, ids)
}
