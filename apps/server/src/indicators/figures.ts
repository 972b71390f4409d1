/** What the routes of figures do inside their transaction. */
import {
  classesOf, comparisonsOf, findIndicator, indicators, isStacked, periodKey, periodsUpTo, periodsWithin, valueOf, type AreaFigures, type AreasQuery, type Board, type BoardQuery, type BoardRow,
  type Figure, type FigureQuery, type Indicator, type IndicatorDetail, type Period, type Point, type Signed, type Step,
} from '@phaodai/indicators'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findNamesOf } from '#server/registers/index.ts'
import { getArea, isWithin, loadByArea, loadClassDays, loadClasses, loadCounts, loadCutOff, loadDays, loadDeclared, loadSigned, loadTold, type Area, type AreaRow, type DayRow, type SignedRow, type ToldRow } from './load.ts'

/** Spans that the small line beside a figure shows. */
const SPARK: Record<Step, number> = { day: 14, week: 8, month: 6 }

/** The indicators the post may see. */
export function readable(who: Who): Indicator[] {
  return indicators.filter(({ name }) => who.reads.includes(`figure-${name}`))
}

/** One of them; Problem `not-found` for any other name. */
export function getIndicator(who: Who, name: string): Indicator {
  const indicator = findIndicator(name)
  if (!indicator || !readable(who).includes(indicator)) throw new Problem('not-found')
  return indicator
}

/** Whether a figure may be shown: all of its records are the viewer's to see, or totals of it are for the role. */
function isShown(who: Who, indicator: Indicator, within: boolean): boolean {
  return who.seesWhole || within || who.reads.includes(`total-${indicator.name}`)
}

/** Adds up the days of a span. Classes that have units of their own are never added up: no value without a class. */
export function figureOf(indicator: Indicator, days: readonly DayRow[], told: readonly ToldRow[], { from, to }: Period, kind: string | null = null): Figure {
  const mine = days.filter((row) => row.indicator === indicator.name && row.day >= from && row.day <= to)
  const declared = told.filter((row) => row.indicator === indicator.name && row.day >= from && row.day <= to)
  const sum = (pick: (row: DayRow) => number): number => mine.reduce((total, row) => total + pick(row), 0)
  const [numerator, denominator] = [sum((row) => row.numerator), sum((row) => row.denominator)]
  const adds = !indicator.apart || kind !== null
  return {
    value: adds ? valueOf(indicator, numerator, denominator) : null, numerator: adds ? numerator : 0, denominator: adds ? denominator : 0,
    declared: declared.length === 0 ? null : declared.reduce((total, row) => total + row.value, 0), declaredBy: new Set(declared.flatMap((row) => row.units)).size,
  }
}

function boardRow(indicator: Indicator, shown: boolean, days: readonly DayRow[], told: readonly ToldRow[], day: string, step: Step): BoardRow {
  if (!shown) return { name: indicator.name, hidden: true, figure: null, comparisons: [], spark: [] }
  const spans = periodsUpTo(day, step, SPARK[step])
  return {
    name: indicator.name, hidden: false, figure: figureOf(indicator, days, told, spans.at(-1)!),
    comparisons: comparisonsOf(day, step).map(({ with: other, period }) => ({ with: other, ...period, value: figureOf(indicator, days, [], period).value })),
    spark: spans.map((span) => figureOf(indicator, days, [], span).value),
  }
}

/** Every indicator the post may see, up to a day, with what it is compared with. */
export async function boardOf(tx: Tx, who: Who, query: BoardQuery, today: string): Promise<Board> {
  const area = await getArea(tx, query.area)
  const day = query.day ?? today
  const shown = readable(who)
  const names = shown.map(({ name }) => name)
  const spans = periodsUpTo(day, query.step, SPARK[query.step])
  const [within, days, told, cutOff] = await Promise.all([
    isWithin(tx, area.id), loadDays(tx, names, area.id, spans[0]!.from, day, null), loadTold(tx, names, area.id, spans.at(-1)!.from, day, null), loadCutOff(tx, day),
  ])
  return { area, ...spans.at(-1)!, step: query.step, cutOff, rows: shown.map((each) => boardRow(each, isShown(who, each, within), days, told, day, query.step)) }
}

function pointsOf(indicator: Indicator, days: readonly DayRow[], told: readonly ToldRow[], { from, to, step, class: kind }: FigureQuery): Point[] {
  return periodsWithin({ from, to }, step).map((span) => ({ ...figureOf(indicator, days, told, span, kind ?? null), ...span, key: periodKey(span, step) }))
}

/** Names of classes that are rows of a register or a catalogue; codes are named on screen. */
async function classNames(tx: Tx, indicator: Indicator, found: readonly { class: string }[]): Promise<Map<string, string>> {
  const field = indicator.class && indicator.numerator.over.fields[indicator.class.field]
  if (!field?.target) return new Map()
  return new Map(Object.entries(await findNamesOf(tx, field.target, found.map((each) => each.class).filter((id) => id !== ''))))
}

/** How often an indicator counts in an area: on a day, and since another up to it; of one class, or of all (null). */
export type Counter = (name: string, kind: string | null) => { onDay: number; total: number } | null

