import type { Pool } from 'pg'
import type { Tx } from '#kernel/session.ts'
import type { NewPerson, NewPost } from './schema.ts'

/** Counts an attempt before it is checked; returns until when the name is locked, or null. */
export async function countAttempt(auth: Pool, username: string): Promise<Date | null> {
  const { rows } = await auth.query<{ until: Date | null }>('select public.sign_in_try($1) as until', [username])
  return rows[0]?.until ?? null
}

/** The password was right: false when the account is disabled (the session is gone then). */
export async function finishSignIn(auth: Pool, token: string): Promise<boolean> {
  const { rows } = await auth.query<{ done: boolean }>('select public.sign_in_done($1) as done', [token])
  return rows[0]?.done === true
}

export async function noteRefusal(auth: Pool, username: string, why: 'locked' | 'wrong'): Promise<void> {
  await auth.query('select public.sign_in_refused($1, $2)', [username, why])
}

export async function endOwnSession(auth: Pool, token: string): Promise<void> {
  await auth.query('select public.sign_out($1)', [token])
}

/** Stores the new hash and ends the person's other sessions; false when the session has ended meanwhile. */
export async function changeOwnPassword(auth: Pool, token: string, hash: string): Promise<boolean> {
  const { rows } = await auth.query<{ done: boolean }>('select public.change_own_password($1, $2) as done', [token, hash])
  return rows[0]?.done === true
}

/** Ends the own second factor; false when the session has ended meanwhile. */
export async function endOwnFactor(auth: Pool, token: string): Promise<boolean> {
  const { rows } = await auth.query<{ done: boolean }>('select public.end_own_factor($1) as done', [token])
  return rows[0]?.done === true
}

export async function noteOwnFactor(auth: Pool, token: string): Promise<void> {
  await auth.query('select public.note_own_factor($1)', [token])
}

/** Ends a lost second factor with all sessions; false for one's own, and for an account out of reach. */
export async function resetFactor(tx: Tx, id: string): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select reset_factor($1) as done', [id])).done
}

/** False when no such session is in reach. */
export async function endSession(tx: Tx, id: string): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select end_session($1) as done', [id])).done
}

export async function insertAccount(tx: Tx, id: string, personId: string, username: string): Promise<void> {
  await tx.run('insert into account (id, person_id, username) values ($1, $2, $3) on conflict (id) do nothing', [id, personId, username])
}

/** Sets a first or new password, to be changed at the next sign-in; ends all sessions of the account. */
export async function setCredentials(tx: Tx, id: string, hash: string): Promise<void> {
  await tx.run('select set_credentials($1, $2)', [id, hash])
}

/** Returns the number of rows touched: 0 = stale or invisible. */
export function setDisabled(tx: Tx, id: string, version: number, disabled: boolean): Promise<number> {
  const sql = 'update account set disabled_at = case when $3 then now() end where id = $1 and version = $2'
  return tx.run(sql, [id, version, disabled])
}

export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  const { id, fullName, searchKey, phone, email } = person
  await tx.run(
    'insert into person (id, full_name, search_key, phone, email, created_by) values ($1, $2, $3, $4, $5, app_post())',
    [id, fullName, searchKey, phone, email])
}

/** Returns the number of rows touched: 0 = stale or invisible. */
export function updatePerson(tx: Tx, version: number, person: NewPerson): Promise<number> {
  const { id, fullName, searchKey, phone, email } = person
  return tx.run(
    'update person set full_name = $3, search_key = $4, phone = $5, email = $6 where id = $1 and version = $2',
    [id, version, fullName, searchKey, phone, email])
}

export async function insertPost(tx: Tx, personId: string, post: NewPost): Promise<void> {
  await tx.run(
    `insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [post.id, personId, post.bodyId, post.actsForId, post.role, post.title, post.validFrom, post.validTo])
}

/** Changes title and end; a new role or body is a new post, so that the past stays as it was. */
export function updatePost(tx: Tx, id: string, version: number, title: string, validTo: string | null): Promise<number> {
  return tx.run('update post set title = $3, valid_to = $4 where id = $1 and version = $2', [id, version, title, validTo])
}

export type Administrator = { personId: string; postId: string; accountId: string; username: string; fullName: string; searchKey: string; bodyId: number; hash: string }

/** A person with the role admin at a body, by the installation itself (no request, no post that acts). */
export async function insertAdministrator(tx: Tx, admin: Administrator): Promise<void> {
  await tx.run('insert into person (id, full_name, search_key) values ($1, $2, $3)', [admin.personId, admin.fullName, admin.searchKey])
  await tx.run(
    `insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from)
     values ($1, $2, $3, $3, 'admin', 'Quản trị hệ thống', app_today())`, [admin.postId, admin.personId, admin.bodyId])
  await tx.run('select create_account($1, $2, $3, $4, false)', [admin.accountId, admin.personId, admin.username, admin.hash])
}
