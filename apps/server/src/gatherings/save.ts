import type { Tx } from '#kernel/session.ts'

/** Moves an event; 0 = stale, or not in sight. */
export function moveGathering(tx: Tx, id: string, version: number, state: string): Promise<number> {
  return tx.run('update gathering set state = $3 where id = $1 and version = $2', [id, version, state])
}

/** Keeps how it was decided, with the sentence why. */
export function insertDecision(tx: Tx, d: { id: string; answer: string; ruled: string | null; why: string; conditions: string | null; by: string; at: string }): Promise<number> {
  return tx.run('insert into gathering_decision (gathering_id, answer, ruled, why, conditions, by_title, decided_at) values ($1, $2, $3, $4, $5, $6, $7)', [d.id, d.answer, d.ruled, d.why, d.conditions, d.by, d.at])
}
