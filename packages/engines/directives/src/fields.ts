import { dayOf } from '@phaodai/vocabulary'
import { bodyCase } from './case.ts'
import type { Head } from './header.ts'
import { parseNumber, type DocNumber } from './numbers.ts'
import type { DocSystem, DocType, Found, Reading } from './reading.ts'
import { missing, REASONS } from './reasons.ts'
import { cut, found, join, quoted, spanOf, trimEnd, type Strand } from './strand.ts'

/** Number and sign as printed, inner spaces removed; a blank serial is kept as its symbol. */
export function numberOf(head: Head): { reading: Reading<string>; parsed: DocNumber | null } {
  for (const [strand, rule] of [[head.number, 'number-line'], [head.titleRest, 'number-in-title']] as const) {
    const parsed = strand ? numberIn(strand) : null
    if (parsed) return { reading: { ...found(parsed.number.text, parsed.strand, 0.97, rule) }, parsed: parsed.number }
  }
  return { reading: missing(REASONS.noNumber), parsed: null }
}

function numberIn(strand: Strand): { number: DocNumber; strand: Strand } | null {
  const mark = /(?:^|\s)S[ốỐ]\s*[:.]?\s*/iu.exec(strand.text)
  if (!mark) return null
  const start = mark.index + mark[0].length
  const rest = cut(strand, start, strand.text.length)
  const blank = rest.text.replace(/^[.…\s]+(?=[-/])/u, '')
  const number = parseNumber(blank.split(/,|\s(?=ngày|NGÀY|Ngày|V\/v|về|VỀ)|\s\(/u)[0]!)
  return number ? { number, strand: cut(rest, 0, lengthOf(rest.text, number.text)) } : null
}

/** How much of the printed text the number without spaces takes. */
function lengthOf(printed: string, number: string): number {
  let matched = 0
  let at = 0
  for (; at < printed.length && matched < number.length; at++) if (printed[at] === number[matched]) matched++
  return at
}

const PLACE_DATE = /^(?:(.{2,45}?)\s*[,;]?\s*)?(ngày\s*(\d{1,2}|[.…]*)\s*tháng\s*(\d{1,2}|[.…]*)\s*năm\s*(\d{4}|[.…]*))/iu

const NUMBERED_DATE = /ngày\s+(\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[/.-]\s?|\s+năm\s+)(\d{4})/iu

/** The date printed after the number, in a title ("… SỐ 12/CĐ-TTg NGÀY 31/8/2021") or number line. */
export function dateOfNumber(head: Head): Reading<string> {
  for (const strand of [head.number, head.titleRest]) {
    const match = strand ? NUMBERED_DATE.exec(strand.text) : null
    if (strand && match) return dateIn(cut(strand, match.index, match.index + match[0].length), match.slice(1, 4).map(Number))
  }
  return missing(REASONS.noDate)
}

/** Place and date of the place-and-date line; a blank day gives a place and no date. */
export function placeAndDate(strand: Strand | null): { place: Reading<string>; date: Reading<string> } {
  const match = strand ? PLACE_DATE.exec(strand.text) : null
  if (!strand || !match) return { place: missing(REASONS.noDate), date: missing(REASONS.noDate) }
  const placeEnd = match[1]?.length ?? 0
  const place = trimEnd(cut(strand, 0, placeEnd), ',;')
  const dateAt = match[0].length - match[2]!.length
  return {
    place: place.text ? quoted(place, 0.97, 'place-date-line') : missing(REASONS.notPrinted),
    date: dateIn(cut(strand, dateAt, match[0].length), match.slice(3, 6).map(Number)),
  }
}

function dateIn(strand: Strand, [day, month, year]: number[]): Reading<string> {
  if (!day || !month || !year) return missing(REASONS.dayNotPrinted)
  const value = dayOf(year, month, day)
  return value ? found(value, strand, 0.98, 'place-date-line') : missing(REASONS.noSuchDay)
}

const ABOUT = /^(?:V\s?\/\s?v|Vv|Về việc)\s*[:.]?\s*/iu

/** What the document is about: after "V/v" or "Về việc", or under the type name. */
export function abstractOf(head: Head): Reading<string> {
  const rest = head.titleRest && !/S[ốỐ]\s*[:\d]/iu.test(head.titleRest.text) ? [head.titleRest] : []
  const pieces = head.abstract.length ? head.abstract : rest
  if (pieces.length === 0) return missing(REASONS.noAbstract)
  const printed = trimEnd(join(pieces), '.-–')
  const mark = ABOUT.exec(printed.text)
  const body = mark ? cut(printed, mark[0].length, printed.text.length) : printed
  return body.text ? quoted(body, 0.92, head.abstractMark === 'v/v' ? 'about-line' : 'under-title') : missing(REASONS.noAbstract)
}

/** Words that begin a body's name; a header line that starts so opens a new body. */
const BODY_HEADS = /^(?:BỘ|SỞ|CỤC|TỔNG CỤC|CHI CỤC|ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|BAN|TỈNH ỦY|TỈNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THÀNH ỦY|THÀNH UỶ|QUẬN ỦY|THỊ ỦY|ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ|VĂN PHÒNG|TRUNG TÂM|VIỆN|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|CÔNG AN|BCH|BCĐ|TỔ|LIÊN ĐOÀN|HỘI|MẶT TRẬN|PHÒNG(?! CHỐNG|,)|CHI BỘ|BỆNH VIỆN|TRƯỜNG|KIỂM TOÁN|TÒA ÁN|VIỆN KIỂM SÁT|BẢO HIỂM|TRẠM|ĐÀI|THANH TRA|KHO BẠC|NGÂN HÀNG|TỔNG CÔNG TY|BỘ CHỈ HUY|BỘ TƯ LỆNH)(?!\p{L})/u

/** Superior and issuer from the capitals at the head, lines of one name joined. */
export function headerBodies(head: Head): { issuer: Found<string> | null; superior: Found<string> | null } {
  const names: Strand[][] = []
  for (const piece of head.bodies) {
    const complete = names.length === 0 || BODY_HEADS.test(piece.text) && !/(?:\sVÀ|,|\sDÂN CÁC|CHỈ ĐẠO CÔNG TÁC)$/u.test(names.at(-1)!.at(-1)!.text)
    if (complete) names.push([piece])
    else names.at(-1)!.push(piece)
  }
  const bodies = names.filter(name => BODY_HEADS.test(name[0]!.text)).map(asBody)
  return { issuer: bodies.at(-1) ?? null, superior: bodies.length > 1 ? bodies.at(-2)! : null }
}

function asBody(pieces: readonly Strand[]): Found<string> {
  const strand = trimEnd(join(pieces), ',.')
  const parts = pieces.map(spanOf)
  return { ...found(bodyCase(strand.text.replace(/\s*\([^)]*\)/gu, '')), strand, 0.93, 'header-body'), parts }
}

