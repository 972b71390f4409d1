import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { widthOf, type Block, type Boxed, type Columns, type Composition, type Drawn, type Grid, type Page, type Paragraph, type Run } from '@phaodai/directives'
import pdfmake from 'pdfmake'
import { headingRows } from './heading-rows.ts'

const POINTS_PER_MM = 72 / 25.4
/** Height of a line of Tinos, the metric twin of Times New Roman, as a share of its size. */
const NATURAL_LINE = 1.149
const THIN = 0.5
/** Room between a table's lines and its words, in points. */
const CELL_ROOM = 3

const FONT_FOLDER = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
const FONT = 'Tinos'
pdfmake.addFonts({
  [FONT]: {
    normal: fontFile('400Regular/Tinos_400Regular.ttf'), bold: fontFile('700Bold/Tinos_700Bold.ttf'),
    italics: fontFile('400Regular_Italic/Tinos_400Regular_Italic.ttf'), bolditalics: fontFile('700Bold_Italic/Tinos_700Bold_Italic.ttf'),
  },
})
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy(path => path.startsWith(FONT_FOLDER))

type Node = Record<string, unknown>

function fontFile(name: string): string {
  return join(FONT_FOLDER, name)
}

/** Millimetres in points. */
function points(millimetres: number): number {
  return millimetres * POINTS_PER_MM
}

/** A composition as a PDF with its fonts. */
export async function writePdf(composition: Composition): Promise<Buffer> {
  return (await drawn(composition)).bytes
}

/** A PDF from a definition of its own, in the fonts of papers. */
export async function writePages(definition: object): Promise<Buffer> {
  return Buffer.from(await pdfmake.createPdf({ defaultStyle: { font: FONT }, ...definition }).getBuffer())
}

/** How many pages a composition takes. */
export async function pagesOf(composition: Composition): Promise<number> {
  return (await drawn(composition)).pages
}

/**
 * Compositions of one kind of page as one PDF, each beginning a page of its own with page numbers of its own. (m) Reading and
 * subsetting the fonts takes 0.4 s a file, laying a page out a twentieth of that: many together are drawn at once.
 */
export async function writePdfs(compositions: readonly [Composition, ...Composition[]]): Promise<Buffer> {
  const [{ page, title }] = compositions
  const starts: number[] = []
  const opening = (n: number): Node => ({ text: ' ', fontSize: 1, lineHeight: 0.1, id: `paper-${n}`, ...(n > 0 && { pageBreak: 'before' }) })
  const definition = {
    ...pageDefinition(page, title),
    pageBreakBefore: ({ id, pageNumbers }: { id?: string; pageNumbers: number[] }) => {
      if (id?.startsWith('paper-')) starts[Number(id.slice('paper-'.length))] = pageNumbers[0]!
      return false
    },
    header: (current: number) => {
      const n = current - (starts.findLast(start => start <= current) ?? 1) + 1
      return n > 1 ? pageNumber(n, page) : ''
    },
    content: compositions.flatMap(({ blocks }, n) => [opening(n), ...drawAll(blocks, page.width - page.margins.left - page.margins.right)]),
  }
  return Buffer.from(await pdfmake.createPdf(definition).getBuffer())
}

function pageDefinition({ width, height, margins: { top, bottom, left, right } }: Page, title: string): object {
  return {
    info: { title, creator: 'Pháo Đài', producer: 'Pháo Đài' }, language: 'vi-VN', version: '1.7',
    pageSize: { width: points(width), height: points(height) }, pageMargins: [left, top, right, bottom].map(points), defaultStyle: { font: FONT, fontSize: 14 },
  }
}

async function drawn({ page, title, blocks }: Composition): Promise<{ bytes: Buffer; pages: number }> {
  const { left, right } = page.margins
  let pages = 0
  const definition = {
    ...pageDefinition(page, title),
    header: (current: number, all: number) => {
      pages = all
      return current > 1 ? pageNumber(current, page) : ''
    },
    content: drawAll(blocks, page.width - left - right),
  }
  return { bytes: Buffer.from(await pdfmake.createPdf(definition).getBuffer()), pages }
}

/** Top centre between the margins, half way up the upper margin. */
function pageNumber(current: number, { margins, pageNumber: { size } }: Page): Node {
  return { text: String(current), fontSize: size, alignment: 'center', margin: [points(margins.left), points(margins.top / 2), points(margins.right), 0] }
}

/** More lines than this may be parted even where they belong together. */
const MOST_KEPT = 30

/** Blocks in a column of a width; a page break belongs to the block after it. */
function drawAll(blocks: readonly Block[], width: number): Node[] {
  let opensPage = false
  return kept(blocks, width).flatMap(group => {
    const nodes = group.flatMap(block => draw(block, width))
    if (nodes.length === 0) {
      opensPage = group.some(block => block.kind === 'page-break')
      return []
    }
    const node = group.length === 1 ? nodes : [{ stack: nodes, unbreakable: true }]
    const placed = opensPage ? [{ ...node[0], pageBreak: 'before' }, ...node.slice(1)] : node
    opensPage = false
    return placed
  })
}

