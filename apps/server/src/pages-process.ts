import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Config } from '#kernel/config.ts'
import { loginUrl } from '#kernel/database/login.ts'

const BUILT = fileURLToPath(new URL('../../../dist/public/main.js', import.meta.url))

/**
 * Starts the public pages beside a demo, as the process of their own that they are: it gets the address of the database as role
 * phaodai_public and nothing else of this one, and ends with it.
 */
export function startPages({ host, log }: Config, adminUrl: string): void {
  if (!existsSync(BUILT)) return // started from the sources
  const { PATH, PHAODAI_PAGES_PORT } = process.env
  fork(BUILT, { env: { PATH, PHAODAI_PAGES_PORT, PHAODAI_PAGES_HOST: host, PHAODAI_PAGES_DATABASE_URL: loginUrl(adminUrl, 'phaodai_public'), PHAODAI_LOG: log, PHAODAI_PAGES_NEXT: '1' } })
}
