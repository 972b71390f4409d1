import type { ConcretisationPage } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { fileOf, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'

const COLUMNS = ['body', 'receivedOn', 'dueOn', 'document', 'issuedOn', 'afterDays', 'lateDays', 'standing'] as const

/** The table of owed documents as a file. */
export function concretisationFile(page: ConcretisationPage, format: 'csv' | 'xlsx'): Promise<TableFile> | TableFile {
  const rows = page.rows.map(row => [
    row.body.name, formatDay(row.receivedOn), row.owed ? formatDay(row.dueOn) : '', row.document?.number ?? '', row.document?.issuedOn ? formatDay(row.document.issuedOn) : '',
    row.afterDays === null ? '' : row.afterDays, row.owed && row.lateDays > 0 ? row.lateDays : '', word(`owed.standing.${row.standing}`),
  ])
  return fileOf(word('owed.file'), format, { headers: COLUMNS.map(column => word(`owed.col.${column}`)), rows, widths: [36, 12, 12, 18, 12, 10, 10, 24] })
}
