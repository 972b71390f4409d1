import { diseaseCase, type FieldValues, type RecordRow } from '@phaodai/registers'
import type { Tx } from '#kernel/session.ts'
import { createRecord, findRecord } from '#server/registers/index.ts'
import { checkCase } from './checks.ts'

/** Enters a case once, however often it is sent; what a case may not say is refused (`checkCase`). */
export async function enterCase(tx: Tx, id: string, values: FieldValues, now: Date): Promise<RecordRow> {
  if (!(await findRecord(tx, diseaseCase, id))) await checkCase(tx, id, values, now)
  return createRecord(tx, diseaseCase, id, values)
}
