/** Phiếu giao việc: what one body is given to do, on paper; several slips follow each other, each on a page of its own. */
import { gridOf } from './annex.ts'
import { pageOf } from './compose.ts'
import type { PaperHeader, WrittenRecipient, WrittenTable } from './document.ts'
import { footOfDocument } from './foot.ts'
import { paperHead, textWidth } from './head.ts'
import type { Block, Composition, Page, Paragraph } from './layout.ts'
import { boxed, columns, line } from './parts.ts'
import type { RuleSet, TextStyle } from './rules.ts'
import { rulesFor } from './rule-sets.ts'

export interface TaskSlip {
  header: PaperHeader
  title: string
  /** Mark in a frame over the title: a demo's says that it is one. */
  mark: string | null
  /** "Người giao: …", a line each. */
  facts: { label: string; value: string }[]
  work: WrittenTable
  closing: string[]
  /** Words over the two signatures: who receives, who gives. */
  receiver: string
  giver: string
  recipients: WrittenRecipient[]
  file: string | null
}

const TABLE_SIZE = 12
const ROOM_TO_SIGN = 70

function factLine({ label, value }: TaskSlip['facts'][number], text: TextStyle): Paragraph {
  const whole = line('fact', `${label}: `, { ...text, bold: true }, { align: 'left', before: 3 })
  return { ...whole, runs: [...whole.runs, ...line('fact', value, text).runs] }
}

function signatures({ receiver, giver }: TaskSlip, page: Page, rules: RuleSet): Block {
  const half = textWidth(page) / 2
  const cell = (words: string): Block[] => [
    line('capacity', words, { ...rules.capacity.value, caps: true }), line('sign-here', '(ký, ghi rõ họ tên)', { ...rules.recipientsList.value, italic: true }), line('gap', '', rules.recipientsList.value, { before: ROOM_TO_SIGN }),
  ]
  return columns('signatures', [half, half], [cell(receiver), cell(giver)])
}

function blocksOf(slip: TaskSlip, page: Page, rules: RuleSet): Block[] {
  const text: TextStyle = { size: 13, bold: false, italic: false, caps: false, underline: false }
  return [
    ...paperHead(slip.header, page, rules),
    ...(slip.mark === null ? [] : [boxed('sample', slip.mark, 30)]),
    line('paper-title', slip.title, { ...rules.typeName.value, size: 14 }, { before: 12, after: 6, keepWithNext: true }),
    ...slip.facts.map(fact => factLine(fact, text)),
    line('gap', '', { ...text, size: 8 }),
    gridOf(slip.work, textWidth(page), TABLE_SIZE),
    ...slip.closing.map(words => line('closing', words, text, { align: 'justify', before: 6 })),
    line('gap', '', { ...text, size: 8 }, { keepWithNext: true }),
    signatures(slip, page, rules),
    ...footOfDocument({ signature: null, recipients: slip.recipients, file: slip.file }, page, rules),
  ]
}

/** Lays out slips one after the other; `title` names the file. The rules are those of the first one's system and day. */
export function composeSlips(title: string, slips: readonly [TaskSlip, ...TaskSlip[]]): Composition {
  const { system, date } = slips[0].header
  const rules = rulesFor(system, date)
  const page = pageOf(rules, false)
  return { page, title, blocks: slips.flatMap((slip, at): Block[] => [...(at === 0 ? [] : [{ kind: 'page-break' as const }]), ...blocksOf(slip, page, rules)]) }
}
