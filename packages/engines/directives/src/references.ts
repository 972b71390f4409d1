import { dayOf } from '@phaodai/vocabulary'
import { readBodies } from './bodies.ts'
import { CITED_TYPES } from './lexicon/titles.ts'
import { allMatches, append } from './matching.ts'
import { NUMBER_SHAPE, parseNumber } from './numbers.ts'
import type { Reading, Reference } from './reading.ts'
import { missing, REASONS } from './reasons.ts'
import { cut, found, quoted, spanOf, type Strand } from './strand.ts'
import { tokenise } from './tokens.ts'

const NUMBER_AT = /(?<![\p{L}\p{N}/.,-])\d{1,6}[a-z]?\s?[-/]\s?(?:(?:19|20)\d{2}\s?\/\s?)?\p{L}/gu
/** What every number has in it: most paragraphs cite nothing. */
const JOINED = /\d[a-z]?\s?[-/]/u
const TYPES = [...CITED_TYPES].sort((a, b) => b.length - a.length)
const TYPE_BEFORE = new RegExp(String.raw`(?<!\p{L})(${TYPES.join('|')})(?:\s+(?:liên tịch|hỏa tốc|khẩn|hợp nhất))?(?:\s+của\s[^,;.]{2,60})?(?:\s*,)?\s*(?:số\s*:?\s*)?$`, 'u')
const DATE_AFTER = /^[\s,]*(?:ngày\s+(\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[/.-]\s?|\s+năm\s+)(\d{4}))/iu
const DATE_BEFORE = /ngày\s+(\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[/.-]\s?|\s+năm\s+)(\d{4})[^.;]{0,80}$/iu
const ISSUER_AFTER = /^[\s,]*(?:\([^)]{0,40}\)\s*)?của\s+/iu
const LETTER_CODES = /^(?:[A-ZĐ]{2,}\d*(?:[-&.][\p{L}\d]+)*|\p{Lu}[\p{L}\d]*(?:[-/&][\p{L}\d&]+)+)$/u

/** Documents a text cites by number, each once; the document itself is not among them. */
export function referencesIn(paragraphs: readonly Strand[], own: string | null): Reference[] {
  const seen = new Set<string>(own ? [own.toUpperCase()] : [])
  const references: Reference[] = []
  for (const paragraph of paragraphs) {
    for (const match of JOINED.test(paragraph.text) ? allMatches(NUMBER_AT, paragraph.text) : []) {
      const reference = numberedAt(paragraph, match.index)
      const key = reference?.number.value?.toUpperCase()
      if (!reference || key === undefined || seen.has(key)) continue
      seen.add(key)
      references.push(reference)
    }
    if (paragraph.text.includes('của')) append(references, unnumberedIn(paragraph))
  }
  return references
}

function numberedAt(paragraph: Strand, at: number): Reference | null {
  const printed = NUMBER_SHAPE.exec(paragraph.text.slice(at, at + 60))
  const number = printed ? parseNumber(printed[0]) : null
  if (!printed || !number) return null
  const end = at + printed[0].length
  const before = paragraph.text.slice(Math.max(0, at - 110), at)
  const type = TYPE_BEFORE.exec(before)
  if (!type && !looksCited(before, printed)) return null
  const start = type ? at - before.length + type.index : at
  const after = DATE_AFTER.exec(paragraph.text.slice(end, end + 60))
  return {
    type: typeAt(paragraph, type, start, number.typeName, at, end),
    number: found(number.text, cut(paragraph, at, end), 0.95, 'cited-number'),
    date: after ? dateAt(paragraph, after, end) : dateBefore(paragraph, type ? before.slice(0, type.index) : ''),
    issuer: issuerAt(paragraph, end + (after?.[0].length ?? 0)),
    span: spanOf(cut(paragraph, start, end + (after?.[0].length ?? 0))),
  }
}

/** "số" before it, or a code that only documents have. */
function looksCited(before: string, printed: RegExpExecArray): boolean {
  if (/số\s*:?\s*$/iu.test(before.slice(-8))) return true
  const codes = (printed[4] ?? '').replace(/\s+/g, '')
  return LETTER_CODES.test(codes) && codes.length >= 4 && /[-/]/.test(codes) || /^(?:CV|CT|KL|NQ|QĐ|KH|TB|HD)[/-]/u.test(codes)
}

function typeAt(paragraph: Strand, type: RegExpExecArray | null, start: number, fallback: string | null, at: number, end: number): Reading<string> {
  if (type) return quoted(cut(paragraph, start, start + type[1]!.length), 0.95, 'type-before-number')
  return fallback ? found(fallback, cut(paragraph, at, end), 0.8, 'type-by-code') : missing(REASONS.notPrinted)
}

function dateAt(paragraph: Strand, match: RegExpExecArray, offset: number): Reading<string> {
  const value = dayOf(Number(match[3]), Number(match[2]), Number(match[1]))
  const start = offset + match[0].search(/ngày/iu)
  return value ? found(value, cut(paragraph, start, offset + match[0].length), 0.95, 'date-after-number') : missing(REASONS.noSuchDay)
}

/** "Ngày 30/7/2020 Ban Thường vụ Tỉnh ủy đã ban hành Công văn số …": the date first. */
function dateBefore(paragraph: Strand, before: string): Reading<string> {
  const match = /ban hành\s*$/iu.test(before) ? DATE_BEFORE.exec(before) : null
  const value = match ? dayOf(Number(match[3]), Number(match[2]), Number(match[1])) : null
  if (!match || !value) return missing(REASONS.notPrinted)
  const start = paragraph.text.indexOf(match[0])
  return found(value, cut(paragraph, start, start + match[0].indexOf(match[3]!) + 4), 0.85, 'date-before-number')
}

function issuerAt(paragraph: Strand, end: number): Reading<string> {
  const rest = paragraph.text.slice(end, end + 160)
  const of = ISSUER_AFTER.exec(rest)
  if (!of) return missing(REASONS.notPrinted)
  const start = end + of[0].length
  const tokens = tokenise(paragraph.text.slice(start, start + 150))
  const name = readBodies(tokens, 0)
  if (!name) return missing(REASONS.notPrinted)
  return quoted(cut(paragraph, start, start + tokens[name.end - 1]!.end), 0.85, 'issuer-after-number')
}

const UNNUMBERED = /(?<!\p{L})(Điện|Công điện|Thông báo|Kết luận|Chỉ thị|Công văn|Văn bản|Lời kêu gọi)\s+của\s+([^,;.]{3,80}?)\s+(?:\p{L}{1,20}\s+){0,2}?ngày\s+(\d{1,2})\/(\d{1,2})\/(\d{4})/gu

/** Documents cited by issuer and date alone. */
function unnumberedIn(paragraph: Strand): Reference[] {
  return allMatches(UNNUMBERED, paragraph.text).flatMap(match => {
    const value = dayOf(Number(match[5]), Number(match[4]), Number(match[3]))
    const whole = cut(paragraph, match.index, match.index + match[0].length)
    const issuerStart = match.index + match[0].indexOf(match[2]!)
    if (!value || /\d+[-/]\p{Lu}/u.test(match[2]!)) return []
    return [{
      type: quoted(cut(paragraph, match.index, match.index + match[1]!.length), 0.9, 'type-of-issuer'), number: missing(REASONS.noNumber),
      date: found(value, cut(paragraph, match.index + match[0].lastIndexOf('ngày'), match.index + match[0].length), 0.9, 'date-of-issuer'),
      issuer: quoted(cut(paragraph, issuerStart, issuerStart + match[2]!.length), 0.85, 'issuer-of-type'), span: spanOf(whole),
    }]
  })
}
