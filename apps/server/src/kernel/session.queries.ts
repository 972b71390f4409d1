import type { PoolClient } from 'pg'
import type { Tx } from './transaction.ts'
import type { Scope, Who } from './who.ts'

/** The post that acts, when it is the caller's and in force today. */
export type OpenedPost = Omit<Who, 'accountId' | 'personId' | 'permission' | 'reads'> & { allowed: boolean; scopeStamp: string; factorMissing?: boolean }

/** What `app_open` tells of a live session. */
export type Opened = {
  accountId: string
  personId: string
  mustChangePassword: boolean
  holdsPosts: boolean
  post: OpenedPost | null
}

const OPEN = {
  name: 'app_open',
  text: `select account_id as "accountId", person_id as "personId", must_change_password as "mustChangePassword",
      holds_posts as "holdsPosts", post
    from app_open($1, $2, $3)`,
}

/** One statement: is the session live, which post acts, may it do this. No row = no session. */
export async function callOpen(
  client: PoolClient,
  token: string,
  post: string | null,
  permission: string | null,
): Promise<Opened | undefined> {
  return (await client.query<Opened>({ ...OPEN, values: [token, post, permission] })).rows[0]
}

const OPEN_FEED = {
  name: 'app_open_feed',
  text: `select account_id as "accountId", person_id as "personId", must_change_password as "mustChangePassword", holds_posts as "holdsPosts", post from app_open_feed($1)`,
}

/** As `callOpen` for the digest of a calendar feed's secret. */
export async function callOpenFeed(client: PoolClient, digest: string): Promise<Opened | undefined> {
  return (await client.query<Opened>({ ...OPEN_FEED, values: [digest] })).rows[0]
}

/** The areas a body's records may carry and the bodies it took over from, as array literals. */
export async function callScope(client: PoolClient, bodyId: number): Promise<Scope> {
  const sql = 'select area_lo as "areaLo", area_hi as "areaHi", area_ids::text as "areaIds", former_ids::text as "formerIds" from app_scope($1)'
  const { rows } = await client.query<Scope>(sql, [bodyId])
  return rows[0] ?? { areaLo: null, areaHi: null, areaIds: '{}', formerIds: '{}' }
}

/** One audit entry for the people shown or exported. */
export async function callViewing(tx: Tx, act: 'view' | 'export', subject: string, ids: string[]): Promise<void> {
  await tx.run('select audit_viewing($1, $2, $3)', [act, subject, ids])
}

/** Who holds a post on a day, for one permission; undefined when it is out of force, not allowed, or its holder may not sign in. */
export function findHolder(tx: Tx, postId: string, permission: string, day: string): Promise<Omit<Who, 'permission' | 'reads'> | undefined> {
  return tx.find(`
    select a.id as "accountId", o.person_id as "personId", o.id as "postId", o.role, o.title, o.body_id as "seatId", b.id as "bodyId", b.last_id as "bodyLastId", r.sees_whole as "seesWhole", false as clear,
      (select coalesce(jsonb_agg(p.permission order by p.permission), '[]') from role_permission p where p.role = o.role) as held
    from post o join body b on b.id = o.acts_for_id join role r on r.name = o.role join account a on a.person_id = o.person_id and a.disabled_at is null
    where o.id = $1 and o.valid_from <= $3 and (o.valid_to is null or o.valid_to >= $3) and exists (select from role_permission p where p.role = o.role and p.permission = $2)`, [postId, permission, day])
}
