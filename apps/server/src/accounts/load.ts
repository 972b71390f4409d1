import type { Pool } from 'pg'
import type { ProblemExtras } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import type { AccountRow, PersonRow, PostRow, SessionRow } from './schema.ts'

/** What a person may know of himself; the shape is `Me` in schema.ts. */
export async function loadMe(app: Pool, token: string, post: string | null): Promise<unknown> {
  const { rows } = await app.query<{ me: unknown }>({ name: 'app_me', text: 'select app_me($1, $2) as me', values: [token, post] })
  return rows[0]?.me ?? undefined
}

type Demo = Required<Pick<ProblemExtras, 'demo' | 'demoAccounts'>>

/** Whether this is a demo, and with which accounts; nothing in any other installation. */
export async function loadDemo(app: Pool): Promise<Demo> {
  const { rows } = await app.query<{ demo: Demo | null }>({ name: 'app_demo', text: 'select app_demo() as demo' })
  return rows[0]?.demo ?? { demo: false, demoAccounts: [] }
}

/** The caller's own user name and password hash, for changing the password. */
export async function loadOwnCredentials(auth: Pool, token: string): Promise<{ username: string; hash: string } | undefined> {
  const { rows } = await auth.query<{ username: string; hash: string }>(
    'select username, hash from public.own_credentials($1)', [token])
  return rows[0]
}

/** Live sessions in reach: one's own, and for account readers those of people wholly within their subtree. */
export function loadSessions(tx: Tx): Promise<SessionRow[]> {
  return tx.rows<SessionRow>(`
    select id, account_id as "accountId", username, person_id as "personId", full_name as "fullName",
      created_at as "createdAt", expires_at as "expiresAt", ip_address as "ipAddress", user_agent as "userAgent"
    from sessions_in_reach()`)
}

const ACCOUNTS = `
  select a.id, a.person_id as "personId", p.full_name as "fullName", a.username,
    a.must_change_password as "mustChangePassword", a.password_set_at as "passwordSetAt",
    a.disabled_at as "disabledAt", account_locked_until(a.username) as "lockedUntil", account_factor(a.id) as "secondFactor", a.version
  from account a join person p on p.id = a.person_id`

/** Accounts of people in the subtree, by name; `search` is matched without marks. */
export function loadAccounts(tx: Tx, search: string): Promise<AccountRow[]> {
  return tx.rows<AccountRow>(
    `${ACCOUNTS} where $1 = '' or p.search_key like '%' || $1 || '%' or a.username like '%' || $1 || '%'
     order by p.full_name collate "vi-x-icu", a.id limit 500`, [search])
}

export function findAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  return tx.find<AccountRow>(`${ACCOUNTS} where a.id = $1`, [id])
}

const POSTS = `
  select id, person_id as "personId", body_id as "bodyId", (select name from body b where b.id = body_id) as "bodyName", acts_for_id as "actsForId", role, title,
    valid_from as "validFrom", valid_to as "validTo", version
  from post`

export function findPost(tx: Tx, id: string): Promise<PostRow | undefined> {
  return tx.find<PostRow>(`${POSTS} where id = $1`, [id])
}

/** Visible posts of people, oldest first. */
export function loadPostsOf(tx: Tx, personIds: string[]): Promise<PostRow[]> {
  return tx.rows<PostRow>(`${POSTS} where person_id = any ($1) order by valid_from, id`, [personIds])
}

/** Phone and email are columns that only a post with `person.reveal` may read. */
function personColumns(clear: boolean): string {
  return `p.id, p.full_name as "fullName", p.version${clear ? ', p.phone, p.email' : ''}`
}

/** People who hold or held a post in the subtree, by name; of one body only when `bodyId` is given. */
export function loadPeople(tx: Tx, clear: boolean, search: string, bodyId: number | null): Promise<PersonRow[]> {
  return tx.rows<PersonRow>(
    `select ${personColumns(clear)} from person p
     where ($1 = '' or p.search_key like '%' || $1 || '%')
       and ($2::int is null or exists (select 1 from post o where o.person_id = p.id and o.body_id = $2))
     order by p.full_name collate "vi-x-icu", p.id limit 500`, [search, bodyId])
}

export function findPerson(tx: Tx, clear: boolean, id: string): Promise<PersonRow | undefined> {
  return tx.find<PersonRow>(`select ${personColumns(clear)} from person p where p.id = $1`, [id])
}

/** The roles that posts can be given. */
export function loadRoles(tx: Tx): Promise<{ name: string; seesWhole: boolean }[]> {
  return tx.rows('select name, sees_whole as "seesWhole" from role order by name')
}

/** The State body in force at the top of a tree, where the first administrator sits; the given body when one is named. */
export async function findAdminSeat(tx: Tx, bodyId: number | null): Promise<{ id: number; name: string } | undefined> {
  return tx.find<{ id: number; name: string }>(
    `select id, name from body
     where case when $1::int is null then parent_id is null and chain = 'state' else id = $1 end
       and valid_from <= app_today() and (valid_to is null or valid_to >= app_today())
     order by id limit 1`, [bodyId])
}

/** Finds a province in force today by its code or its name without marks. */
export function findProvince(tx: Tx, codeOrKey: string): Promise<{ code: string; validFrom: string } | undefined> {
  return tx.find<{ code: string; validFrom: string }>(
    `select code, valid_from as "validFrom" from area
     where level = 'province' and (code = $1 or search_key = $1)
       and valid_from <= app_today() and (valid_to is null or valid_to >= app_today())`, [codeOrKey])
}
