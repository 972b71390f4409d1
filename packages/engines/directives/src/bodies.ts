import { BODY_HEADS, DETERMINERS, NAME_PARTS, NO_HEADS } from './lexicon/bodies.ts'
import { ADVERBS, CIRCUMSTANCES, PAST, VERBS, WEAK } from './lexicon/predicates.ts'
import { cut, quoted, trimEnd, type Strand } from './strand.ts'
import type { Found } from './reading.ts'
import { keySet, phrases, type Token } from './tokens.ts'

/** A name of one or several bodies in a row of tokens, and what stopped it. */
export interface BodyName {
  start: number
  /** Token after the name. */
  end: number
  stop: 'predicate' | 'circumstance' | 'telling' | 'colon' | 'mark' | 'end'
}

const LONGEST_NAME = 130
const ROLES = keySet('bí', 'người', 'thủ', 'chủ', 'giám', 'ngành', 'công', 'lãnh', 'trưởng', 'chánh', 'ủy', 'hội', 'đoàn', 'mặt', 'báo', 'đài', 'ubnd', 'đảng', 'văn')
const AREA_WORDS = keySet('tỉnh', 'huyện', 'xã', 'các', 'thành', 'quận', 'cấp', 'văn', 'địa', 'cơ', 'sở', 'phường', 'thị')
const LISTED = keySet('bộ', 'sở', 'tỉnh', 'huyện', 'phố', 'ngành', 'xã', 'cục')
const DEPARTMENTS = keySet('bộ', 'sở', 'ban')
/** Names in lower case that stand for themselves in a list. */
const PARTNERS = phrases('mặt trận', 'tổ chức chính trị', 'đoàn thể', 'lực lượng vũ trang')
const SEPARATORS = keySet(',', ';', 'và')
const COMRADE = keySet('chí')
const ALL = keySet('các')
const TIMES = [...keySet('lần')][0]

/** A body inside a name ("Thường trực Ban Chỉ đạo"); where a verb is as likely, only after a separator. */
function innerBody(tokens: readonly Token[], at: number): number {
  const end = BODY_HEADS.skip(tokens, at)
  if (end <= at || verbEnd(tokens, at) < end) return end
  return SEPARATORS.has(tokens[at - 1]?.key ?? '') && tokens[end]?.upper === true ? end : at
}

/** Token after the head noun of a body that starts here (with its determiners), or null. */
export function bodyHead(tokens: readonly Token[], at: number): number | null {
  let index = at
  for (let count = 0; count < 3; count++) index = DETERMINERS.skip(tokens, index)
  const head = BODY_HEADS.match(tokens, index)
  if (head && NO_HEADS.skip(tokens, index) > head.end) return null
  if (!head) return index > at && COMRADE.has(tokens[index - 1]!.key) ? index : null
  return index === at && isVerbInstead(tokens, index, head.end) ? null : head.end
}

/** "Tổ chức …", "Báo cáo …", "Lãnh đạo, chỉ đạo …" begin with the letters of a body but are verbs. */
function isVerbInstead(tokens: readonly Token[], at: number, headEnd: number): boolean {
  const verb = verbEnd(tokens, at)
  if (verb < headEnd || verb === at) return false
  if (verb > headEnd) return true
  const next = tokens[verb]
  return !(next?.upper || next !== undefined && AREA_WORDS.has(next.key))
}

/** Token after the verb or adverb that starts here. */
function verbEnd(tokens: readonly Token[], at: number): number {
  return Math.max(VERBS.skip(tokens, at), ADVERBS.skip(tokens, at))
}

/** Whether a predicate starts at a token inside or after a name: in lower case and not part of a name. */
export function predicateAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token || !token.word || token.upper) return false
  const end = verbEnd(tokens, at)
  return end > at + 1 || end === at + 1 && !WEAK.has(token.key)
}

/** Reads the name of a body, or a list of them, that starts at a token. */
export function readBodies(tokens: readonly Token[], at: number): BodyName | null {
  const head = bodyHead(tokens, at)
  if (head === null) return null
  let index = head
  while (index < tokens.length && index - at < LONGEST_NAME) {
    const step = stepInName(tokens, at, index)
    if (typeof step !== 'number') return { start: at, end: trimMarks(tokens, at, index), stop: step }
    index = step
  }
  return { start: at, end: trimMarks(tokens, at, index), stop: 'end' }
}

