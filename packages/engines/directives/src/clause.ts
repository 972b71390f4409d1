import { bodyHead, predicateAt, readBodies, type BodyName } from './bodies.ts'
import { ADJUNCTS, ADVERBS, CONNECTIVES, MODALS, ORDERS, PAST, TELLING, VERBS } from './lexicon/predicates.ts'
import { Memory } from './memory.ts'
import { keySet, phrases, tokenise, type Token } from './tokens.ts'

/** What a sentence says as an order: who, what from where, and by which rule it was seen. */
export interface Clause {
  /** Who is told to do it, when the sentence names them. */
  addressee: BodyName | null
  /** Who tells them ("Chủ tịch UBND tỉnh yêu cầu …"), when named. */
  orderer: BodyName | null
  /** Token the predicate starts at; -1 when only a name stands there (a heading). */
  predicate: number
  /** The subject is no body ("Việc … phải …"). */
  impersonal: boolean
  /** A word of ordering stands before the name ("Giao", "Đề nghị"). */
  ordered: boolean
  /** The sentence opens with "Vì vậy", "Do đó": it concludes. */
  concludes: boolean
  rule: string
  confidence: number
}

const CONCLUSIONS = phrases('vì vậy', 'do vậy', 'do đó', 'vì thế', 'trước mắt', 'trong thời gian tới', 'thời gian tới')
const FOR = phrases('đối với', 'riêng đối với', 'riêng')
const BASIS = phrases('căn cứ', 'trên cơ sở', 'tùy theo', 'tùy', 'dựa trên')
const SO_THAT = keySet('để')
const DEEPEST = 6
const LONGEST_ADJUNCT = 90

const read = new Memory<readonly Token[], Clause | null>(tokens => Math.imul(tokens.length, 31) + (tokens.at(-1)?.end ?? 0))

/** Reads a sentence as an order; null when it only tells something. */
export function readClause(tokens: readonly Token[]): Clause | null {
  return read.recall(tokens, readWhole)
}

function readWhole(tokens: readonly Token[]): Clause | null {
  return readFrom(tokens, 0, 0, null)
}

/** What was read deep inside a sentence, by place and depth: circumstances in circumstances are read once. */
type Tried = Map<number, Clause | null> | null
const DEEP = 2

function readFrom(tokens: readonly Token[], from: number, depth: number, tried: Tried): Clause | null {
  if (depth < DEEP || tried === null) return readAt(tokens, from, depth, tried)
  const key = from * (DEEPEST + 2) + depth
  const known = tried.get(key)
  if (known !== undefined) return known
  const clause = readAt(tokens, from, depth, tried)
  tried.set(key, clause)
  return clause
}

function readAt(tokens: readonly Token[], from: number, depth: number, tried: Tried): Clause | null {
  let at = from
  while (at < tokens.length && !tokens[at]!.word) at++
  if (at >= tokens.length || depth > DEEPEST) return null
  const telling = TELLING.match(tokens, at)
  const connective = CONNECTIVES.match(tokens, at)
  if (connective && (!telling || connective.end >= telling.end) && !isBodyOrVerb(tokens, at, connective.end)) {
    const rest = readFrom(tokens, connective.end, depth + 1, tried)
    return rest && CONCLUSIONS.match(tokens, at) ? { ...rest, concludes: true } : rest
  }
  const purposed = PURPOSE.match(tokens, at) ? orderAfter(tokens, at) : null
  if (purposed) return { ...purposed, rule: 'order-after-purpose' }
  const core = readCore(tokens, at)
  if (core) return core
  const adjunct = ADJUNCTS.match(tokens, at) !== null
  return adjunct ? afterAdjunct(tokens, at, depth, tried) : impersonal(tokens, at) ?? afterColon(tokens, at, depth, tried)
}

function isBodyOrVerb(tokens: readonly Token[], at: number, connectiveEnd: number): boolean {
  return VERBS.skip(tokens, at) > connectiveEnd || (bodyHead(tokens, at) ?? 0) > connectiveEnd
}