/** Blocks that stay on one page: paragraphs that belong to what follows, with it. */
function kept(blocks: readonly Block[], width: number): Block[][] {
  const groups: Block[][] = []
  let open: Block[] = []
  for (const block of blocks) {
    const parts = block.kind === 'page-break' || block.kind === 'grid'
    if (parts || linesOfAll([...open, block], width) > MOST_KEPT) {
      groups.push(...open.map(each => [each]), [block])
      open = []
    } else if (block.kind === 'paragraph' && block.keepWithNext) open.push(block)
    else {
      groups.push([...open, block])
      open = []
    }
  }
  return [...groups, ...open.map(each => [each])]
}

function linesOfAll(blocks: readonly Block[], width: number): number {
  return blocks.reduce((sum, block) => sum + linesIn(block, width), 0)
}

function linesIn(block: Block, width: number): number {
  if (block.kind === 'paragraph') return linesOf(block, width)
  return block.kind === 'columns' ? Math.max(...block.cells.map((cell, at) => linesOfAll(cell, block.widths[at]!))) : 1
}

function draw(block: Block, width: number): Node[] {
  switch (block.kind) {
    case 'paragraph': return [paragraph(block, width)]
    case 'rule': return [ruled(block, width)]
    case 'box': return [boxed(block, width)]
    case 'columns': return [columns(block)]
    case 'grid': return [grid(block)]
    case 'page-break': return []
  }
}

/** Of so few lines one would stand alone on a page if they were parted. */
const TOO_FEW_TO_PART = 3

/** Lines a paragraph takes, by the widths of its words. */
function linesOf({ runs, left, right, firstLine }: Paragraph, width: number): number {
  return Math.ceil(Math.max(1, runs.reduce((sum, run) => sum + widthOf(run.text, run), firstLine)) / (width - left - right))
}

function paragraph(block: Paragraph, width: number): Node {
  const { runs, align, firstLine, left, right, before, after, line } = block
  const size = runs[0]?.size ?? 14
  return {
    text: runs.flatMap(wordRuns), alignment: align, leadingIndent: points(firstLine), margin: [points(left), before, points(right), after],
    lineHeight: 'exact' in line ? line.exact / (size * NATURAL_LINE) : line.times,
    unbreakable: linesOf(block, width) <= TOO_FEW_TO_PART,
    ...(runs.every(run => run.text === '') ? { text: ' ', fontSize: size } : {}),
  }
}

/** Words with a hyphen or stroke inside, which a justified line must not tear apart ("571-CV/TU"). */
const JOINED = /[^\s\u00a0]*[^\s\u00a0][-–/][^\s\u00a0]{1,30}\s*/gu

/** The pieces of a run, its joined words apart so that they stay whole. */
function wordRuns(run: Run): Node[] {
  const pieces: Node[] = []
  let from = 0
  for (const match of run.text.matchAll(JOINED)) {
    if (match[0].length > LONGEST_WHOLE) continue
    if (match.index > from) pieces.push(textRun({ ...run, text: run.text.slice(from, match.index) }))
    pieces.push({ ...textRun({ ...run, text: match[0] }), noWrap: true })
    from = match.index + match[0].length
  }
  return [...pieces, textRun({ ...run, text: run.text.slice(from) })].filter(piece => piece['text'] !== '')
}

/** A longer word may have to be broken to fit its column. */
const LONGEST_WHOLE = 32

function textRun({ text, size, bold, italic, underline }: Run): Node {
  return { text, fontSize: size, bold, italics: italic, ...(underline ? { decoration: 'underline' } : {}) }
}

function ruled({ width: length, before, after }: Drawn, width: number): Node {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: points(length), y2: 0, lineWidth: THIN }],
    margin: [points(Math.max(0, width - length) / 2), before, 0, after],
  }
}

function boxed({ run, width: length }: Boxed, width: number): Node {
  return {
    table: { widths: [points(length) - 2 * CELL_ROOM], body: [[{ ...textRun(run), alignment: 'center' }]] },
    layout: THIN_LINES, margin: [points(Math.max(0, width - length) / 2), 5, 0, 3],
  }
}

const THIN_LINES = {
  hLineWidth: () => THIN, vLineWidth: () => THIN, paddingLeft: () => CELL_ROOM, paddingRight: () => CELL_ROOM, paddingTop: () => 1.5, paddingBottom: () => 1.5,
}
const NO_LINES = { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 0, paddingTop: () => 0, paddingBottom: () => 0 }

function columns({ widths, cells, keepTogether }: Columns): Node {
  const body = [cells.map((blocks, at) => ({ stack: drawAll(blocks, widths[at]!) }))]
  return { table: { widths: widths.map(points), body, dontBreakRows: keepTogether }, layout: NO_LINES }
}

function grid({ columns: own, rows, size }: Grid): Node {
  const headings = headingRows(own).map(cells => cells.map(cell => cell ? { text: cell.text, bold: true, alignment: 'center', colSpan: cell.columnSpan, rowSpan: cell.rowSpan } : {}))
  const body = rows.map(row => own.map((column, at) => ({ text: row.cells[at] ?? '', bold: row.bold ?? false, alignment: column.align ?? 'left' })))
  const lines = own.length + 1
  const room = (2 * CELL_ROOM * own.length + THIN * lines) / own.length
  return { table: { headerRows: headings.length, keepWithHeaderRows: 1, dontBreakRows: true, widths: own.map(column => points(column.width) - room), body: [...headings, ...body] }, layout: THIN_LINES, fontSize: size }
}
