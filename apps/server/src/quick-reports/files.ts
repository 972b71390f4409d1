/** The quick report as files: a workbook of all columns by unit, and the paper with its narrative and tables. */
import { item, numberText, written, type TableRow, type WrittenDocument, type WrittenTable } from '@phaodai/directives'
import { columnsOf, counts, narrativeParts, type Figures, type QuickColumn, type QuickDay, type QuickForm, type QuickReport, type QuickUnit } from '@phaodai/office/quick-report.ts'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { bodyRows, emptyCell, officialSheet, writeBook, type Cell, type Column, type TableFile } from '#server/sheets/index.ts'
import { filled, word } from '#server/words/index.ts'
import { issuerHeaderFor, MEDIA, paperHeaderFor, renderDocx, renderPdf, type PaperFormat } from '../documents/index.ts'
import { timeOfDay } from '../notices/index.ts'

/** A line of the table: a unit or a sum, and its figures. */
interface Line { name: string; figures: Figures; state: string }
/** What both files are made of. */
interface Told { form: QuickForm; day: string; unit: QuickUnit['unit']; dueAt: string | null; lines: Line[]; sum: Line; draft: boolean; notes: string[] }

const UNTOLD = '…'
/** A figure as printed: rates with one decimal; what nobody told is three dots, never nought. */
const printed = (value: number | null | undefined): string => (typeof value === 'number' ? value.toLocaleString('vi-VN', { maximumFractionDigits: 1 }) : UNTOLD)
const cellOf = (value: number | null | undefined): Cell => (typeof value === 'number' ? Math.round(value * 10) / 10 : UNTOLD)

function lineOf({ unit, figures, report, timeliness }: QuickUnit): Line {
  const state = counts(report?.state) ? `quick.state.${report!.state}` : 'quick.notSent'
  return { name: unit.name, figures: counts(report?.state) ? figures : {}, state: [word(state), ...(timeliness === 'late' ? [word('quick.timeliness.late').toLowerCase()] : [])].join(', ') }
}

function subtitleOf({ day, dueAt }: Pick<Told, 'day' | 'dueAt'>): string {
  return dueAt === null ? filled(word('quick.paper.day'), { day: formatDay(day) }) : filled(word('quick.paper.upTo'), { time: timeOfDay(new Date(dueAt)).replace(':', ' giờ '), day: formatDay(day) })
}

function bookColumns(form: QuickForm): Column<Line>[] {
  return [
    { heading: word('statistics.number'), width: 5, align: 'center', cell: (_, n) => n }, { heading: word('quick.unit'), width: 26, align: 'left', cell: ({ name }) => name },
    { heading: word('quick.state'), width: 16, align: 'left', cell: ({ state }) => state },
    ...form.blocks.flatMap((block) => block.columns.map(({ code, label, unit }): Column<Line> => ({ heading: `${label} (${unit})`, group: block.label, width: 11, align: 'center', cell: ({ figures }) => cellOf(figures[code]) }))),
  ]
}

async function bookOf(tx: Tx, told: Told, sample: boolean): Promise<TableFile> {
  const { form, lines, sum, day, unit, draft, notes } = told
  const columns = bookColumns(form)
  const total = bodyRows(columns, [sum], true).map(([, ...cells]) => [emptyCell(), ...cells])
  const sheet = officialSheet({
    name: word('quick.paper.sheet'), marks: [...(sample ? [word('export.sample')] : []), ...(draft ? [word('quick.paper.draft')] : [])], header: await paperHeaderFor(tx, unit.id, day),
    title: form.name.toUpperCase(), subtitles: [subtitleOf(told)], columns, body: [...bodyRows(columns, lines), ...total], notes: [word('quick.paper.untold'), ...notes], signer: word('statistics.signer'),
  })
  return writeBook(fileName(told, 'xlsx', sample), [sheet])
}

const fileName = ({ day, unit }: Pick<Told, 'day' | 'unit'>, ending: string, sample: boolean): string => `bao-cao-nhanh-${day}-${unit.id}${sample ? '-MAU' : ''}.${ending}`

/** A day of a unit as a workbook; what its units have not sent is told as such. */
export function dayFile(tx: Tx, { form, day, own, rows, sum }: QuickDay, sample: boolean): Promise<TableFile> {
  const below = rows.length > 0
  const signed = own.report?.state === 'approved' || own.report?.state === 'locked'
  const total = { name: word('statistics.sum'), figures: below ? sum : own.figures, state: below ? filled(word('quick.sentOf'), { n: rows.filter(({ report }) => counts(report?.state)).length, all: rows.length }) : '' }
  return bookOf(tx, { form, day, unit: own.unit, dueAt: own.dueAt, lines: (below ? rows : [own]).map(lineOf), sum: total, draft: !signed, notes: [] }, sample)
}

const signedOf = ({ state }: Pick<QuickReport, 'state'>): boolean => state === 'approved' || state === 'locked'
const totalsOf = ({ figures }: QuickReport): Figures => Object.fromEntries(figures.map(({ column, total }) => [column, total]))

/** What the unit adds to those below it stands in a line of its own, so that the lines make the sum. */
function ownLine({ unit, figures }: QuickReport): Line[] {
  const told = figures.filter(({ value }) => value !== null).map(({ column, value }) => [column, value] as const)
  return told.length === 0 ? [] : [{ name: filled(word('quick.paper.ownPart'), { unit: unit.name }), figures: Object.fromEntries(told), state: '' }]
}

