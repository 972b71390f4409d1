/** What stands after the signature. */
import { formatDayLong } from '@phaodai/vocabulary'
import { itemBlocks } from './body.ts'
import type { WrittenAnnex, WrittenDocument, WrittenTable } from './document.ts'
import { textWidth } from './head.ts'
import type { Block, Grid, Page } from './layout.ts'
import { roman } from './numbering.ts'
import { line } from './parts.ts'
import type { RuleSet, TextStyle } from './rules.ts'
import { typeRule } from './types.ts'

/** Size of words in tables of annexes. */
const TABLE_SIZE = 12

/** Annexes, each on a page of its own under the reference to the document it belongs to. */
export function annexesOf(doc: WrittenDocument, page: Page, rules: RuleSet): Block[] {
  return doc.annexes.flatMap((annex, at) => [{ kind: 'page-break' } as const, ...annexBlocks(annex, headingOf(annex, at, doc.annexes), doc, page, rules)])
}

function headingOf(annex: WrittenAnnex, at: number, all: readonly WrittenAnnex[]): string {
  if (annex.heading !== null) return annex.heading.toUpperCase()
  return all.filter(each => each.heading === null).length > 1 ? `PHỤ LỤC ${roman(all.slice(0, at + 1).filter(each => each.heading === null).length)}` : 'PHỤ LỤC'
}

function annexBlocks(annex: WrittenAnnex, heading: string, doc: WrittenDocument, page: Page, rules: RuleSet): Block[] {
  const bold: TextStyle = { ...rules.typeName.value, size: 14 }
  const size = rules.body.value.size
  const text: TextStyle = { size, bold: false, italic: false, caps: false, underline: false }
  return [
    line('annex-heading', heading, bold, { keepWithNext: true }),
    line('annex-title', annex.title, { ...bold, caps: annex.heading === null }, { keepWithNext: true }),
    line('annex-reference', belongsTo(doc), { ...text, italic: true }, { after: 8, keepWithNext: true }),
    ...annex.preamble.map(words => line('annex-text', words, text, { align: 'justify', firstLine: rules.body.value.indent, before: 6 })),
    ...itemBlocks({ ...doc, numbering: annex.heading === null ? doc.numbering : 'article', items: annex.items }, rules),
    ...(annex.table ? [gridOf(annex.table, textWidth(page), TABLE_SIZE)] : []),
  ]
}

/** "(Kèm theo Kế hoạch số 33-KH/HU, ngày 04 tháng 01 năm 2022 của Huyện ủy Đình Lập)". */
function belongsTo(doc: WrittenDocument): string {
  const number = doc.number === null ? '' : ` số ${/^[-/]/.test(doc.number) ? '     ' : ''}${doc.number}`
  const date = doc.date === null ? 'ngày     tháng     năm     ' : formatDayLong(doc.date)
  return `(Kèm theo ${typeRule(doc.docType).name}${number}${doc.system === 'party' ? ',' : ''} ${date} của ${doc.issuer})`
}

/** A table as wide as the text; columns share the width as they ask. */
export function gridOf(table: WrittenTable, width: number, size: number): Grid {
  const total = table.columns.reduce((sum, column) => sum + (column.width ?? 1), 0)
  return { kind: 'grid', size, rows: table.rows, columns: table.columns.map(column => ({ ...column, width: (column.width ?? 1) / total * width })) }
}
