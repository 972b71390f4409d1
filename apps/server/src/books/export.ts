import type { BookEntry, EntryQuery } from '@phaodai/office'
import type { TablePaper } from '@phaodai/directives'
import { formatDay } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { issuerHeaderFor, renderTablePaper } from '#server/documents/index.ts'
import { fileOf, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'

/** The forms a book leaves the house in. */
export const papers = ['csv', 'xlsx', 'docx', 'pdf'] as const
export type Paper = (typeof papers)[number]

interface Column { key: string; width: number; cell: (entry: BookEntry) => string }

const day = (value: string | null): string => (value ? formatDay(value) : '')
const count = (value: number | null): string => (value === null ? '' : String(value))
const arrival = ({ number, suffix }: BookEntry): string => (number === null ? '' : `${String(number).padStart(2, '0')}${suffix}`)
const subject = ({ docType, abstract, secret }: BookEntry): string => [word(`docType.${docType}`), secret ? word('books.secretLine') : abstract].filter(Boolean).join(': ')

/** What the last column says: a cancelled number and a late line are told there, before the office's own note. */
function remark({ cancelledAt, cancelReason, late, lateReason, note }: BookEntry): string {
  return [
    cancelledAt && `${word('books.cancelled')}: ${cancelReason}`, late && [word('books.late'), lateReason].filter(Boolean).join(': '), note,
  ].filter(Boolean).join('. ')
}

/** Columns of the book of outgoing documents (Nghị định 30/2020/NĐ-CP, mẫu sổ đăng ký văn bản đi; the Party's book has the same). */
const OUTGOING: Column[] = [
  { key: 'books.col.printed', width: 16, cell: entry => entry.printed ?? '' }, { key: 'books.col.issuedOn', width: 12, cell: entry => day(entry.day) },
  { key: 'books.col.subject', width: 46, cell: subject }, { key: 'books.col.signer', width: 18, cell: entry => entry.signer ?? '' },
  { key: 'books.col.recipients', width: 26, cell: entry => entry.recipients }, { key: 'books.col.keptBy', width: 16, cell: entry => entry.keptBy ?? '' },
  { key: 'books.col.copies', width: 8, cell: entry => count(entry.copies) }, { key: 'books.col.note', width: 22, cell: remark },
]
/** Columns of the book of incoming documents (the same decree, mẫu sổ đăng ký văn bản đến). */
const INCOMING: Column[] = [
  { key: 'books.col.arrivedOn', width: 12, cell: entry => day(entry.day) }, { key: 'books.col.arrival', width: 8, cell: arrival },
  { key: 'books.col.issuer', width: 22, cell: entry => entry.issuerText ?? '' }, { key: 'books.col.printed', width: 16, cell: entry => entry.printed ?? '' },
  { key: 'books.col.issuedOn', width: 12, cell: entry => day(entry.issuedOn) }, { key: 'books.col.subject', width: 42, cell: subject },
  { key: 'books.col.passedTo', width: 22, cell: entry => entry.recipients }, { key: 'books.col.passedOn', width: 12, cell: entry => day(entry.passedOn) },
  { key: 'books.col.received', width: 10, cell: () => '' }, { key: 'books.col.note', width: 22, cell: remark },
]

function titleOf(entries: readonly BookEntry[], direction: 'incoming' | 'outgoing'): { title: string; subtitle: string[] } {
  const periods = [...new Set(entries.map(entry => entry.period))]
  const period = periods.length === 1 ? periods[0]! : ''
  return { title: word(`books.title.${direction}`), subtitle: [/^\d{4}$/.test(period) ? `${word('books.year')} ${period}` : period].filter(Boolean) }
}

type Wanted = Pick<EntryQuery, 'bodyId' | 'direction' | 'system'>

async function paperOf(tx: Tx, who: Who, wanted: Wanted, entries: readonly BookEntry[], columns: Column[]): Promise<TablePaper> {
  const header = await issuerHeaderFor(tx, wanted.bodyId ?? who.bodyId, entries[0]?.day ?? '2020-03-05')
  if (!header) throw new Problem('reference-missing')
  const { superior, issuer, place, system } = header
  return {
    header: { system: wanted.system ?? system, superior, issuer, number: null, place, date: null }, ...titleOf(entries, wanted.direction ?? 'outgoing'),
    columns: columns.map(({ key, width }) => ({ heading: word(key), width, align: 'left' as const })), rows: entries.map(entry => ({ cells: columns.map(({ cell }) => cell(entry)) })),
    closing: [], signature: null, recipients: [], file: null, landscape: true,
  }
}

/** The book as asked, in the columns of its direction: a table, or a paper under the body's head. */
export async function exported(tx: Tx, who: Who, format: Paper, wanted: Wanted, entries: readonly BookEntry[]): Promise<TableFile> {
  const columns = wanted.direction === 'incoming' ? INCOMING : OUTGOING
  const name = word(`books.file.${wanted.direction ?? 'outgoing'}`)
  if (format === 'csv' || format === 'xlsx') {
    return fileOf(name, format, { headers: columns.map(({ key }) => word(key)), rows: entries.map(entry => columns.map(({ cell }) => cell(entry))), widths: columns.map(({ width }) => width) })
  }
  const mediaType = format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  return { name: `${name}.${format}`, mediaType, bytes: await renderTablePaper(await paperOf(tx, who, wanted, entries, columns), format) }
}

