import { openingOf } from './opening.queries.ts'
import { Problem } from './problem.ts'
import { callScope, findHolder } from './session.queries.ts'
import { asSystem, transact, withConnection, type Tx } from './transaction.ts'
import type { Pools } from './deps.ts'
import { subjectsRead, type Who } from './who.ts'

/**
 * Does at its time what the holder of a post has set to be done, in one transaction for one permission and under that post's
 * own row security; sensitive columns stay hidden. Refuses `no-post` when the post is out of force or no longer allowed.
 */
export async function asPost<T>(pools: Pick<Pools, 'app' | 'jobs'>, postId: string, permission: string, day: string, work: (tx: Tx, who: Who) => Promise<T>): Promise<T> {
  const holder = await asSystem(pools.jobs, tx => findHolder(tx, postId, permission, day))
  if (!holder) throw new Problem('no-post')
  const who: Who = { ...holder, reads: subjectsRead(holder.held), permission }
  return withConnection(pools.app, async client => transact(client, openingOf(who, await callScope(client, who.bodyId)), tx => work(tx, who)))
}
