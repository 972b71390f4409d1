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
  if (line.cells || line.columns.length < FEWEST_CELLS) return line
  const first = line.columns[0]!.text
  const row = NUMBER_COLUMN.test(first) || before?.cells != null && ROW_NUMBER.test(first)
  return row ? { ...line, cells: line.columns } : line
}

/** Most lines of a row and most rows of such a table; bounds, so that no text is gone through again and again. */
const MOST_LINES = 120
const MOST_ROWS = 400

interface Row { cells: Strand[]; count: number }

/** Rows of a table with one cell a line; says how many lines were taken, none when it is no table. */
function cellTable(lines: readonly Line[], from: number, result: Line[]): number {
  const head = rowAt(lines, from)
  if (head.cells.length < FEWEST_CELLS || !opensRow(lines[from + head.count])) return 0
  let taken = 0
  for (let row = head, rows = 0; rows < MOST_ROWS; rows++) {
    result.push({ ...lines[from]!, strand: join(row.cells), columns: [join(row.cells)], cells: row.cells })
    taken += row.count
    if (!opensRow(lines[from + taken])) break
    row = rowAt(lines, from + taken)
  }
  return taken
}

/** Two bar lines part two rows, and a row of the table begins with its number. */
function opensRow(line: Line | undefined): boolean {
  return line !== undefined && line.bars >= 2 && ROW_NUMBER.test(line.strand.text)
}

/** The row that begins with a line: one bar line parts two cells, lines of one cell stand together. */
function rowAt(lines: readonly Line[], from: number): Row {
  const cells: Strand[][] = [[lines[from]!.strand]]
  let at = from + 1
  for (; at < Math.min(lines.length, from + MOST_LINES) && lines[at]!.bars < 2; at++) {
    const { bars, strand } = lines[at]!
    if (bars === 1) cells.push([strand])
    else cells.at(-1)!.push(strand)
  }
  return { cells: cells.map(join), count: at - from }
}
