import type { Statistics, StatisticsQuery } from '@phaodai/office'
import { XLSX, type Cell, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { lateColumns, tableColumns, type Column } from './columns.ts'
import { notesOf, subtitles, type Head, type Part } from './parts.ts'

type SheetCell = { value: Cell; type: StringConstructor | NumberConstructor; fontWeight?: 'bold'; fontStyle?: 'italic'; align?: 'left' | 'center'; alignVertical?: 'center' | 'top'; wrap?: true; columnSpan?: number; rowSpan?: number; borderStyle?: 'thin' } | null
type Row = SheetCell[]

const plain = (value: Cell, more: Partial<NonNullable<SheetCell>> = {}): SheetCell => ({ value, type: typeof value === 'number' ? Number : String, ...more })
/** A cell over several columns, with the empty places it takes. */
const across = (value: Cell, columnSpan: number, more: Partial<NonNullable<SheetCell>> = {}): Row => [plain(value, { columnSpan, ...more }), ...Array<null>(columnSpan - 1).fill(null)]

/** The head of a paper in two halves: the body at the left, the system's words, place and date at the right. */
function headRows({ system, superior, issuer, place, date }: Head, width: number): Row[] {
  const left = Math.floor(width / 2)
  const halves = (a: string, b: string, more: Partial<NonNullable<SheetCell>> = {}): Row => [...across(a, left, { align: 'center', ...more }), ...across(b, width - left, { align: 'center', ...more })]
  const [upper, lower] = system === 'party' ? [word('statistics.party'), ''] : [word('statistics.state'), word('statistics.motto')]
  const [year, month, day] = (date ?? '').split('-')
  return [
    halves((superior ?? '').toUpperCase(), upper), halves(issuer.toUpperCase(), lower, { fontWeight: 'bold' }),
    halves(system === 'party' ? '*' : '', `${place}, ngày ${day} tháng ${month} năm ${year}`, { fontStyle: 'italic' }), [],
  ]
}

const BORDERED = { borderStyle: 'thin', alignVertical: 'center', wrap: true } as const

/** One heading row, or two where columns stand under a common word. */
function headingRows<T>(columns: readonly Column<T>[]): Row[] {
  const style = { ...BORDERED, fontWeight: 'bold', align: 'center' } as const
  if (columns.every(({ group }) => group === undefined)) return [columns.map(({ heading }) => plain(heading, style))]
  const upper = columns.map(({ heading, group }, at): SheetCell => {
    if (group === undefined) return plain(heading, { ...style, rowSpan: 2 })
    if (columns[at - 1]?.group === group) return null
    return plain(group, { ...style, columnSpan: columns.filter(column => column.group === group).length })
  })
  return [upper, columns.map(({ heading, group }) => group === undefined ? null : plain(heading, style))]
}

function bodyRows<T>(columns: readonly Column<T>[], rows: readonly T[], bold = false): Row[] {
  return rows.map((row, n) => columns.map(({ cell, align }) => plain(cell(row, n + 1), { ...BORDERED, align, ...(bold && { fontWeight: 'bold' as const }) })))
}

interface Filled { data: Row[]; sheet: string; columns: { width: number }[]; orientation: 'landscape'; stickyRowsCount: number }

function sheetOf<T>(part: Part, header: Head, columns: readonly Column<T>[], body: Row[], found: Statistics, query: StatisticsQuery, sample: boolean): Filled {
  const width = columns.length
  const title = [...(sample ? [across(word('export.sample'), width, { fontWeight: 'bold' })] : []), ...headRows(header, width), across(word(`statistics.title.${part}`), width, { align: 'center', fontWeight: 'bold' }),
    ...subtitles(found, query).map(line => across(line, width, { align: 'center', fontStyle: 'italic' })), []]
  const headings = headingRows(columns)
  const half = Math.floor(width / 2)
  const signature = [[], [...Array<null>(half).fill(null), ...across(word('statistics.signer').toUpperCase(), width - half, { align: 'center', fontWeight: 'bold' })]]
  return {
    data: [...title, ...headings, ...body, [], ...notesOf(part, found, query).map(line => across(line, width)), ...signature],
    sheet: word(`statistics.sheet.${part}`), columns: columns.map(each => ({ width: each.width })), orientation: 'landscape', stickyRowsCount: title.length + headings.length,
  }
}

/** A workbook of two sheets, the form and the late tasks, each under the body's head and over a place to sign. */
export async function writeSheets(name: string, header: Head, found: Statistics, query: StatisticsQuery, sample: boolean): Promise<TableFile> {
  const columns = tableColumns(query.by)
  const sum = bodyRows(columns, [{ key: '', name: word('statistics.sum'), counts: found.total }], true).map(([, ...cells]) => [plain('', BORDERED), ...cells])
  const sheets = [
    sheetOf('table', header, columns, [...bodyRows(columns, found.groups), ...sum], found, query, sample),
    sheetOf('late', header, lateColumns(), bodyRows(lateColumns(), found.late), found, query, sample),
  ]
  const { default: writeExcelFile } = await import('write-excel-file/node') // loads with the first of them: a start need not wait
  return { name, mediaType: XLSX, bytes: await writeExcelFile(sheets).toBuffer() }
}