const SELF: readonly (readonly [RegExp, DocType])[] = [
  [/(?:thực hiện|nhận được|nội dung|ban hành) Công điện này|Công điện này/u, 'cong-dien'], [/Chỉ thị này/u, 'chi-thi'],
  [/Kế hoạch này|ban hành Kế hoạch\b.{0,160}(?:như sau|sau đây)/u, 'ke-hoach'], [/Thông báo này|Thông báo kết luận này/u, 'thong-bao'],
  [/Nghị quyết này/u, 'nghi-quyet'], [/Quyết định này/u, 'quyet-dinh'], [/Hướng dẫn này/u, 'huong-dan'],
  [/Kết luận này/u, 'ket-luan'], [/Công văn này/u, 'cong-van'],
]

/** Type of the document: title, else code of the number, else the form of a letter, else what it calls itself. */
export function docTypeOf(head: Head, parsed: DocNumber | null, signs: { letter: boolean; telegram: Strand | null; body: Strand }): Reading<DocType> {
  if (head.title) return found(head.title.type, head.title.strand, 0.98, 'type-title')
  if (parsed?.type && head.number) return found(parsed.type, head.number, 0.93, 'type-code')
  if (signs.telegram) return found('cong-dien', signs.telegram, 0.8, 'telegram-list')
  for (const [shape, type] of SELF) {
    const match = shape.exec(signs.body.text)
    if (match) return found(type, cut(signs.body, match.index, match.index + match[0].length), 0.75, 'calls-itself')
  }
  if (signs.letter || head.abstractMark === 'v/v') return found('cong-van', head.abstract[0] ?? signs.body, 0.8, 'letter-form')
  return missing(REASONS.unknownType)
}

/** Party or State form: header, number pattern, signature marks, then the bodies that speak. */
export function systemOf(head: Head, parsed: DocNumber | null, text: { body: Strand; signature: Strand; list: readonly Strand[] }): Reading<DocSystem> {
  const anchor = head.bodies[0] ?? text.body
  if (head.party !== head.state) return found(head.party ? 'party' : 'state', anchor, 0.98, 'national-title')
  if (parsed) return found(parsed.system, head.number ?? head.titleRest ?? anchor, 0.9, 'number-pattern')
  if (/^(?:T\/M|K\/T|T\/L)/.test(text.signature.text)) return found('party', text.signature, 0.9, 'signature-mark')
  if (/^(?:TM|KT|TL|TUQ)\s?\./.test(text.signature.text)) return found('state', text.signature, 0.9, 'signature-mark')
  const speakers = join([...head.bodies, text.signature])
  const opening = cut(text.body, 0, 2500)
  const score = listStyle(text.list) + 2 * count(speakers, PARTY_WORDS) - 2 * count(speakers, STATE_WORDS)
    + count(opening, PARTY_WORDS) - count(opening, STATE_WORDS)
  return found(score > 0 ? 'party' : 'state', anchor, 0.6, 'bodies-that-speak')
}

/** Party lists end their lines with commas, State lists with semicolons. */
function listStyle(list: readonly Strand[]): number {
  const commas = list.filter(piece => piece.text.endsWith(',')).length
  return commas - list.filter(piece => piece.text.endsWith(';')).length
}

const PARTY_WORDS = /(?:tỉnh|huyện|thành|quận|thị|cấp|đảng) (?:ủy|uỷ)|Ban Thường vụ|Bí thư|[Bb]an cán sự đảng|tổ chức đảng/giu
const STATE_WORDS = /UBND|(?:Ủy|Uỷ) ban nhân dân|Thủ tướng|Bộ trưởng/gu

function count(strand: Strand, words: RegExp): number {
  return [...strand.text.matchAll(words)].length
}
