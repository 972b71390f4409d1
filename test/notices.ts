import type { ServerDeps } from '#server/app.ts'
import { tellChanges } from '#server/notices/index.ts'
import { withClient } from '#kernel/database/pool.ts'
import type { TestApp } from './app.ts'

/** Makes notices until the whole stream has been told: transactions of other tests on the same server hold it back for moments. */
export async function tellAll(server: Pick<TestApp, 'adminUrl'> & { deps: Pick<ServerDeps, 'pools' | 'clock'> }): Promise<void> {
  const left = 'select count(*)::int as n from audit_entry e, notice_cursor c where (e.tx, e.id) > (c.tx, c.id)'
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    await tellChanges(server.deps)
    const { rows } = await withClient(server.adminUrl, { name: 'test' }, (client) => client.query<{ n: number }>(left))
    if (rows[0]?.n === 0) return
  }
  throw new Error('the change stream does not come to rest')
}

/** Stands the server's clock at an instant; from then on it does not move by itself. */
export function standAt(server: TestApp, instant: string): void {
  server.deps.clock = { now: () => new Date(instant) }
}
