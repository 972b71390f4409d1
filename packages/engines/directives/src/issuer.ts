import { readBodies } from './bodies.ts'
import { bodyCase } from './case.ts'
import type { Found, Reading } from './reading.ts'
import { missing, REASONS } from './reasons.ts'
import { cut, found, quoted, type Strand } from './strand.ts'
import { keySet, phrases, tokenise, type Token } from './tokens.ts'

const SPEAKS = phrases('yêu cầu', 'kết luận', 'thống nhất kết luận', 'đã kết luận', 'đề nghị', 'ban hành', 'có ý kiến', 'quyết định', 'điện', 'giao', 'đã ban hành', 'đã có ý kiến', 'xây dựng kế hoạch', 'chỉ đạo như sau', 'thông báo như sau', 'hướng dẫn như sau', 'đã có ý kiến kết luận', 'có ý kiến chỉ đạo', 'chỉ thị', 'thông báo kết luận')
const LAST = 60
/** A preamble is short; more is not searched. */
const PREAMBLE_PARAGRAPHS = 40
const PREAMBLE_LENGTH = 4000
const DEDICATED = keySet('của')

/** Who speaks in the preamble ("…, Ban Thường vụ Huyện ủy yêu cầu:"), the last such body winning. */
export function speakerIn(paragraphs: readonly Strand[]): Found<string> | null {
  for (const whole of paragraphs.slice(-PREAMBLE_PARAGRAPHS).reverse()) {
    const paragraph = cut(whole, Math.max(0, whole.text.length - PREAMBLE_LENGTH), whole.text.length)
    const hit = speakerOf(paragraph)
    if (hit) return inFull(hit, paragraphs.slice(0, PREAMBLE_PARAGRAPHS).map(part => cut(part, 0, PREAMBLE_LENGTH)))
  }
  return null
}

/** "Ban Chỉ đạo" is the short form of a longer name that the text introduced before. */
function inFull(name: Found<string>, paragraphs: readonly Strand[]): Found<string> {
  const words = tokenise(name.value)
  for (const paragraph of paragraphs) {
    const tokens = tokenise(paragraph.text)
    for (let at = 0; at < tokens.length; at++) {
      if (!tokens[at]!.upper || !words.every((word, index) => tokens[at + index]?.key === word.key)) continue
      const end = fullEnd(tokens, at)
      if (end - at > words.length + 2 && end - at < LONGEST_FULL) return quoted(cut(paragraph, tokens[at]!.start, tokens[end - 1]!.end), 0.75, 'speaker-in-full')
    }
  }
  return name
}

const LONGEST_FULL = 16

/** Where the name ends that starts at a token: before the bracket that gives its short form ("… tỉnh (Ban Chỉ đạo)"). */
function fullEnd(tokens: readonly Token[], at: number): number {
  const end = readBodies(tokens, at)?.end ?? at
  for (let index = at + 1; index < end; index++) if (tokens[index]!.key === '(') return index
  return end
}

function speakerOf(paragraph: Strand): Found<string> | null {
  const tokens = tokenise(paragraph.text)
  let best: Found<string> | null = null
  for (let at = 0; at < tokens.length; at++) {
    if (!tokens[at]!.upper || at > 0 && DEDICATED.has(tokens[at - 1]!.key)) continue
    const name = readBodies(tokens, at)
    if (!name) continue
    const speaks = speaksAfter(tokens, name.end)
    if (speaks && name.end - at < LAST) best = quoted(cut(paragraph, tokens[at]!.start, tokens[name.end - 1]!.end), 0.8, 'speaker-in-preamble')
    at = name.end - 1
  }
  return best ? withoutBracket(best, paragraph) : null
}

function speaksAfter(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.key === ',' ? at + 1 : at
  return SPEAKS.match(tokens, next) !== null
}

function withoutBracket(name: Found<string>, paragraph: Strand): Found<string> {
  const bracket = name.value.indexOf(' (')
  if (bracket < 0) return name
  const start = paragraph.text.indexOf(name.value)
  return quoted(cut(paragraph, start, start + bracket), name.confidence, name.rule)
}

const ON_BEHALF = /^(?:T\/M|TM\s?\.?)\s*(.+?)(?=\s+(?:KT|K\/T|PHÓ|CHỦ TỊCH|BÍ THƯ|TRƯỞNG|Q\.)(?![\p{L}])|$)/u
const COMMITTEE = /(?:Tỉnh|Huyện|Thành|Quận|Thị|Đảng) (?:ủy|uỷ)(?:\s+\p{Lu}[\p{L}]*)*/u

/** Who signs: "T/M BAN THƯỜNG VỤ" with the committee that the file line or the text names. */
export function signerBody(capacity: Reading<string>, capacityStrand: Strand, nearby: readonly Strand[]): Found<string> | null {
  if (capacity.value === null) return null
  const match = ON_BEHALF.exec(capacity.value)
  if (!match) return null
  const named = bodyCase(match[1]!)
  const committee = /^Ban (?:Thường vụ|Chấp hành|thường vụ|chấp hành)$/u.test(named) ? committeeIn(nearby) : null
  return found(committee ? `${named} ${committee}` : named, capacityStrand, 0.65, 'signs-on-behalf')
}

function committeeIn(nearby: readonly Strand[]): string | null {
  for (const strand of nearby) {
    const match = COMMITTEE.exec(strand.text)
    if (match) return match[0]
  }
  return null
}

/** The issuer: header, else who speaks, else who signs. */
export function issuerOf(candidates: readonly (Found<string> | null)[]): Reading<string> {
  return candidates.find(candidate => candidate !== null) ?? missing(REASONS.noIssuer)
}
