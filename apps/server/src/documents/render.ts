import { compose, composeSheet, composeSlips, composeTable, type Composition, type LeaderSheet, type TablePaper, type TaskSlip, type WrittenDocument } from '@phaodai/directives'

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

/** Slips of tasks as a Word file or PDF, each on a page of its own. */
export function renderSlips(title: string, slips: readonly [TaskSlip, ...TaskSlip[]], format: PaperFormat): Promise<Buffer> {
  return render(composeSlips(title, slips), format)
}

/** A leader's sheet with as many rows a table, from `most` down, as one page holds; with one row each where even that is too much. */
export async function renderSheet(sheetWith: (rows: number) => LeaderSheet, most: number, format: PaperFormat): Promise<Buffer> {
  const { pagesOf } = await import('./pdf.ts')
  for (let rows = most; ; rows--) {
    const composition = composeSheet(sheetWith(rows))
    if (rows <= 1 || await pagesOf(composition) === 1) return render(composition, format)
  }
}

/** The writers load with the first paper: (m) a start need not wait a third of a second for them. */
async function render(composition: Composition, format: PaperFormat): Promise<Buffer> {
  return format === 'docx' ? (await import('./docx.ts')).writeDocx(composition) : (await import('./pdf.ts')).writePdf(composition)
}
