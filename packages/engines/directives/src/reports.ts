import { bodyHead, readBodies } from './bodies.ts'
import type { Found, Reading } from './reading.ts'
import { missing, REASONS } from './reasons.ts'
import { cut, quoted, type Strand } from './strand.ts'
import { commonPhrases, keySet, phrases, type Token } from './tokens.ts'
import { VERBS } from './lexicon/predicates.ts'

const REPORT_VERBS = commonPhrases('báo cáo', 'phản ánh', 'gửi', 'báo ngay', 'báo cho', 'báo kịp thời', 'thông tin, báo cáo', 'báo cáo, đề xuất', 'báo cáo và đề xuất', 'thông báo kịp thời')
const PASSING_ON = phrases('đề xuất', 'kiến nghị', 'gửi', 'tham mưu')
const REPORT = phrases('báo cáo')
const TOWARDS = keySet('về', 'với', 'cho', 'đến', 'tới', 'lên', 'gửi', 'để')
const FILLERS = phrases('ngay', 'kịp thời', 'kết quả', 'nhanh', 'đầy đủ', 'bằng văn bản', 'trực tiếp', ',')
const FARTHEST = 34

/** Whether a report is due, by what stands from the predicate on. */
export function reportsIn(tokens: readonly Token[], predicate: number): boolean {
  return REPORT.in(tokens, predicate)
}

/** Addressee of "báo cáo", "gửi", "phản ánh": the body right after, or after "về", "với", "cho", "đến". */
export function reportTo(sentence: Strand, tokens: readonly Token[]): Reading<string> {
  let verbs = 0
  for (let at = 0; at < tokens.length; at++) {
    const verb = REPORT_VERBS.match(tokens, at)
    if (!verb || tokens[at - 1]?.key === ANNOUNCE) continue
    verbs++
    const hit = addresseeAfter(sentence, tokens, verb.end)
    if (hit) return hit
  }
  return missing(verbs > 0 ? REASONS.noAddressee : REASONS.noReport)
}

function addresseeAfter(sentence: Strand, tokens: readonly Token[], from: number): Found<string> | null {
  let direct = from
  for (let count = 0; count < 4; count++) direct = FILLERS.skip(tokens, direct)
  const near = directAt(sentence, tokens, direct)
  if (near) return near
  for (let at = from; at < Math.min(tokens.length, from + FARTHEST); at++) {
    const token = tokens[at]!
    if (token.key === ';' || token.key === '.') return null
    const passing = PASSING_ON.match(tokens, at)
    const next = passing ? skipTowards(tokens, passing.end) : TOWARDS.has(token.key) ? at + 1 : -1
    const hit = next >= 0 ? directAt(sentence, tokens, next, token.key === SO_THAT ? from === at : true) : null
    if (hit) return hit
  }
  return null
}

const ANNOUNCE = [...keySet('thông')][0]
const SO_THAT = [...keySet('để')][0]

function skipTowards(tokens: readonly Token[], at: number): number {
  return tokens[at] && TOWARDS.has(tokens[at].key) ? at + 1 : at
}

const PLAIN_HEADS = keySet('cấp', 'cơ', 'chính', 'nhân', 'ban', 'ủy', 'sở', 'trạm', 'trung', 'văn', 'phòng', 'thường', 'cán', 'lãnh', 'đồng', 'ngành', 'ubnd')

function directAt(sentence: Strand, tokens: readonly Token[], at: number, allowed = true): Found<string> | null {
  const token = tokens[at]
  if (!token || !allowed || bodyHead(tokens, at) === null) return null
  if (!token.upper && (!PLAIN_HEADS.has(token.key) || VERBS.skip(tokens, at) > (bodyHead(tokens, at) ?? at))) return null
  const name = readBodies(tokens, at)
  if (!name) return null
  const bracket = tokens.findIndex((mark, index) => index > at && index < name.end && mark.key === '(')
  const end = tokens[(bracket > 0 ? bracket : name.end) - 1]!.end
  return quoted(cut(sentence, token.start, end), 0.85, 'report-addressee')
}
