import { onTimeRate, type LateTask, type StandingCounts, type StatisticsGroup, type StatisticsQuery } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import type { Column } from '#server/sheets/index.ts'
import { hasWord, word } from '#server/words/index.ts'

/** Share as printed: "66,7 %", a dash where nothing has fallen due. */
export function printedRate(counts: StandingCounts): string {
  const rate = onTimeRate(counts)
  return rate === null ? '—' : `${(Math.round(rate * 1000) / 10).toLocaleString('vi-VN')} %`
}

/** A group as it is called: a body, a document, a field of work, or what has none. */
export function groupName({ key, name }: Pick<StatisticsGroup, 'key' | 'name'>, by: StatisticsQuery['by']): string {
  if (key === null) return word(`statistics.without.${by}`)
  return name ?? (hasWord(`topic.${key}`) ? word(`topic.${key}`) : key)
}

const count = (key: string, heading: string, pick: (counts: StandingCounts) => number, group?: string): Column<StatisticsGroup> =>
  ({ heading: word(heading), ...(group && { group: word(group) }), width: key.length > 8 ? 8 : 7, align: 'center', cell: ({ counts }) => pick(counts) })

/** The columns in which government offices tell the state of tasks (domain: task tracking of the Government office). */
export function tableColumns(by: StatisticsQuery['by']): Column<StatisticsGroup>[] {
  const of = (standing: keyof StandingCounts['byStanding']) => (counts: StandingCounts) => counts.byStanding[standing]
  return [
    { heading: word('statistics.number'), width: 5, align: 'center', cell: (_, n) => n }, { heading: word(`statistics.by.${by}`), width: 32, align: 'left', cell: group => groupName(group, by) },
    count('total', 'statistics.total', counts => counts.total),
    count('onTime', 'statistics.onTime', of('done-on-time'), 'statistics.done'), count('late', 'statistics.late', of('done-late'), 'statistics.done'), count('undated', 'statistics.undated', of('done-undated'), 'statistics.done'),
    count('inTime', 'statistics.inTime', of('in-time'), 'statistics.working'), count('overdue', 'statistics.overdue', of('overdue'), 'statistics.working'), count('undated', 'statistics.undated', of('undated'), 'statistics.working'),
    count('awaiting', 'statistics.awaiting', of('awaiting')),
    { heading: word('statistics.rate'), width: 8, align: 'center', cell: ({ counts }) => printedRate(counts) },
    count('office', 'statistics.office', counts => counts.office, 'statistics.officeGroup'), count('late', 'statistics.officeLate', counts => counts.officeLate, 'statistics.officeGroup'),
    count('suspended', 'statistics.suspended', of('suspended'), 'statistics.apart'), count('cancelled', 'statistics.cancelled', of('cancelled'), 'statistics.apart'), count('refused', 'statistics.refused', of('refused'), 'statistics.apart'),
  ]
}

/** Why a task is late, in its body's own words: what it last reported, and why it asked for more time. */
export function causeOf({ lastReport, extensionReason }: Pick<LateTask, 'lastReport' | 'extensionReason'>): string {
  return [lastReport, extensionReason && `${word('statistics.extension')}: ${extensionReason}`].filter(Boolean).join('\n') || word('statistics.noCause')
}

const day = (value: string | null): string => (value === null ? '' : formatDay(value))

/** Columns of the list of late tasks. */
export function lateColumns(): Column<LateTask>[] {
  return [
    { heading: word('statistics.number'), width: 5, align: 'center', cell: (_, n) => n },
    { heading: word('tasks.what'), width: 50, align: 'left', cell: task => task.text }, { heading: word('statistics.by.body'), width: 24, align: 'left', cell: task => task.body.name },
    { heading: word('statistics.by.directive'), width: 18, align: 'left', cell: task => [task.directiveNumber, task.itemLabel].filter(Boolean).join(', ') },
    { heading: word('tasks.deadline'), width: 13, align: 'center', cell: task => day(task.deadline) },
    { heading: word('statistics.doneOn'), width: 13, align: 'center', cell: task => (task.state === 'done' && task.doneAt ? formatDay(dayInVietnam(task.doneAt)) : word('statistics.notDone')) },
    { heading: word('statistics.daysLate'), width: 9, align: 'center', cell: task => task.daysLate },
    { heading: word('statistics.cause'), width: 50, align: 'left', cell: causeOf },
  ]
}
