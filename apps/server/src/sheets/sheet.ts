import { cellText, distinctHeaders, formatNumber, unquoted } from '@phaodai/vocabulary'
import type { FastifyReply } from 'fastify'
import Papa from 'papaparse'
import { Problem } from '#kernel/problem.ts'
import { word } from '#server/words/index.ts'

/** Media types of the two forms a table comes and goes in. */
export const CSV = 'text/csv'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A table read from a file: all cells as the texts people would write. */
export type Sheet = { headers: string[]; rows: string[][] }

const MOST_ROWS = 20_000

/** Reads CSV (UTF-8 or Windows-1258, any of , ; tab) or XLSX (first sheet). Problem `file-empty`, `file-type` or `too-large`. */
export async function readTable(bytes: Buffer): Promise<Sheet> {
  if (bytes.length === 0) throw new Problem('file-empty')
  const isZip = bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
  const rows = (isZip ? await readXlsx(bytes) : readCsv(bytes)).filter((row) => row.some((cell) => cell.trim() !== ''))
  const [headers, ...rest] = rows.slice(isMark(rows[0]) ? 1 : 0)
  if (!headers) throw new Problem('file-empty')
  if (rest.length > MOST_ROWS) throw new Problem('too-large', { detail: `Tệp có ${rest.length} dòng; mỗi lần nhập được nhiều nhất ${MOST_ROWS} dòng.` })
  return { headers: distinctHeaders(headers), rows: rest }
}

/** What a demo's exports say above their headers; read back, it is no header. */
const isMark = (row: readonly string[] | undefined): boolean => row?.filter((cell) => cell.trim() !== '').join('') === word('export.sample')

async function readXlsx(bytes: Buffer): Promise<string[][]> {
  try {
    const { readSheet } = await import('read-excel-file/node') // spreadsheets load with the first of them: a start need not wait
    return (await readSheet(bytes)).map((row) => row.map(cellText))
  } catch {
    throw new Problem('file-type', { detail: 'Không đọc được tệp bảng tính. Hãy lưu lại dưới dạng XLSX hoặc CSV.' })
  }
}

function readCsv(bytes: Buffer): string[][] {
  if (bytes.includes(0)) throw new Problem('file-type', { detail: 'Tệp này không phải bảng CSV hay XLSX.' })
  const { data } = Papa.parse<string[]>(decode(bytes), { skipEmptyLines: 'greedy', delimitersToGuess: [',', ';', '\t', '|'] })
  return data.map((row) => row.map(unquoted))
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  }
}

/** A cell that goes out: text as on screen, numbers so that a spreadsheet can add them. */
export type Cell = string | number

/** A table that goes out; `title` stands in a row above the headers, `widths` are in characters, a column each. */
export type Table = { headers: string[]; rows: Cell[][]; title?: string; widths?: number[] }

/** The forms a table goes out in, by the ending of the file. */
export const endings = ['csv', 'xlsx'] as const
export type Ending = (typeof endings)[number]

/** A file that leaves the house. */
export type TableFile = { name: string; mediaType: string; bytes: Buffer }

/** The table as a file `name.ending`. */
export async function fileOf(name: string, ending: Ending, table: Table): Promise<TableFile> {
  const [mediaType, bytes] = ending === 'csv' ? [`${CSV}; charset=utf-8`, writeCsv(table)] : [XLSX, await writeXlsx(table)]
  return { name: `${name}.${ending}`, mediaType, bytes }
}

/** Answers with a file to be saved under its name. */
export function sendFile(reply: FastifyReply, { name, mediaType, bytes }: TableFile): FastifyReply {
  return reply.type(mediaType).header('content-disposition', `attachment; filename="${name}"`).send(bytes)
}

/** CSV with byte-order mark, so that Excel reads UTF-8. */
function writeCsv(table: Table): Buffer {
  return Buffer.from(csvText(table))
}

/** A table, or more rows of one, as CSV; a text that would be a formula is made plain. The byte-order mark stands before headers. */
export function csvText({ title, headers, rows }: Omit<Table, 'headers'> & { headers?: string[] }): string {
  const plain = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : cell.replace(/^(?=[=+@\t\r-])/, "'"))))
  const text = Papa.unparse([...(title === undefined ? [] : [[title]]), ...(headers === undefined ? [] : [headers]), ...plain], { newline: '\r\n' })
  return headers === undefined ? text : `\ufeff${text}`
}

const LONG_TEXT = 40

/** XLSX with one sheet; cells are typed, so no text can become a formula. Long texts wrap where columns have a width. */
async function writeXlsx({ title, headers, rows, widths }: Table): Promise<Buffer> {
  const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const })
  const text = (value: string) => ({ value, type: String, ...(widths && value.length > LONG_TEXT && { wrap: true }) })
  const body = rows.map((row) => row.map((value) => (typeof value === 'number' ? { value, type: Number } : text(value))))
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const cells = [...(title === undefined ? [] : [[bold(title)]]), headers.map(bold), ...body]
  return writeExcelFile(cells, widths && { columns: widths.map((width) => ({ width })) }).toBuffer()
}
