/** What a route does to a report inside its transaction: beginning, writing, sending, judging, putting right. */
import { formatDay } from '@phaodai/vocabulary'
import { checksOf, columnsOf, expectedOf, type Figures, type QuickAdjust, type QuickChange, type QuickCheck, type QuickColumn, type QuickForm, type QuickSend } from '@phaodai/office/quick-report.ts'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { filled, word } from '#server/words/index.ts'
import { findReport, getForm, loadAdjustments, loadFigures, ownUnit, type FigureRow, type ReportRow } from './load.ts'
import { findReportId, insertAdjustment, insertReport, markSent, putFigures, updateWords } from './save.ts'
import { formOn, ledgerOf, type Ledger } from './view.ts'

const BARE: Omit<FigureRow, 'column' | 'value' | 'origin'> = { counted: null, summed: null, units: null, adjusted: null }

async function getReport(tx: Tx, id: string): Promise<ReportRow> {
  const report = await findReport(tx, id)
  if (!report) throw new Problem('not-found')
  return report
}

/**
 * Begins the report of the acting post's unit for a day, drafted from what is counted and, where new ones are counted, what is
 * carried from the day before. A repeat of the same id changes nothing; a second report of a day is `duplicate`.
 */
export async function begin(tx: Tx, who: Who, id: string, day: string, today: string, now: string): Promise<void> {
  if (day > today) throw new Problem('invalid-input', { fields: { day: 'Ngày chưa đến.' } })
  const [form, unit] = [await formOn(tx, day), await ownUnit(tx)]
  if (unit === null) throw new Problem('not-allowed')
  const there = await findReport(tx, id)
  if (there?.mine && there.day === day) return
  if (await insertReport(tx, id, form.id, day) > 0) return draftFigures(tx, who, form, await getReport(tx, id), now)
  const taken = await findReportId(tx, form.id, unit, day)
  throw new Problem(taken ? 'duplicate' : 'not-allowed', taken && { detail: `Đơn vị đã có báo cáo ngày ${formatDay(day)}. Hãy mở báo cáo đó.` })
}

/** A unit with others below has their sums for a draft; one without has what records count. */
async function draftFigures(tx: Tx, who: Who, form: QuickForm, report: ReportRow, now: string): Promise<void> {
  const ledger = await ledgerOf(tx, who, form, report, now)
  if (ledger.parts.length > 0) return
  const counted = ledger.columns.filter(({ kind, code }) => kind !== 'rate' && typeof ledger.counted[code] === 'number').map(({ code }) => ({ ...BARE, column: code, value: ledger.counted[code]!, origin: 'counted' as const }))
  const values = Object.fromEntries(counted.map(({ column, value }) => [column, value]))
  const carried = ledger.columns.filter(({ code, accumulates }) => accumulates !== null && values[code] === undefined).flatMap((column) => {
    const value = expectedOf(column, values, ledger)
    return value === null || value < 0 ? [] : [{ ...BARE, column: column.code, value, origin: 'carried' as const }]
  })
  await putFigures(tx, report, [...counted, ...carried])
}

/** Problem `illegal-state` with what to do, for a report that is its unit's own but no longer open. */
function refuseSent({ mine, state }: ReportRow): void {
  if (!mine || state === 'draft' || state === 'returned') return
  throw new Problem('illegal-state', { detail: state === 'locked' ? 'Báo cáo đã khóa sổ: số liệu chỉ được sửa bằng dòng điều chỉnh.' : 'Báo cáo đã gửi. Muốn sửa, hãy đề nghị cấp trên trả lại.' })
}

function enterable(columns: readonly QuickColumn[], code: string): QuickColumn {
  const column = columns.find((each) => each.code === code)
  if (!column || column.kind === 'rate') throw new Problem('invalid-input', { fields: { [code]: 'Mẫu báo cáo không nhận số ở cột này.' } })
  return column
}

/** Saves figures and words of an open report. Where a value came from is told by what it equals: the count, the carried one, or neither. */
export async function change(tx: Tx, who: Who, id: string, { version, figures, narrative }: QuickChange, now: string): Promise<void> {
  const report = await getReport(tx, id)
  refuseSent(report)
  if (await updateWords(tx, id, version, narrative) === 0) refuseStale(report, { version, figures, ...narrative } as { version: number })
  if (figures.length === 0) return
  const ledger = await ledgerOf(tx, who, await getForm(tx, report.formId), report, now)
  const values: Figures = { ...ledger.totals, ...Object.fromEntries(figures.map(({ column, value }) => [column, value])) }
  await putFigures(tx, report, figures.map(({ column: code, value }) => {
    const column = enterable(ledger.columns, code)
    const isCarried = column.accumulates !== null && value !== null && ledger.parts.length === 0 && value === expectedOf(column, values, ledger)
    return { ...BARE, column: code, value, origin: value !== null && value === ledger.counted[code] ? 'counted' : isCarried ? 'carried' : 'entered' }
  }))
}

