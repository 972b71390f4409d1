import { specimen, type RecordRow } from '@phaodai/registers'
import type { SpecimenInput } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { createRecord } from '#server/registers/index.ts'
import { filled, word } from '#server/words/index.ts'
import { findRoundDisease } from './load.ts'

const BARCODE_INDEX = 'specimen_one_barcode'

const refuse = (field: string, fault: string, values: Record<string, string> = {}): never => {
  throw new Problem('invalid-input', { detail: filled(word(`testing.fault.${fault}`), values), fields: { [field]: fault } })
}

/** Two people at once with one barcode: the second is told which rule he met, whoever was faster. */
export async function refusingTakenBarcode<T>(barcode: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const clash = error as { code?: string; constraint?: string }
    if (clash.code === '23505' && clash.constraint === BARCODE_INDEX) throw new Problem('duplicate', { detail: filled(word('testing.fault.barcode-taken'), { barcode }), fields: { barcode: 'barcode-taken' } })
    throw error
  }
}

/** Enters a specimen once, however often it is sent: somebody's, from no later than now, in a tube of its own. */
export async function enterSpecimen(tx: Tx, who: Who, id: string, input: SpecimenInput, now: Date): Promise<RecordRow> {
  if (Date.parse(input.takenAt) > now.getTime()) refuse('takenAt', 'in-future')
  if (input.individualId === null && input.contactId === null && input.fullName === null && input.replacesId === null) refuse('fullName', 'nobody')
  if (input.birthYear !== null && input.birthYear > now.getUTCFullYear() + 1) refuse('birthYear', 'in-future')
  const roundDisease = input.roundId === null ? undefined : await findRoundDisease(tx, input.roundId)
  if (roundDisease !== undefined && roundDisease !== input.diseaseCode) refuse('diseaseCode', 'other-disease')
  const residenceAreaId = input.residenceAreaId === input.areaId ? null : input.residenceAreaId
  const values = { ...input, form: 'single', takenAt: new Date(input.takenAt).toISOString(), residenceAreaId, takenById: who.bodyId }
  return refusingTakenBarcode(input.barcode, () => createRecord(tx, specimen, id, values))
}
