/** Figures as server and screens exchange them. Days are Vietnam's; instants are ISO strings. */
import { daysBetween } from '@phaodai/vocabulary'
import * as z from 'zod'
import { steps } from './periods.ts'

const Day = z.iso.date()
const Instant = z.iso.datetime({ offset: true })
const Span = { from: Day, to: Day }
const Class = z.string().max(100)
/** Days one request may span: a little over three years. */
const MOST_DAYS = 1100

function inOrder({ from, to }: { from: string; to: string }): boolean {
  return from <= to && daysBetween(from, to) <= MOST_DAYS // asked of what is no day as well: not a number, so false
}
const ORDER = { path: ['to'], message: 'before-from' }

/** One figure: what was counted, its value in the indicator's unit (null: nothing to divide by), what was declared beside it. */
export const Figure = z.object({
  value: z.number().nullable(), numerator: z.number(), denominator: z.number(),
  /** Told by telephone or paper, null where nobody did; and by how many units. */
  declared: z.number().nullable(), declaredBy: z.int(),
})
export type Figure = z.infer<typeof Figure>

export const AreaName = z.object({ id: z.int(), name: z.string(), level: z.string() })

/** GET /api/indicators: every indicator the post may see, on a day, for an area. */
export const BoardQuery = z.object({ area: z.coerce.number().int().optional(), day: Day.optional(), step: z.enum(steps).default('week') })
export type BoardQuery = z.infer<typeof BoardQuery>
export const BoardRow = z.object({
  name: z.string(),
  /** The figure would hold records that are not the viewer's to see. */
  hidden: z.boolean(),
  figure: Figure.nullable(),
  comparisons: z.array(z.object({ with: z.enum(['yesterday', 'last-week', 'last-month']), ...Span, value: z.number().nullable() })),
  /** Values of the last spans, oldest first. */
  spark: z.array(z.number().nullable()),
})
export type BoardRow = z.infer<typeof BoardRow>
export const Board = z.object({ area: AreaName, ...Span, step: z.enum(steps), rows: z.array(BoardRow), cutOff: z.string().nullable() })
export type Board = z.infer<typeof Board>

/** GET /api/indicators/{name}: one indicator in a stretch of days. */
export const FigureQuery = z.object({ area: z.coerce.number().int().optional(), ...Span, step: z.enum(steps).default('day'), class: Class.optional() }).refine(inOrder, ORDER)
export type FigureQuery = z.infer<typeof FigureQuery>

export const Declared = z.object({
  id: z.uuid(), areaId: z.int(), area: z.string(), day: Day, class: z.string(), value: z.number(), toldBy: z.string(), toldAt: Instant, note: z.string().nullable(),
  byTitle: z.string().nullable(), voidedAt: Instant.nullable(), voidReason: z.string().nullable(), version: z.int(),
})
export type Declared = z.infer<typeof Declared>

/** A difference that came after a sign-off: how much, when, by whom (title and body) and why. */
export const Adjustment = z.object({
  day: Day, area: z.string(), class: z.string(), numerator: z.number(), denominator: z.number(), at: Instant,
  causes: z.array(z.object({ subject: z.string(), rowId: z.string(), action: z.string(), by: z.string().nullable(), reason: z.string().nullable(), at: Instant })),
})
export type Adjustment = z.infer<typeof Adjustment>
export const Signed = z.object({
  id: z.uuid(), ...Span, numerator: z.number(), denominator: z.number(), value: z.number().nullable(), declared: z.number().nullable(), basis: z.enum(['counted', 'declared']),
  note: z.string().nullable(), signer: z.string(), signedAt: Instant,
  /** The signed figure with all adjustments: what the records say now. */
  now: z.object({ numerator: z.number(), denominator: z.number(), value: z.number().nullable() }),
  adjustments: z.array(Adjustment),
})
export type Signed = z.infer<typeof Signed>

export const Point = Figure.extend({ ...Span, key: z.string() })
export type Point = z.infer<typeof Point>
export const IndicatorDetail = z.object({
  name: z.string(), area: AreaName, ...Span, step: z.enum(steps), class: z.string().nullable(), hidden: z.boolean(), figure: Figure.nullable(),
  series: z.array(Point),
  classes: z.array(z.object({ class: z.string(), name: z.string().nullable(), numerator: z.number(), denominator: z.number(), value: z.number().nullable() })),
  /** Counts of each class along the series, in the order of the declaration; none where classes do not add up or one is asked for. */
  stacks: z.array(z.object({ class: z.string(), name: z.string().nullable(), values: z.array(z.number()) })),
  declared: z.array(Declared), signed: z.array(Signed), may: z.array(z.enum(['declare', 'retract', 'sign', 'rows'])),
})
export type IndicatorDetail = z.infer<typeof IndicatorDetail>

/** GET /api/indicators/{name}/areas: the same by what lies in the area. */
export const AreasQuery = z.object({ area: z.coerce.number().int().optional(), ...Span, class: Class.optional(), level: z.enum(['province', 'district', 'commune', 'village']).optional() }).refine(inOrder, ORDER)
export type AreasQuery = z.infer<typeof AreasQuery>
export const AreaFigure = z.object({ area: AreaName, hidden: z.boolean(), /** Holds records of a unit that was divided, which other areas hold too. */ shared: z.boolean(), figure: Figure.nullable() })
export type AreaFigure = z.infer<typeof AreaFigure>
export const AreaFigures = z.object({ area: AreaName, ...Span, class: z.string().nullable(), rows: z.array(AreaFigure) })
export type AreaFigures = z.infer<typeof AreaFigures>

export const ExportQuery = z.object({ area: z.coerce.number().int().optional(), ...Span, step: z.enum(steps).default('day'), class: Class.optional(), show: z.enum(['series', 'areas']).default('series') }).refine(inOrder, ORDER)

/** PUT /api/indicators/{name}/declared/{id}: a figure told before its records are there; the id is the client's. */
export const DeclareInput = z.object({
  areaId: z.int(), day: Day, class: Class.default(''), value: z.number().min(0).max(1e12), toldBy: z.string().trim().min(1).max(200), toldAt: Instant, note: z.string().trim().max(1000).nullable().default(null),
})
export type DeclareInput = z.infer<typeof DeclareInput>
export const RetractInput = z.object({ version: z.int(), reason: z.string().trim().min(1).max(2000) })

/** PUT /api/indicators/{name}/signed/{id}: signs the figure of an area and a stretch of days off. */
export const SignInput = z.object({ areaId: z.int(), ...Span, basis: z.enum(['counted', 'declared']), note: z.string().trim().max(1000).nullable().default(null) }).refine(inOrder, ORDER)
export type SignInput = z.infer<typeof SignInput>
