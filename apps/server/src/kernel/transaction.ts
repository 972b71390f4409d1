import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { Problem } from './problem.ts'

/** One open transaction. Row types are what the SQL aliases its columns to; nothing checks them at run time. */
export type Tx = {
  /** All rows. */
  rows: <T extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>
  /** The first row, or undefined. */
  find: <T extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<T | undefined>
  /** The first row; Problem `not-found` when there is none (missing and invisible rows answer alike). */
  get: <T extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<T>
  /** Runs a statement and tells how many rows it touched. */
  run: (sql: string, values?: unknown[]) => Promise<number>
}

function transactionOn(client: PoolClient): Tx {
  const rows: Tx['rows'] = async (sql, values) => (await client.query(sql, values)).rows
  const find: Tx['find'] = async <T extends QueryResultRow>(sql: string, values?: unknown[]) => (await rows<T>(sql, values))[0]
  return {
    rows,
    find,
    get: async <T extends QueryResultRow>(sql: string, values?: unknown[]) => {
      const row = await find<T>(sql, values)
      if (row === undefined) throw new Problem('not-found')
      return row
    },
    run: async (sql, values) => (await client.query(sql, values)).rowCount ?? 0,
  }
}

/**
 * Runs `work` in a transaction opened by `opening` (one message that starts with "begin") on `client`; commits when it
 * returns, rolls back when it throws.
 */
export async function transact<T>(client: PoolClient, opening: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    await client.query(opening)
    const result = await work(transactionOn(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {}) // a lost connection is told by the first error
    throw error
  }
}

/** Lends a connection of the pool to `work`; a broken one is not given back. */
export async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = false
  const onError = (): void => {
    broken = true
  }
  client.on('error', onError)
  try {
    return await work(client)
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/** Work of the installation itself (sealer, roll-ups, retention): sees rows of every area; never for a request. */
export function asSystem<T>(jobsPool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withConnection(jobsPool, (client) => transact(client, 'begin; set local role phaodai_system', work))
}
