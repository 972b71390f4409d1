import {
  AlignmentType, BorderStyle, Document, Header, LineRuleType, Packer, PageNumber, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun,
  VerticalAlignTable, WidthType, type IParagraphOptions,
} from 'docx'
import type { Align, Block, Boxed, Columns, Composition, Drawn, Grid, Page, Paragraph as LaidOut, Run } from '@phaodai/directives'
import { headingRows, type HeadingCell } from './heading-rows.ts'

const TWIPS_PER_MM = 1440 / 25.4
const TWIPS_PER_POINT = 20
const FULL_LINE = 240

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT, justify: AlignmentType.JUSTIFIED } satisfies Record<Align, unknown>
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE }
/** Half a point, in eighths. */
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const NO_ROOM = { top: 0, bottom: 0, left: 0, right: 0 }

/** Millimetres in twentieths of a point. */
export function twips(millimetres: number): number {
  return Math.floor(millimetres * TWIPS_PER_MM + 0.5)
}

/** A composition as a Word file. */
export function writeDocx(composition: Composition): Promise<Buffer> {
  return writeDocxs([composition])
}

/** Compositions as one Word file, each a section of its own: on a new page, numbered from its own first. */
export async function writeDocxs(compositions: readonly [Composition, ...Composition[]]): Promise<Buffer> {
  const [{ title, page: { font } }] = compositions
  const document = new Document({
    title, creator: 'Pháo Đài', description: '',
    styles: { default: { document: { run: { font, size: 28, language: { value: 'vi-VN' } }, paragraph: { spacing: { before: 0, after: 0 } } } } },
    sections: compositions.map(({ page, blocks }) => ({
      properties: { titlePage: true, page: { ...pageOf(page), pageNumbers: { start: 1 } } }, headers: { default: pageNumber(page), first: new Header({ children: [new Paragraph('')] }) }, children: drawAll(blocks, page.width - page.margins.left - page.margins.right),
    })),
  })
  return Packer.toBuffer(document)
}

function pageOf({ width, height, margins, landscape }: Page): object {
  const [short, long] = landscape ? [height, width] : [width, height]
  const { top, bottom, left, right } = margins
  return {
    size: { width: twips(short), height: twips(long), orientation: landscape ? 'landscape' : 'portrait' },
    margin: { top: twips(top), bottom: twips(bottom), left: twips(left), right: twips(right), header: twips(top / 2), footer: twips(bottom / 2) },
  }
}

function pageNumber(page: Page): Header {
  const run = new TextRun({ children: [PageNumber.CURRENT], size: page.pageNumber.size * 2 })
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run] })] })
}

/** Blocks in a column of a width; a page break belongs to the paragraph after it, to a low one where a table begins the page. */
function drawAll(blocks: readonly Block[], width: number): (Paragraph | Table)[] {
  return blocks.flatMap((block, at) => {
    const newPage = blocks[at - 1]?.kind === 'page-break'
    return [...(newPage && block.kind !== 'paragraph' ? [lowParagraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT } })] : []), ...draw(block, width, newPage)]
  })
}

function draw(block: Block, width: number, newPage: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph': return [paragraph(block, newPage)]
    case 'rule': return [ruled(block, width)]
    case 'box': return [boxed(block, width)]
    case 'columns': return [columns(block)]
    case 'grid': return [grid(block)]
    case 'page-break': return []
  }
}

function paragraph(block: LaidOut, pageBreakBefore: boolean): Paragraph {
  return new Paragraph({
    alignment: ALIGN[block.align], pageBreakBefore, keepNext: block.keepWithNext, widowControl: true,
    indent: { left: twips(block.left), right: twips(block.right), firstLine: twips(block.firstLine) },
    spacing: { before: block.before * TWIPS_PER_POINT, after: block.after * TWIPS_PER_POINT, ...lineHeight(block) },
    children: block.runs.map(textRun),
    ...(block.runs.every(run => run.text === '') ? { run: { size: (block.runs[0]?.size ?? 14) * 2 } } : {}),
  })
}

