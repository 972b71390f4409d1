/** Nơi nhận on the left, who signs on the right. */
import type { CapacityLine, WrittenRecipient, WrittenSignature } from './document.ts'
import type { Block, Page } from './layout.ts'
import { textWidth } from './head.ts'
import { linesOfName } from './measure.ts'
import { columns, line, listed } from './parts.ts'
import type { RuleSet } from './rules.ts'

/** What the foot is made of. */
export interface FootParts { signature: WrittenSignature | null; counterSignature?: WrittenSignature | null | undefined; recipients: WrittenRecipient[]; file: string | null }

/** Lines left for the signature and the seal. */
const ROOM_TO_SIGN = 60

/** A longer list may run over to the next page. */
const LONGEST_KEPT = 25

/** Foot of a document; nothing when nobody signs and nobody receives. */
export function footOfDocument(parts: FootParts, page: Page, rules: RuleSet): Block[] {
  if (parts.signature === null && parts.recipients.length === 0 && parts.file === null) return []
  const left = Math.round(textWidth(page) * 0.5)
  const right = textWidth(page) - left
  return [line('gap', '', { ...rules.recipientsList.value, size: 8 }, { keepWithNext: true }), columns('foot', [left, right], [parts.counterSignature ? signatureCell(parts.counterSignature, left, rules) : recipientsCell(parts, rules), signatureCell(parts.signature, right, rules)], parts.recipients.length < LONGEST_KEPT)]
}

function recipientsCell({ recipients, file }: FootParts, rules: RuleSet): Block[] {
  const entries = recipients.map(({ text, purpose }) => `${text} ${rules.purposes.value[purpose]}`.trim())
  if (file !== null) entries.push(`${rules.fileMark.value}${file}`)
  if (entries.length === 0) return []
  return [
    line('recipients-label', 'Nơi nhận:', rules.recipientsLabel.value, { align: 'left' }),
    ...listed(entries, rules.listStop.value).map(entry => line('recipient', entry, rules.recipientsList.value, { align: 'left' })),
  ]
}

function signatureCell(signature: WrittenSignature | null, width: number, rules: RuleSet): Block[] {
  if (signature === null) return []
  const capacity = signature.capacity.flatMap(each => capacityLines(each, width, rules))
  const name = signature.name === null ? [] : [line('signer', signature.name, rules.signerName.value, { before: ROOM_TO_SIGN })]
  return [...capacity, ...name]
}

/** "T/M BAN THƯỜNG VỤ"; a post held at once stands under `kiêm` on a line of its own. */
function capacityLines({ mark, text }: CapacityLine, width: number, rules: RuleSet): Block[] {
  const style = rules.capacity.value
  const lines = (printed: string): Block[] => linesOfName(printed, style, width - 2).map(name => line('capacity', name, style))
  if (mark === 'concurrently') return [line('concurrently', rules.marks.value.concurrently, { ...style, caps: false, bold: false }), ...lines(text.toUpperCase())]
  return lines(`${mark === null ? '' : rules.marks.value[mark]}${text.toUpperCase()}`)
}
