import type { Tx } from '#kernel/transaction.ts'

/** A decision of the acting body on one task, document or zone. */
export interface NewDecision { taskId?: string; documentId?: string; zoneId?: string; causeId: string; cause: string; becauseId: string | null; decision: string; reason: string; by: string }

/** Keeps a decision; it is never changed, only followed by another when the ground changes again. */
export function insertDecision(tx: Tx, d: NewDecision): Promise<number> {
  return tx.run('insert into review_decision (task_id, document_id, zone_id, cause_id, cause, because_id, decision, reason, by_title) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [d.taskId ?? null, d.documentId ?? null, d.zoneId ?? null, d.causeId, d.cause, d.becauseId, d.decision, d.reason, d.by])
}
