/** The leader's two minutes: GET /api/picture. Every number opens to its tasks through the query beside it. */
import * as z from 'zod'
import { BodyRef, Day, Task } from './task.ts'

export const Picture = z.object({
  day: Day,
  /** Counts over everything the viewer may see, lead rows only. */
  counts: z.object({ open: z.int(), overdue: z.int(), dueSoon: z.int(), notStarted: z.int(), awaiting: z.int(), done: z.int(), officeDated: z.int(), noDeadline: z.int() }),
  /** Overdue a week ago, for comparison; null while the installation is younger than that. */
  overdueLastWeek: z.int().nullable(),
  decisions: z.array(Task),
  decisionsTotal: z.int(),
  late: z.array(z.object({ body: BodyRef, count: z.int(), longest: z.int(), tasks: z.array(Task) })),
  dueSoon: z.array(Task),
  stuck: z.array(z.object({
    directiveId: z.uuid(), number: z.string().nullable(), abstract: z.string().nullable(), total: z.int(),
    states: z.record(z.string(), z.int()), overdue: z.int(),
    /** Where it stopped: bodies that have not accepted, most first. */
    notAccepted: z.array(BodyRef), notAcceptedTotal: z.int(),
  })),
  /** How many documents are stuck, of which the first are listed. */
  stuckTotal: z.int(),
  /** Set when only so many documents, the latest ones, were looked at: older ones may be stuck as well. */
  stuckAmong: z.int().nullable(),
})
export type Picture = z.infer<typeof Picture>