/** Order + body, body + predicate, or a bare predicate, right at a token. */
function readCore(tokens: readonly Token[], at: number): Clause | null {
  const order = ORDERS.match(tokens, at)
  if (order) {
    const name = readBodies(tokens, skipMarks(tokens, order.end))
    if (name) return { addressee: name, orderer: null, predicate: predicateAfter(tokens, name), impersonal: false, ordered: true, concludes: false, rule: 'order-to-body', confidence: 0.93 }
  }
  const telling = TELLING.match(tokens, at)
  const head = bodyHead(tokens, at)
  if (head !== null && Math.max(telling?.end ?? 0, ADJUNCTS.skip(tokens, at)) < head) return fromSubject(tokens, at)
  const verb = Math.max(VERBS.skip(tokens, at), ADVERBS.skip(tokens, at))
  if (verb === at || (telling?.end ?? 0) > verb || ADJUNCTS.skip(tokens, at) > verb) return null
  return { addressee: null, orderer: null, predicate: at, impersonal: false, ordered: false, concludes: false, rule: 'bare-predicate', confidence: 0.85 }
}

function skipMarks(tokens: readonly Token[], at: number): number {
  return tokens[at]?.key === ':' || tokens[at]?.key === ',' ? at + 1 : at
}

function fromSubject(tokens: readonly Token[], at: number): Clause | null {
  const name = readBodies(tokens, at)
  if (!name) return null
  if (name.stop === 'telling' && !HUB.match(tokens, name.end)) return standingAs(tokens, name)
  const predicate = predicateAfter(tokens, name)
  if (predicate < 0 && name.stop !== 'colon' && name.end < tokens.length) return null
  const inner = predicate >= 0 ? orderedBy(tokens, name, predicate) : null
  return inner ?? { addressee: name, orderer: null, predicate, impersonal: false, ordered: false, concludes: false, rule: predicate < 0 ? 'body-alone' : 'body-predicate', confidence: 0.9 }
}

const ROLE = phrases('là cơ quan', 'là đơn vị')
/** "… là đầu mối tổng hợp": the role is itself the order. */
const HUB = phrases('là đầu mối', 'là cơ quan đầu mối', 'là đơn vị đầu mối')

/** "Sở Y tế là cơ quan thường trực, chủ trì …": the role first, then what is to be done. */
function standingAs(tokens: readonly Token[], name: BodyName): Clause | null {
  if (!ROLE.match(tokens, name.end)) return null
  for (let at = name.end + 1; at < Math.min(tokens.length, name.end + 30); at++) {
    if (tokens[at]!.key === ';') return null
    const next = at + 1
    if ((tokens[at]!.key === ',') && predicateAt(tokens, next)) {
      return { addressee: name, orderer: null, predicate: next, impersonal: false, ordered: false, concludes: false, rule: 'body-in-role', confidence: 0.8 }
    }
  }
  return null
}

/** "Chủ tịch UBND tỉnh yêu cầu các sở …": the body after the verb is the one addressed. */
function orderedBy(tokens: readonly Token[], orderer: BodyName, predicate: number): Clause | null {
  const order = ORDERS.match(tokens, predicate)
  const name = order ? readBodies(tokens, skipMarks(tokens, order.end)) : null
  if (!name || name.stop === 'telling') return null
  return { addressee: name, orderer, predicate: predicateAfter(tokens, name), impersonal: false, ordered: true, concludes: false, rule: 'issuer-orders-body', confidence: 0.88 }
}

