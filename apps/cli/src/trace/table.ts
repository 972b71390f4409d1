import { readFile } from 'node:fs/promises'
import papaparse from 'papaparse'
import { Explained } from '../explained.ts'

/** A CSV file: its columns as written, and each row's values by column. */
export type Table = { file: string; columns: string[]; rows: Record<string, string>[] }

const SYSTEM_FAULTS: Record<string, string> = { ENOENT: 'Không tìm thấy tệp', EACCES: 'Không có quyền đọc tệp', EISDIR: 'Đây là thư mục, không phải tệp' }

/** Whole text of a file; a byte order mark is taken off. @throws Explained when it cannot be read */
export async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const said = SYSTEM_FAULTS[error.code ?? '']
    throw said ? new Explained(`${said}: ${file}`) : error
  })
  return text.replace(/^\uFEFF/, '')
}

/** Reads CSV with a header; separators, quotes and line ends as they come. Rows that hold more or fewer values than the header are refused by their number. */
export function readTable(file: string, text: string): Table {
  const { data, meta, errors } = papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: 'greedy', transformHeader: name => name.trim() })
  const fault = errors.find(({ type, code }) => type === 'Quotes' || code === 'TooFewFields' || code === 'TooManyFields')
  if (fault) throw new Explained(`${file}: dòng dữ liệu ${(fault.row ?? 0) + 1} không đọc được (${fault.message})`)
  if (data.length === 0) throw new Explained(`${file}: tệp không có dòng dữ liệu nào`)
  return { file, columns: meta.fields ?? [], rows: data }
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The first column that goes by one of these names; capitals, dots, dashes and underscores do not matter. */
export function columnOf({ columns }: Pick<Table, 'columns'>, ...names: string[]): string | undefined {
  return names.map(name => columns.find(column => column === name) ?? columns.find(column => plain(column) === plain(name))).find(column => column !== undefined)
}

/** A value as text; what says that nothing is known (empty, NA, NaN, NULL) is ''. */
export function valueOf(row: Record<string, string>, column: string | undefined): string {
  const value = column === undefined ? '' : (row[column] ?? '').trim()
  return /^(?:na|n\/a|nan|null|none|\?)?$/i.test(value) ? '' : value
}

/** A list of objects as CSV with these columns; what is not known is NA. */
export function toCsv(columns: readonly string[], rows: readonly Record<string, unknown>[]): string {
  const lines = rows.map(row => columns.map(column => cell(row[column])).join(','))
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? 'NA' : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
