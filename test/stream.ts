import { rollUp } from '#server/indicators/index.ts'
import { tellChanges } from '#server/notices/index.ts'
import type { ServerDeps } from '#server/app.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { TestApp } from './app.ts'

type Reader = Pick<TestApp, 'adminUrl'> & { deps: Pick<ServerDeps, 'pools' | 'clock'> }

/** Goes round until the whole change stream has been read: transactions of other tests on the same server hold it back for moments. */
async function untilRead({ adminUrl }: Reader, cursor: 'notice_cursor' | 'indicator_cursor', round: () => Promise<unknown>): Promise<void> {
  const left = `select count(*)::int as n from audit_entry e, ${cursor} c where (e.tx, e.id) > (c.tx, c.id)`
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    await round()
    const { rows } = await withClient(adminUrl, { name: 'test' }, (client) => client.query<{ n: number }>(left))
    if (rows[0]?.n === 0) return
  }
  throw new Error('the change stream does not come to rest')
}

/** Makes notices of all that has changed. */
export async function tellAll(server: Reader): Promise<void> {
  await untilRead(server, 'notice_cursor', () => tellChanges(server.deps))
}

/** Counts anew all that has changed. */
export async function countAll(server: Reader): Promise<void> {
  await untilRead(server, 'indicator_cursor', () => rollUp(server.deps))
}
