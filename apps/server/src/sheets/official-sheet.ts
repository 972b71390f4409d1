import type { PaperHeader } from '@phaodai/directives'
import { word } from '#server/words/index.ts'
import { XLSX, type Cell, type TableFile } from './sheet.ts'

/** One column of an official table: its heading, the heading over it, its share of the width and what stands in it. */
export interface Column<T> { heading: string; group?: string; width: number; align: 'left' | 'center'; cell: (row: T, n: number) => Cell }

type SheetCell = { value: Cell; type: StringConstructor | NumberConstructor; fontWeight?: 'bold'; fontStyle?: 'italic'; align?: 'left' | 'center'; alignVertical?: 'center' | 'top'; wrap?: true; columnSpan?: number; rowSpan?: number; borderStyle?: 'thin' } | null
/** A row of a sheet as the writer takes it. */
export type SheetRow = SheetCell[]

const plain = (value: Cell, more: Partial<NonNullable<SheetCell>> = {}): SheetCell => ({ value, type: typeof value === 'number' ? Number : String, ...more })
/** A cell over several columns, with the empty places it takes. */
const across = (value: Cell, columnSpan: number, more: Partial<NonNullable<SheetCell>> = {}): SheetRow => [plain(value, { columnSpan, ...more }), ...Array<null>(columnSpan - 1).fill(null)]

/** The head of a paper in two halves: the body at the left, the system's words, place and date at the right. */
function headRows({ system, superior, issuer, place, date }: PaperHeader, width: number): SheetRow[] {
  const left = Math.floor(width / 2)
  const halves = (a: string, b: string, more: Partial<NonNullable<SheetCell>> = {}): SheetRow => [...across(a, left, { align: 'center', ...more }), ...across(b, width - left, { align: 'center', ...more })]
  const [upper, lower] = system === 'party' ? [word('statistics.party'), ''] : [word('statistics.state'), word('statistics.motto')]
  const [year, month, day] = (date ?? '').split('-')
  return [
    halves((superior ?? '').toUpperCase(), upper), halves(issuer.toUpperCase(), lower, { fontWeight: 'bold' }),
    halves(system === 'party' ? '*' : '', `${place}, ngày ${day} tháng ${month} năm ${year}`, { fontStyle: 'italic' }), [],
  ]
}

const BORDERED = { borderStyle: 'thin', alignVertical: 'center', wrap: true } as const

/** One heading row, or two where columns stand under a common word. */
function headingRows<T>(columns: readonly Column<T>[]): SheetRow[] {
  const style = { ...BORDERED, fontWeight: 'bold', align: 'center' } as const
  if (columns.every(({ group }) => group === undefined)) return [columns.map(({ heading }) => plain(heading, style))]
  const upper = columns.map(({ heading, group }, at): SheetCell => {
    if (group === undefined) return plain(heading, { ...style, rowSpan: 2 })
    if (columns[at - 1]?.group === group) return null
    return plain(group, { ...style, columnSpan: columns.filter(column => column.group === group).length })
  })
  return [upper, columns.map(({ heading, group }) => group === undefined ? null : plain(heading, style))]
}

/** Rows of the table as cells with borders; the sum is bold. */
export function bodyRows<T>(columns: readonly Column<T>[], rows: readonly T[], bold = false): SheetRow[] {
  return rows.map((row, n) => columns.map(({ cell, align }) => plain(cell(row, n + 1), { ...BORDERED, align, ...(bold && { fontWeight: 'bold' as const }) })))
}

/** An empty cell with its border: the place of a number in the row of a sum. */
export const emptyCell = (): SheetCell => plain('', BORDERED)

/** A sheet under a body's head: `marks` above it (MẪU, DỰ THẢO), titles, the table, notes, a place to sign. */
export interface OfficialSheet<T> { name: string; marks: readonly string[]; header: PaperHeader; title: string; subtitles: readonly string[]; columns: readonly Column<T>[]; body: SheetRow[]; notes: readonly string[]; signer: string }

interface Filled { data: SheetRow[]; sheet: string; columns: { width: number }[]; orientation: 'landscape'; stickyRowsCount: number }

/** Lays an official sheet out. */
export function officialSheet<T>({ name, marks, header, title, subtitles, columns, body, notes, signer }: OfficialSheet<T>): Filled {
  const width = columns.length
  const top = [...marks.map(mark => across(mark, width, { fontWeight: 'bold' })), ...headRows(header, width), across(title, width, { align: 'center', fontWeight: 'bold' }),
    ...subtitles.map(line => across(line, width, { align: 'center', fontStyle: 'italic' })), []]
  const headings = headingRows(columns)
  const half = Math.floor(width / 2)
  const signature = [[], [...Array<null>(half).fill(null), ...across(signer.toUpperCase(), width - half, { align: 'center', fontWeight: 'bold' })]]
  return {
    data: [...top, ...headings, ...body, [], ...notes.map(line => across(line, width)), ...signature],
    sheet: name, columns: columns.map(each => ({ width: each.width })), orientation: 'landscape', stickyRowsCount: top.length + headings.length,
  }
}

/** A workbook of official sheets. */
export async function writeBook(name: string, sheets: Filled[]): Promise<TableFile> {
  const { default: writeExcelFile } = await import('write-excel-file/node') // loads with the first of them: a start need not wait
  return { name, mediaType: XLSX, bytes: await writeExcelFile(sheets).toBuffer() }
}
