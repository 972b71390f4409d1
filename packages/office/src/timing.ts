/** Timing of a task: the second axis beside its state, always derived, never stored. */
import { addDays } from '@phaodai/vocabulary'

export const timings = ['in_time', 'nearly_due', 'overdue', 'no_deadline'] as const
export type Timing = (typeof timings)[number]

/** Days before the deadline from which a task counts as nearly due (practice of provincial follow-up systems). */
export const nearlyDueDays = 3

/**
 * Timing against the deadline in force: `doneOn ?? today` after the deadline is overdue; the deadline's own day is
 * still in time ("trước ngày D" is overdue from the end of day D). Days are YYYY-MM-DD in Asia/Ho_Chi_Minh.
 */
export function timingOf(deadline: string | null, doneOn: string | null, today: string): Timing {
  if (deadline === null) return 'no_deadline'
  if ((doneOn ?? today) > deadline) return 'overdue'
  if (doneOn === null && addDays(today, nearlyDueDays) >= deadline) return 'nearly_due'
  return 'in_time'
}

/** What is said of a task's timing: work that is done is never overdue, it was done late or in time. */
export function timingSaid({ state, timing }: { state: string; timing: Timing }): Timing | 'doneLate' | 'doneInTime' {
  if (state !== 'done' || timing === 'no_deadline') return timing
  return timing === 'overdue' ? 'doneLate' : 'doneInTime'
}

/** How a task stands in statistics, both axes in one word; the deadline is the one in force, so what an extension granted is in time. */
export const standings = ['done-on-time', 'done-late', 'done-undated', 'in-time', 'overdue', 'undated', 'awaiting', 'suspended', 'cancelled', 'refused'] as const
export type Standing = (typeof standings)[number]

/** What puts a task into a period: given in it, due in it, or still open at its end. */
export const periodBases = ['given', 'due', 'open'] as const
export type PeriodBasis = (typeof periodBases)[number]
