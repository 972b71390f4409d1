import { isOpening, readClause } from './clause.ts'
import { endsSentence, isCaps, mostUnitsIn, startsLower, type Line } from './lines.ts'
import { allMatches } from './matching.ts'
import { markerOf, type Marker } from './markers.ts'
import { cut, join, type Strand } from './strand.ts'
import { tokenise } from './tokens.ts'

/** A paragraph put together from its lines, with the mark it opened with. */
export interface Block {
  marker: Marker | null
  strand: Strand
  /** Cells of a table row. */
  cells: Strand[] | null
}

interface Shape {
  /** Length that full lines reach; 0 when the text is not wrapped by hand. */
  width: number
  /** Blank lines stand between the lines of one paragraph. */
  airy: boolean
}

interface Open { marker: Marker | null; parts: Strand[]; cells: Strand[] | null; lastLine: Line | null }

/** Paragraphs of the body: lines that the printer or the page broke are joined again. */
export function blocksOf(lines: readonly Line[]): Block[] {
  const shape = shapeOf(lines)
  const open: Open[] = []
  const lastOrder = new Map<string, number>()
  let read = 0
  for (const line of lines) {
    read += line.strand.text.length
    const last = open.at(-1)
    if (last && open.length > mostUnitsIn(read)) {
      last.parts.push(line.strand)
      continue
    }
    if (line.cells) {
      open.push({ marker: null, parts: [line.strand], cells: line.cells, lastLine: line })
      continue
    }
    const pieces = splitInline(line.strand, lastOrder)
    for (let index = 0; index < pieces.length; index++) addPiece(open, line, pieces[index]!, index > 0, shape, lastOrder)
  }
  const blocks: Block[] = []
  for (const { marker, parts, cells } of open) {
    const strand = join(parts)
    if (strand.text !== '') blocks.push({ marker, strand, cells })
  }
  return blocks
}

function addPiece(open: Open[], line: Line, piece: Strand, inline: boolean, shape: Shape, lastOrder: Map<string, number>): void {
  const before = open.at(-1)
  const marked = markerOf(piece)
  if (marked && (inline || acceptsMarker(before, line, marked, shape, lastOrder))) {
    lastOrder.set(marked.marker.kind, marked.marker.order)
    open.push({ marker: marked.marker, parts: [marked.rest], cells: null, lastLine: line })
  } else if (before && !before.cells && (marked && !endsSentence(before.parts.at(-1)!.text) || goesOn(before, line, piece, shape))) {
    before.parts.push(piece)
    before.lastLine = line
  } else open.push({ marker: null, parts: [piece], cells: null, lastLine: line })
}

/** Shorter lines are short by themselves, not broken at a margin. */
const NARROWEST = 45

/** Width of full lines and whether blanks stand inside paragraphs. */
function shapeOf(lines: readonly Line[]): Shape {
  const lengths = new Int32Array(lines.length)
  let [broken, apart] = [0, 0]
  for (let at = 0; at < lines.length; at++) {
    const { strand, gap } = lines[at]!
    lengths[at] = strand.text.length
    if (at === 0 || !startsLower(strand.text) || endsSentence(lines[at - 1]!.strand.text)) continue
    broken++
    if (gap > 0) apart++
  }
  const width = lengths.sort()[Math.floor(lengths.length * 0.85)] ?? 0
  const full = lengths.reduce((sum, length) => (length > width * 0.75 ? sum + 1 : sum), 0)
  return { width: full > lines.length * 0.35 && width < 200 && width > NARROWEST ? width : 0, airy: apart > 3 && apart > broken * 0.25 }
}

const CONNECTS = /(?:,|[-–]|\s(?:và|của|các|về|với|cho|tại|do|để|hoặc|theo|số|ngày|tháng|năm|từ|đến|trên|trong|là|có|được|Ban|Chủ tịch|Công văn|Quyết định))$/u

const BODY_OPENS = /(?:^|\s)(?:Bộ|Sở|Cục|Phòng|Ngành|ngành|Viện|Đài|Báo|Trung tâm|Chi cục|Ủy ban|Uỷ ban)$/u

