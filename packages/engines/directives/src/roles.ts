import { bodyHead, readBodies, splitBodies } from './bodies.ts'
import { ADVERBS, VERBS } from './lexicon/predicates.ts'
import type { Found } from './reading.ts'
import type { Strand } from './strand.ts'
import { commonPhrases, keySet, phrases, type Token } from './tokens.ts'

const TOGETHER = commonPhrases('phối hợp', 'phối kết hợp', 'cùng với', 'hiệp đồng')
const NOUN_BEFORE = keySet('tác', 'sự', 'chế', 'hệ', 'lực', 'độ')
const WITH = keySet('với', 'cùng')
const BETWEEN = keySet('giữa')
const FILLERS = phrases('chặt chẽ', 'thường xuyên', 'hiệu quả', 'tốt', 'kịp thời', 'đồng bộ', 'có hiệu quả', ',', 'và', 'cùng', 'nhịp nhàng', 'tích cực', 'chủ động')

/** Bodies named after "phối hợp (với)", anywhere in the clause. */
export function coordinators(sentence: Strand, tokens: readonly Token[]): Found<string>[] {
  const bodies: Found<string>[] = []
  for (let at = 0; at < tokens.length; at++) {
    const together = TOGETHER.match(tokens, at)
    if (!together || tokens[at - 1] && NOUN_BEFORE.has(tokens[at - 1]!.key)) continue
    const start = partnersAt(tokens, together.end)
    const name = start === null ? null : readBodies(tokens, start)
    if (name) bodies.push(...splitBodies(sentence, tokens, name, 0.88, 'coordinate-with'))
    at = together.end - 1
  }
  return bodies
}

/** Where the partners' name starts: after "với", or right after with a capital. */
function partnersAt(tokens: readonly Token[], from: number): number | null {
  let at = from
  for (let count = 0; count < 8; count++) {
    const token = tokens[at]
    if (!token || BETWEEN.has(token.key) || token.key === ';') return null
    if (WITH.has(token.key)) return WITH.has(tokens[at + 1]?.key ?? '') ? at + 2 : at + 1
    if (token.upper && bodyHead(tokens, at) !== null || isDetermined(tokens, at)) return at
    const next = Math.max(FILLERS.skip(tokens, at), VERBS.skip(tokens, at), ADVERBS.skip(tokens, at))
    if (next === at || next > at && !FILLERS.match(tokens, at) && tokens[at - 1]?.key !== AND) return null
    at = next
  }
  return null
}

const AND = [...keySet('và')][0]
const DETERMINERS = keySet('các')

function isDetermined(tokens: readonly Token[], at: number): boolean {
  return DETERMINERS.has(tokens[at]!.key) && bodyHead(tokens, at) !== null
}

const DIRECTS = phrases('chỉ đạo', 'lãnh đạo, chỉ đạo', 'chỉ đạo, hướng dẫn', 'hướng dẫn', 'đôn đốc', 'chỉ đạo, đôn đốc', 'yêu cầu', 'định hướng', 'chỉ đạo, định hướng')

/** The body that does the work in "X chỉ đạo Y làm": Y. */
export function directedBody(sentence: Strand, tokens: readonly Token[], from: number): Found<string>[] {
  const directs = DIRECTS.find(tokens, from, Math.min(tokens.length, from + 8))
  if (!directs || bodyHead(tokens, directs.end) === null) return []
  const name = readBodies(tokens, directs.end)
  return name && name.stop === 'predicate' ? splitBodies(sentence, tokens, name, 0.8, 'directed-body') : []
}

/** Whether a heading directs its units ("UBND huyện chỉ đạo:") rather than only naming a body. */
export function headingDirects(tokens: readonly Token[], predicate: number): boolean {
  return predicate >= 0 && DIRECTS.find(tokens, predicate, Math.min(tokens.length, predicate + 6)) !== null
}
