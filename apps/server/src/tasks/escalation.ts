import { addDays, isWorkingDay, workingCalendar, type WorkingCalendar } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { Moment } from './act.ts'
import { loadCalendarBefore, loadLateRules } from './load.ts'
import { chaseLate, escalateLate, tellLeaders } from './save.ts'

/**
 * The latest deadline that is this many working days late on a day: the deadline's own day is not counted, the day itself
 * is. One working day late on Monday is whatever was due by the Friday before.
 */
export function dueByFor(calendar: WorkingCalendar, today: string, workingDays: number): string {
  let day = today
  for (let left = workingDays; left > 0; day = addDays(day, -1)) if (isWorkingDay(calendar, day)) left -= 1
  return day
}

/** What was done about late work, by step. */
export interface Escalated { chased: number; toSuperior: number; toLeader: number }

/**
 * The one place of the rule about late work: the body is chased, then the assigner's superior is told, then the leader,
 * each after its number of working days (office_setting, dated). Repeating it on one day does nothing more. Runs as the system.
 */
export async function escalate(tx: Tx, { at, today }: Moment): Promise<Escalated> {
  const [rules, days] = [await loadLateRules(tx, today), await loadCalendarBefore(tx, today)]
  const calendar = workingCalendar(days)
  const step = async (after: number | null, work: (dueBy: string) => Promise<number>): Promise<number> => (
    after === null ? 0 : work(dueByFor(calendar, today, after)))
  return {
    chased: await step(rules.chase, dueBy => chaseLate(tx, dueBy, at)),
    toSuperior: await step(rules.superior, dueBy => escalateLate(tx, dueBy, at, today)),
    toLeader: await step(rules.leader, dueBy => tellLeaders(tx, dueBy, at)),
  }
}
