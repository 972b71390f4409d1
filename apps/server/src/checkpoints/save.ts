import type { CrossingInput } from '@phaodai/office'
import type { ReceiptFault } from '@phaodai/vocabulary'
import { sameOrRefuse } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

/** A crossing with what the server says of its receipt. */
export type JudgedCrossing = CrossingInput & { receiptNumber: string | null; verdict: ReceiptFault | null }

/** Notes crossings; their flags by id. Empty: no active checkpoint of this id in the caller's areas. */
export function noteCrossings(tx: Tx, checkpoint: string, crossings: readonly JudgedCrossing[], now: string): Promise<{ id: string; flags: string[] }[]> {
  const said = crossings.map((each) => ({ id: each.id, crossed_at: each.crossedAt, direction: each.direction, via: each.via, receipt_number: each.receiptNumber, verdict: each.verdict, identity: each.identity, plate: each.plate, people: each.people, outcome: each.outcome, reason: each.reason, skew: each.skew }))
  return tx.rows<{ id: string; flags: string[] }>('select id, flags from note_crossings($1, $2, $3)', [checkpoint, JSON.stringify(said), now])
}

type Shift = { fromAt: string; toAt: string; crew: string }

/** Puts a shift on the roster of a checkpoint in the caller's areas, once however often it is sent. Problems: `not-allowed`, `duplicate`. */
export async function putShift(tx: Tx, checkpoint: string, shift: string, { fromAt, toAt, crew }: Shift): Promise<void> {
  const find = () => tx.find<Shift & { checkpointId: string }>('select checkpoint_id as "checkpointId", from_at as "fromAt", to_at as "toAt", crew from checkpoint_shift where id = $1', [shift])
  if (!(await find())) await tx.run('insert into checkpoint_shift (id, checkpoint_id, area_id, from_at, to_at, crew) select $2, c.id, c.area_id, $3, $4, $5 from checkpoint c where c.id = $1 on conflict (id) do nothing', [checkpoint, shift, fromAt, toAt, crew])
  sameOrRefuse(await find(), (row) => row.checkpointId === checkpoint && Date.parse(row.fromAt) === Date.parse(fromAt) && Date.parse(row.toAt) === Date.parse(toAt) && row.crew === crew)
}

/** What one shift leaves to the next, once; false when there is none that has not. */
export async function handOver(tx: Tx, checkpoint: string, shift: string, said: string, now: string): Promise<boolean> {
  return (await tx.run('update checkpoint_shift set handed_over_at = $4, hand_over = $3 where id = $2 and checkpoint_id = $1 and handed_over_at is null', [checkpoint, shift, said, now])) > 0
}

/** Notes that a movement out of the store went to a checkpoint. */
export function insertEquipment(tx: Tx, id: string, checkpoint: string): Promise<number> {
  return tx.run('insert into checkpoint_equipment (id, checkpoint_id) values ($1, $2)', [id, checkpoint])
}

/** Notes the movement by which equipment came back, also in place of a voided one; 0 when it had. */
export function markReturned(tx: Tx, id: string, movement: string, lost: string | null): Promise<number> {
  return tx.run('update checkpoint_equipment set back_id = $2, lost = $3 where id = $1 and (back_id is null or exists (select from stock_movement b where b.id = back_id and b.voided_at is not null))', [id, movement, lost])
}
