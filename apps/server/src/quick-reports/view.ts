/** What a report and a day show: figures beside what records, the day before and the units below say. */
import {
  adjustedOf, checksOf, columnsOf, counts, expectedOf, sumOf, timelinessOf, together, withRates,
  type Figures, type QuickColumn, type QuickDay, type QuickForm, type QuickReport, type QuickUnit,
} from '@phaodai/office/quick-report.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { counterOf } from '../indicators/index.ts'
import { findAbove, findForm, findPrevious, findReport, getForm, getUnit, isInScope, loadAdjustedBelow, loadAdjustments, loadBelow, loadDeltas, loadFigures, ownUnit, unitInView, type FigureRow, type ReportRow } from './load.ts'

/** The form in force on a day; Problem `illegal-state` where none is. */
export async function formOn(tx: Tx, day: string): Promise<QuickForm> {
  const form = await findForm(tx, day)
  if (!form) throw new Problem('illegal-state', { detail: 'Ngày này chưa có mẫu báo cáo nhanh nào có hiệu lực.' })
  return form
}

/** What records count for each column of an area: new ones of the day, the others since the form counts; what is left follows from them. */
export async function countedFigures(tx: Tx, who: Who, form: QuickForm, areaId: number, day: string): Promise<Figures> {
  const columns = columnsOf(form)
  const names = [...new Set(columns.flatMap(({ indicator }) => indicator ?? []))]
  const count = await counterOf(tx, who, names, areaId, form.countsFrom, day)
  const direct = Object.fromEntries(columns.flatMap(({ code, indicator, class: kind, kind: of }) => {
    const found = indicator === null ? null : count(indicator, kind)
    return found === null ? [] : [[code, of === 'new' ? found.onDay : found.total] as const]
  }))
  const left = columns.filter(({ code, outOf, kind }) => outOf !== null && kind !== 'rate' && direct[code] === undefined).map((column) => [column.code, expectedOf(column, direct, { previous: null, adjusted: {} })] as const)
  return { ...direct, ...Object.fromEntries(left) }
}

/** The figures of a report with all that stands beside them. */
export interface Ledger { columns: QuickColumn[]; parts: QuickUnit[]; rows: Map<string, FigureRow>; counted: Figures; summed: Figures; units: Record<string, number>; totals: Figures; previous: Figures | null; adjusted: Figures }

const isOpen = ({ state }: Pick<ReportRow, 'state'>): boolean => state === 'draft' || state === 'returned'
const totalsOf = (columns: readonly QuickColumn[], rows: Iterable<FigureRow>): Figures =>
  withRates(columns, Object.fromEntries([...rows].map(({ column, value, summed }) => [column, together(value, summed)])))

async function beforeOf(tx: Tx, columns: readonly QuickColumn[], report: ReportRow, parts: readonly QuickUnit[]): Promise<{ previous: Figures | null; adjusted: Figures }> {
  const previous = await findPrevious(tx, report)
  if (!previous) return { previous: null, adjusted: {} }
  const sent = parts.flatMap((part) => (part.report && counts(part.report.state) ? [part.report.id] : []))
  const [figures, deltas, below] = [await loadFigures(tx, previous.id), await loadDeltas(tx, report, previous.sentAt, isOpen(report) ? null : report.sentAt), await loadAdjustedBelow(tx, sent)]
  const own = adjustedOf(columns, deltas)
  return { previous: totalsOf(columns, figures), adjusted: Object.fromEntries(columns.map(({ code }) => [code, (own[code] ?? 0) + (below[code] ?? 0)])) }
}

