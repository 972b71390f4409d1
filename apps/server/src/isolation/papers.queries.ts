import type { Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'

export type DecisionFacts = { orderId: string; number: string | null; bodyId: number; bodyKind: string; deciderTitle: string; deciderName: string | null; requesterTitle: string; decidedAt: string; requestedAt: string }

/** Decisions on these orders in scope. */
export function loadDecisions(tx: Tx, ids: readonly string[]): Promise<DecisionFacts[]> {
  return tx.rows<DecisionFacts>(`
    select n.order_id as "orderId", n.number, n.body_id as "bodyId", b.kind as "bodyKind", n.decider_title as "deciderTitle", n.decider_name as "deciderName", n.requester_title as "requesterTitle", n.decided_at as "decidedAt", n.requested_at as "requestedAt"
    from isolation_decision n join body b on b.id = n.body_id where n.order_id = any ($1::uuid[])`, [ids])
}

/** Laws that a decision of a day rests on, in their order. */
export async function loadBases(tx: Tx, on: Day): Promise<string[]> {
  return (await tx.rows<{ words: string }>('select words from isolation_basis where valid_from <= $1 and (valid_to is null or valid_to >= $1) order by position', [on])).map(({ words }) => words)
}
