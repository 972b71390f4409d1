/** A form to be filled: sections of named lines and tables, filled as far as known; the rest is left to be written by hand. */
import { gridOf } from './annex.ts'
import { pageOf } from './compose.ts'
import type { PaperHeader, WrittenSignature, WrittenTable } from './document.ts'
import { footOfDocument } from './foot.ts'
import { paperHead, textWidth } from './head.ts'
import type { Block, Composition, Paragraph, Run } from './layout.ts'
import { widthOf } from './measure.ts'
import { line } from './parts.ts'
import type { TextStyle } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

export interface FormLine { label: string; value: string }

export interface FormPaper {
  header: PaperHeader
  title: string
  subtitle: string[]
  /** `text` is what a section says in a sentence, `note` a remark in small print. */
  sections: { title: string; lines: FormLine[]; table: WrittenTable | null; text?: string | undefined; note: string | null }[]
  signature: WrittenSignature | null
  /** Who signs at the left, where two sides do. */
  counterSignature?: WrittenSignature | undefined
}

const TEXT: TextStyle = { size: 12, bold: false, italic: false, caps: false, underline: false }
const TABLE_SIZE = 10.5
/** How much of the line the dots fill: another font may be a tenth wider than the one measured here. */
const FILLED = 0.88

/** "Label: value"; without a value a dotted line to the end. */
function lineOf({ label, value }: FormLine, width: number): Paragraph {
  const run = (text: string): Run => ({ text, size: TEXT.size, bold: false, italic: false, underline: false })
  const name = `${label}: `
  const dots = Math.max(10, Math.floor((width * FILLED - widthOf(name, TEXT)) / widthOf('.', TEXT)))
  return { ...line('form-line', '', TEXT, { align: 'left', before: 3 }), runs: value === '' ? [run(`${name}${'.'.repeat(dots)}`)] : [run(name), { ...run(value), bold: true }] }
}

/** Lays a form out under an official head. */
export function composeForm(form: FormPaper): Composition {
  const rules = rulesFor(form.header.system, form.header.date)
  const page = pageOf(rules, false)
  const width = textWidth(page)
  const section = ({ title, lines, table, text, note }: FormPaper['sections'][number]): Block[] => [
    line('section', title, { ...TEXT, bold: true }, { align: 'left', before: 8, after: 2, keepWithNext: true }),
    ...lines.map((each) => lineOf(each, width)),
    ...(table === null ? [] : [line('gap', '', { ...TEXT, size: 4 }, { keepWithNext: true }), gridOf(table, width, TABLE_SIZE)]),
    ...(text === undefined ? [] : [line('said', text, TEXT, { align: 'justify', before: 3 })]),
    ...(note === null ? [] : [line('note', note, { ...TEXT, size: TABLE_SIZE, italic: true }, { align: 'left', before: 2 })]),
  ]
  return {
    page, title: form.title,
    blocks: [
      ...paperHead(form.header, page, rules),
      line('paper-title', form.title, { ...rules.typeName.value, size: 14 }, { before: 12, keepWithNext: true }),
      ...form.subtitle.map((words) => line('paper-subtitle', words, { ...TEXT, italic: true }, { keepWithNext: true })),
      ...form.sections.flatMap(section),
      ...footOfDocument({ signature: form.signature, counterSignature: form.counterSignature, recipients: [], file: null }, page, rules),
    ],
  }
}
