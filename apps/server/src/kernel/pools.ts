import pg from 'pg'
import { loginUrl } from './database/login.ts'
import { createPool } from './database/pool.ts'
import type { Pools } from './deps.ts'

/** The sign-in library's pool: its tables without schema, and its own idea of value types (instants as Date). */
function createAuthPool(url: string, onLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'phaodai sign-in',
    max: 4,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 10_000,
    options: '-c TimeZone=UTC -c search_path=auth',
  })
  pool.on('error', onLost)
  return pool
}

/** Opens the three pools of an installation from its administrator's URL (which itself is not used for requests). */
export function openPools(adminUrl: string, onLost: (error: Error) => void): Pools {
  return {
    app: createPool(loginUrl(adminUrl, 'phaodai_app'), { name: 'requests', max: 20, onLost }),
    auth: createAuthPool(loginUrl(adminUrl, 'phaodai_auth'), onLost),
    jobs: createPool(loginUrl(adminUrl, 'phaodai_jobs'), { name: 'system', max: 3, statementTimeout: 300_000, onLost }),
  }
}

/** Closes all connections; waits for those lent out. */
export async function closePools(pools: Pools): Promise<void> {
  await Promise.all([pools.app.end(), pools.auth.end(), pools.jobs.end()])
}
