import type { Pool } from 'pg'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { FileStore } from './file-store.ts'
import type { Jobs } from './jobs.ts'

/** The three ways into the database: requests, sign-in, and the installation's own work. */
export type Pools = {
  /** Role phaodai_app: nothing of its own, one of the four pd_ roles in a transaction. */
  app: Pool
  /** Role phaodai_auth: schema auth. */
  auth: Pool
  /** Role phaodai_jobs: schema pgboss; may become phaodai_system (`asSystem`). */
  jobs: Pool
}

/** What every domain's routes are given. */
export type AppDeps = {
  pools: Pools
  files: FileStore
  jobs: Jobs
  clock: Clock
  config: Config
}
