import { bodyKey, bodyResolver, type KnownBody, type ResolveBody } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import { loadAliases, loadKnownBodies } from './load.ts'
import { rememberAlias } from './save.ts'

export { loadBodyNames } from './load.ts'
export { registerBodyRoutes } from './routes.ts'

/** Everything names are resolved against, read once a request. */
export interface Reach {
  /** The body by its number, or undefined. */
  find: (id: number) => KnownBody | undefined
  /** A resolver for documents of a speaker, as the office sees them. */
  resolver: (contextId: number, officeId: number) => ResolveBody
}

/** Loads bodies in force and known aliases. Throws RangeError when the context is no body in force. */
export async function loadReach(tx: Tx, day: string): Promise<Reach> {
  const bodies = await loadKnownBodies(tx, day)
  const aliases = await loadAliases(tx)
  const find = (id: number): KnownBody | undefined => bodies.find(body => body.id === id)
  const resolver = (contextId: number, officeId: number): ResolveBody => {
    const context = find(contextId) ?? find(officeId)
    if (!context) throw new RangeError(`no body ${contextId} in force`)
    return bodyResolver({ context, officeId, bodies, aliases })
  }
  return { find, resolver }
}

/** Remembers an answer for the documents of the acting body. */
export function remember(tx: Tx, written: string, bodyIds: readonly number[]): Promise<void> {
  return rememberAlias(tx, written, bodyKey(written), bodyIds)
}
