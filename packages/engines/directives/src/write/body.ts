/** Grounds, items and closing words. */
import type { WrittenDocument } from './document.ts'
import type { Block, Paragraph, Run } from './layout.ts'
import { numberedItems, type NumberedItem } from './numbering.ts'
import { line } from './parts.ts'
import type { RuleSet } from './rules.ts'
import { typeRule } from './types.ts'

/** What the body is made of; annexes have the same parts. */
type BodyParts = Pick<WrittenDocument, 'system' | 'docType' | 'numbering' | 'items' | 'preamble'>

/** Body of a document. */
export function bodyOf(doc: WrittenDocument, rules: RuleSet): Block[] {
  const enacts = typeRule(doc.docType).enacts[doc.system]
  const grounds = doc.preamble.map(text => paragraph('preamble', text, rules, { italic: enacts !== undefined && doc.system === 'state' }))
  const blocks = [...grounds, ...itemBlocks(doc, rules), ...doc.closing.map(text => paragraph('closing', text, rules))]
  endWith(blocks, rules)
  if (doc.signature !== null && blocks.length > 0) blocks.at(-1)!.keepWithNext = true // nobody signs on a page without words
  if (enacts === undefined) return blocks
  const who = doc.authority === null ? [] : [line('authority', doc.authority, rules.capacity.value, { before: 10, after: 4, keepWithNext: true })]
  const decides = line('enacts', enacts, rules.capacity.value, { before: 8, after: 4, keepWithNext: true })
  const [above, below] = [blocks.slice(0, grounds.length), blocks.slice(grounds.length)]
  return doc.system === 'state' ? [...who, ...above, decides, ...below] : [...above, ...who, decides, ...below]
}

/** The last words carry the closing mark when they end without any. */
function endWith(blocks: readonly Paragraph[], rules: RuleSet): void {
  const last = blocks.at(-1)?.runs.at(-1)
  if (last && !/[.!?…;:/]$/u.test(last.text)) last.text += rules.finalMark.value
}

function paragraph(role: string, text: string, rules: RuleSet, marks: Partial<Run> = {}): Paragraph {
  return justified(role, [{ text, size: rules.body.value.size, bold: false, italic: false, underline: false, ...marks }], rules)
}

function justified(role: string, runs: Run[], rules: RuleSet): Paragraph {
  const { indent, before, line: height } = rules.body.value
  return { kind: 'paragraph', role, runs, align: 'justify', firstLine: indent, left: 0, right: 0, before, after: 0, line: height, keepWithNext: false }
}

/** The tree of items, a paragraph each. */
export function itemBlocks(parts: BodyParts, rules: RuleSet): Paragraph[] {
  return numberedItems(parts).flatMap(numbered => [...opening(numbered, rules), ...numbered.item.paragraphs.map(text => paragraph('item-more', text, rules))])
}

function opening(numbered: NumberedItem, rules: RuleSet): Paragraph[] {
  const { item, kind, mark } = numbered
  const size = rules.body.value.size
  const plain = { size, italic: false, underline: false }
  if (kind === 'part' || kind === 'chapter') {
    const title = { align: 'center', firstLine: 0, keepWithNext: true } as const
    return [{ ...justified('item', [{ ...plain, bold: true, text: `${mark}. ${item.text.toUpperCase()}` }], rules), ...title }]
  }
  const bold = item.heading || kind === 'roman'
  const text = kind === 'roman' && item.heading ? item.text.toUpperCase() : item.text
  const runs = bold === (kind === 'article' || bold) ? [{ ...plain, bold, text: `${mark} ${text}` }] : [{ ...plain, bold: true, text: mark }, { ...plain, bold: false, text: ` ${text}` }]
  return [{ ...justified('item', runs, rules), keepWithNext: item.heading }]
}