function lineHeight({ line }: LaidOut): { line: number; lineRule: (typeof LineRuleType)[keyof typeof LineRuleType] } {
  if ('exact' in line) return { line: line.exact * TWIPS_PER_POINT, lineRule: LineRuleType.EXACT }
  return { line: Math.round(line.times * FULL_LINE), lineRule: LineRuleType.AUTO }
}

function textRun({ text, size, bold, italic, underline }: Run): TextRun {
  return new TextRun({ text, size: size * 2, bold, italics: italic, ...(underline ? { underline: {} } : {}) })
}

/** A drawn line is the lower border of a low paragraph, indented to its width. */
function ruled({ width: length, before, after }: Drawn, width: number): Paragraph {
  return lowParagraph({ border: { bottom: { ...THIN, space: 0 } }, spacing: { before: before * TWIPS_PER_POINT, after: after * TWIPS_PER_POINT, line: 20, lineRule: LineRuleType.EXACT }, indent: inset(length, width) })
}

function lowParagraph(options: IParagraphOptions): Paragraph {
  return new Paragraph({ run: { size: 2 }, ...options })
}

function inset(length: number, width: number): { left: number; right: number } {
  const side = twips(Math.max(0, width - length) / 2)
  return { left: side, right: side }
}

function boxed({ run, width: length }: Boxed, width: number): Paragraph {
  const side = { ...THIN, space: 1 }
  return new Paragraph({
    alignment: AlignmentType.CENTER, border: { top: side, bottom: side, left: side, right: side }, indent: inset(length, width),
    spacing: { before: 100, after: 60 }, children: [textRun(run)],
  })
}

function columns({ widths, cells, keepTogether }: Columns): Table {
  const row = new TableRow({
    cantSplit: keepTogether,
    children: cells.map((blocks, at) => new TableCell({
      width: { size: twips(widths[at]!), type: WidthType.DXA }, margins: NO_ROOM, borders: NO_BORDERS,
      children: blocks.length > 0 ? drawAll(blocks, widths[at]!) : [new Paragraph('')],
    })),
  })
  return new Table({ layout: TableLayoutType.FIXED, columnWidths: widths.map(twips), width: { size: twips(sum(widths)), type: WidthType.DXA }, borders: NO_BORDERS, margins: NO_ROOM, rows: [row] })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function grid(block: Grid): Table {
  const headings = headingRows(block.columns).map(cells => new TableRow({ tableHeader: true, cantSplit: true, children: cells.filter(cell => cell !== null).map(cell => heading(cell, block)) }))
  const rows = block.rows.map(row => new TableRow({
    cantSplit: true,
    children: block.columns.map((column, at) => gridCell(row.cells[at] ?? '', block.size, row.bold ?? false, ALIGN[column.align ?? 'left'], { width: { size: twips(column.width), type: WidthType.DXA } })),
  }))
  const widths = block.columns.map(column => twips(column.width))
  return new Table({ layout: TableLayoutType.FIXED, columnWidths: widths, width: { size: sum(widths), type: WidthType.DXA }, rows: [...headings, ...rows] })
}

function heading({ text, columnSpan, rowSpan }: HeadingCell, { size }: Grid): TableCell {
  return gridCell(text, size, true, AlignmentType.CENTER, { columnSpan, rowSpan, verticalAlign: VerticalAlignTable.CENTER })
}

function gridCell(text: string, size: number, bold: boolean, alignment: (typeof ALIGN)[Align], more: object): TableCell {
  const lines = text.split('\n').map(line => new Paragraph({ alignment, children: [new TextRun({ text: line, size: size * 2, bold })] }))
  return new TableCell({ ...more, margins: { top: 30, bottom: 30, left: 60, right: 60 }, borders: { top: THIN, bottom: THIN, left: THIN, right: THIN }, children: lines })
}