/** The next token inside the name, or what ends it. */
function stepInName(tokens: readonly Token[], start: number, at: number): number | BodyName['stop'] {
  const token = tokens[at]!
  if (tokens[at + 1]?.key === TIMES) return 'circumstance'
  if (!token.word) return stepOverMark(tokens, start, at)
  const fixed = NAME_PARTS.skip(tokens, at)
  if (token.upper && bodyHead(tokens, at) === null) return Math.max(at + 1, fixed)
  const part = Math.max(fixed, innerBody(tokens, at))
  const predicate = verbEnd(tokens, at)
  if (part > at + 1 && part >= predicate) return part
  if (predicateAt(tokens, at)) return 'predicate'
  if (!token.upper && PAST.match(tokens, at)) return 'telling'
  if (!token.upper && CIRCUMSTANCES.match(tokens, at)) return 'circumstance'
  return Math.max(at + 1, part)
}

function stepOverMark(tokens: readonly Token[], start: number, at: number): number | BodyName['stop'] {
  const key = tokens[at]!.key
  if (key === '-' || key === '/' || key === '&') return at + 1
  if (key === '(') return afterBracket(tokens, at)
  if (key === ':') return opensList(tokens, start, at) ? at + 1 : 'colon'
  if (key === ';') return bodyHead(tokens, at + 1) !== null ? at + 1 : 'mark'
  if (key !== ',') return 'mark'
  if (predicateAt(tokens, at + 1)) return bodyHead(tokens, at + 1) !== null ? at + 1 : 'predicate'
  if (CIRCUMSTANCES.match(tokens, at + 1) && !tokens[at + 1]?.upper) return 'circumstance'
  return at + 1
}

function afterBracket(tokens: readonly Token[], at: number): number | BodyName['stop'] {
  for (let index = at + 1; index < Math.min(tokens.length, at + 25); index++) if (tokens[index]!.key === ')') return index + 1
  return 'mark'
}

/** "Các Bộ: Quốc phòng, Công an …": a colon inside a name. */
function opensList(tokens: readonly Token[], start: number, at: number): boolean {
  if (ALL.has(tokens[at - 2]?.key ?? '') && DEPARTMENTS.has(tokens[at - 1]!.key) && tokens[at + 1]?.upper === true && (VERBS.skip(tokens, at + 1) === at + 1 || tokens[VERBS.skip(tokens, at + 1)]?.key === ',')) return true
  return at - start <= 6 && ALL.has(tokens[start]!.key) && LISTED.has(tokens[at - 1]!.key) && tokens[at + 1]?.upper === true
    && bodyHead(tokens, at + 1) === null || at - start === 2 && LISTED.has(tokens[at - 1]!.key) && tokens[at + 1]?.upper === true
}

function trimMarks(tokens: readonly Token[], start: number, end: number): number {
  let last = end
  while (last > start && !tokens[last - 1]!.word && tokens[last - 1]!.key !== ')') last--
  return last
}

/** The bodies of a name, one by one: a list is split where a whole body begins. */
export function splitBodies(sentence: Strand, tokens: readonly Token[], name: BodyName, confidence: number, rule: string): Found<string>[] {
  const starts = [name.start]
  for (let at = name.start + 1; at < name.end; at++) {
    if (SEPARATORS.has(tokens[at - 1]!.key) && opensBody(tokens, at)) starts.push(at)
  }
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? name.end
    const strand = trimEnd(cut(sentence, tokens[start]!.start, tokens[end - 1]!.end), ',;')
    return quoted(/\svà$/u.test(strand.text) ? trimEnd(cut(strand, 0, strand.text.length - 3), ',;') : strand, confidence, rule)
  })
}

function opensBody(tokens: readonly Token[], at: number): boolean {
  const head = bodyHead(tokens, at)
  if (head === null) return false
  if (tokens[at]!.upper || DETERMINERS.match(tokens, at) !== null || ROLES.has(tokens[at]!.key)) return true
  return tokens[head]?.upper === true || PARTNERS.match(tokens, at) !== null
}
