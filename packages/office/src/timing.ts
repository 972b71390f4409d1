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
