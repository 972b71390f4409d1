import { compose, composeForm, composeSheet, composeSlips, composeTable, type Composition, type FormPaper, type LeaderSheet, type TablePaper, type TaskSlip, type WrittenDocument } from '@phaodai/directives'

import type { Poster } from './poster.ts'
import type { Label, Wristband } from './labels.ts'

export type PaperFormat = 'docx' | 'pdf'

/** Media types of papers. */
export const MEDIA = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const

/** A document as a Word file in its official form; the font is named, not embedded. */
export function renderDocx(doc: WrittenDocument): Promise<Buffer> {
  return render(compose(doc), 'docx')
}

/** A document as a PDF in its official form, fonts embedded and text extractable. */
export function renderPdf(doc: WrittenDocument): Promise<Buffer> {
  return render(compose(doc), 'pdf')
}

/** A table under an official head (statistics, lists, a printed register book) as Word file or PDF. */
export function renderTablePaper(paper: TablePaper, format: PaperFormat): Promise<Buffer> {
  return render(composeTable(paper), format)
}

/** A form under an official head, filled as far as known, as Word file or PDF. */
export function renderForm(form: FormPaper, format: PaperFormat): Promise<Buffer> {
  return render(composeForm(form), format)
}

/** Forms under official heads, each on pages of its own, as one Word file or PDF. */
export async function renderForms(title: string, [first, ...more]: readonly [FormPaper, ...FormPaper[]], format: PaperFormat): Promise<Buffer> {
  const composed = [{ ...composeForm(first), title }, ...more.map(composeForm)] as const
  return format === 'pdf' ? renderTogether(composed) : (await import('./docx.ts')).writeDocxs(composed)
}

/** One paper that is laid out already. */
export function renderComposed(composition: Composition, format: PaperFormat): Promise<Buffer> {
  return render(composition, format)
}

/** Papers of one form as one PDF, each on pages of its own, numbered from its own first. */
export async function renderTogether(compositions: readonly [Composition, ...Composition[]]): Promise<Buffer> {
  return (await import('./pdf.ts')).writePdfs(compositions)
}

/** Finished PDFs as one, in the order given. */
export async function joinPdfs(files: readonly Buffer[]): Promise<Buffer> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const joined = await PDFDocument.create()
  for (const file of files) {
    const part = await PDFDocument.load(file, { updateMetadata: false })
    for (const page of await joined.copyPages(part, part.getPageIndices())) joined.addPage(page)
  }
  return Buffer.from(await joined.save())
}

/** Labels with a Code 128 and its digits, row by row on A4 sheets. */
export async function renderLabels(labels: readonly Label[]): Promise<Buffer> {
  return (await import('./labels.ts')).writeLabels(labels)
}

/** Wristbands with a QR code, to be cut apart. */
export async function renderWristbands(bands: readonly Wristband[]): Promise<Buffer> {
  return (await import('./labels.ts')).writeWristbands(bands)
}

/** The poster of a place with its code. */
export async function renderPoster(poster: Poster): Promise<Buffer> {
  return (await import('./poster.ts')).writePoster(poster)
}

/** Slips of tasks as a Word file or PDF, each on a page of its own. */
export function renderSlips(title: string, slips: readonly [TaskSlip, ...TaskSlip[]], format: PaperFormat): Promise<Buffer> {
  return render(composeSlips(title, slips), format)
}

/** Points left free on a sheet: office programs take a little more room for the same lines (LibreOffice: 19 points a page). */
const SPARE = 26
type RowsOf = (section: number) => number

/** Gives one section after the other a row more, as long as the page holds them all. */
async function moreRows(sheetWith: (rowsOf: RowsOf) => LeaderSheet, given: number[], most: number, fits: (rowsOf: RowsOf) => Promise<boolean>): Promise<void> {
  const rowsIn = (section: number): number => sheetWith(each => given[each]!).sections[section]!.table?.rows.length ?? 0
  for (let section = 0; section < given.length; section++) {
    if (given[section]! >= most || rowsIn(section) < given[section]!) continue
    given[section]!++
    if (!await fits(each => given[each]!)) given[section]!--
  }
}

/** A leader's sheet with as many rows a table, from `most` down, as one page holds, and then a row more where there is room; with one row each where even that is too much. */
export async function renderSheet(sheetWith: (rowsOf: RowsOf) => LeaderSheet, most: number, format: PaperFormat): Promise<Buffer> {
  const { pagesOf } = await import('./pdf.ts')
  const fits = async (rowsOf: RowsOf): Promise<boolean> => await pagesOf(composeSheet(sheetWith(rowsOf), SPARE)) === 1
  let [even, high] = await fits(() => most) ? [most, most] : [1, most - 1] // (m) mostly all of it fits, and a page laid out takes 60 ms
  while (even < high) {
    const tried = Math.ceil((even + high) / 2)
    if (await fits(() => tried)) even = tried
    else high = tried - 1
  }
  const given = sheetWith(() => even).sections.map(() => even)
  await moreRows(sheetWith, given, most, fits)
  return render(composeSheet(sheetWith(section => given[section]!)), format)
}

/** The writers load with the first paper: (m) a start need not wait a third of a second for them. */
async function render(composition: Composition, format: PaperFormat): Promise<Buffer> {
  return format === 'docx' ? (await import('./docx.ts')).writeDocx(composition) : (await import('./pdf.ts')).writePdf(composition)
}
