import type { FastifyInstance } from 'fastify'
import { systemClock } from '#kernel/clock.ts'
import { ConfigError } from '#kernel/config.ts'
import { createPool } from '#kernel/database/pool.ts'
import { createPublicApp } from './app.ts'
import { readPagesConfig, type PagesConfig } from './config.ts'
import { LIMITS } from './limits.ts'

/** Listens on the wanted port, beside a demo on the next free one of twenty. */
async function listen(app: FastifyInstance, { host, port, tries }: PagesConfig): Promise<string> {
  for (let next = port; ; next++) {
    try {
      return await app.listen({ host, port: next })
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || next + 1 >= port + tries) throw error
    }
  }
}

async function main(): Promise<void> {
  const config = readPagesConfig(process.env)
  const pool = createPool(config.databaseUrl, { name: 'public pages', max: 8, statementTimeout: 10_000, onLost: (error) => console.error(error.name) })
  const app = await createPublicApp({ pool, clock: systemClock, limits: LIMITS, proxy: config.proxy, log: config.log })
  const stop = (): void => void app.close().then(() => pool.end()).then(() => process.exit(0), () => process.exit(1))
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('disconnect', stop) // started by the office app's process, which has gone
  console.log(`Trang công khai: ${await listen(app, config)}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
