import type { Matrix, MatrixRow } from '@phaodai/office/committee.ts'
import { formatDay } from '@phaodai/vocabulary'
import { fileOf, type Cell, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'

const day = (value: string | null): string => (value === null ? '' : formatDay(value))

const COLUMNS: readonly (readonly [key: string, width: number, cell: (row: MatrixRow) => Cell])[] = [
  ['matrix.member', 28, (row) => row.memberName], ['member.role', 22, (row) => word(`memberRole.${row.memberRole}`)], ['member.concurrentPost', 30, (row) => row.concurrentPost ?? ''],
  ['matrix.area', 28, (row) => row.area.name], ['matrix.since', 14, (row) => day(row.validFrom)], ['matrix.lastVisit', 14, (row) => day(row.lastVisit)],
  ['matrix.finding', 60, (row) => row.lastFinding ?? ''], ['matrix.lastReport', 14, (row) => day(row.lastReport)], ['matrix.silentDays', 14, (row) => row.silentDays],
]

/** The matrix as on screen, as XLSX or CSV; a demo's file says so in its name. */
export function exportMatrix(committee: string, matrix: Matrix, ending: 'csv' | 'xlsx', sample: boolean): Promise<TableFile> {
  const title = `${word('matrix.title')} · ${committee} · ${formatDay(matrix.day)}${sample ? ` · ${word('export.sample')}` : ''}`
  return fileOf(`${word('matrix.fileName')}${sample ? '-MAU' : ''}`, ending, {
    title, headers: COLUMNS.map(([key]) => word(key)), widths: COLUMNS.map(([, width]) => width), rows: matrix.rows.map((row) => COLUMNS.map(([, , cell]) => cell(row))),
  })
}
