import { columnOf, writtenFields, type FieldValues, type Register } from '@phaodai/registers'
import type { Tx } from '#kernel/session.ts'

/**
 * Inserts many records in one statement and tells which it did: the ids of the others are taken. One that is refused refuses all.
 * (m) In the order of their ids, in which the indexes lie.
 */
export async function insertRecords(tx: Tx, register: Register, rows: readonly { id: string; values: FieldValues; key: string }[]): Promise<Set<string>> {
  const fields = Object.entries(writtenFields(register)).map(([name, { sqlType }]) => ({ name, column: columnOf(name), sqlType }))
  const columns = ['id', ...fields.map(({ column }) => column), 'search_key']
  const types = ['id uuid', ...fields.map(({ column, sqlType }) => `${column} ${sqlType}`), 'search_key text']
  const sql = `insert into ${register.name} (${columns.join(', ')}) select ${columns.join(', ')} from json_to_recordset($1) as r (${types.join(', ')})
    on conflict (id) do nothing returning id`
  const given = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, values, key }) => {
    const row: Record<string, unknown> = { id, search_key: key }
    for (const { name, column } of fields) if ((values[name] ?? null) !== null) row[column] = values[name]
    return row
  })
  return new Set((await tx.rows<{ id: string }>(sql, [JSON.stringify(given)])).map(({ id }) => id))
}
