import type { DistributionLine, Found, Reading, Signature } from './reading.ts'
import { isCaps, pieceCount, piecesOf, startsLower, type Line } from './lines.ts'
import { allMatches, append } from './matching.ts'
import { missing, REASONS } from './reasons.ts'
import { cut, EMPTY, found, join, quoted, trimEnd, type Strand } from './strand.ts'
import { titleOf } from './header.ts'

const DISTRIBUTION = /^(?:Nơi nhận|NƠI NHẬN)\s*[:;.]?\s*/u
const ON_BEHALF = /^(?:T\/M|TM\s?\.|TM |K\/T|KT\s?\.|KT |T\/L|TL\s?\.|TUQ\s?\.|T\/UQ|Q\s?\.)\s*\p{Lu}{2}/u
const POST = /^(?:PHÓ |Q\. ?|QUYỀN )?(?:TỔNG |CHI )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|THỦ TƯỚNG|VIỆN TRƯỞNG|CHỦ NHIỆM|TRƯỞNG PHÒNG|THỦ TRƯỞNG|CHÁNH THANH TRA|CHI CỤC TRƯỞNG|TỔ TRƯỞNG|CHỈ HUY TRƯỞNG|TỔNG GIÁM ĐỐC|TRƯỞNG ĐOÀN|ỦY VIÊN|THÀNH VIÊN|VỤ TRƯỞNG|HIỆU TRƯỞNG)/u
const ANNEX = /^(?:PHỤ LỤC|Phụ lục|BIỂU|MẪU|DANH SÁCH|BẢNG)(?!\p{L})/u
const NAME = /^(?:(?:PGS|GS|TS|ThS|BS|CKII|CKI|KS|CN|Đại tá|Thượng tá|Thiếu tướng|Trung tướng|Đại tướng|Thượng tướng|Trung tá)\.?\s*)*(\p{Lu}[\p{L}'’]*(?:\s+\p{Lu}[\p{L}'’]*){1,4})$/u
const SIGNED = /^[("]*\s*(?:đã ký|ký tên|ký và ghi|chữ ký|ký số|đóng dấu)/iu

/** Where the body ends, and the foot of the document with its signature and distribution list. */
export interface Foot { start: number; end: number }

/** Finds the foot: from "Nơi nhận" or the signature to the next document or annex. */
export function footOf(lines: readonly Line[], bodyLine: number): Foot {
  let start = lines.length
  for (let at = bodyLine; at < lines.length; at++) {
    if (!opensFoot(lines[at]!, lines, at)) continue
    start = at
    break
  }
  let end = start
  while (end < lines.length && !opensAnnex(lines[end]!, end - start)) end++
  return { start, end }
}

function opensFoot(line: Line, lines: readonly Line[], at: number): boolean {
  for (const { text } of piecesOf(line)) {
    if (DISTRIBUTION.test(text) || ON_BEHALF.test(text)) return true
    if (text.length < 60 && POST.test(text) && isCaps(text) && nearEnd(lines, at)) return true
  }
  return false
}

/** A bare post ("CHỦ TỊCH") signs only when a name or the distribution list follows within a few lines. */
function nearEnd(lines: readonly Line[], at: number): boolean {
  const following = lines.slice(at + 1, at + 8)
  return lines.length - at < 8 || following.some(line => DISTRIBUTION.test(line.strand.text) || NAME.test(line.strand.text))
}

function opensAnnex(line: Line, depth: number): boolean {
  if (depth < 2) return false
  return ANNEX.test(line.strand.text) || pieceCount(line) === 1 && titleOf(line.strand) !== null
}

const SURNAMES = /^(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Nông|Triệu|Vi|Lâm|Đinh|Trịnh|Mai|Tô|Hà|Lương|Cao|Tạ|Đoàn|Lưu|Chu|La|Quách|Tống|Thái|Châu|Phùng|Lèng|Bế|Hứa|Ma|Giàng|Vàng|Sùng|Lò|Cầm|Đào|Trương|Đàm|Từ|Văn|Quàng|Lục|Hầu|Thào|Chẩu|Kim|Thạch|Danh)(?=\s)/iu

/** A name alone on the last line, without a post, signs too. */
export function loneSigner(lines: readonly Line[], foot: Foot): { name: Found<string>; at: number } | null {
  const at = foot.start - 1
  const strand = foot.start === lines.length ? lines[at]?.strand : undefined
  if (!strand || !SURNAMES.test(strand.text) || strand.text.length > 40) return null
  const match = NAME.exec(strand.text)
  return match ? { name: { ...nameAt(strand, match[1]!), confidence: 0.7, rule: 'name-on-last-line' }, at } : null
}

/** The lines of the foot, sorted into the distribution list and the signature. */
export function sortFoot(lines: readonly Line[], foot: Foot): { list: Strand[]; signature: Strand[] } {
  const list: Strand[] = []
  const signature: Strand[] = []
  let inList = false
  for (const line of lines.slice(foot.start, foot.end)) {
    for (const piece of piecesOf(line).flatMap(splitMerged)) {
      const opens = DISTRIBUTION.exec(piece.text)
      if (opens) {
        inList = true
        list.push(EMPTY) // what stands below a list's head goes on with no entry above it
      }
      const rest = opens ? cut(piece, opens[0].length, piece.text.length) : piece
      if (rest.text === '') continue
      if (isSignature(rest, signature, inList)) signature.push(rest)
      else if (inList) append(list, splitInline(rest))
      if (pieceCount(line) === 1 && signature.length > 0 && signature.at(-1) === rest) inList = false
    }
  }
  return { list, signature }
}

const MERGED = /[;:,.]\s+(?=(?:KT\.|TM\.|TL\.|TUQ\.|T\/M|K\/T|T\/L|PHÓ |CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|THỨ TRƯỞNG|BỘ TRƯỞNG)(?:\p{Lu}| |$))/u

/** An entry of the list and a line of the signature that lost the space between them. */
function splitMerged(piece: Strand): Strand[] {
  const match = /^(?:[-–]|Nơi nhận)/u.test(piece.text) ? MERGED.exec(piece.text) : null
  return match ? [cut(piece, 0, match.index + 1), cut(piece, match.index + 1, piece.text.length)] : [piece]
}

function isSignature(piece: Strand, signature: readonly Strand[], inList: boolean): boolean {
  if (/^[-–+•]/.test(piece.text)) return false
  if (ON_BEHALF.test(piece.text) || isCaps(piece.text) && POST.test(piece.text)) return true
  if (/^kiêm(?!\p{L})/u.test(piece.text) || SIGNED.test(piece.text)) return true
  if (signature.length === 0) return false
  if (NAME.test(piece.text) && !/[;,.:]$/.test(piece.text)) return !(inList && startsLower(piece.text))
  return isCaps(piece.text) || !inList && /^\p{Lu}[\p{L} .]{1,40}$/u.test(piece.text)
}

const BETWEEN_ENTRIES = /[;,.]\s+(?=[-–]\s*\p{Lu})/gu

/** "- Như trên; - Thường trực Tỉnh ủy; …" on one line is several entries. */
function splitInline(piece: Strand): Strand[] {
  const cuts = allMatches(BETWEEN_ENTRIES, piece.text).map(match => match.index + match[0].length)
  const edges = [0, ...cuts, piece.text.length]
  return edges.slice(1).map((edge, index) => cut(piece, edges[index]!, edge))
}

const TO_REPORT = /\(?\s*(?:để\s+)?(?:b\/c|báo cáo|B\/c)\s*\)?/u

/** Entries of the distribution list; a line that opens in lower case or without a dash goes on, but never across the head of a list. */
export function distributionOf(list: readonly Strand[]): DistributionLine[] {
  const entries: Strand[][] = []
  const dashed = list.some(piece => /^[-–+•]/.test(piece.text))
  for (const piece of list) {
    const opens = piece === EMPTY || (dashed ? /^[-–+•]/.test(piece.text) : !startsLower(piece.text))
    if (opens) entries.push([piece])
    else entries.at(-1)?.push(piece)
  }
  return entries.map(entry => entryOf(join(entry))).filter(entry => entry.text.value !== '')
}

function entryOf(strand: Strand): DistributionLine {
  const body = trimEnd(cut(strand, /^[-–+•]?\s*/.exec(strand.text)![0].length, strand.text.length), ';,.|')
  const mark = /\s*\((?:để\s+)?(?:b\/c|báo cáo|thực hiện|t\/h|p\/h|phối hợp|theo dõi|biết)[^)]*\)\s*$/iu.exec(body.text)
  const toReport = mark !== null && TO_REPORT.test(mark[0].toLowerCase())
  const kept = mark ? trimEnd(cut(body, 0, mark.index), ';,.|') : body
  return {
    text: quoted(kept, 0.9, 'distribution-entry'), toReport,
    toFile: /^Lưu(?!\p{L})/iu.test(kept.text), asAddressed: /^(?:Như|nt$)/iu.test(kept.text),
  }
}

/** Capacity and name of the signer. */
export function signatureOf(pieces: readonly Strand[]): Signature {
  const lines = pieces.filter(piece => !SIGNED.test(piece.text))
  const nameAt = firstName(lines)
  const capacity = lines.slice(0, nameAt < 0 ? undefined : nameAt).filter(piece => isCaps(piece.text) || /^kiêm/u.test(piece.text))
  return {
    capacity: capacity.length ? quoted(join(capacity), 0.95, 'signature-capacity') : missing(REASONS.noSignature),
    name: nameAt < 0 ? missing(REASONS.noSignerName) : nameOf(lines.slice(nameAt)),
  }
}

function firstName(lines: readonly Strand[]): number {
  const after = lines.findIndex(piece => isCaps(piece.text) && (POST.test(piece.text) || ON_BEHALF.test(piece.text)))
  if (after < 0) return -1
  return lines.findIndex((piece, at) => at > after && !isCaps(piece.text) && /^\p{Lu}/u.test(piece.text) && !/[:;,]$/.test(piece.text))
}

/** A name printed on one line, or broken over two. */
function nameOf(lines: readonly Strand[]): Reading<string> {
  for (const strand of [lines[0]!, join(lines.slice(0, 2))]) {
    const match = NAME.exec(strand.text)
    if (match) return nameAt(strand, match[1]!)
  }
  return missing(REASONS.noSignerName)
}

function nameAt(strand: Strand, name: string): Found<string> {
  const start = strand.text.length - name.length
  return found(name, cut(strand, start, strand.text.length), 0.95, 'signer-name')
}
