import type { Pool } from 'pg'
import type { Clock } from '#kernel/clock.ts'
import type { Limits } from './limits.ts'

/** What the public pages stand on. */
export type PublicDeps = {
  /** Role phaodai_public: the functions of schema gate. */
  pool: Pool
  clock: Clock
  limits: Limits
  /** Addresses of the proxy in front. */
  proxy: string[]
  log: string
}
