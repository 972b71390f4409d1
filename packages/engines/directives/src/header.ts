import type { Secrecy, Urgency } from './reading.ts'
import { cut, join, type Strand } from './strand.ts'
import { isCaps, pieceCount, piecesOf, startsLower, type Line } from './lines.ts'
import { PREAMBLE_OPENERS, TITLES } from './lexicon/titles.ts'
import { phrases, tokenise } from './tokens.ts'
import type { DocType } from './reading.ts'

/** The raw strands of a document's head, and the line its body begins with. */
export interface Head {
  title: { strand: Strand; type: DocType } | null
  /** What follows the type name on its own line ("CHỈ THỊ CỦA …", "KẾT LUẬN SỐ 12-KL/TU"). */
  titleRest: Strand | null
  bodies: Strand[]
  number: Strand | null
  placeDate: Strand | null
  abstract: Strand[]
  abstractMark: 'v/v' | 'title' | null
  /** The line being read stands right under the title and ends without a stop before a rule or a blank. */
  underTitle: boolean
  party: boolean
  state: boolean
  urgency: { value: Urgency; strand: Strand } | null
  secrecy: { value: Secrecy; strand: Strand } | null
  bodyLine: number
}

const OPENERS = phrases(...PREAMBLE_OPENERS)
const PLACE_DATE = /^(?:[^,:;.]{2,45},?\s*)?ngày\s*(?:\d{1,2}|[.…]*)\s*tháng\s*(?:\d{1,2}|[.…]*)\s*năm\s*(?:\d{4}|[.…]*)[\s.,;]*$/iu
const NUMBER = /^S[ốỐ]\s*[:.]?\s*(?=[\d/…-]|$)/iu
const ABOUT = /^(?:V\s?\/\s?v|Vv|Về việc)\s*[:.]?\s*/iu
const RECIPIENTS = /^[-– ]*Kính gửi|điện\s*:$/iu
const MARK = /^(?!\d{1,2}\s?-\s?\p{Lu}\p{L}{0,4}\/)(?:(?:\d{1,2}(?:\.\d{1,2})*(?:[.)]|\/(?!\d))|[IVX]{1,5}\s?[./)]|Điều\s+\d+\s*[.:]|[a-zđ]\)|[-–+•])\s*\S|(?:\d{1,2}|[IVX]{1,5})\s?[-–—:]\s*\p{Lu}|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ|THỨ|[IVX\d]))/u
/** The motto and what is drawn under it, before a place and date on the same line. */
const MOTTO = /^.{0,60}(?:Hạnh phúc|CHỦ NGHĨA VIỆT NAM|CỘNG SẢN VIỆT NAM)(?!\p{L})[^\p{L}\d]*/iu
const HEADER_LINES = 70

/** Reads the head of a document: everything above "Kính gửi", the preamble or the first item. */
export function readHead(lines: readonly Line[]): Head {
  const head: Head = {
    title: null, titleRest: null, bodies: [], number: null, placeDate: null, abstract: [], abstractMark: null, underTitle: false,
    party: false, state: false, urgency: null, secrecy: null, bodyLine: 0,
  }
  let at = 0
  while (at < Math.min(lines.length, HEADER_LINES)) {
    const taken = readLine(head, lines, at)
    if (taken === 0) break
    at += taken
  }
  head.bodyLine = at
  return head
}

/** Reads one line (or the few lines of a broken date) and says how many were taken; 0 ends the head. */
function readLine(head: Head, lines: readonly Line[], at: number): number {
  const line = lines[at]!
  if (RECIPIENTS.test(line.strand.text)) return 0
  const date = placeDateAt(lines, at)
  if (date) {
    head.placeDate ??= date.strand
    return date.taken
  }
  head.underTitle = head.title !== null && head.abstract.length === 0 && standsApart(lines, at)
  let known = false
  for (const [column, piece] of piecesOf(line).flatMap(splitMerged).entries()) known = readPiece(head, line, piece, column) || known
  return known ? 1 : 0
}

/** Lines a subject takes at most. */
const SUBJECT_LINES = 5

const GOES_ON = /(?:[,–-]|\s(?:của|và|về|các|với|theo|tại|trong|do))$/u