/** A rule that does not hold, in a sentence with its figures: what stands there, and what it should be of what. */
export function checkSentence(columns: readonly QuickColumn[], { column, rule, value, expected, terms, previous, adjusted }: QuickCheck): string {
  const label = (code: string): string => columns.find((each) => each.code === code)?.label ?? code
  const number = (amount: number): string => amount.toLocaleString('vi-VN')
  const [first, ...others] = terms
  const sum = rule === 'carried'
    ? filled(word('quick.sum.carried'), { previous: number(previous), added: number(first?.value ?? 0), adjusted: number(adjusted) })
    : [`${label(first?.column ?? '')} ${number(first?.value ?? 0)}`, ...others.map((term) => `− ${label(term.column)} ${number(-term.value)}`)].join(' ')
  return filled(word('quick.check'), { column: label(column), value: number(value), sum, expected: number(expected) })
}

/** What stands in a report when it goes: each figure with what it was compared with. */
function sentFigures({ columns, rows, counted, summed, units, adjusted }: Ledger): FigureRow[] {
  return columns.filter(({ kind }) => kind !== 'rate').flatMap(({ code }) => {
    const row = rows.get(code)
    const figure = { column: code, value: row?.value ?? null, origin: row?.origin ?? 'entered' as const, counted: counted[code] ?? null, summed: summed[code] ?? null, units: units[code] ?? null, adjusted: adjusted[code] || null }
    return [figure.value, figure.counted, figure.summed, figure.adjusted].some((each) => each !== null) ? [figure] : []
  })
}

/** Sends a report to the level above. Figures that do not fit each other need a reason each: Problem `figures-unexplained`. */
export async function send(tx: Tx, who: Who, id: string, { version, reasons }: QuickSend, now: string): Promise<void> {
  const report = await getReport(tx, id)
  refuseSent(report)
  if (report.version !== version) refuseStale(report, { version })
  const ledger = await ledgerOf(tx, who, await getForm(tx, report.formId), report, now)
  if (Object.values(ledger.totals).every((value) => value === null)) throw new Problem('invalid-input', { detail: 'Báo cáo chưa có số liệu nào nên chưa gửi được. Không phát sinh thì ghi số 0.' })
  const checks = checksOf(ledger.columns, ledger.totals, ledger)
  const open = checks.filter(({ column }) => reasons[column] === undefined)
  if (open.length > 0) throw new Problem('figures-unexplained', { fields: Object.fromEntries(open.map((check) => [check.column, checkSentence(ledger.columns, check)])) })
  await putFigures(tx, report, sentFigures(ledger))
  const given = Object.fromEntries(checks.map(({ column }) => [column, reasons[column]!]))
  if (await markSent(tx, id, version, who.title, now, given) === 0) refuseStale(await findReport(tx, id), { version })
}

/** A step of whoever is above: `mark` writes it; Problems `not-found`, `stale`, `not-allowed`, `illegal-state`. */
export async function step(tx: Tx, id: string, version: number, mark: () => Promise<number>): Promise<void> {
  await getReport(tx, id)
  if (await mark() === 0) refuseStale(await findReport(tx, id), { version })
}

/** Puts a figure of a locked report right by a difference with a reason; a repeat of the same id changes nothing. */
export async function adjust(tx: Tx, who: Who, id: string, adjustmentId: string, given: QuickAdjust, now: string): Promise<void> {
  const report = await getReport(tx, id)
  if (report.mine && report.state !== 'locked') throw new Problem('illegal-state', { detail: 'Chỉ điều chỉnh sau khi khóa sổ; trước đó hãy sửa ngay trong báo cáo.' })
  const columns = columnsOf(await getForm(tx, report.formId))
  enterable(columns, given.column)
  const there = (await loadAdjustments(tx, id)).find((each) => each.id === adjustmentId)
  if (there) {
    if (there.column !== given.column || there.delta !== given.delta || there.reason !== given.reason) throw new Problem('duplicate')
    return
  }
  await refuseBelowNought(tx, id, given)
  if (await insertAdjustment(tx, report, adjustmentId, given, who.title, now) === 0) throw new Problem('not-allowed')
}

async function refuseBelowNought(tx: Tx, id: string, { column, delta }: QuickAdjust): Promise<void> {
  const figure = (await loadFigures(tx, id)).find((row) => row.column === column)
  const before = (await loadAdjustments(tx, id)).filter((each) => each.column === column).reduce((sum, each) => sum + each.delta, 0)
  const now = (figure?.value ?? 0) + (figure?.summed ?? 0) + before
  if (now + delta < 0) throw new Problem('invalid-input', { fields: { delta: `Sau điều chỉnh số sẽ âm (${now} ${delta}). Hãy kiểm tra lại.` } })
}
