import type { Statistics, StatisticsQuery } from '@phaodai/office'
import type { TablePaper } from '@phaodai/directives'
import type { Tx } from '#kernel/session.ts'
import { paperHeaderFor, MEDIA, renderTablePaper, type PaperFormat } from '../documents/index.ts'
import type { Column, TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { lateColumns, tableColumns } from './columns.ts'
import { notesOf, subtitles, type Head, type Part } from './parts.ts'
import { writeSheets } from './sheet.ts'

type Rows = Pick<TablePaper, 'columns' | 'rows'>

function laidOut<T>(columns: readonly Column<T>[], rows: readonly T[], first = 1): Rows {
  return { columns: columns.map(({ cell: _, ...column }) => column), rows: rows.map((row, n) => ({ cells: columns.map(({ cell }) => String(cell(row, n + first))) })) }
}

/** The form with its sum in the last row, or the list of late tasks. */
function rowsOf(part: Part, found: Statistics, by: StatisticsQuery['by']): Rows {
  if (part === 'late') return laidOut(lateColumns(), found.late)
  const table = laidOut(tableColumns(by), found.groups)
  const sum = laidOut(tableColumns(by), [{ key: '', name: word('statistics.sum'), counts: found.total }]).rows[0]!
  return { ...table, rows: [...table.rows, { cells: ['', ...sum.cells.slice(1)], bold: true }] }
}

function paperOf(part: Part, header: Head, found: Statistics, query: StatisticsQuery): TablePaper {
  return {
    header, title: word(`statistics.title.${part}`), subtitle: subtitles(found, query), ...rowsOf(part, found, query.by), closing: notesOf(part, found, query),
    signature: { capacity: [{ mark: null, text: word('statistics.signer') }], name: null }, recipients: [], file: null, landscape: true,
  }
}

/** The statistics as a file: a Word file or PDF under the body's head, or a workbook with both parts. */
export async function fileOfStatistics(tx: Tx, bodyId: number, query: StatisticsQuery, found: Statistics, part: Part, format: PaperFormat | 'xlsx', sample: boolean): Promise<TableFile> {
  const header = await paperHeaderFor(tx, bodyId, found.day)
  const name = `${word(`statistics.file.${part}`)}-${found.day}${sample ? '-MAU' : ''}.${format}`
  if (format !== 'xlsx') return { name, mediaType: MEDIA[format], bytes: await renderTablePaper(paperOf(part, header, found, query), format) }
  return writeSheets(name, header, found, query, sample)
}