/** "Thực hiện Chỉ thị số …" opens a preamble, but over a rule or a blank and without a stop it is a subject. */
function standsApart(lines: readonly Line[], at: number): boolean {
  if (lines[at]!.gap > 0 || lines[at]!.hard) return false
  for (let next = at + 1; next < Math.min(lines.length, at + SUBJECT_LINES); next++) {
    if (/[.:;]$/.test(lines[next - 1]!.strand.text)) return false
    const { hard, gap, strand } = lines[next]!
    if (hard || gap > 0 || isSubjectLine(strand.text) || RECIPIENTS.test(strand.text) || MARK.test(strand.text)) return true
    if (isPreamble(strand.text) && !GOES_ON.test(lines[next - 1]!.strand.text)) return true
  }
  return false
}

/** A place and date, even when the line was broken inside it. */
function placeDateAt(lines: readonly Line[], at: number): { strand: Strand; taken: number } | null {
  const line = lines[at]!
  if (pieceCount(line) > 1 || NUMBER.test(line.strand.text) || MARK.test(line.strand.text) || MOTTO.test(line.strand.text)) return null
  let strand = withoutDrawing(line.strand)
  for (let taken = 1; taken <= 3; taken++) {
    if (strand.text.length < 75 && PLACE_DATE.test(strand.text)) return { strand, taken }
    const next = lines[at + taken]
    if (!next || NAMES_PLACE.test(next.strand.text) || next.hard || pieceCount(next) > 1 || strand.text.length > 60 || isCaps(strand.text)) return null
    strand = join([strand, next.strand])
  }
  return null
}

/** A line that prints place and date in full needs none of the line above it. */
const NAMES_PLACE = /^\p{Lu}[^,:;.]{1,44},\s*ngày/u

/** Stars and dashes before the place are drawn under the motto. */
function withoutDrawing(strand: Strand): Strand {
  return cut(strand, /^[^\p{L}\d]*/u.exec(strand.text)![0].length, strand.text.length)
}

const MERGED = /\s(?=C[ỘỌ]NG H[ÒO]A? ?[AÀÒ]? ?XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do)|(?<=^S[ốỐ]\s*:?\s*\d{0,6}\s?[-/]\s?[^\s,]{2,30})\s(?=\p{Lu}[\p{L} .]{1,40},\s*ngày\s)/u

/** Two columns that lost the space between them: cut before the motto or the place and date. */
function splitMerged(piece: Strand): Strand[] {
  if (piece.text.length > 140) return [piece]
  const motto = MOTTO.exec(piece.text)
  if (motto && motto[0].length < piece.text.length) return [cut(piece, 0, motto[0].length), cut(piece, motto[0].length, piece.text.length)]
  const match = MERGED.exec(piece.text)
  return match && match.index > 0 ? [cut(piece, 0, match.index), cut(piece, match.index, piece.text.length)] : [piece]
}

type PieceRule = (head: Head, piece: Strand, line: Line, column: number) => boolean

/** Tries the rules for one column of a line in order; false when the piece is no part of a head. */
function readPiece(head: Head, line: Line, piece: Strand, column: number): boolean {
  return PIECE_RULES.some(rule => rule(head, piece, line, column))
}

const motto: PieceRule = (head, piece) => {
  const key = piece.text.toUpperCase().replace(/[^\p{L} ]/gu, '').replace(/ +/g, ' ')
  if (/^C[ỘỌ]NG ?H(?:ÒA|OÀ|OA|ÓA)(?: |$)|^(?:HÒA )?XÃ HỘI CHỦ|^CHỦ NGHĨA VIỆT|^NGHĨA VIỆT NAM|ĐỘC LẬP TỰ DO/u.test(key)) head.state = true
  else if (/^ĐẢNG CỘNG SẢN|^ĐẢNG CỘNG$/u.test(key)) head.party = true
  else return false
  return true
}

const number: PieceRule = (head, piece) => {
  if (!NUMBER.test(piece.text) || head.abstractMark === 'title') return false
  head.number ??= piece
  return true
}

const placeDate: PieceRule = (head, piece) => {
  if (piece.text.length > 75 || !PLACE_DATE.test(piece.text) || MOTTO.test(piece.text) || OPENERS.match(tokenise(piece.text), 0)) return false
  head.placeDate ??= piece
  return true
}

