/** The daily quick report (/api/quick-reports): its form, one report of a unit and day, and the rules its figures are held to. */
import * as z from 'zod'
import { BodyRef, Day, Instant } from './task.ts'

export const quickStates = ['draft', 'sent', 'returned', 'approved', 'locked'] as const
export type QuickState = (typeof quickStates)[number]
/** `waiting`: not sent, and its hour has not come; `missing`: not sent and past it. */
export const timelinesses = ['on-time', 'late', 'waiting', 'missing'] as const
export type Timeliness = (typeof timelinesses)[number]
export const quickKinds = ['new', 'cumulative', 'current', 'finished', 'moved', 'waiting', 'stock', 'rate'] as const
/** The parts of the narrative in their printed order, I to VI. */
export const narrativeParts = ['situation', 'leadership', 'results', 'difficulties', 'nextSteps', 'proposals'] as const
export type NarrativePart = (typeof narrativeParts)[number]
const confidences = ['high', 'medium', 'low'] as const

export const QuickColumn = z.object({
  code: z.string(), block: z.string(), label: z.string(), labelEn: z.string(), unit: z.string(), kind: z.enum(quickKinds),
  /** What counts it from records, and which class of it; null where its register does not exist: the unit declares it. */
  indicator: z.string().nullable(), class: z.string().nullable(),
  accumulates: z.string().nullable(), outOf: z.string().nullable(), less: z.array(z.string()), rateOf: z.string().nullable(),
  /** Shown in the table of units. */
  isKey: z.boolean(),
})
export type QuickColumn = z.infer<typeof QuickColumn>

export const QuickForm = z.object({
  id: z.string(), name: z.string(), nameEn: z.string(), validFrom: Day, countsFrom: Day, source: z.string(), confidence: z.enum(confidences),
  blocks: z.array(z.object({ code: z.string(), label: z.string(), labelEn: z.string(), confidence: z.enum(confidences), source: z.string(), columns: z.array(QuickColumn) })),
})
export type QuickForm = z.infer<typeof QuickForm>

const Figures = z.record(z.string(), z.number().nullable())
/** Figures by column; null or absent: nobody has told it, which is not nought. */
export type Figures = Readonly<Record<string, number | null>>

export const QuickUnit = z.object({
  unit: BodyRef.extend({ level: z.enum(['province', 'district', 'commune']), areaId: z.int(), area: z.string() }),
  /** Units send to it in turn. */
  hasBelow: z.boolean(), dueAt: Instant.nullable(), timeliness: z.enum(timelinesses),
  report: z.object({ id: z.guid(), state: z.enum(quickStates), sentAt: Instant.nullable(), explained: z.int(), adjustments: z.int() }).nullable(),
  figures: Figures,
})
export type QuickUnit = z.infer<typeof QuickUnit>

/** GET /api/quick-reports: the units that send to one, on a day. */
export const QuickQuery = z.object({ day: Day.optional(), unit: z.coerce.number().int().min(1).max(2_147_483_647).optional() })
export const QuickDay = z.object({
  day: Day, form: QuickForm, own: QuickUnit, rows: z.array(QuickUnit),
  /** To whom it sends, where the reader may look there too. */
  above: BodyRef.nullable(),
  /** What those units say together, and how many of them had sent. */
  sum: Figures, sent: z.int(),
  /** Whether the acting post reports for this unit. */
  mine: z.boolean(),
})
export type QuickDay = z.infer<typeof QuickDay>

export const QuickFigure = z.object({
  column: z.string(),
  /** What the unit itself says; of a unit with others below: what none of them tells. */
  value: z.number().nullable(), origin: z.enum(['counted', 'carried', 'entered']).nullable(),
  counted: z.number().nullable(), summed: z.number().nullable(), units: z.int(), total: z.number().nullable(),
  previous: z.number().nullable(), adjusted: z.number(),
  /** What it should be by the rules of the form, as far as all they ask for is known. */
  expected: z.number().nullable(),
})
export type QuickFigure = z.infer<typeof QuickFigure>

/** A figure that is not what the form's rule makes of the others; the numbers the rule took. */
export const QuickCheck = z.object({
  column: z.string(), rule: z.enum(['carried', 'left']), value: z.number(), expected: z.number(),
  terms: z.array(z.object({ column: z.string(), value: z.number() })), previous: z.number(), adjusted: z.number(),
})
export type QuickCheck = z.infer<typeof QuickCheck>

