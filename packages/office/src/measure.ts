/** What an order or a task is measured by, and its number: state is the body's word, the number is computed from records. */
import * as z from 'zod'
import { Day, Task } from './task.ts'

export const aims = ['at-least', 'at-most'] as const
export type Aim = (typeof aims)[number]

/** An indicator by its name (packages/indicators), what it must reach, and by when. */
export const Measure = z.object({ indicator: z.string().max(80), target: z.number().min(0).max(1e12).nullable(), direction: z.enum(aims), byDay: Day.nullable().default(null) })
export type Measure = z.infer<typeof Measure>

/** PUT /api/directives/:id/orders/:orderId/measure; null: progress is what the body reports. */
export const OrderMeasureInput = z.object({ version: z.int(), measure: Measure.nullable() })
export type OrderMeasureInput = z.infer<typeof OrderMeasureInput>

/** PUT /api/tasks/:id/measure; version 0 sets the first one, `measure` null takes it away. */
export const TaskMeasureInput = z.object({ version: z.int(), measure: Measure.extend({ /** Whose records count; null: those of the seat of the task's body. */ areaId: z.int().nullable().default(null) }).nullable() })
export type TaskMeasureInput = z.infer<typeof TaskMeasureInput>

export const TaskMeasure = z.object({
  taskId: z.uuid(), indicator: z.string(), area: z.object({ id: z.int(), name: z.string(), level: z.string() }), target: z.number().nullable(), direction: z.enum(aims),
  /** The days that count: from the day the task was given up to today, or to the day it must be reached by. */
  from: Day, to: Day, byDay: Day.nullable(), version: z.int(),
  /** The figure holds records that are not the viewer's to see. */
  hidden: z.boolean(), value: z.number().nullable(), numerator: z.number(), denominator: z.number(), reached: z.boolean().nullable(),
  /** The body said done and the number says otherwise. */
  contradicted: z.boolean(),
  /** The number so far, day by day; for one task alone. */
  spark: z.array(z.number().nullable()),
})
export type TaskMeasure = z.infer<typeof TaskMeasure>

/** GET /api/measures/open: the acting body's open tasks with a measure, those that fall short first. */
export const MeasuredTasks = z.object({ rows: z.array(z.object({ task: Task, measure: TaskMeasure })) })
export type MeasuredTasks = z.infer<typeof MeasuredTasks>

/** GET /api/measures?tasks=id,id: at most 200 tasks. */
export const MeasuresQuery = z.object({ tasks: z.string().max(40 * 200).transform((text) => text.split(',')).pipe(z.array(z.uuid()).min(1).max(200)) })

/** Whether a value meets its target; null while there is no value or no target. */
export function meets(value: number | null, target: number | null, direction: Aim): boolean | null {
  if (value === null || target === null) return null
  return direction === 'at-least' ? value >= target : value <= target
}
