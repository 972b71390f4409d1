/** Everything above the body: issuer and national title, number and place, name and subject, whom it addresses. */
import { formatDayLong } from '@phaodai/vocabulary'
import type { PaperHeader, WrittenDocument } from './document.ts'
import type { Block, Page } from './layout.ts'
import { balancedWidth, linesOfName, widthOf } from './measure.ts'
import { boxed, columns, drawn, line, listed } from './parts.ts'
import type { RuleSet } from './rules.ts'
import { typeRule } from './types.ts'

const TITLES = { party: 'Đảng Cộng sản Việt Nam', state: 'Cộng hòa xã hội chủ nghĩa Việt Nam' }
const MOTTO = 'Độc lập - Tự do - Hạnh phúc'
/** Room beside the national title, so that neither touches the other. */
const GUTTER = 4

/** Width between the margins. */
export function textWidth(page: Page): number {
  return page.width - page.margins.left - page.margins.right
}

/** What is printed in the two columns of a head: the paper's own, and marks of a letter under its number. */
interface HeadParts extends PaperHeader { underNumber: Block[] }

/** Head of a document. */
export function headOf(doc: WrittenDocument, page: Page, rules: RuleSet): Block[] {
  return headColumns({ ...doc, underNumber: underNumber(doc, page, rules) }, page, rules)
}

/** Head of a paper that is no letter. */
export function paperHead(header: PaperHeader, page: Page, rules: RuleSet): Block[] {
  return headColumns({ ...header, underNumber: [] }, page, rules)
}

function headColumns(head: HeadParts, page: Page, rules: RuleSet): Block[] {
  const widths = columnWidths(page, rules)
  const number = head.number === null ? [] : [line('number', `${rules.numberMark.value}${blankSerial(head.number)}`, rules.number.value)]
  return [
    columns('head', widths, [issuerCell(head, widths[0]!, rules), titleCell(rules)]),
    columns('number-date', widths, [[...number, ...head.underNumber], [line('place-date', placeDate(head), rules.placeDate.value)]]),
  ]
}

/** The right column is as wide as the national title, on wide paper no wider than half. */
function columnWidths(page: Page, rules: RuleSet): number[] {
  const title = widthOf(TITLES[rules.system].toUpperCase(), rules.nationalTitle.value)
  const right = Math.max(title + GUTTER, textWidth(page) * 0.5)
  return [textWidth(page) - right, right]
}

function issuerCell(head: HeadParts, width: number, rules: RuleSet): Block[] {
  const superior = head.superior === null ? [] : linesOfName(head.superior.toUpperCase(), rules.superior.value, width - GUTTER)
  const issuer = linesOfName(head.issuer.toUpperCase(), rules.issuer.value, width - GUTTER)
  const mark = rules.underIssuer.value
  const widest = Math.max(...issuer.map(name => widthOf(name, rules.issuer.value)))
  return [
    ...superior.map(name => line('superior', name, rules.superior.value)),
    ...issuer.map(name => line('issuer', name, rules.issuer.value)),
    mark === 'star' ? line('star', '*', rules.issuer.value) : drawn('under-issuer', widest * mark),
  ]
}

function titleCell(rules: RuleSet): Block[] {
  const title = TITLES[rules.system].toUpperCase()
  const head = line('national-title', title, rules.nationalTitle.value)
  if (!rules.motto) return [head, drawn('under-title', widthOf(title, rules.nationalTitle.value))]
  return [head, line('motto', MOTTO, rules.motto.value), drawn('under-motto', widthOf(MOTTO, rules.motto.value))]
}

const BLANK = '\u00a0'.repeat(6)

/** Room for a serial that is not given yet. */
function blankSerial(number: string): string {
  return /^[-/]/.test(number) ? `${BLANK}${number}` : number
}

function placeDate({ place, date }: PaperHeader): string {
  return `${place}, ${date === null ? `ngày${BLANK}tháng${BLANK}năm${BLANK}` : formatDayLong(date)}`
}