export const QuickAdjustment = z.object({ id: z.guid(), column: z.string(), delta: z.number(), reason: z.string(), byTitle: z.string(), at: Instant })
export type QuickAdjustment = z.infer<typeof QuickAdjustment>

const Part = z.string().trim().min(1).max(10_000).nullable()
export const QuickNarrative = z.object({ situation: Part, leadership: Part, results: Part, difficulties: Part, nextSteps: Part, proposals: Part })
export type QuickNarrative = z.infer<typeof QuickNarrative>

export const QuickReport = z.object({
  id: z.guid(), version: z.int(), form: QuickForm, unit: QuickUnit.shape.unit, above: BodyRef.nullable(), day: Day, state: z.enum(quickStates),
  dueAt: Instant.nullable(), timeliness: z.enum(timelinesses), firstSentAt: Instant.nullable(), sentAt: Instant.nullable(), senderTitle: z.string().nullable(),
  returnedAt: Instant.nullable(), returnReason: z.string().nullable(), returnerTitle: z.string().nullable(), approvedAt: Instant.nullable(), approverTitle: z.string().nullable(),
  lockedAt: Instant.nullable(), lockerTitle: z.string().nullable(),
  narrative: QuickNarrative, reasons: z.record(z.string(), z.string()), figures: z.array(QuickFigure), checks: z.array(QuickCheck), adjustments: z.array(QuickAdjustment),
  /** The units below with their own figures: what each sum is made of. */
  parts: z.array(QuickUnit),
  /** Whether the report of the day before stood to be compared with. */
  hasPrevious: z.boolean(),
  /** Whether the acting post reports for this unit; whether it reads the report as the level above. */
  mine: z.boolean(), judges: z.boolean(),
})
export type QuickReport = z.infer<typeof QuickReport>

const Value = z.number().min(0).max(1e15).nullable()
/** PUT /api/quick-reports/:id — begins the report of the acting post's unit. */
export const QuickBegin = z.object({ day: Day })
/** PATCH /api/quick-reports/:id — the figures and words given; the others stay. */
export const QuickChange = z.object({ version: z.int(), figures: z.array(z.object({ column: z.string().max(80), value: Value })).max(500).refine((figures) => new Set(figures.map(({ column }) => column)).size === figures.length, { message: 'Mỗi chỉ tiêu chỉ ghi một số.' }).default([]), narrative: QuickNarrative.partial().default({}) })
export type QuickChange = z.infer<typeof QuickChange>
/** POST /api/quick-reports/:id/send — a reason for every figure that does not fit. */
export const QuickSend = z.object({ version: z.int(), reasons: z.record(z.string().max(80), z.string().trim().min(1).max(1000)).default({}) })
export type QuickSend = z.infer<typeof QuickSend>
export const QuickReturn = z.object({ version: z.int(), reason: z.string().trim().min(1).max(2000) })
export const QuickStep = z.object({ version: z.int() })
export const QuickAdjust = z.object({ column: z.string().max(80), delta: z.number().min(-1e15).max(1e15).refine((delta) => delta !== 0, { message: 'Điều chỉnh phải khác 0.' }), reason: z.string().trim().min(1).max(2000) })
export type QuickAdjust = z.infer<typeof QuickAdjust>

/** Every column of a form, in its order. */
export const columnsOf = ({ blocks }: Pick<QuickForm, 'blocks'>): QuickColumn[] => blocks.flatMap(({ columns }) => columns)

const known = (values: readonly (number | null | undefined)[]): values is readonly number[] => values.every((value) => typeof value === 'number')
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** What is told of two parts together; unknown only when neither is told. */
export function together(own: number | null | undefined, others: number | null | undefined): number | null {
  return own === null || own === undefined ? others ?? null : own + (others ?? 0)
}

/** The figures with rates in them, in a hundred, from figures that were added up; never rounded. */
export function withRates(columns: readonly QuickColumn[], figures: Figures): Figures {
  const rates = columns.filter(({ kind }) => kind === 'rate').map(({ code, rateOf, outOf }) => {
    const [part, whole] = [figures[rateOf ?? ''], figures[outOf ?? '']]
    return [code, known([part, whole]) && whole! > 0 ? part! / whole! * 100 : null] as const
  })
  return { ...figures, ...Object.fromEntries(rates) }
}

