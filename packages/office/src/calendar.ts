/** The calendar: what falls on which day, of all that the acting post sees. Days are Vietnam's, instants with their offset. */
import * as z from 'zod'
import { Day, Instant } from './task.ts'
import { timings } from './timing.ts'

/** Deadlines of the body's own tasks and of those it gave, documents in hand, opinions, duty, leave, meetings. */
export const calendarKinds = ['task', 'given', 'handling', 'clearance', 'duty', 'leave', 'meeting'] as const
export type CalendarKind = (typeof calendarKinds)[number]

export const CalendarEntry = z.object({
  kind: z.enum(calendarKinds),
  id: z.uuid(),
  day: Day,
  /** The last day of what lasts several; else the day itself. */
  lastDay: Day,
  /** Null for what belongs to a whole day. */
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  /** A code of what it is within its kind (a shift, a kind of leave); the screen has its word. */
  code: z.string().nullable(),
  number: z.string().nullable(),
  text: z.string().nullable(),
  /** The body or the person it concerns, where that is not the reader himself. */
  who: z.string().nullable(),
  /** Concerns the acting post itself, not its body at large. */
  mine: z.boolean(),
  /** Null for what has no deadline. */
  timing: z.enum(timings).nullable(),
  done: z.boolean(),
  /** The page it opens. */
  path: z.string(),
})
export type CalendarEntry = z.infer<typeof CalendarEntry>

/** Of a kind with very many rows a day shows the first; `n` counts all of them, `path` lists them. */
export const CalendarCount = z.object({ kind: z.enum(calendarKinds), day: Day, n: z.int(), path: z.string() })
export type CalendarCount = z.infer<typeof CalendarCount>

/** A day that differs from its weekday: off, or a weekend day that is worked instead. */
export const SpecialDay = z.object({ day: Day, kind: z.enum(['holiday', 'working']), name: z.string() })
export type SpecialDay = z.infer<typeof SpecialDay>

export const Calendar = z.object({ from: Day, to: Day, today: Day, days: z.array(SpecialDay), entries: z.array(CalendarEntry), counts: z.array(CalendarCount) })
export type Calendar = z.infer<typeof Calendar>

/** The longest stretch that is asked for at once: six weeks of a month's sheet. */
export const LONGEST_CALENDAR_DAYS = 42
export const CalendarQuery = z.object({ from: Day, to: Day })

/** One secret address at which another calendar program reads this one. */
export const CalendarFeed = z.object({ id: z.uuid(), label: z.string(), body: z.string(), title: z.string(), createdAt: Instant, fetchedAt: Instant.nullable(), revokedAt: Instant.nullable() })
export type CalendarFeed = z.infer<typeof CalendarFeed>
/** `titles`: the office lets kind, number and a short text leave the house; else a count and a link. */
export const CalendarFeeds = z.object({ titles: z.boolean(), feeds: z.array(CalendarFeed) })
export type CalendarFeeds = z.infer<typeof CalendarFeeds>
export const CalendarFeedInput = z.object({ label: z.string().trim().min(1).max(80) })
/** `address` is told once, to who made it; null ever after. */
export const CalendarFeedMade = CalendarFeeds.extend({ address: z.string().nullable() })
export type CalendarFeedMade = z.infer<typeof CalendarFeedMade>