function toldBy(report: QuickReport): Told {
  const { form, unit, day, dueAt, parts, state, adjustments } = report
  const columns = columnsOf(form)
  const label = (code: string): string => columns.find((column) => column.code === code)?.label ?? code
  const notes = adjustments.map(({ column, delta, reason, byTitle, at }) => filled(word('quick.paper.adjustment'), { column: label(column), delta: `${delta > 0 ? '+' : '−'}${printed(Math.abs(delta))}`, reason, by: byTitle, day: formatDay(dayInVietnam(at)) }))
  const lines = parts.length > 0 ? [...parts.map(lineOf), ...ownLine(report)] : [{ name: unit.name, figures: totalsOf(report), state: word(`quick.state.${state}`) }]
  return { form, day, unit, dueAt, lines, sum: { name: word('statistics.sum'), figures: totalsOf(report), state: '' }, draft: !signedOf(report), notes }
}

function byUnit({ form, lines, sum }: Told): WrittenTable {
  const keys = columnsOf(form).filter(({ isKey }) => isKey)
  const blockOf = (column: QuickColumn): string => form.blocks.find(({ code }) => code === column.block)?.label ?? ''
  const row = ({ name, figures }: Line, bold = false): TableRow => ({ cells: [name, ...keys.map(({ code }) => printed(figures[code]))], bold })
  return {
    columns: [{ heading: word('quick.unit'), width: 26, align: 'left' }, ...keys.map((column) => ({ heading: column.label, group: blockOf(column), width: 9, align: 'center' as const }))],
    rows: [...lines.map((line) => row(line)), row(sum, true)],
  }
}

function allColumns({ form, figures }: QuickReport): WrittenTable {
  const of = new Map(figures.map((figure) => [figure.column, figure]))
  const rows = form.blocks.flatMap(({ label, columns }): TableRow[] => [
    { cells: [label, '', '', ''], bold: true },
    ...columns.map(({ code, label: name, unit }) => ({ cells: [name, unit, printed(of.get(code)?.total), printed(of.get(code)?.previous)] })),
  ])
  return {
    columns: [{ heading: word('quick.column'), width: 40, align: 'left' }, { heading: word('quick.measure'), width: 12, align: 'center' }, { heading: word('quick.figure'), width: 16, align: 'center' }, { heading: word('quick.yesterday'), width: 16, align: 'center' }],
    rows,
  }
}

/** The narrative in its printed order; a part that nobody wrote is three dots, for the hand that signs. */
function paperOf(report: QuickReport, told: Told, head: NonNullable<Awaited<ReturnType<typeof issuerHeaderFor>>>, sample: boolean): WrittenDocument {
  const { system, superior, issuer, place, code } = head
  const { form, day, narrative } = report
  const totals = totalsOf(report)
  const key = ({ label, code: column }: QuickColumn): string => `${label} ${typeof totals[column] === 'number' ? printed(totals[column]) : word('quick.untold')}`
  const figures = form.blocks.map(({ label, columns }) => ({ label, told: columns.filter(({ isKey }) => isKey) })).filter(({ told: columns }) => columns.length > 0).map(({ label, told: columns }) => `${label}: ${columns.map(key).join('; ')}.`)
  const parts = narrativeParts.map((part) => item(word(`quick.part.${part}`), [], { kind: 'roman', heading: true, paragraphs: [...(part === 'situation' ? figures : []), ...(narrative[part]?.split('\n').map((each) => each.trim()).filter(Boolean) ?? (part === 'situation' ? [] : [UNTOLD]))] }))
  return written({
    system, docType: 'bao-cao', superior, issuer, place, date: day, number: numberText({ system, type: 'bao-cao', serial: null, issuerCode: code }), draft: told.draft,
    abstract: filled(word('quick.paper.about'), { day: formatDay(day) }), preamble: [...(sample ? [word('export.sample')] : []), `${subtitleOf(told)}.`], items: parts,
    signature: { capacity: [{ mark: null, text: word('statistics.signer') }], name: null }, recipients: report.above ? [{ text: report.above.name, purpose: 'report' }] : [], file: 'VT',
    annexes: [
      { heading: 'BIỂU 1', title: word('quick.paper.byUnit'), preamble: [word('quick.paper.untold'), ...told.notes], items: [], table: byUnit(told) },
      { heading: 'BIỂU 2', title: word('quick.paper.all'), preamble: [], items: [], table: allColumns(report) },
    ],
  })
}

/** One report as a workbook, a Word file or PDF under its unit's head; DỰ THẢO until the level above has signed it. */
export async function reportFile(tx: Tx, report: QuickReport, format: PaperFormat | 'xlsx', sample: boolean): Promise<TableFile> {
  const told = toldBy(report)
  if (format === 'xlsx') return bookOf(tx, told, sample)
  const head = await issuerHeaderFor(tx, report.unit.id, report.day)
  if (!head) throw new Problem('reference-missing')
  const doc = paperOf(report, told, head, sample)
  return { name: fileName(told, format, sample), mediaType: MEDIA[format], bytes: await (format === 'pdf' ? renderPdf(doc) : renderDocx(doc)) }
}
