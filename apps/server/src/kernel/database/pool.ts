import pg from 'pg'
import { valueTypes } from './types.ts'

/** Days and hours inside SQL are those of Vietnam, whatever the server's own setting. */
export const SESSION_TIME_ZONE = 'Asia/Ho_Chi_Minh'

/** What a pool or a single connection needs to know; times in milliseconds, 0 = no limit. */
export type ConnectionOptions = {
  /** Shown in pg_stat_activity. */
  name: string
  /** A statement running longer is cancelled with SQLSTATE 57014. Default 30 000. */
  statementTimeout?: number
  /** A transaction left idle longer is ended, so that a forgotten one holds no locks. Default 60 000. */
  idleInTransactionTimeout?: number
}

export type PoolOptions = ConnectionOptions & {
  /** Most connections open at once. Default 10. */
  max?: number
  /** Hears of connections lost while idle (a restarted server, say); the pool itself goes on. */
  onLost?: (error: Error) => void
}

/** (m) A helper process costs 10 ms to start, which a page of 50 rows never earns back; nor does compiling its plan. */
const SMALL_WORK = '-c max_parallel_workers_per_gather=0 -c jit=off'

function clientConfig(url: string, options: ConnectionOptions): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: `phaodai ${options.name}`,
    statement_timeout: options.statementTimeout ?? 30_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeout ?? 60_000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: `-c TimeZone=${SESSION_TIME_ZONE} -c datestyle=ISO -c intervalstyle=iso_8601 ${SMALL_WORK}`,
    types: valueTypes,
  }
}

/**
 * Opens a pool whose values follow `valueTypes` and whose sessions keep Vietnam's time. Statements asked for at once
 * travel at once and run in their order (pipelined), instead of each waiting for the answer to the one before.
 */
export function createPool(url: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(url, options), max: options.max ?? 10, pipeline: true, idleTimeoutMillis: 60_000 })
  pool.on('error', (error) => options.onLost?.(error))
  return pool
}

/** Runs `work` on one connection of its own, closed afterwards; for start-up and administration. */
export async function withClient<T>(
  url: string,
  options: ConnectionOptions,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(clientConfig(url, options))
  client.on('error', () => {}) // a lost connection also rejects the running query, which is where it is told
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