/** Reckons a report: while its unit writes from what is so now, once sent from what was so when it went. */
export async function ledgerOf(tx: Tx, who: Who, form: QuickForm, report: ReportRow, now: string): Promise<Ledger> {
  const columns = columnsOf(form)
  const [parts, kept] = [await loadBelow(tx, report.bodyId, report.day, form.id, now), await loadFigures(tx, report.id)]
  const rows = new Map(kept.map((row) => [row.column, row]))
  const { previous, adjusted } = await beforeOf(tx, columns, report, parts)
  const picked = (pick: (row: FigureRow) => number | null): Figures => Object.fromEntries(kept.map((row) => [row.column, pick(row)]))
  if (!isOpen(report)) {
    const units = Object.fromEntries(kept.map(({ column, units: n }) => [column, n ?? 0]))
    return { columns, parts, rows, counted: picked(({ counted }) => counted), summed: picked(({ summed }) => summed), units, totals: totalsOf(columns, kept), previous, adjusted: picked((row) => row.adjusted) }
  }
  const sums = sumOf(columns, parts)
  const counted = await countedFigures(tx, who, form, report.areaId, report.day)
  const totals = withRates(columns, Object.fromEntries(columns.map(({ code }) => [code, together(rows.get(code)?.value, sums.figures[code])])))
  return { columns, parts, rows, counted, summed: sums.figures, units: sums.units, totals, previous, adjusted }
}

/** One report as its page shows it; Problem `not-found` where there is none for the reader. */
export async function viewReport(tx: Tx, who: Who, id: string, now: string): Promise<QuickReport> {
  const report = await findReport(tx, id)
  if (!report) throw new Problem('not-found')
  const form = await getForm(tx, report.formId)
  const ledger = await ledgerOf(tx, who, form, report, now)
  const { unit, dueAt } = await getUnit(tx, report.bodyId, report.day, form.id, now)
  const { formId: _f, bodyId: _b, areaId: _a, ...head } = report
  return {
    ...head, form, unit, dueAt, above: await findAbove(tx, report.bodyId, report.day), timeliness: timelinessOf({ firstSentAt: report.firstSentAt, dueAt }, now),
    figures: figuresOf(ledger), checks: checksOf(ledger.columns, ledger.totals, ledger), adjustments: await loadAdjustments(tx, id), parts: ledger.parts, hasPrevious: ledger.previous !== null,
  }
}

function figuresOf(ledger: Ledger): QuickReport['figures'] {
  const { columns, rows, counted, summed, units, totals, previous, adjusted } = ledger
  return columns.map((column) => {
    const { code } = column
    return {
      column: code, value: rows.get(code)?.value ?? null, origin: rows.get(code)?.origin ?? null, counted: counted[code] ?? null, summed: summed[code] ?? null, units: units[code] ?? 0,
      total: totals[code] ?? null, previous: previous?.[code] ?? null, adjusted: adjusted[code] ?? 0, expected: expectedOf(column, totals, ledger),
    }
  })
}

async function aboveInScope(tx: Tx, who: Who, unit: number, day: string): Promise<QuickDay['above']> {
  const above = await findAbove(tx, unit, day)
  return above && await isInScope(tx, above.id, who.seesWhole) ? above : null
}

/** A day of a unit: its own report and those of the units that send to it. Problem `not-found` for a unit out of scope. */
export async function viewDay(tx: Tx, who: Who, day: string, asked: number | undefined, now: string): Promise<QuickDay> {
  const unit = asked ?? await unitInView(tx, day)
  if (unit === null || !(await isInScope(tx, unit, who.seesWhole))) throw new Problem('not-found')
  const form = await formOn(tx, day)
  const [own, below] = [await getUnit(tx, unit, day, form.id, now), await loadBelow(tx, unit, day, form.id, now)]
  const rated = (row: QuickUnit): QuickUnit => ({ ...row, figures: withRates(columnsOf(form), row.figures) })
  const rows = below.map(rated)
  return {
    day, form, own: rated(own), rows, above: await aboveInScope(tx, who, unit, day), sum: sumOf(columnsOf(form), rows).figures,
    sent: rows.filter(({ report }) => counts(report?.state)).length, mine: await ownUnit(tx) === unit,
  }
}