/** Whether a mark at a line's start opens a unit, or only happens to stand where the line broke. */
function acceptsMarker(before: Open | undefined, line: Line, marked: { marker: Marker; rest: Strand }, shape: Shape, lastOrder: Map<string, number>): boolean {
  const previous = before?.parts.at(-1)?.text ?? ''
  if (!before || line.hard || endsSentence(previous)) return true
  const { marker, rest } = marked
  const inSequence = marker.order === 1 || marker.order === (lastOrder.get(marker.kind) ?? 0) + 1
  if (marker.kind === 'bullet' || marker.kind === 'sub-bullet' || marker.kind === 'plus') {
    if (startsLower(rest.text) || openParenthesis(before)) return false
    return isShort(before) || isOpening(rest.text) || !CONNECTS.test(previous) && !isFull(before, line, shape) || previous.endsWith(',') && before.marker?.kind === marker.kind
  }
  if (marker.kind === 'roman' || marker.kind === 'article' || marker.kind === 'part') return inSequence || isCaps(rest.text)
  if (!inSequence || startsLower(rest.text)) return inSequence && previous.endsWith(',') && line.gap > 0
  return !CONNECTS.test(previous) || previous.endsWith(',') && (line.gap > 0 || marker.order > 1)
}

function isShort(before: Open): boolean {
  return before.parts.length === 1 && before.parts[0]!.text.length < 70
}

/** A bracket that stays open for more lines was forgotten, not broken. */
const BRACKET_LINES = 12

function openParenthesis(before: Open): boolean {
  for (let at = before.parts.length - 1; at >= Math.max(0, before.parts.length - BRACKET_LINES); at--) {
    const { text } = before.parts[at]!
    const [opens, closes] = [text.lastIndexOf('('), text.lastIndexOf(')')]
    if (opens !== closes) return opens > closes
  }
  return false
}

/** The line before was so long that the first word of this one had no room. */
function isFull(before: Open, line: Line, shape: Shape): boolean {
  if (shape.width === 0 || !before.lastLine) return false
  const word = line.strand.text.split(' ', 1)[0]!.length
  return before.lastLine.strand.text.length + 1 + word > shape.width * (shape.airy ? 0.86 : 0.95)
}

/** Whether an unmarked line goes on with the paragraph before it. */
function goesOn(before: Open, line: Line, piece: Strand, shape: Shape): boolean {
  const previous = before.parts.at(-1)!.text
  if (line.hard || line.gap > 3) return false
  if (previous.length > 3 && piece.text.length > 12 && isCaps(previous) !== isCaps(piece.text)) return false
  if (startsLower(piece.text)) return line.gap === 0 || !/[.!?]$|\.\/\.?$/.test(previous)
  if (previous.endsWith(':') && /(?:Các|các) (?:Bộ|bộ|tỉnh|sở|Sở)[^:.;]{0,30}:$/u.test(previous)) return true
  if (endsSentence(previous)) return line.gap === 0 && isFull(before, line, shape) && !previous.endsWith(':')
  if (/^[\d"“(]/.test(piece.text) || CONNECTS.test(previous) || BODY_OPENS.test(previous)) return true
  if (isOpening(piece.text) || followsTitle(before, line, piece, shape)) return false
  if (isCaps(previous) && isCaps(piece.text)) return line.gap === 0
  return line.gap === 0 || shape.airy && isFull(before, line, shape)
}

const LONGEST_TITLE = 120

/** A short numbered title without a mark at its end, and below it a sentence with a subject of its own. */
function followsTitle(before: Open, line: Line, piece: Strand, shape: Shape): boolean {
  const title = before.parts[0]!.text
  if (!before.marker || before.parts.length > 1 || title.length > LONGEST_TITLE || isFull(before, line, shape) || /[,;:]/.test(title.slice(-1))) return false
  const clause = readClause(tokenise(piece.text.slice(0, 400)))
  return clause !== null && clause.predicate >= 0 && (clause.orderer ?? clause.addressee)?.start === 0
}

const INLINE = /[.;:]["”)]?\s+(?=(?:[-–•+]\s+\p{Lu}|([a-zđ])\)\s+\p{Lu}|(\d{1,2})\.\s+\p{Lu}))/gu

/** A line that holds several units, each after a stop: "… sau: - Sở Y tế …; - Công an tỉnh …". */
function splitInline(strand: Strand, lastOrder: ReadonlyMap<string, number>): Strand[] {
  const matches = allMatches(INLINE, strand.text)
  if (matches.length === 0) return [strand]
  const edges = [0]
  let number = lastOrder.get('arabic') ?? 0
  const opening = /^(\d{1,2})\.\s/.exec(strand.text)
  if (opening) number = Number(opening[1])
  for (const match of matches) {
    if (match[2] !== undefined && Number(match[2]) !== number + 1) continue
    if (match[2] !== undefined) number++
    edges.push(match.index + match[0].length)
  }
  edges.push(strand.text.length)
  return edges.slice(1).map((edge, index) => cut(strand, edges[index]!, edge))
}