/** Where the predicate of a named subject starts: at once, after a circumstance, or after a colon. */
function predicateAfter(tokens: readonly Token[], name: BodyName): number {
  if (name.stop === 'telling') return HUB.match(tokens, name.end) ? name.end : -1
  const limit = Math.min(tokens.length, name.end + LONGEST_ADJUNCT)
  for (let at = name.end; at < limit; at++) {
    const token = tokens[at]!
    if (token.key === '.' || token.key === ';') return -1
    if (predicateAt(tokens, at)) return at
    if (token.key === ':' || token.key === ',') {
      const next = at + 1
      if (tokens[next]?.upper && token.key === ':' && VERBS.skip(tokens, next) > next) return next
    } else if (name.stop === 'predicate' && token.word) return at
    if (!token.upper && at < name.end + 2 && PAST.match(tokens, at)) return -1
  }
  return -1
}

/** A circumstance first: tries what follows each comma or colon, and a predicate after a time. */
function afterAdjunct(tokens: readonly Token[], at: number, depth: number, tried: Tried): Clause | null {
  const about = FOR.match(tokens, at)
  if (about) {
    const core = namedUpToColon(tokens, about.end) ?? fromSubject(tokens, about.end)
    if (core && core.predicate >= 0) return { ...core, rule: 'as-for-body' }
  }
  const basis = BASIS.match(tokens, at) ? soThat(tokens, at) : null
  const limit = Math.min(tokens.length, at + LONGEST_ADJUNCT)
  const shared = tried ?? new Map<number, Clause | null>()
  for (let index = at + 1; index < limit; index++) {
    const key = tokens[index]!.key
    if (key !== ',' && key !== ':' || key === ',' && AGAINST.match(tokens, index - 1)) continue
    if (basis !== null && basis < index) break
    if (isBareNoun(tokens, index + 1)) continue
    const clause = readFrom(tokens, index + 1, depth + 1, shared)
    if (clause && clause.predicate >= 0) return { ...clause, rule: `${clause.rule}/after-circumstance`, confidence: clause.confidence - 0.05 }
    if (depth >= 2) break
  }
  if (basis !== null) return bare(basis, 'basis-so-that')
  const timed = timedPredicate(tokens, at)
  return timed === null ? impersonal(tokens, at) : bare(timed, 'time-predicate')
}

const PURPOSE = phrases('để', 'nhằm', 'trước tình hình', 'trước diễn biến')
/** The comma of "phòng, chống" parts no clauses. */
const AGAINST = phrases('phòng, chống')

/** "Để …, …, yêu cầu các Bộ …": however many commas the purpose has, the order follows it. */
function orderAfter(tokens: readonly Token[], at: number): Clause | null {
  const limit = Math.min(tokens.length, at + LONGEST_ADJUNCT)
  for (let index = at + 1; index < limit && tokens[index]!.key !== ';'; index++) {
    if (tokens[index]!.key !== ',' || !ORDERS.match(tokens, index + 1)) continue
    const core = readCore(tokens, index + 1)
    if (core?.ordered && core.predicate >= 0) return core
  }
  return null
}

const LONGEST_NAMED = 24

/** "Đối với các địa phương có số ca tăng: …": all up to the colon names who is addressed. */
function namedUpToColon(tokens: readonly Token[], at: number): Clause | null {
  const length = tokens.slice(at, at + LONGEST_NAMED).findIndex(token => token.key === ':')
  if (length <= 0 || bodyHead(tokens, at) === null) return null
  const core = readCore(tokens, at + length + 1)
  if (!core || core.predicate < 0) return null
  return core.addressee ? core : { ...core, addressee: { start: at, end: at + length, stop: 'colon' } }
}

function bare(predicate: number, rule: string): Clause {
  return { addressee: null, orderer: null, predicate, impersonal: false, ordered: false, concludes: false, rule, confidence: 0.75 }
}

/** "…, đơn vị, địa phương để …": a noun of an enumeration, not a new subject. */
function isBareNoun(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token || token.upper || bodyHead(tokens, at) === null) return false
  return !DETERMINED.has(token.key) && !ORDERS.match(tokens, at)
}

const DETERMINED = keySet('các', 'những', 'mọi', 'toàn', 'tất', 'cả', 'từng', 'mỗi', 'đồng', 'người', 'thủ', 'bí', 'chủ', 'ủy', 'ngành')