const grade: PieceRule = (head, piece) => {
  const text = piece.text.toUpperCase().replace(/^ĐỘ (?:MẬT|KHẨN)\s*:?\s*/u, '').replace(/[^\p{L} ]/gu, '').trim()
  const secrecy = ({ 'MẬT': 'mat', 'TỐI MẬT': 'toi-mat', 'TUYỆT MẬT': 'tuyet-mat' } as const)[text]
  const urgency = ({ 'KHẨN': 'khan', 'THƯỢNG KHẨN': 'thuong-khan', 'HỎA TỐC': 'hoa-toc', 'HOẢ TỐC': 'hoa-toc', 'HỎA TỐC HẸN GIỜ': 'hoa-toc' } as const)[text]
  if (secrecy && isCaps(piece.text)) head.secrecy ??= { value: secrecy, strand: piece }
  else if (urgency) head.urgency ??= { value: urgency, strand: piece }
  else return false
  return true
}

/** "DỰ THẢO" marks a paper that is not issued yet; it is no part of the issuer's name. */
const draftMark: PieceRule = (_, piece) => /^(?:BẢN )?DỰ THẢO(?: LẦN (?:THỨ )?[\p{L}\d]{1,6})?$/iu.test(piece.text)

const about: PieceRule = (head, piece) => {
  if (!ABOUT.test(piece.text) || head.abstractMark === 'v/v') return false
  head.abstract = [piece]
  head.abstractMark = 'v/v'
  return true
}

const title: PieceRule = (head, piece, line) => {
  if (head.title || pieceCount(line) > 1) return false
  const known = titleOf(piece)
  if (!known) return false
  head.title = { strand: piece, type: known.type }
  head.titleRest = known.rest
  head.abstractMark ??= 'title'
  return true
}

/** The type name a line consists of; the rest may be a number, "của …" or the start of the abstract. */
export function titleOf(piece: Strand): { type: DocType; rest: Strand | null } | null {
  const text = spacedOut(piece.text).toUpperCase()
  for (const [name, type] of TITLES) {
    if (!text.startsWith(name)) continue
    const rest = text.slice(name.length).trim()
    if (rest === '') return isCaps(piece.text) || /^\p{Lu}\p{Ll}+ \p{Ll}+$/u.test(piece.text) ? { type, rest: null } : null
    if (!isCaps(spacedOut(piece.text).slice(0, name.length)) || !/^(?:SỐ|CỦA|VỀ|KẾT LUẬN|Ý KIẾN)(?!\p{L})/u.test(rest)) return null
    return { type, rest: piece }
  }
  return null
}

/** "C H Ỉ  T H Ị" as one would say it. */
function spacedOut(text: string): string {
  return /^(?:\p{Lu} ){3,}\p{Lu}$/u.test(text) ? text.replace(/(\p{Lu}) (?=\p{Lu})/gu, '$1') : text
}

const more: PieceRule = (head, piece, line, column) => {
  if (head.abstractMark === null || column > 0 && pieceCount(line) > 1) return false
  if (!continuesAbstract(head, piece, line)) return false
  head.abstract.push(piece)
  return true
}

function continuesAbstract(head: Head, piece: Strand, line: Line): boolean {
  const opens = MARK.test(piece.text) || /[:;]$/.test(piece.text) && piece.text.length > 60
  const last = head.abstract.at(-1)
  if (last === undefined) {
    return head.abstractMark === 'title' && !opens && (head.underTitle || !isPreamble(piece.text)) && !(isCaps(piece.text) && ISSUER_CAPS.test(piece.text))
  }
  if (opens || last.text.length > 400 || isSubjectLine(piece.text)) return false
  if (startsLower(piece.text) || /[,–-]$/.test(last.text)) return true
  if (line.hard || isPreamble(piece.text) || isCaps(piece.text) !== isCaps(last.text)) return false
  return line.gap === 0 || head.abstractMark === 'v/v' && line.gap <= 1 && !/[.]$/.test(last.text) && piece.text.length < 60
}

const ISSUER_CAPS = /^(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG|CHÍNH PHỦ|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|UBND)/u

function isSubjectLine(text: string): boolean {
  return isCaps(text) && ISSUER_CAPS.test(text)
}

function isPreamble(text: string): boolean {
  const tokens = tokenise(text)
  return !isCaps(text) && !startsLower(text) && tokens.length > 5 && OPENERS.match(tokens, 0) !== null
}

const issuer: PieceRule = (head, piece) => {
  if (!isCaps(piece.text) || piece.text.length > 90 || MARK.test(piece.text)) return false
  if (!head.title) head.bodies.push(piece)
  return true
}

const PIECE_RULES: readonly PieceRule[] = [motto, number, placeDate, grade, draftMark, about, title, more, issuer]
