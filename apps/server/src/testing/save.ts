import type { Ct } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** Marks tubes in scope that were not sent yet as sent to a laboratory, with those pooled in them; tells how many tubes went. */
export async function sendTubes(tx: Tx, ids: readonly string[], laboratoryId: string, shipment: string | null, at: string): Promise<number> {
  const sent = (of: string): string => `update specimen set state = 'sent', laboratory_id = $2, shipment = $3, sent_at = $4 where ${of} = any ($1::uuid[]) and state = 'taken' and voided_at is null returning id`
  const tubes = await tx.rows<{ id: string }>(sent('id'), [ids, laboratoryId, shipment, at])
  await tx.run(sent('pool_id'), [tubes.map(({ id }) => id), laboratoryId, shipment, at])
  return tubes.length
}

const answerOf = async (tx: Tx, sql: string, values: unknown[]): Promise<string> => (await tx.get<{ answer: string }>(`select ${sql} as answer`, values)).answer

/** A laboratory has the tube in hand: 'done', 'repeat' or the rule that refused it. */
export function receiveTube(tx: Tx, laboratoryId: string, barcode: string, at: string): Promise<string> {
  return answerOf(tx, 'receive_tube($1, $2, $3)', [laboratoryId, barcode, at])
}

/** A laboratory sends the tube back. */
export function rejectTube(tx: Tx, laboratoryId: string, barcode: string, reason: string, at: string): Promise<string> {
  return answerOf(tx, 'reject_tube($1, $2, $3, $4)', [laboratoryId, barcode, reason, at])
}

export type Reported = { id: string; barcode: string; method: string; outcome: string; cts: readonly Ct[] | null; testedAt: string }

/** Writes one result, once however often it is sent. */
export function reportResult(tx: Tx, laboratoryId: string | null, { id, barcode, method, outcome, cts, testedAt }: Reported, source: 'entered' | 'file', at: string): Promise<string> {
  return answerOf(tx, 'report_result($1, $2, $3, $4, $5, $6, $7, $8, $9)', [id, laboratoryId, barcode, method, outcome, cts === null ? null : JSON.stringify(cts), testedAt, at, source])
}

/**
 * Takes back one result of a tube, once: 'done', 'repeat' or the rule that refused it; without `resultId` the laboratory's last.
 * What the tube comes to is told anew from what stands.
 */
export function withdrawResult(tx: Tx, laboratoryId: string | null, barcode: string, resultId: string | null, reason: string, at: string): Promise<string> {
  return answerOf(tx, 'withdraw_result($1, $2, $3, $4, $5)', [laboratoryId, barcode, resultId, reason, at])
}

/** Says which of differing results of a tube holds. */
export function settleSpecimen(tx: Tx, id: string, specimenId: string, outcome: string, reason: string, at: string): Promise<string> {
  return answerOf(tx, 'settle_specimen($1, $2, $3, $4, $5)', [id, specimenId, outcome, reason, at])
}

/** Puts tubes into one pool. */
export function makePool(tx: Tx, id: string, barcode: string, members: readonly string[], laboratoryId: string | null, largest: number): Promise<string> {
  return answerOf(tx, 'make_pool($1, $2, $3, $4, $5)', [id, barcode, members, laboratoryId, largest])
}

/** Links a specimen in scope to the case that came of it. */
export async function linkCase(tx: Tx, specimenId: string, caseId: string): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select link_specimen_case($1, $2) as done', [specimenId, caseId])).done
}

/** Calls for tubes past the hours of their rule. */
export async function callLateSpecimens(tx: Tx, at: string): Promise<number> {
  return (await tx.get<{ told: number }>('select call_late_specimens($1) as told', [at])).told
}
