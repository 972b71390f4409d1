import { compose, composeSlips, composeTable, type Composition, type TablePaper, type TaskSlip, type WrittenDocument } from '@phaodai/directives'
import { writeDocx } from './docx.ts'
import { writePdf } from './pdf.ts'

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

function render(composition: Composition, format: PaperFormat): Promise<Buffer> {
  return format === 'docx' ? writeDocx(composition) : writePdf(composition)
}
