import type { SeenWord } from './recognise.ts'

/** A word on its page: offsets in the page's text, box in shares of the page (0–1), confidence from 0 to 100. */
export interface PageWord { start: number; end: number; x: number; y: number; width: number; height: number; confidence: number }
/** What a page says. */
export interface PageText { text: string; words: PageWord[] }

interface Row { words: SeenWord[]; top: number; bottom: number }

/** A gap this many times the height of the letters parts two columns. */
const COLUMN_GAP = 1.5
/** … and this many times the gaps of the same row, which may be stretched to the margin. */
const STRETCHED = 2.5
const BESIDE = '   '

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const heightOf = (word: SeenWord): number => word.y1 - word.y0

function rowOf(words: SeenWord[]): Row {
  return { words: words.toSorted((a, b) => a.x0 - b.x0), top: median(words.map(word => word.y0)), bottom: median(words.map(word => word.y1)) }
}

function overlap(a: Row, b: Row): number {
  return (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)) / Math.max(1, Math.min(a.bottom - a.top, b.bottom - b.top))
}

const apart = (a: Row, b: Row): boolean => a.words.at(-1)!.x1 <= b.words[0]!.x0 + 4 || b.words.at(-1)!.x1 <= a.words[0]!.x0 + 4

/** Rows of the page from top to bottom; pieces of two columns at one height are one row. */
function rowsOf(words: readonly SeenWord[]): Row[] {
  const pieces = grouped(words)
  const rows: Row[] = []
  for (const piece of pieces.map(rowOf).sort((a, b) => a.top - b.top)) {
    const beside = rows.findLast(row => overlap(row, piece) > 0.5 && apart(row, piece))
    if (beside) Object.assign(beside, rowOf([...beside.words, ...piece.words]))
    else rows.push(piece)
  }
  return rows.sort((a, b) => a.top + a.bottom - b.top - b.bottom)
}

function grouped(words: readonly SeenWord[]): SeenWord[][] {
  const rows = new Map<number, SeenWord[]>()
  for (const word of words) rows.set(word.row, [...rows.get(word.row) ?? [], word])
  return [...rows.values()]
}

const SAYS = /[\p{L}\p{N}]/u
/** Marks that mean something by themselves: list marks, the star and the rule of a Party header. */
const MARK = /^(?:[-–—+•*%&/]|\*+|[-–—_]{3,}|\.\/\.?)$/u
const DOUBTFUL = 55
const STRAY = 32

/** Leaves out what rims of seals, strokes of pens and specks were taken for. */
function sober(row: Row): Row | null {
  const said = row.words.filter(word => (SAYS.test(word.text) ? word.confidence >= STRAY || word.text.length > 2 : MARK.test(word.text) && word.confidence > DOUBTFUL || word.text === '*'))
  const lettered = said.filter(word => SAYS.test(word.text))
  if (lettered.length === 0) return said.some(word => /^\*+$/.test(word.text)) ? { ...row, words: said } : null
  const sure = lettered.reduce((sum, word) => sum + word.confidence, 0) / lettered.length
  return lettered.length < 3 && lettered.every(word => word.text.length < 3) && sure < DOUBTFUL ? null : { ...row, words: trimmed(said) }
}

/** A stray mark after the last word of a row is no text. */
function trimmed(words: SeenWord[]): SeenWord[] {
  const last = words.findLastIndex(word => SAYS.test(word.text) || word.text === './.')
  return words.slice(0, last + 1)
}

function gapsOf({ words }: Row): number[] {
  return words.slice(1).map((word, at) => word.x0 - words[at]!.x1)
}

function columnGap(row: Row, height: number): number {
  return Math.max(COLUMN_GAP * height, STRETCHED * median(gapsOf(row).filter(gap => gap > 0)))
}

/** Rows joined to text: one line a row, columns three spaces or more apart, an empty line where the page leaves room. */
export function layOut(seen: readonly SeenWord[], page: { width: number; height: number }): PageText {
  const rows = rowsOf(seen.filter(word => word.text.trim() !== '')).flatMap(row => sober(row) ?? [])
  const height = median(rows.flatMap(row => row.words.map(heightOf)))
  const pitch = median(rows.slice(1).map((row, at) => row.top - rows[at]!.top))
  const left = Math.min(...rows.map(row => row.words[0]!.x0))
  const words: PageWord[] = []
  let text = ''
  rows.forEach((row, at) => {
    if (at > 0) text += row.top - rows[at - 1]!.top > pitch * 1.7 ? '\n\n' : '\n'
    const indent = row.words[0]!.x0 - left
    if (indent > page.width / 4) text += ' '.repeat(Math.round(indent / (height * 0.6)))
    const gap = columnGap(row, height)
    row.words.forEach((word, n) => {
      const before = row.words[n - 1]
      if (before) text += word.x0 - before.x1 > gap ? BESIDE.padEnd(Math.round((word.x0 - before.x1) / (height * 0.6))) : ' '
      words.push({ ...boxOf(word, page), start: text.length, end: text.length + word.text.length, confidence: Math.round(word.confidence) })
      text += word.text
    })
  })
  return { text, words }
}

function boxOf(word: SeenWord, page: { width: number; height: number }): Pick<PageWord, 'x' | 'y' | 'width' | 'height'> {
  const share = (value: number, whole: number): number => Math.round((value / whole) * 1e4) / 1e4
  return { x: share(word.x0, page.width), y: share(word.y0, page.height), width: share(word.x1 - word.x0, page.width), height: share(heightOf(word), page.height) }
}
