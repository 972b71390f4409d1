import type { Span } from './reading.ts'

/**
 * How a document stands to one it cites: căn cứ, thực hiện, cụ thể hóa, thay thế, sửa đổi, bãi bỏ, nhắc lại
 * (domain: SS01, DanChieu).
 */
export type Relation = 'basis' | 'carry-out' | 'concretise' | 'replace' | 'amend' | 'repeal' | 'recall'

/** Words before a citation that say the relation; the last one before it holds. */
const BEFORE: readonly (readonly [Relation, RegExp])[] = [
  ['replace', /thay thế/giu], ['amend', /sửa đổi(?:\s*,?\s*(?:và\s+)?bổ sung)?|điều chỉnh,?\s*bổ sung/giu], ['repeal', /bãi bỏ|hủy bỏ|huỷ bỏ/giu],
  ['concretise', /cụ thể h(?:óa|oá)/giu], ['basis', /căn cứ/giu], ['carry-out', /(?<!kết quả (?:triển khai )?)(?:thực hiện|triển khai|chấp hành)/giu],
]
/** Words after a citation that end it: "… hết hiệu lực", "… được thay thế bởi". */
const AFTER: readonly (readonly [Relation, RegExp])[] = [
  ['replace', /^[^.;\n]{0,90}?(?:được|bị) thay thế/iu], ['repeal', /^[^.;\n]{0,90}?(?:(?:được|bị) (?:bãi bỏ|hủy bỏ|huỷ bỏ)|hết hiệu lực)/iu],
]
const SENTENCE_END = /[.!?]\s+(?=\p{Lu})|\n\s*\n/gu

/** The sentence's words before an offset, 400 UTF-16 units at most. */
function sentenceBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 400), at)
  const last = [...near.matchAll(SENTENCE_END)].at(-1)
  return last ? near.slice(last.index + last[0].length) : near
}

/**
 * The relation that the words around a citation say. "Thực hiện Công văn …" before the first item (`firstItemAt`) is what
 * the document carries out; within an item it reminds of a document in force. Without such words it is only mentioned.
 */
export function relationAt(text: string, span: Span, firstItemAt: number): Relation {
  const after = text.slice(span.end, span.end + 160)
  const ended = AFTER.find(([, words]) => words.test(after))
  if (ended) return ended[0]
  const before = sentenceBefore(text, span.start)
  const said = BEFORE.flatMap(([relation, words]) => [...before.matchAll(words)].map(match => ({ relation, at: match.index })))
  const nearest = said.sort((a, b) => b.at - a.at)[0]?.relation ?? 'recall'
  return nearest === 'carry-out' && span.start >= firstItemAt ? 'recall' : nearest
}
