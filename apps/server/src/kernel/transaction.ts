import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { SYSTEM_OPENING, type Opening } from './opening.queries.ts'
import { Problem } from './problem.ts'

/**
 * SQL as text, or named: a named statement is planned once a connection. Name what every request asks in the same words
 * and finds by key, where planning costs more than the work; not a list whose best plan depends on who looks.
 */
export type Statement = string | { readonly name: string; readonly text: string }

/** One open transaction. Row types are what the SQL aliases its columns to; nothing checks them at run time. */
export type Tx = {
  /** All rows. */
  rows: <T extends QueryResultRow>(sql: Statement, values?: unknown[]) => Promise<T[]>
  /** The first row, or undefined. */
  find: <T extends QueryResultRow>(sql: Statement, values?: unknown[]) => Promise<T | undefined>
  /** The first row; Problem `not-found` when there is none (missing and invisible rows answer alike). */
  get: <T extends QueryResultRow>(sql: Statement, values?: unknown[]) => Promise<T>
  /** Runs a statement and tells how many rows it touched. */
  run: (sql: Statement, values?: unknown[]) => Promise<number>
}

/** Whatever is asked for in one breath leaves as one packet: (m) the database is woken once, which saves a tenth of a request. */
function asOnePacket({ connection: { stream } }: PoolClient): void {
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** The transaction's face for `work`, and how to shut it: what work left running may ask nothing after the end. */
function transactionOn(client: PoolClient): { tx: Tx; shut: () => void } {
  let over = false
  const ask = async (sql: Statement, values?: unknown[]) => {
    if (over) throw new Error('asked after the end of the transaction')
    asOnePacket(client)
    return client.query(typeof sql === 'string' ? { text: sql, values } : { ...sql, values })
  }
  const rows: Tx['rows'] = async (sql, values) => (await ask(sql, values)).rows
  const find: Tx['find'] = async <T extends QueryResultRow>(sql: Statement, values?: unknown[]) => (await rows<T>(sql, values))[0]
  const tx: Tx = {
    rows,
    find,
    get: async <T extends QueryResultRow>(sql: Statement, values?: unknown[]) => {
      const row = await find<T>(sql, values)
      if (row === undefined) throw new Problem('not-found')
      return row
    },
    run: async (sql, values) => (await ask(sql, values)).rowCount ?? 0,
  }
  return { tx, shut: () => { over = true } }
}

/**
 * Runs `work` in a transaction begun and opened by `opening` on a pipelined client; commits when it returns, rolls back
 * when it throws. The first statement travels with the opening: one that fails leaves the transaction broken, so that
 * nothing behind it runs.
 */
export async function transact<T>(client: PoolClient, { name, text, values }: Opening, work: (tx: Tx) => Promise<T>): Promise<T> {
  asOnePacket(client)
  const opened = Promise.all([client.query('begin'), client.query({ name, text, values: [...values] })])
  opened.catch(() => {}) // told when the work is over, whose own error would only be its echo
  const { tx, shut } = transactionOn(client)
  try {
    const result = await work(tx).finally(() => opened)
    shut()
    await client.query('commit')
    return result
  } catch (error) {
    shut()
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
  return withConnection(jobsPool, (client) => transact(client, SYSTEM_OPENING, work))
}
