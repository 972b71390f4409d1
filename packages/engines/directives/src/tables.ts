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

/** Rows of a table with one cell a line; says how many lines were taken, none when it is no table. */
function cellTable(lines: readonly Line[], from: number, result: Line[]): number {
  const rows = rowsFrom(lines, from)
  const width = rows[0]!.cells.length
  if (width < FEWEST_CELLS || rows.length < 2) return 0
  let taken = 0
  for (const { cells, count } of rows) {
    if (taken > 0 && !ROW_NUMBER.test(cells[0]!.text)) break
    result.push({ ...lines[from]!, strand: join(cells), columns: [join(cells)], cells })
    taken += count
  }
  return taken
}

/** Cells grouped into rows: one bar line parts cells, two part rows. */
function rowsFrom(lines: readonly Line[], from: number): { cells: Strand[]; count: number }[] {
  const rows: { cells: Strand[]; count: number }[] = [{ cells: [lines[from]!.strand], count: 1 }]
  for (let at = from + 1; at < lines.length && rows.length < 400; at++) {
    const { bars, strand } = lines[at]!
    const row = rows.at(-1)!
    if (bars >= 2) {
      if (!ROW_NUMBER.test(strand.text)) break
      rows.push({ cells: [strand], count: 1 })
    } else {
      if (bars === 1) row.cells.push(strand)
      else row.cells.push(join([row.cells.pop()!, strand]))
      row.count++
    }
  }
  return rows
}
