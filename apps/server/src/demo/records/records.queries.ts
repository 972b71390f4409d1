import type { Tx } from '#kernel/transaction.ts'
import { jsonRows } from '#kernel/json-rows.queries.ts'
import { columnOf, findRegister, recordKey, type Register } from '@phaodai/registers'
import type { RecordRow } from './types.ts'

const COMMON = [
  ['id', 'id', 'uuid'], ['areaId', 'area_id', 'int'], ['state', 'state', 'text'], ['stateReason', 'state_reason', 'text'], ['searchKey', 'search_key', 'text'],
  ['createdAt', 'created_at', 'timestamptz'], ['updatedAt', 'updated_at', 'timestamptz'],
] as const

/** Writes records of any register as they stand, in the order given, with the audit entries of an insert. */
export function saveRecords(tx: Tx, register: Register, rows: readonly RecordRow[]): Promise<number> {
  const own = Object.entries(register.fields).map(([name, field]) => [name, columnOf(name), field.sqlType] as const)
  const { columns, source } = jsonRows([...COMMON, ...own])
  const values = rows.map(({ values: fields, ...row }) => ({ ...row, updatedAt: row.createdAt, searchKey: recordKey(register, fields), ...fields }))
  return tx.run(`insert into ${register.name} (${columns}) select ${columns} from ${source}`, [JSON.stringify(values)])
}

/** Writes records of several registers by name, in the order given; a name without a register is an error. */
export async function saveAll(tx: Tx, rows: Readonly<Record<string, readonly RecordRow[]>>): Promise<void> {
  for (const [name, records] of Object.entries(rows)) {
    const register = findRegister(name)
    if (register === undefined) throw new RangeError(`no register ${name}`)
    await saveRecords(tx, register, records)
  }
}
