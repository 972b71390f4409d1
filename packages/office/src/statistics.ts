/** Statistics of tasks (GET /api/statistics): every number names the tasks it counts, as a query of the task list. */
import * as z from 'zod'
import { BodyRef, Day, deadlineSources, Task, type TaskQuery } from './task.ts'
import { periodBases, standings, type Standing } from './timing.ts'

export const groupings = ['body', 'topic', 'directive'] as const
export type Grouping = (typeof groupings)[number]

export const StatisticsQuery = z.object({
  /** Whose tasks; the acting body when left out. */
  bodyId: z.coerce.number().int().optional(),
  /** Tasks that the body gave, or tasks that it received. */
  side: z.enum(['given', 'received']).default('given'),
  /** `subtree`: the body and all below it; `own`: the body alone. */
  reach: z.enum(['subtree', 'own']).default('subtree'),
  /** What puts a task into the period; days are Vietnam's and both belong to it. */
  basis: z.enum(periodBases).default('given'),
  from: Day, to: Day,
  /** Standing at the period's end, which later work does not change, or as it is today. */
  asOf: z.enum(['end', 'today']).default('end'),
  by: z.enum(groupings).default('body'),
  deadlineSource: z.enum(deadlineSources).optional(),
  directiveId: z.uuid().optional(),
}).refine(({ from, to }) => from <= to, { path: ['to'], message: 'before-from' })
export type StatisticsQuery = z.infer<typeof StatisticsQuery>

/** Tasks by standing; `total` is all but the suspended, cancelled and handed back, which stand apart. */
export const StandingCounts = z.object({
  total: z.int(), byStanding: z.record(z.enum(standings), z.int()),
  /** Of the total: those whose deadline the office set itself, and those of them that are or were late. */
  office: z.int(), officeLate: z.int(),
})
export type StandingCounts = z.infer<typeof StandingCounts>

export const StatisticsGroup = z.object({ key: z.string().nullable(), name: z.string().nullable(), counts: StandingCounts })
export type StatisticsGroup = z.infer<typeof StatisticsGroup>

/** A late task: the words of its last report and the reason given with its last request for more time. */
export const LateTask = Task.pick({ id: true, text: true, body: true, directiveNumber: true, itemLabel: true, deadline: true, deadlineSource: true, state: true, doneAt: true, daysLate: true, lastReport: true, lastReportAt: true })
  .extend({ extensionReason: z.string().nullable() })
export type LateTask = z.infer<typeof LateTask>

export const Statistics = z.object({
  body: BodyRef, /** Standing as of this day. */ day: Day, total: StandingCounts, groups: z.array(StatisticsGroup), /** Groups beyond the largest ones that are listed. */ moreGroups: z.int(),
  late: z.array(LateTask), lateTotal: z.int(),
})
export type Statistics = z.infer<typeof Statistics>

/** How a task stands, from its state and timing; the same that the list filters by. */
export function standingOf({ state, timing }: Pick<Task, 'state' | 'timing'>): Standing {
  if (state === 'awaiting_confirmation') return 'awaiting'
  if (state === 'suspended' || state === 'cancelled' || state === 'refused') return state
  if (state === 'done') return timing === 'no_deadline' ? 'done-undated' : timing === 'overdue' ? 'done-late' : 'done-on-time'
  return timing === 'no_deadline' ? 'undated' : timing === 'overdue' ? 'overdue' : 'in-time'
}

/** Standings that are not part of the total. */
export const apart: readonly Standing[] = ['suspended', 'cancelled', 'refused']

/** Share done on time: done on time ÷ (done on time + done late + overdue now); null where nothing has fallen due. */
export function onTimeRate({ byStanding: { 'done-on-time': onTime, 'done-late': late, overdue } }: Pick<StandingCounts, 'byStanding'>): number | null {
  const due = onTime + late + overdue
  return due === 0 ? null : onTime / due
}

/** No task at all. */
export function noCounts(): StandingCounts {
  return { total: 0, byStanding: Object.fromEntries(standings.map(standing => [standing, 0])) as Record<Standing, number>, office: 0, officeLate: 0 }
}

type Filter = Partial<TaskQuery>

/** The tasks that statistics count, as a filter of the task list. */
export function tasksCounted({ side, reach, basis, from, to, asOf, deadlineSource, directiveId }: StatisticsQuery, bodyId: number): Filter {
  const name = side === 'given' ? (reach === 'own' ? 'assignerId' : 'underAssignerId') : (reach === 'own' ? 'bodyId' : 'underBodyId')
  return { role: 'answering', [name]: bodyId, basis, from, to, ...(asOf === 'end' && { asOf: to }), ...(deadlineSource && { deadlineSource }), ...(directiveId && { directiveId }) }
}

/** The same within one group. */
export function tasksOfGroup(counted: Filter, by: Grouping, key: string | null): Filter {
  if (by === 'body') {
    const { underBodyId: _, ...rest } = counted
    return { ...rest, bodyId: Number(key) }
  }
  if (key === null) return { ...counted, without: by }
  return by === 'topic' ? { ...counted, topic: key } : { ...counted, directiveId: key }
}
