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
  indent: number
  /** Pieces that stand apart by three spaces or more: columns of a header or of a signature. */
  columns: Strand[]
  /** Cells, when the line is a table row drawn with bars. */
  cells: Strand[] | null
  /** Offsets in the normalised text. */
  start: number
  end: number
}

const RULE = /^[-–—=_~.·…+ |]{3,}$/
const PAGE_NUMBER = /^(?:[-–—]\s*)?(?:Trang\s*)?\d{1,3}(?:\s*\/\s*\d{1,3})?(?:\s*[-–—])?$/iu

/** The lines of a text that say something; rules, blanks and page numbers become what is between them. */
export function linesOf(source: Source): Line[] {
  const lines: Line[] = []
  const between = { gap: 0, hard: true, bar: false, bars: 0 }
  for (const [start, end] of bounds(source.text)) {
    const kind = kindOf(source.text.slice(start, end), between.bar)
    if (kind === 'text') {
      lines.push(lineAt(source, start, end, between))
      Object.assign(between, { gap: 0, hard: false, bar: false, bars: 0 })
    } else {
      between.gap++
      between.bar = kind === 'bar'
      if (kind === 'bar') between.bars++
      between.hard ||= kind === 'bar' || kind === 'rule'
    }
  }
  return lines
}

function* bounds(text: string): Generator<[number, number]> {
  let start = 0
  while (start <= text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    yield [start, end]
    start = end + 1
  }
}

function kindOf(raw: string, afterBar: boolean): 'blank' | 'bar' | 'rule' | 'text' {
  const text = raw.trim()
  if (text === '') return 'blank'
  if (/^[| ]+$/.test(text)) return 'bar'
  if (text.length >= 3 && RULE.test(text)) return 'rule'
  if (text === '#' || (!afterBar && text.length <= 14 && PAGE_NUMBER.test(text))) return 'blank'
  return 'text'
}

function lineAt(source: Source, start: number, end: number, between: { gap: number; hard: boolean; bars: number }): Line {
  const raw = source.text.slice(start, end)
  const indent = raw.length - raw.trimStart().length
  const heading = /^\s*#{1,6}\s+/.exec(raw)
  const first = start + (heading ? heading[0].length : indent)
  const strand = strandAt(source, first, end)
  const plain = !raw.includes('|') && !raw.trim().includes('   ')
  return {
    strand, gap: between.gap, hard: between.hard, bars: between.bars, indent,
    columns: plain ? [strand] : columnsOf(source, first, end), cells: plain ? null : cellsOf(source, first, end), start: first, end,
  }
}

/** "ngày      tháng", "Số:      /UBND": blanks left to be filled in by hand keep a line together. */
const OPEN_BLANK = /(?:ngày|tháng|năm|[Ss]ố\s?:?)$/u

/** Pieces between runs of at least three spaces or a bar. */
function columnsOf(source: Source, start: number, end: number): Strand[] {
  const pieces: Strand[] = []
  const raw = source.text.slice(start, end)
  let from = 0
  for (const gap of raw.matchAll(/ {3,}|\|/g)) {
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
  const bars = [...raw.matchAll(/\|/g)].map(match => match.index)
  if (bars.length < 3) return null
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
  return /[.!?…;:]["”’')\]]*$/u.test(text) || /\.\/-?\.?$/.test(text)
}
