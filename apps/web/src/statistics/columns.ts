import { onTimeRate, type Standing, type StandingCounts } from '@phaodai/office'
import { locale, type Key } from '../text/t.ts'

type Opens = { standing: Standing | 'late' | 'counted'; deadlineSource?: 'office' }
/** A number of the form: its heading, the heading over it, and the tasks it opens to. */
export type NumberColumn = { key: string; heading: Key; group?: Key; late?: boolean; of: (counts: StandingCounts) => number; opens: Opens }

const standing = (name: Standing, heading: Key, group?: Key): NumberColumn =>
  ({ key: name, heading, ...(group && { group }), late: name === 'overdue', of: (counts) => counts.byStanding[name], opens: { standing: name } })

/** Numbers before the rate. */
export const mainColumns: readonly NumberColumn[] = [
  { key: 'total', heading: 'statistics.total', of: (counts) => counts.total, opens: { standing: 'counted' } },
  standing('done-on-time', 'statistics.onTime', 'statistics.done'), standing('done-late', 'statistics.late', 'statistics.done'), standing('done-undated', 'statistics.undated', 'statistics.done'),
  standing('in-time', 'statistics.inTime', 'statistics.working'), standing('overdue', 'statistics.overdue', 'statistics.working'), standing('undated', 'statistics.undated', 'statistics.working'),
  standing('awaiting', 'statistics.awaiting'),
]

/** Numbers behind the rate: deadlines set by the office, and what is outside the total. */
export const sideColumns: readonly NumberColumn[] = [
  { key: 'office', heading: 'statistics.office', group: 'statistics.officeGroup', of: (counts) => counts.office, opens: { standing: 'counted', deadlineSource: 'office' } },
  { key: 'office-late', heading: 'statistics.officeLate', group: 'statistics.officeGroup', of: (counts) => counts.officeLate, opens: { standing: 'late', deadlineSource: 'office' } },
  standing('suspended', 'statistics.suspended', 'statistics.apart'), standing('cancelled', 'statistics.cancelled', 'statistics.apart'), standing('refused', 'statistics.refused', 'statistics.apart'),
]

/** The rate as words; a dash where nothing has fallen due. */
export function rateWords(counts: StandingCounts): string {
  const rate = onTimeRate(counts)
  return rate === null ? '—' : new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(rate)
}
