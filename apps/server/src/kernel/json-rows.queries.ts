/** Column names and a row source for an insert of many rows from one JSON parameter ($1). */
export function jsonRows(columns: readonly (readonly [key: string, column: string, type: string])[]): { columns: string; source: string } {
  const names = columns.map(([, column]) => column).join(', ')
  const typed = columns.map(([key, , type]) => `"${key}" ${type}`).join(', ')
  const renamed = columns.map(([key, column]) => `"${key}" as ${column}`).join(', ')
  return { columns: names, source: `(select ${renamed} from jsonb_to_recordset($1::jsonb) as given (${typed})) as given` }
}
