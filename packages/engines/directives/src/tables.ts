import type { Line } from './lines.ts'
import { join, type Strand } from './strand.ts'

const NUMBER_COLUMN = /^(?:STT|TT|Số TT|S\.?T\.?T\.?)$/iu
const ROW_NUMBER = /^\d{1,3}\.?$/
const FEWEST_CELLS = 3

/**
 * Lines with the rows of tables made whole: rows set apart by wide spaces, and tables of which every
 * cell stands on a line of its own between bars. Rows drawn with bars on one line are rows already.
 */
export function withTables(lines: readonly Line[]): Line[] {
  const result: Line[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    const taken = NUMBER_COLUMN.test(line.strand.text) && line.bars > 0 ? cellTable(lines, at, result) : 0
    if (taken > 0) at += taken
    else {
      result.push(spaced(line, result.at(-1)))
      at++
    }
  }
  return result
}

/** A row by wide spaces: the one that names the columns, and numbered ones after a row. */
function spaced(line: Line, before: Line | undefined): Line {
  if (line.cells || line.columns === null || line.columns.length < FEWEST_CELLS) return line
  const first = line.columns[0]!.text
  const row = NUMBER_COLUMN.test(first) || before?.cells != null && ROW_NUMBER.test(first)
  return row ? { ...line, cells: line.columns } : line
}

/** Most lines of a row and most rows of such a table; bounds, so that no text is gone through again and again. */
const MOST_LINES = 120
const MOST_ROWS = 400

/** Rows of a table with one cell a line; says how many lines were taken, none when it is no table. */
function cellTable(lines: readonly Line[], from: number, result: Line[]): number {
  let next = rowEnd(lines, from)
  if (!opensRow(lines[next]) || rowCells(lines, from, next).length < FEWEST_CELLS) return 0
  let start = from
  for (let rows = 0; rows < MOST_ROWS; rows++) {
    const cells = rowCells(lines, start, next)
    result.push({ ...lines[from]!, strand: join(cells), columns: null, cells })
    start = next
    if (!opensRow(lines[start])) break
    next = rowEnd(lines, start)
  }
  return start - from
}

/** Two bar lines part two rows, and a row of the table begins with its number. */
function opensRow(line: Line | undefined): boolean {
  return line !== undefined && line.bars >= 2 && ROW_NUMBER.test(line.strand.text)
}

/** Where the row that begins with a line ends: before two bar lines. */
function rowEnd(lines: readonly Line[], from: number): number {
  let at = from + 1
  while (at < Math.min(lines.length, from + MOST_LINES) && lines[at]!.bars < 2) at++
  return at
}

/** The cells of a row: one bar line parts two, lines of one cell stand together. */
function rowCells(lines: readonly Line[], from: number, end: number): Strand[] {
  const cells: Strand[][] = [[lines[from]!.strand]]
  for (let at = from + 1; at < end; at++) {
    if (lines[at]!.bars === 1) cells.push([lines[at]!.strand])
    else cells.at(-1)!.push(lines[at]!.strand)
  }
  return cells.map(join)
}
