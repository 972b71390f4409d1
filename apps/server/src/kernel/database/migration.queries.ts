import type pg from 'pg'
import { LOGIN_ROLES, type LoginRole } from './login.ts'

/** One row of the table of applied migrations. */
export type AppliedMigration = { name: string; sha256: string; appliedAt: string }

/** Any number unlikely to be used by somebody else in the same database. */
const LOCK = 7_242_609_181

/** Takes the lock that lets one process migrate at a time; held until the connection closes. */
export async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [LOCK])
  return rows[0]?.locked === true
}

/** Waits for the lock of `tryLock`. */
export async function waitForLock(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [LOCK])
}

/** Acts as the owner of every table from here on; throws 42501 when the user is no member of it. */
export async function becomeOwner(client: pg.Client): Promise<void> {
  await client.query('set role phaodai_owner')
}

/** The migrations applied so far, in order; creates the table on first use. */
export async function appliedMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows: found } = await client.query("select to_regclass('public.migration') is not null as found")
  if (!found[0].found) {
    await client.query(`
      create table public.migration (
        name text primary key,
        sha256 text not null,
        applied_at timestamptz not null default now()
      )`)
  }
  const { rows } = await client.query<AppliedMigration>(
    'select name, sha256, applied_at as "appliedAt" from public.migration order by name',
  )
  return rows
}

/** Runs one migration and notes it, both or neither. */
export async function applyMigration(client: pg.Client, file: { name: string; sha256: string; sql: string }) {
  await client.query('begin')
  try {
    await client.query(file.sql)
    await client.query('reset search_path; set role phaodai_owner') // whatever the file left behind
    await client.query('insert into public.migration (name, sha256) values ($1, $2)', [file.name, file.sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** What a superuser has to run when this user may not. */
export function passwordStatement(role: LoginRole): string {
  return `alter role ${role} login password '…'; -- mật khẩu suy từ PHAODAI_SECRET\n`
}

/** Sets the password of a login role; needs CREATEROLE. */
export async function setPassword(client: pg.Client, role: LoginRole, password: string): Promise<void> {
  if (!LOGIN_ROLES.includes(role)) throw new Error(`${role} is no login role`)
  await client.query(`alter role ${role} login password ${client.escapeLiteral(password)}`)
}

/** Name of the connected user and of the database, for messages. */
export async function whoAndWhere(client: pg.Client): Promise<{ user: string; database: string }> {
  const { rows } = await client.query('select session_user as user, current_database() as database')
  return rows[0]
}
