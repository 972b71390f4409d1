import { randomBytes } from 'node:crypto'
import { createDatabase, dropDatabase } from '#kernel/database/database.queries.ts'
import { databaseUrl, loginUrl } from '#kernel/database/login.ts'
import { withClient } from '#kernel/database/pool.ts'
import { applyRoles } from '#kernel/database/roles.ts'

/** A migrated database that one test file has for itself. */
export type TestDatabase = {
  /** The administrator of the server, in this database. */
  adminUrl: string
  /** The role requests work with. */
  appUrl: string
  drop: () => Promise<void>
}

/** The global setup tells the workers where the migrated template lies. */
export const TEMPLATE_URL = 'PHAODAI_TEST_TEMPLATE_URL'

const maintenance = { name: 'test', statementTimeout: 0 }

function templateUrl(): string {
  const url = process.env[TEMPLATE_URL]
  if (!url) throw new Error(`${TEMPLATE_URL} is not set: run the tests with vitest from the root of the project`)
  return url
}

/** Copies the migrated template into a fresh database (about 0.1 s). Call `drop` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(templateUrl())
  const server = databaseUrl(template.href, 'postgres')
  const name = `phaodai_test_${process.pid}_${randomBytes(5).toString('hex')}`
  await withClient(server, maintenance, (client) => createDatabase(client, name, template.pathname.slice(1)))
  const adminUrl = databaseUrl(template.href, name)
  await withClient(adminUrl, maintenance, (client) => applyRoles(client)) // a copy keeps no rights on the database itself
  return {
    adminUrl,
    appUrl: loginUrl(adminUrl, 'phaodai_app'),
    drop: () => withClient(server, maintenance, (client) => dropDatabase(client, name)),
  }
}
