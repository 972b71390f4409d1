import { gridOf } from './annex.ts'
import { pageOf } from './compose.ts'
import type { TablePaper } from './document.ts'
import { footOfDocument } from './foot.ts'
import { paperHead, textWidth } from './head.ts'
import type { Composition } from './layout.ts'
import { line } from './parts.ts'
import type { RuleSet, TextStyle } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

/** Size of words in tables: wide tables are printed smaller. */
function sizeFor(columns: number): number {
  return columns > 12 ? 9 : columns > 8 ? 10 : 11
}

/** Lays out a table under an official head (statistics, a list, a register book), upright or landscape. */
export function composeTable(paper: TablePaper, rules: RuleSet = rulesFor(paper.header.system, paper.header.date)): Composition {
  const page = pageOf(rules, paper.landscape)
  const text: TextStyle = { size: 13, bold: false, italic: false, caps: false, underline: false }
  return {
    page, title: paper.title,
    blocks: [
      ...paperHead(paper.header, page, rules),
      line('paper-title', paper.title, { ...rules.typeName.value, size: 14 }, { before: 12, keepWithNext: true }),
      ...paper.subtitle.map(words => line('paper-subtitle', words, { ...text, italic: true }, { keepWithNext: true })),
      line('gap', '', { ...text, size: 8 }),
      gridOf(paper, textWidth(page), sizeFor(paper.columns.length)),
      ...paper.closing.map(words => line('closing', words, text, { align: 'justify', firstLine: rules.body.value.indent, before: 6 })),
      ...footOfDocument(paper, page, rules),
    ],
  }
}
