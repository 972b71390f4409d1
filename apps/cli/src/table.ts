import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import { Explained } from './explained.ts'

/** A line of a .csv file by the names of its columns; `line` is its number in the file, the heading being 1. */
export interface TableRow { line: number; cells: Record<string, string> }

/**
 * Lines of a .csv file with a heading, in the order of the file. Columns beyond those asked for are kept.
 * @throws Explained when the file cannot be read, lacks a column or has a line with too many or too few cells
 */
export async function tableIn(file: string, columns: readonly string[]): Promise<TableRow[]> {
  const text = await readFile(file, 'utf8').catch(() => { throw new Explained(`Không đọc được tệp: ${file}`) })
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/u, ''), { delimiter: '', skipEmptyLines: false })
  const [heading = [], ...body] = data
  const names = heading.map((name) => name.trim())
  const lacking = columns.filter((column) => !names.includes(column))
  if (lacking.length > 0) throw new Explained(`${file}: thiếu cột ${lacking.join(', ')}. Dòng đầu phải ghi tên cột.`)
  return body.flatMap((cells, index) => (isBlank(cells) ? [] : [rowOf(file, names, cells, index + 2)]))
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

function rowOf(file: string, names: readonly string[], cells: readonly string[], line: number): TableRow {
  if (cells.length !== names.length) throw new Explained(`${file}, dòng ${line}: có ${cells.length} ô, dòng đầu có ${names.length} cột.`)
  return { line, cells: Object.fromEntries(names.map((name, column) => [name, cells[column]!.trim()])) }
}

/** A number as people write it, with comma or point, and per cent: "0.02", "0,02", "2%". NaN when it is none. */
export function numberIn(text: string): number {
  const [, digits, percent] = /^(-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*(%?)$/iu.exec(text.trim()) ?? []
  if (digits === undefined) return Number.NaN
  return Number(digits.replace(',', '.')) / (percent === '%' ? 100 : 1)
}
