import { createCanvas, GlobalFonts, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { createRequire } from 'node:module'

/** One sheet as an office types it: a header of two columns, paragraphs, a foot of two columns. */
export type Cell = { text: string; bold?: boolean; italic?: boolean; size?: number; underlined?: boolean }
export type Row = { left?: Cell; right?: Cell }
export type Paragraph = { text: string; bold?: boolean; italic?: boolean; centred?: boolean; flush?: boolean }
export type Paper = { header: Row[]; body: Paragraph[]; foot: Row[] }

/** A drawn sheet: the canvas, what stands on it line by line, and where the signer's name begins. */
export type Sheet = { canvas: Canvas; truth: string; signature: { x: number; y: number } }

/** A4 at 300 dots an inch. */
export const SHEET = { width: 2480, height: 3508 }
const POINT = 300 / 72
const MARGIN = { left: 354, right: 236, top: 236 }
const LEADING = 1.28
const BODY_SIZE = 14
const INDENT = 118

const require = createRequire(import.meta.url)
const FACES = ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic']
for (const face of FACES) GlobalFonts.registerFromPath(require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`), 'Tinos')

type Style = Pick<Cell, 'bold' | 'italic' | 'size'>

function fontOf({ bold, italic, size = BODY_SIZE }: Style): string {
  return `${italic ? 'italic ' : ''}${bold ? 'bold ' : ''}${size * POINT}px Tinos`
}

function drawCell(brush: SKRSContext2D, cell: Cell, centre: number, y: number): void {
  brush.font = fontOf(cell)
  const width = brush.measureText(cell.text).width
  brush.fillText(cell.text, centre - width / 2, y)
  if (cell.underlined) brush.fillRect(centre - width / 3, y + 20, width / 1.5, 3)
}

function drawRows(brush: SKRSContext2D, rows: Row[], top: number, centres: { left: number; right: number }): { lines: string[]; y: number } {
  let y = top
  const lines = rows.map(({ left, right }) => {
    if (left) drawCell(brush, left, centres.left, y)
    if (right) drawCell(brush, right, centres.right, y)
    y += BODY_SIZE * POINT * LEADING
    return [left?.text, right?.text].filter(Boolean).join('   ')
  })
  return { lines, y }
}

/** Words of a paragraph broken at the right margin; the first line stands in. */
function wrap(brush: SKRSContext2D, { text, flush, centred }: Paragraph): string[] {
  const room = SHEET.width - MARGIN.left - MARGIN.right
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const limit = room - (lines.length === 0 && !flush && !centred ? INDENT : 0)
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && brush.measureText(longer).width > limit) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

function drawLine(brush: SKRSContext2D, line: string, x: number, y: number, room: number, justified: boolean): void {
  const words = line.split(' ')
  const natural = brush.measureText(line).width
  if (!justified || words.length < 2) return brush.fillText(line, x, y)
  const extra = (room - natural) / (words.length - 1)
  let at = x
  for (const word of words) {
    brush.fillText(word, at, y)
    at += brush.measureText(`${word} `).width + extra
  }
}

function drawParagraph(brush: SKRSContext2D, paragraph: Paragraph, top: number): { lines: string[]; y: number } {
  brush.font = fontOf(paragraph)
  const room = SHEET.width - MARGIN.left - MARGIN.right
  const lines = wrap(brush, paragraph)
  let y = top
  lines.forEach((line, n) => {
    const indent = n === 0 && !paragraph.flush ? INDENT : 0
    if (paragraph.centred) brush.fillText(line, MARGIN.left + (room - brush.measureText(line).width) / 2, y)
    else drawLine(brush, line, MARGIN.left + indent, y, room - indent, n < lines.length - 1)
    y += BODY_SIZE * POINT * LEADING
  })
  return { lines, y: y + 20 }
}

/** Draws a sheet in black on white. */
export function drawPaper(paper: Paper): Sheet {
  const canvas = createCanvas(SHEET.width, SHEET.height)
  const brush = canvas.getContext('2d')
  brush.fillStyle = '#fdfcf8'
  brush.fillRect(0, 0, SHEET.width, SHEET.height)
  brush.fillStyle = '#191919'
  const header = drawRows(brush, paper.header, MARGIN.top + 60, { left: 800, right: 1720 })
  let y = header.y + 30
  const lines = [...header.lines]
  for (const paragraph of paper.body) {
    const drawn = drawParagraph(brush, paragraph, y)
    lines.push(...drawn.lines)
    y = drawn.y
  }
  const signature = { x: 1760, y: y + 3 * BODY_SIZE * POINT * LEADING }
  const foot = drawRows(brush, paper.foot, y + 40, { left: 700, right: signature.x })
  return { canvas, truth: [...lines, ...foot.lines].filter((line) => line !== '').join('\n'), signature }
}