function soThat(tokens: readonly Token[], at: number): number | null {
  for (let index = at + 1; index < Math.min(tokens.length, at + LONGEST_ADJUNCT); index++) {
    if (SO_THAT.has(tokens[index]!.key) && VERBS.match(tokens, index + 1)) return index + 1
  }
  return null
}

const TIMES = phrases('hằng ngày', 'hàng ngày', 'hằng tuần', 'hàng tuần', 'hằng tháng', 'hàng tháng', 'hằng quý', 'hàng quý', 'định kỳ', 'thứ', 'chủ nhật', 'vào', 'trước', 'chậm nhất', 'muộn nhất', 'mỗi', 'ngày', 'trong ngày', 'trong tháng', 'trong quý', 'đến ngày', 'đến hết', 'ngay sau khi', 'ngay khi', 'khi có', 'khi phát hiện', 'từ ngày', 'kể từ', 'trong tuần')

/** "Thứ Năm hằng tuần báo cáo …": a time right before its predicate. */
function timedPredicate(tokens: readonly Token[], at: number): number | null {
  if (!TIMES.match(tokens, at)) return null
  for (let index = at + 1; index < Math.min(tokens.length, at + 14); index++) if (predicateAt(tokens, index) && !TIMES.match(tokens, index)) return index
  return null
}

const SUBJECT_LIMIT = 60

/** A subject that is no body makes an order only with "phải", "cần", "không được" … */
function impersonal(tokens: readonly Token[], at: number): Clause | null {
  if (TELLS_ONLY.match(tokens, at)) return null
  const limit = Math.min(tokens.length, at + SUBJECT_LIMIT)
  for (let index = at + 1; index < limit; index++) {
    const token = tokens[index]!
    if (token.key === ':' || token.key === ';') return null
    if (MODALS.match(tokens, index) && !token.upper) return { addressee: null, orderer: null, predicate: index, impersonal: true, ordered: false, concludes: false, rule: 'impersonal-must', confidence: 0.6 }
    if (!token.upper && PAST.match(tokens, index)) return null
  }
  return null
}

const TELLS_ONLY = phrases('thời gian qua', 'hiện nay', 'tuy nhiên', 'nhìn chung', 'đến nay', 'tình hình', 'nguyên nhân', 'đây là', 'biểu dương sự', 'ghi nhận', 'đánh giá cao', 'mục tiêu', 'quan điểm', 'nguyên tắc', 'phương châm', 'kết quả', 'theo báo cáo', 'theo dự báo')

const AIMS = phrases('mục tiêu', 'mục đích', 'quan điểm', 'điều kiện', 'tiêu chí', 'tiêu chuẩn', 'đối tượng', 'nguyên tắc', 'phương châm', 'phạm vi', 'thành phần')

/** "Công tác giám sát: Tổ chức …": a topic, then the order. */
function afterColon(tokens: readonly Token[], at: number, depth: number, tried: Tried): Clause | null {
  if (AIMS.match(tokens, at)) return null
  for (let index = at + 1; index < Math.min(tokens.length, at + 25); index++) {
    if (tokens[index]!.key !== ':') continue
    const clause = readFrom(tokens, index + 1, depth + 1, tried)
    return clause && clause.predicate >= 0 ? { ...clause, rule: `${clause.rule}/after-topic`, confidence: clause.confidence - 0.1 } : null
  }
  return null
}

/** Whether a line opens with a verb of ordering in capitals: it begins a paragraph of its own. */
export function isOpening(text: string): boolean {
  const tokens = tokenise(text.slice(0, 60))
  const first = tokens.findIndex(token => token.word)
  if (first < 0 || !tokens[first]!.upper) return false
  if (ORDERS.match(tokens, first)) return true
  const verb = Math.max(VERBS.skip(tokens, first), ADVERBS.skip(tokens, first))
  return verb > first && bodyHead(tokens, first) === null
}
