import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { LOGIN_ROLES, loginUrl, rolePassword, type LoginRole } from './login.ts'
import { becomeOwner, passwordStatement, setPassword, whoAndWhere } from './migration.queries.ts'
import { withClient } from './pool.ts'

const ROLES = new URL('../../../../../db/roles.sql', import.meta.url)

/** Another start changing the same roles at the same moment; its work is ours. */
const CONCURRENT = new Set(['XX000', '40001', '40P01'])
/** Wrong password, no such role, role without login. */
const LOGIN_REFUSED = new Set(['28P01', '28000'])

/** Rights that the user of DATABASE_URL lacks; `statements` is the SQL a superuser has to run once. */
export class MissingRights extends Error {
  override name = 'MissingRights'
  readonly statements: string

  constructor(user: string, statements: string, cause: unknown) {
    super(`Người dùng ${user} không đủ quyền. Người quản trị PostgreSQL cần chạy một lần:\n${statements}`, { cause })
    this.statements = statements
  }
}

async function refused(client: pg.Client, error: pg.DatabaseError, statements: string): Promise<never> {
  if (error.code !== '42501') throw error
  const { user } = await whoAndWhere(client)
  throw new MissingRights(user, `${statements}grant phaodai_owner to "${user}";`, error)
}

/** Runs db/roles.sql on the client's database; a new clone of a database needs it too. */
export async function applyRoles(client: pg.Client, attempts = 3): Promise<void> {
  const sql = await readFile(ROLES, 'utf8')
  try {
    await client.query(sql)
  } catch (error) {
    if (!isDatabaseError(error)) throw error
    if (attempts > 1 && CONCURRENT.has(error.code ?? '')) return applyRoles(client, attempts - 1)
    await refused(client, error, error.detail ?? '')
  }
}

function isDatabaseError(error: unknown): error is pg.DatabaseError {
  return error instanceof Error && 'code' in error
}

async function canSignIn(adminUrl: string, role: LoginRole): Promise<boolean> {
  try {
    return await withClient(loginUrl(adminUrl, role), { name: 'check' }, async () => true)
  } catch (error) {
    if (isDatabaseError(error) && LOGIN_REFUSED.has(error.code ?? '')) return false
    throw error
  }
}

async function ensurePassword(client: pg.Client, adminUrl: string, role: LoginRole): Promise<void> {
  if (await canSignIn(adminUrl, role)) return
  const password = rolePassword(adminUrl, role)
  await setPassword(client, role, password).catch((error: pg.DatabaseError) =>
    refused(client, error, passwordStatement(role)),
  )
}

/**
 * Creates what is missing of roles and rights, makes sure each login role can sign in,
 * and leaves the client acting as phaodai_owner. Throws MissingRights.
 */
export async function prepareRoles(client: pg.Client, adminUrl: string): Promise<void> {
  await applyRoles(client)
  for (const role of LOGIN_ROLES) await ensurePassword(client, adminUrl, role)
  await becomeOwner(client).catch((error: pg.DatabaseError) => refused(client, error, ''))
}
