import type { EquipmentInput, EquipmentReturn } from '@phaodai/office'
import { stockMovement } from '@phaodai/registers'
import type { Day } from '@phaodai/vocabulary'
import { Problem, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { createRecord } from '#server/registers/index.ts'
import { filled, word } from '#server/words/index.ts'
import { findEquipment, findPost } from './load.ts'
import { insertEquipment, markReturned } from './save.ts'

const voucher = (name: string): string => filled(word('checkpoint.voucher'), { name }).slice(0, 60)

/** Gives equipment to a checkpoint: it leaves the store of its commune in the same transaction, which refuses when the store has none. */
export async function giveEquipment(tx: Tx, checkpoint: string, id: string, { itemId, quantity }: EquipmentInput, day: Day): Promise<void> {
  const known = await findEquipment(tx, id)
  if (known?.voided) throw new Problem('illegal-state', { detail: word('checkpoint.fault.voided') })
  if (known) return void sameOrRefuse(known, (line) => line.checkpointId === checkpoint && line.itemId === itemId && line.quantity === quantity)
  const { areaId, name, state } = await findPost(tx, checkpoint)
  if (state === 'closed') throw new Problem('illegal-state', { detail: word('checkpoint.fault.closed') })
  await createRecord(tx, stockMovement, id, { areaId, voucher: voucher(name), direction: 'out', itemId, quantity, movedOn: day })
  await insertEquipment(tx, id, checkpoint)
}

/** Takes equipment back into the store, once; less than was given only with the reason. */
export async function returnEquipment(tx: Tx, checkpoint: string, id: string, { movementId, quantity, lost }: EquipmentReturn, day: Day): Promise<void> {
  const line = await findEquipment(tx, id)
  if (!line || line.checkpointId !== checkpoint) throw new Problem('not-found')
  if (line.voided || (line.backId === movementId && line.backVoided)) throw new Problem('illegal-state', { detail: word('checkpoint.fault.voided') })
  if (line.backId === movementId) return void sameOrRefuse(line, ({ back }) => back === quantity)
  if (line.backId !== null && !line.backVoided) throw new Problem('illegal-state', { detail: word('checkpoint.fault.returned') })
  if (quantity > line.quantity) throw new Problem('invalid-input', { detail: word('checkpoint.fault.more'), fields: { quantity: 'too-large' } })
  if (quantity < line.quantity && lost === null) throw new Problem('invalid-input', { detail: word('checkpoint.fault.lost'), fields: { lost: 'required' } })
  const { areaId, name } = await findPost(tx, checkpoint)
  await createRecord(tx, stockMovement, movementId, { areaId, voucher: voucher(name), direction: 'in', itemId: line.itemId, quantity, movedOn: day, source: 'other', note: lost })
  if (await markReturned(tx, id, movementId, quantity < line.quantity ? lost : null) === 0) throw new Problem('not-allowed')
}
