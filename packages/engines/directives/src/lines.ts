import { allMatches } from './matching.ts'
import { strandAt, type Source } from './normalise.ts'
import type { Strand } from './strand.ts'

/** A line with something on it, and what stood between it and the line before. */
export interface Line {
  strand: Strand
  /** Blank lines (or page numbers) directly before. */
  gap: number
  /** A ruled line, a table cell border or the text's edge directly before. */
  hard: boolean
  /** Lines of bars directly before: one parts two cells, two part two rows. */
  bars: number
  /** Pieces that stand apart by three spaces or more: columns of a header or of a signature; null: nothing parts the line. */
  columns: Strand[] | null
  /** Cells, when the line is a table row drawn with bars. */
  cells: Strand[] | null
}

/** The pieces of a line, itself when nothing parts it. */
export function piecesOf({ columns, strand }: Line): readonly Strand[] {
  return columns ?? [strand]
}

/** How many pieces a line has. */
export function pieceCount({ columns }: Line): number {
  return columns === null ? 1 : columns.length
}

const RULE = /^[-–—=_~.·…+ |]{3,}$/
const PAGE_NUMBER = /^(?:[-–—]\s*)?(?:Trang\s*)?\d{1,3}(?:\s*\/\s*\d{1,3})?(?:\s*[-–—])?$/iu
/** What a rule, a bar or a page number may begin with; most lines begin with a letter and say something. */
const MAY_SAY_NOTHING = /^[-–—=_~.·…+ |#\dTt]/

type Kind = 'blank' | 'bar' | 'rule' | 'text'

/** What stands between two lines that say something. */
interface Between { gap: number; hard: boolean; bars: number; last: Kind }

/** The lines of a text that say something; rules, blanks and page numbers become what is between them. */
export function linesOf(source: Source): Line[] {
  const lines: Line[] = []
  let between: Between = { gap: 0, hard: true, bars: 0, last: 'text' }
  for (let start = 0, end = 0; start <= source.text.length; start = end + 1) {
    end = source.text.indexOf('\n', start)
    if (end < 0) end = source.text.length
    const raw = source.text.slice(start, end)
    const text = raw.trim()
    const kind = kindOf(text, between.last === 'bar')
    if (kind === 'text') {
      lines.push(lineAt(source, raw, text, start, between, lines.length > mostUnitsIn(start)))
      if (between.last !== 'text' || between.hard) between = { gap: 0, hard: false, bars: 0, last: 'text' }
    } else widen(between, kind)
  }
  return lines
}

function widen(between: Between, kind: Kind): void {
  between.gap++
  between.last = kind
  if (kind === 'bar') between.bars++
  between.hard ||= kind === 'bar' || kind === 'rule'
}

function kindOf(text: string, afterBar: boolean): Kind {
  if (text === '') return 'blank'
  if (!MAY_SAY_NOTHING.test(text)) return 'text'
  if (/^[| ]+$/.test(text)) return 'bar'
  if (text.length >= 3 && RULE.test(text)) return 'rule'
  return text === '#' || !afterBar && text.length <= 14 && PAGE_NUMBER.test(text) ? 'blank' : 'text'
}

const HEADING = /^\s*#{1,6}\s+/

/** `whole`: one line too many to be parted into columns. */
function lineAt(source: Source, raw: string, text: string, start: number, { gap, hard, bars }: Between, whole: boolean): Line {
  const end = start + raw.length
  const heading = text.charCodeAt(0) === HASH ? HEADING.exec(raw) : null
  const first = start + (heading ? heading[0].length : raw === text ? 0 : raw.indexOf(text))
  const wide = text.includes('  ')
  if (!heading && !wide && !text.includes('|')) {
    const strand = { text, from: source.from, to: source.to, at: first }
    return { strand, gap, hard, bars, columns: null, cells: null }
  }
  const strand = strandAt(source, first, end)
  const plain = whole || !text.includes('|') && !text.includes('   ')
  return { strand, gap, hard, bars, columns: plain ? null : columnsOf(source, first, end), cells: plain ? null : cellsOf(source, first, end) }
}

const HASH = 0x23

/** "ngày      tháng", "Số:      /UBND": blanks left to be filled in by hand keep a line together. */
const OPEN_BLANK = /(?:ngày|tháng|năm|[Ss]ố\s?:?)$/u

const COLUMN_GAP = / {3,}|\|/g
const BAR = /\|/g
/** A line with more is no header and no row of a table. */
const MOST_COLUMNS = 60

/** Pieces between runs of at least three spaces or a bar. */
function columnsOf(source: Source, start: number, end: number): Strand[] {
  const pieces: Strand[] = []
  const raw = source.text.slice(start, end)
  const gaps = allMatches(COLUMN_GAP, raw, MOST_COLUMNS + 1)
  if (gaps.length > MOST_COLUMNS) return [strandAt(source, start, end)]
  let from = 0
  for (const gap of gaps) {
    if (OPEN_BLANK.test(raw.slice(Math.max(from, gap.index - 8), gap.index))) continue
    pieces.push(strandAt(source, start + from, start + gap.index))
    from = gap.index + gap[0].length
  }
  pieces.push(strandAt(source, start + from, end))
  return pieces.filter(piece => piece.text !== '')
}

/** Cells of "| 1 | … | … |"; at least two inner bars make a row. */
function cellsOf(source: Source, start: number, end: number): Strand[] | null {
  const raw = source.text.slice(start, end)
  const bars = allMatches(BAR, raw, MOST_COLUMNS + 1).map(match => match.index)
  if (bars.length < 3 || bars.length > MOST_COLUMNS) return null
  const edges = [...(raw.trimStart().startsWith('|') ? [] : [-1]), ...bars]
  if (!raw.trimEnd().endsWith('|')) edges.push(raw.length)
  return edges.slice(1).map((edge, index) => strandAt(source, start + edges[index]! + 1, start + edge))
}

/** True when all letters are capitals (and there are at least two). */
export function isCaps(text: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{Lu}[^\p{L}]{0,9}\p{Lu}/u.test(text)
}

export function startsLower(text: string): boolean {
  return /^["'“‘(]*\p{Ll}/u.test(text)
}

/** Ends with a mark after which a new paragraph may begin. */
export function endsSentence(text: string): boolean {
  let last = text.length - 1
  while (last >= 0 && CLOSING.includes(text.charAt(last))) last--
  return last >= 0 && STOPS.includes(text.charAt(last)) || text.endsWith('./') || text.endsWith('./-')
}

const STOPS = '.!?…;:'
const CLOSING = '"”’)\']'

const FEWEST_BOUND = 1000
const SHORTEST_UNIT = 16

/** Nothing says or orders something new every few characters: past so many, units stay together and are not read for orders. */
export function mostUnitsIn(characters: number): number {
  return Math.max(FEWEST_BOUND, characters / SHORTEST_UNIT)
}
