/** A laid-out document: what a renderer has to draw, in printing order. Lengths in millimetres, sizes in points. */
import type { TableColumn, TableRow } from './document.ts'

export interface Run { text: string; size: number; bold: boolean; italic: boolean; underline: boolean }

export type Align = 'left' | 'center' | 'right' | 'justify'

/** Line height: exactly so many points, or a multiple of the font's own. */
export type LineHeight = { exact: number } | { times: number }

export interface Paragraph {
  kind: 'paragraph'
  /** Which component of the document it is ("number", "place-date", "item"), for tests and styles. */
  role: string
  runs: Run[]
  align: Align
  /** Indent of the first line; of all lines from the left and from the right. */
  firstLine: number
  left: number
  right: number
  before: number
  after: number
  line: LineHeight
  keepWithNext: boolean
}

/** A drawn line of a given width. */
export interface Drawn { kind: 'rule'; role: string; width: number; align: 'left' | 'center'; before: number; after: number }

/** Text in a drawn box: urgency, DỰ THẢO. */
export interface Boxed { kind: 'box'; role: string; run: Run; width: number; align: 'left' | 'center' | 'right' }

/** Blocks side by side: a table without borders. */
export interface Columns { kind: 'columns'; role: string; widths: number[]; cells: Block[][]; keepTogether: boolean }

/** A table with borders; its heading row is repeated on every page. */
export interface Grid { kind: 'grid'; columns: (TableColumn & { width: number })[]; rows: TableRow[]; size: number }

export interface PageBreak { kind: 'page-break' }

export type Block = Paragraph | Drawn | Boxed | Columns | Grid | PageBreak

export interface Page {
  width: number
  height: number
  margins: { top: number; bottom: number; left: number; right: number }
  landscape: boolean
  font: string
  /** Top centre, from page 2 on. */
  pageNumber: { size: number }
}

/** `title` names the file's document properties. */
export interface Composition { page: Page; title: string; blocks: Block[] }
