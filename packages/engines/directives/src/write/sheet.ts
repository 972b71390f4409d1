/** The leader's sheet of a morning: one page to read in two minutes, with a frame to direct in by hand. */
import { gridOf } from './annex.ts'
import { pageOf } from './compose.ts'
import type { PaperHeader, WrittenTable } from './document.ts'
import { paperHead, textWidth } from './head.ts'
import type { Block, Composition } from './layout.ts'
import { boxed, line } from './parts.ts'
import type { TextStyle } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

export interface LeaderSheet {
  header: PaperHeader
  title: string
  /** Mark in a frame over the title: a demo's says that it is one. */
  mark: string | null
  /** When it was counted. */
  subtitle: string
  figures: string
  /** `rest`: how many more there are than the table shows, or that there are none. */
  sections: { title: string; table: WrittenTable | null; rest: string | null }[]
  /** The frame's words and its dotted lines. */
  box: { title: string; lines: string[] }
}

const TEXT: TextStyle = { size: 11, bold: false, italic: false, caps: false, underline: false }
const TABLE_SIZE = 9.5
/** High enough to write on by hand. */
const BOX_SIZE = 14

function sectionBlocks({ title, table, rest }: LeaderSheet['sections'][number], width: number): Block[] {
  return [
    line('section', title, { ...TEXT, bold: true }, { align: 'left', before: 5, after: 2, keepWithNext: true }),
    ...(table === null ? [] : [gridOf(table, width, TABLE_SIZE)]),
    ...(rest === null ? [] : [line('rest', rest, { ...TEXT, size: TABLE_SIZE, italic: true }, { align: 'left' })]),
  ]
}

/** Lays the sheet out; whether it takes one page is the caller's to see to, by how many rows it gives. `spare`: points left free at its end. */
export function composeSheet(sheet: LeaderSheet, spare = 0): Composition {
  const rules = rulesFor(sheet.header.system, sheet.header.date)
  const page = pageOf(rules, false)
  const width = textWidth(page)
  return {
    page, title: sheet.title,
    blocks: [
      ...paperHead(sheet.header, page, rules),
      ...(sheet.mark === null ? [] : [boxed('sample', sheet.mark, 30)]),
      line('paper-title', sheet.title, { ...rules.typeName.value, size: 14 }, { before: 8, keepWithNext: true }),
      line('paper-subtitle', sheet.subtitle, { ...TEXT, italic: true }, { keepWithNext: true }),
      line('figures', sheet.figures, { ...TEXT, bold: true }, { before: 4, after: 2 }),
      ...sheet.sections.flatMap(section => sectionBlocks(section, width)),
      line('gap', '', { ...TEXT, size: 6 }, { keepWithNext: true }),
      gridOf({ columns: [{ heading: sheet.box.title, align: 'left' }], rows: [{ cells: [sheet.box.lines.join('\n')] }] }, width, BOX_SIZE),
      ...(spare > 0 ? [line('spare', ' ', { ...TEXT, size: spare }, {})] : []),
    ],
  }
}