/** Counts for a report: what records say of an area up to a day; null for an indicator whose figure there the post may not see. */
export async function counterOf(tx: Tx, who: Who, names: readonly string[], areaId: number, since: string, day: string): Promise<Counter> {
  const [within, rows] = await Promise.all([isWithin(tx, areaId), loadCounts(tx, names, areaId, since, day)])
  const shown = readable(who).filter((indicator) => isShown(who, indicator, within)).map(({ name }) => name)
  return (name, kind) => {
    const mine = rows.filter((row) => row.indicator === name && (kind === null || row.class === kind))
    const sum = (pick: (row: (typeof mine)[number]) => number): number => mine.reduce((total, row) => total + pick(row), 0)
    return shown.includes(name) ? { onDay: sum(({ onDay }) => onDay), total: sum(({ total }) => total) } : null
  }
}

type ClassDay = { day: string; class: string; numerator: number }

/** Each class along the spans of a series: what stands in the declaration first, what has no class last. */
function stacksOf(indicator: Indicator, days: readonly ClassDay[], series: readonly Point[], names: ReadonlyMap<string, string>): IndicatorDetail['stacks'] {
  const known = (classesOf(indicator) ?? []).filter((kind) => days.some((each) => each.class === kind))
  const others = [...new Set(days.map((each) => each.class))].filter((kind) => !known.includes(kind)).toSorted((a, b) => Number(a === '') - Number(b === ''))
  return [...known, ...others].map((kind) => ({
    class: kind, name: names.get(kind) ?? null,
    values: series.map(({ from, to }) => days.reduce((sum, each) => (each.class === kind && each.day >= from && each.day <= to ? sum + each.numerator : sum), 0)),
  }))
}

function signedOf(indicator: Indicator, { adjustedNumerator, adjustedDenominator, ...row }: SignedRow): Signed {
  const [numerator, denominator] = [row.numerator + adjustedNumerator, row.denominator + adjustedDenominator]
  return { ...row, value: row.basis === 'declared' ? row.declared : valueOf(indicator, row.numerator, row.denominator), now: { numerator, denominator, value: valueOf(indicator, numerator, denominator) } }
}

function mayOf({ held }: Who, indicator: Indicator): IndicatorDetail['may'] {
  const deeds = (['declare', 'retract', 'sign'] as const).filter((deed) => held.includes(`indicator.${deed}`))
  return [...deeds, ...(held.includes(`${indicator.numerator.over.name}.read`) ? ['rows' as const] : [])]
}

/** One indicator in a stretch of days: series, classes, what was declared and signed. */
export async function detailOf(tx: Tx, who: Who, name: string, query: FigureQuery): Promise<IndicatorDetail> {
  const indicator = getIndicator(who, name)
  const area = await getArea(tx, query.area)
  const { from, to, step } = query
  const kind = query.class ?? null
  const stacked = isStacked(indicator) && kind === null
  const [within, days, told, classes, classDays, declared, signed, may] = await Promise.all([
    isWithin(tx, area.id), loadDays(tx, [name], area.id, from, to, kind), loadTold(tx, [name], area.id, from, to, kind), loadClasses(tx, name, area.id, from, to),
    stacked ? loadClassDays(tx, name, area.id, from, to) : [], loadDeclared(tx, name, area.id, from, to), loadSigned(tx, name, area.id, from, to), mayOf(who, indicator),
  ])
  const head = { name, area, from, to, step, class: kind, may }
  if (!isShown(who, indicator, within)) return { ...head, hidden: true, figure: null, series: [], classes: [], stacks: [], declared: [], signed: [], may: [] }
  const names = await classNames(tx, indicator, classes)
  const series = pointsOf(indicator, days, told, query)
  return {
    ...head, hidden: false, figure: figureOf(indicator, days, told, { from, to }, kind), series, stacks: stacksOf(indicator, classDays, series, names),
    classes: classes.map((each) => ({ ...each, name: names.get(each.class) ?? null, value: valueOf(indicator, each.numerator, each.denominator) })),
    declared, signed: signed.map((row) => signedOf(indicator, row)),
  }
}

function areaFigure(indicator: Indicator, who: Who, { within, shared, numerator, denominator, declared, declaredBy, ...area }: AreaRow, kind: string | null): AreaFigures['rows'][number] {
  if (!isShown(who, indicator, within)) return { area, hidden: true, shared: false, figure: null }
  const adds = !indicator.apart || kind !== null
  return { area, hidden: false, shared, figure: { value: adds ? valueOf(indicator, numerator, denominator) : null, numerator: adds ? numerator : 0, denominator: adds ? denominator : 0, declared, declaredBy } }
}

/** One indicator by what lies in an area. */
export async function areasOf(tx: Tx, who: Who, name: string, query: AreasQuery): Promise<AreaFigures> {
  const indicator = getIndicator(who, name)
  const area: Area = await getArea(tx, query.area)
  const kind = query.class ?? null
  const rows = await loadByArea(tx, name, area.id, query.from, query.to, kind, query.level ?? null)
  return { area, from: query.from, to: query.to, class: kind, rows: rows.map((row) => areaFigure(indicator, who, row, kind)) }
}
