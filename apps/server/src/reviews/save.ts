import type { Tx } from '#kernel/transaction.ts'

/** A decision of the acting body on one task or one document. */
export interface NewDecision { taskId: string | null; documentId: string | null; causeId: string; cause: string; becauseId: string | null; decision: string; reason: string; by: string }

/** Keeps a decision; it is never changed, only followed by another when the ground changes again. */
export function insertDecision(tx: Tx, d: NewDecision): Promise<number> {
  return tx.run('insert into review_decision (task_id, document_id, cause_id, cause, because_id, decision, reason, by_title) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [d.taskId, d.documentId, d.causeId, d.cause, d.becauseId, d.decision, d.reason, d.by])
}
