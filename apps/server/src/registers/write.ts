/** Creating and changing one record: what a route does inside its transaction. */
import { canonical, recordKey, writtenFields, type Field, type FieldValues, type RecordRow, type Register } from '@phaodai/registers'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findRecord, insertRecord, madeHere, updateRecord, voidRecord } from './records.queries.ts'

/** What a change rests on. */
type Given = FieldValues & { version: number }

function sameContent(register: Register, row: RecordRow, values: FieldValues): boolean {
  return Object.entries(writtenFields(register)).every(([name, field]) => field.sensitive || filledIn(field, values[name]) || canonical(row[name]) === canonical(values[name]))
}

/** A fixed field that was left empty may have been filled by what surrounds the register: a number taken, a code made. */
function filledIn(field: Field, given: unknown): boolean {
  return field.fixed && !field.required && (given ?? null) === null
}

async function reread(tx: Tx, register: Register, id: string): Promise<RecordRow> {
  const row = await findRecord(tx, register, id)
  if (!row) throw new Problem('not-found')
  return row
}

/**
 * Makes a record, once however often it is sent: a repeat by the same post answers with the record as it is now. An id that
 * belongs to another record answers `duplicate` where that one is visible, else `not-allowed` as any place out of reach.
 */
export async function createRecord(tx: Tx, register: Register, id: string, values: FieldValues): Promise<RecordRow> {
  const known = await findRecord(tx, register, id)
  if (!known && (await insertRecord(tx, register, id, values, recordKey(register, values)))) return reread(tx, register, id)
  const there = known ?? (await findRecord(tx, register, id)) // the same sending may have committed a moment ago
  if (!there) throw new Problem('not-allowed')
  const repeated = sameContent(register, there, values) || (there.version > 1 && (await madeHere(tx, register, id)))
  if (!repeated) throw new Problem('duplicate', { versions: { theirs: there, yours: { id, ...values } } })
  return there
}

/** The record a change rests on; refuses missing, voided and stale ones. */
async function standing(tx: Tx, register: Register, id: string, given: Given): Promise<RecordRow> {
  const row = await reread(tx, register, id)
  if (row.version !== given.version) refuseStale(row, given)
  if (row.voidedAt !== null) throw new Problem('illegal-state')
  return row
}

/** The record after the change; a change that touched nothing is refused: somebody was faster, or it may only be read here. */
async function after(tx: Tx, register: Register, id: string, given: Given, done: boolean): Promise<RecordRow> {
  return done ? reread(tx, register, id) : refuseStale(await findRecord(tx, register, id), given)
}

/** Corrects fields. Both versions come back when another change came first. */
export async function changeRecord(tx: Tx, register: Register, id: string, given: Given): Promise<RecordRow> {
  const { version, ...changes } = given
  const row = await standing(tx, register, id, given)
  const searchKey = recordKey(register, { ...row, ...changes })
  return after(tx, register, id, given, await updateRecord(tx, register, id, version, { ...changes, searchKey }))
}

/** Does a named action: the only way to another state. */
export async function actOnRecord(tx: Tx, register: Register, action: string, id: string, given: Given & { reason?: string | undefined }): Promise<RecordRow> {
  const declared = register.actions[action]!
  const row = await standing(tx, register, id, given)
  if (!declared.from.includes(row.state)) throw new Problem('illegal-state')
  const changes = { state: declared.to, stateReason: given.reason ?? null }
  return after(tx, register, id, given, await updateRecord(tx, register, id, given.version, changes))
}

/** Marks a mistaken record as void; it stays readable and is never deleted. */
export async function voidWithReason(tx: Tx, register: Register, id: string, given: Given & { reason: string }): Promise<RecordRow> {
  await standing(tx, register, id, given)
  return after(tx, register, id, given, await voidRecord(tx, register, id, given.version, given.reason))
}