/** What counts upwards: a report that has been sent and was not sent back. */
export const counts = (state: QuickState | undefined): boolean => state === 'sent' || state === 'approved' || state === 'locked'

/** Adds up the units' figures; a column nobody tells stays untold. `units`: how many told each. */
export function sumOf(columns: readonly QuickColumn[], rows: readonly { report: { state: QuickState } | null; figures: Figures }[]): { figures: Figures; units: Record<string, number> } {
  const sent = rows.filter(({ report }) => counts(report?.state))
  const told = columns.filter(({ kind }) => kind !== 'rate').map(({ code }) => [code, sent.map(({ figures }) => figures[code]).filter((value) => typeof value === 'number')] as const)
  return {
    figures: withRates(columns, Object.fromEntries(told.map(([code, values]) => [code, values.length === 0 ? null : sum(values)]))),
    units: Object.fromEntries(told.map(([code, values]) => [code, values.length])),
  }
}

/** What a figure is compared with: the report of the day before as it was sent (null: none), and what was put right of each figure since. */
export interface Before { previous: Figures | null; adjusted: Figures }

/** What adjustments, told by column, change of each figure: a cumulative one moves with the new ones it adds up. */
export function adjustedOf(columns: readonly QuickColumn[], deltas: Figures): Figures {
  return Object.fromEntries(columns.map(({ code, accumulates }) => [code, (deltas[code] ?? 0) + (accumulates === null ? 0 : deltas[accumulates] ?? 0)]))
}

/**
 * What a figure should be: `lũy tích = lũy tích hôm qua + mới + điều chỉnh`, `đang = lũy kế − hoàn thành − chuyển`; null where a
 * figure that the rule asks for is not known, or the form has no rule for it.
 */
export function expectedOf(column: QuickColumn, figures: Figures, { previous, adjusted }: Before): number | null {
  const check = termsOf(column, figures, { previous, adjusted })
  return check && check.previous + check.adjusted + sum(check.terms.map(({ value }) => value))
}

type Terms = Pick<QuickCheck, 'rule' | 'terms' | 'previous' | 'adjusted'>

function termsOf(column: QuickColumn, figures: Figures, { previous, adjusted }: Before): Terms | null {
  if (column.accumulates !== null) {
    const [before, added] = [previous?.[column.code], figures[column.accumulates]]
    if (!known([before, added])) return null
    return { rule: 'carried', terms: [{ column: column.accumulates, value: added! }], previous: before!, adjusted: adjusted[column.code] ?? 0 }
  }
  if (column.outOf === null || column.kind === 'rate') return null
  const [whole, taken] = [figures[column.outOf], column.less.map((code) => figures[code])]
  if (typeof whole !== 'number' || !known(taken)) return null
  return { rule: 'left', terms: [{ column: column.outOf, value: whole }, ...column.less.map((code, n) => ({ column: code, value: -taken[n]! }))], previous: 0, adjusted: 0 }
}

/** Figures have at most three decimals; sums of them are compared to less than that. */
const HARDLY = 0.0005

/** The figures that are not what the form's rules make of the others, in the order of the form. */
export function checksOf(columns: readonly QuickColumn[], figures: Figures, before: Before): QuickCheck[] {
  return columns.flatMap((column) => {
    const [value, terms, expected] = [figures[column.code], termsOf(column, figures, before), expectedOf(column, figures, before)]
    return typeof value !== 'number' || terms === null || expected === null || Math.abs(value - expected) < HARDLY ? [] : [{ column: column.code, value, expected, ...terms }]
  })
}

/** Whether a report came in time; instants as ISO texts. Without a cut-off in force nothing is late. */
export function timelinessOf({ firstSentAt, dueAt }: { firstSentAt: string | null; dueAt: string | null }, now: string): Timeliness {
  const late = (at: string): boolean => dueAt !== null && Date.parse(at) > Date.parse(dueAt)
  if (firstSentAt !== null) return late(firstSentAt) ? 'late' : 'on-time'
  return late(now) ? 'missing' : 'waiting'
}
