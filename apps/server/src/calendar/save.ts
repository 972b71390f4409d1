import type { Tx } from '#kernel/session.ts'

/** Keeps the digest of a new address; false when the id is known already. */
export async function insertFeed(tx: Tx, id: string, label: string, digest: string): Promise<boolean> {
  return (await tx.run('insert into calendar_feed (id, label, secret_hash) values ($1, $2, $3) on conflict (id) do nothing', [id, label, digest])) === 1
}

/** Ends an address of the person's own; again changes nothing. */
export function revokeFeed(tx: Tx, id: string, at: string): Promise<number> {
  return tx.run('update calendar_feed set revoked_at = coalesce(revoked_at, $2) where id = $1', [id, at])
}
