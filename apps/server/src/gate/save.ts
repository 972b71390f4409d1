import type { Tx } from '#kernel/session.ts'

/** Forgets phones of whose days no decision keeps visits any longer; returns how many. */
export async function forgetVisitors(tx: Tx, today: string): Promise<number> {
  return (await tx.get<{ gone: number }>('select forget_visitors($1) as gone', [today])).gone
}
