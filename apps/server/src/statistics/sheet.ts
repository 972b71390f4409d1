import type { Statistics, StatisticsQuery } from '@phaodai/office'
import { bodyRows, emptyCell, officialSheet, writeBook, type Column, type SheetRow, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { lateColumns, tableColumns } from './columns.ts'
import { notesOf, subtitles, type Head, type Part } from './parts.ts'

/** A workbook of two sheets, the form and the late tasks, each under the body's head and over a place to sign. */
export function writeSheets(name: string, header: Head, found: Statistics, query: StatisticsQuery, sample: boolean): Promise<TableFile> {
  const columns = tableColumns(query.by)
  const sum = bodyRows(columns, [{ key: '', name: word('statistics.sum'), counts: found.total }], true).map(([, ...cells]) => [emptyCell(), ...cells])
  const sheetOf = <T>(part: Part, shown: readonly Column<T>[], body: SheetRow[]) => officialSheet({
    name: word(`statistics.sheet.${part}`), marks: sample ? [word('export.sample')] : [], header, title: word(`statistics.title.${part}`), subtitles: subtitles(found, query),
    columns: shown, body, notes: notesOf(part, found, query), signer: word('statistics.signer'),
  })
  return writeBook(name, [sheetOf('table', columns, [...bodyRows(columns, found.groups), ...sum]), sheetOf('late', lateColumns(), bodyRows(lateColumns(), found.late))])
}