function underNumber(doc: WrittenDocument, page: Page, rules: RuleSet): Block[] {
  const letter = typeRule(doc.docType).form === 'letter'
  const width = columnWidths(page, rules)[0]!
  const about = letter ? [letterAbstract(`${rules.letterAbout.value}${doc.abstract}`, width, rules)] : []
  return [...about, ...urgencyBox(doc, width, rules), ...(doc.draft ? [boxed('draft', 'DỰ THẢO', Math.min(32, width))] : [])]
}

function letterAbstract(text: string, width: number, rules: RuleSet): Block {
  const side = (width - balancedWidth(text, rules.letterAbstract.value, width - GUTTER)) / 2
  return line('letter-abstract', text, rules.letterAbstract.value, { before: 3, left: side, right: side })
}

function urgencyBox(doc: WrittenDocument, width: number, rules: RuleSet): Block[] {
  if (doc.urgency === null) return []
  const words = rules.urgency.value[doc.urgency]
  const hour = doc.urgencyHour ? ` HẸN GIỜ: ${doc.urgencyHour}` : ''
  const text = `${words}${hour}`
  return [boxed('urgency', text, Math.min(width, widthOf(text, { size: 13, bold: true }) + 8))]
}

/** Name of the type and what the document is about; a letter has them under its number. */
export function titleOfDocument(doc: WrittenDocument, page: Page, rules: RuleSet): Block[] {
  const type = typeRule(doc.docType)
  if (type.form === 'letter') return []
  const abstract = subject(doc, rules)
  const mark = rules.underAbstract.value
  const width = balancedWidth(abstract, rules.abstract.value, textWidth(page))
  const side = (textWidth(page) - width) / 2
  const drawnWidth = Math.min(widthOf(abstract, rules.abstract.value), width) * (mark === 'dashes' ? 0 : mark)
  return [
    line('type-name', type.name, rules.typeName.value, { before: 14, keepWithNext: true }),
    line('abstract', abstract, rules.abstract.value, { left: side, right: side, keepWithNext: true }),
    mark === 'dashes' ? line('under-abstract', '-----', { ...rules.abstract.value, bold: false }) : drawn('under-abstract', drawnWidth),
  ]
}

/** "Về việc …" over a State decision, a capital at the start of any State subject; the Party prints it as it is. */
function subject(doc: WrittenDocument, rules: RuleSet): string {
  const decides = doc.system === 'state' && typeRule(doc.docType).enacts.state === 'QUYẾT ĐỊNH:'
  const text = decides && !/^về\s/iu.test(doc.abstract) ? `${rules.decisionAbout.value}${doc.abstract}` : doc.abstract
  return doc.system === 'state' ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

/** Kính gửi of a letter, or whom a telegram is sent to. */
export function addressOf(doc: WrittenDocument, page: Page, rules: RuleSet): Block[] {
  const style = { size: rules.body.value.size, bold: false, italic: false, caps: false, underline: false }
  const lines = listed(doc.addressees, rules.listStop.value)
  if (typeRule(doc.docType).form === 'telegram') {
    return [
      line('telegraph', `${(doc.authority ?? doc.issuer).toUpperCase()} điện:`, { ...style, bold: true }, { before: 10, after: 6, keepWithNext: true }),
      ...lines.map(entry => line('addressee', entry, style, { align: 'left', left: 35, before: 2 })),
    ]
  }
  if (lines.length === 0) return []
  if (lines.length === 1) return [line('addressee', `Kính gửi: ${doc.addressees[0]}.`, style, { before: 14, after: 6 })]
  const label = line('address', 'Kính gửi:', style, { align: 'right' })
  const entries = lines.map(entry => line('addressee', entry, style, { align: 'left', left: 2 }))
  return [line('gap', '', style), columns('address', [50, textWidth(page) - 50], [[label], entries]), line('gap', '', { ...style, size: 6 })]
}
