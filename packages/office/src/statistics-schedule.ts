/** Statistics that go out by themselves (/api/statistics/schedules, /api/statistics/runs). */
import { addDays, lastDayOfMonth, weekday, type Day as DayText } from '@phaodai/vocabulary'
import * as z from 'zod'
import { groupings, StandingCounts, Statistics, StatisticsQuery, type StatisticsGroup } from './statistics.ts'
import { BodyRef, Day, Instant } from './task.ts'
import { periodBases, standings, type Standing } from './timing.ts'

export const scheduleForms = ['document', 'notice'] as const

/** When statistics are made: on a weekday (Monday is 1) or a day of the month, at an hour of Vietnam. */
export const Rhythm = z.object({ every: z.enum(['week', 'month']), day: z.int().min(1), hour: z.int().min(0).max(23) })
export type Rhythm = z.infer<typeof Rhythm>

const Kept = Rhythm.extend({
  name: z.string().trim().min(1).max(200), side: z.enum(['given', 'received']), basis: z.enum(periodBases), by: z.enum(groupings), form: z.enum(scheduleForms),
})

/** PUT /api/statistics/schedules/:id — version 0 = new. */
export const ScheduleInput = Kept.extend({ version: z.int(), recipientIds: z.array(z.int()).max(200) })
  .refine(({ every, day }) => day <= (every === 'week' ? 7 : 28), { path: ['day'], message: 'Chọn thứ trong tuần, hoặc ngày 1 đến 28 trong tháng.' })
  .refine(({ form, recipientIds }) => form === 'document' || recipientIds.length > 0, { path: ['recipientIds'], message: 'Chọn nơi nhận.' })
export type ScheduleInput = z.infer<typeof ScheduleInput>

export const Schedule = Kept.extend({ id: z.uuid(), author: z.string(), recipients: z.array(BodyRef), startsOn: Day, endedAt: Instant.nullable(), version: z.int() })
export type Schedule = z.infer<typeof Schedule>

/** One period's statistics as they went out; `late`: made more than an hour after their time. */
export const StatisticsRun = z.object({
  id: z.uuid(), owner: BodyRef, name: z.string(), from: Day, to: Day, dueAt: Instant, madeAt: Instant.nullable(), late: z.boolean(), form: z.enum(scheduleForms),
  state: z.enum(['failed', 'made', 'drafted', 'sent']), problem: z.string().nullable(), draftId: z.uuid().nullable(), draftState: z.string().nullable(), number: z.string().nullable(), directiveId: z.uuid().nullable(),
  recipients: z.int(), read: z.int(), readAt: Instant.nullable(),
})
export type StatisticsRun = z.infer<typeof StatisticsRun>
export const RunQuery = z.object({ box: z.enum(['own', 'received']).default('own') })

/** A number that is another one when counted again: what was entered or corrected after the run. */
export const FigureChange = z.object({ key: z.string().nullable(), name: z.string().nullable(), standing: z.enum(standings), was: z.int(), now: z.int() })
export type FigureChange = z.infer<typeof FigureChange>
export const StatisticsRunDetail = StatisticsRun.extend({
  query: StatisticsQuery, found: Statistics.nullable(), readers: z.array(z.object({ body: BodyRef, readAt: Instant.nullable() })),
  /** For the body that sent it; null for whoever received it. */
  changes: z.array(FigureChange).nullable(),
  /** For whoever received it: what of the same figures its own scope lets it open today, and which of the late tasks; null for the sender. */
  visible: z.object({ total: StandingCounts, groups: z.array(z.object({ key: z.string().nullable(), counts: StandingCounts })), late: z.array(z.uuid()) }).nullable(),
})
export type StatisticsRunDetail = z.infer<typeof StatisticsRunDetail>

/** A run: the day on which it is made, and the whole week or month before that day. */
export interface DueRun { day: DayText; from: DayText; to: DayText }

function periodBefore(every: Rhythm['every'], day: DayText): DueRun {
  if (every === 'week') return { day, from: addDays(day, -7), to: addDays(day, -1) }
  const [year, month] = day.split('-').map(Number) as [number, number]
  const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1]
  return { day, from: `${y}-${String(m).padStart(2, '0')}-01`, to: lastDayOfMonth(y, m)! }
}

/**
 * Runs whose time has come, oldest first: their day lies between `since` and the day of Vietnam given, whose own hour is
 * not before the rhythm's. A week's run tells the seven days before its day, a month's the calendar month before.
 */
export function dueRuns({ every, day, hour }: Rhythm, since: DayText, today: DayText, hourNow: number): DueRun[] {
  const last = hourNow >= hour ? today : addDays(today, -1)
  const runs: DueRun[] = []
  for (let each = since; each <= last; each = addDays(each, 1)) {
    if (every === 'week' ? weekday(each) === day : Number(each.slice(8)) === day) runs.push(periodBefore(every, each))
  }
  return runs
}

function changesIn(key: string | null, name: string | null, was: StandingCounts | undefined, now: StandingCounts | undefined): FigureChange[] {
  const count = (counts: StandingCounts | undefined, standing: Standing): number => counts?.byStanding[standing] ?? 0
  return standings.filter(standing => count(was, standing) !== count(now, standing)).map(standing => ({ key, name, standing, was: count(was, standing), now: count(now, standing) }))
}

/** What differs between figures as they went out and the same figures counted again, group by group. */
export function figureChanges(was: readonly StatisticsGroup[], now: readonly StatisticsGroup[]): FigureChange[] {
  const names = new Map([...was, ...now].map(({ key, name }) => [key, name]))
  const countsOf = (groups: readonly StatisticsGroup[], key: string | null) => groups.find(group => group.key === key)?.counts
  return [...names].flatMap(([key, name]) => changesIn(key, name, countsOf(was, key), countsOf(now, key)))
}
