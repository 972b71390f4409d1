import type pg from 'pg'

/** Creates a database, as a copy of `template` when given, unless it is there; needs CREATEDB. */
export async function createDatabase(client: pg.Client, name: string, template?: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount) return
  const copy = template ? ` template ${client.escapeIdentifier(template)} strategy file_copy` : '' // (m) 0.12 s for what takes 0.65 by way of the log
  await client.query(`create database ${client.escapeIdentifier(name)}${copy}`)
}

/** Drops a database and ends whoever is still connected to it. */
export async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
}
