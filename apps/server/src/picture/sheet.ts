import type { LeaderSheet, PaperHeader, TableColumn } from '@phaodai/directives'
import { printedDay, type MeasuredTasks, type Picture, type Task } from '@phaodai/office'
import { printed, type FallingShort } from '../indicators/index.ts'
import { filled, word } from '../words/index.ts'

/** Longest words of a task in a row; more is cut with a sign, since the task itself is one click away. */
const LONGEST = 110
const [LINE, DOTS, SHORT] = [30, 8, 4].map((length) => '…'.repeat(length)) as [string, string, string]

const said = (key: string, values: Record<string, string | number> = {}): string => filled(word(key), values)
const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/u, '')} …`)
const dayOf = (day: string | null): string => (day === null ? '' : printedDay(day))

function asked({ pendingRequest, requestedDeadline }: Task): string {
  if (pendingRequest === null) return word('decision.confirmation')
  return pendingRequest === 'extension' ? `${word('decision.extension')} → ${dayOf(requestedDeadline)}` : word('decision.reassignment')
}

type Column<T> = TableColumn & { cell: (row: T) => string }
const TASK: Column<Task> = { heading: 'sheet.task', width: 90, cell: ({ text }) => cut(text) }
const BODY: Column<Task> = { heading: 'sheet.body', width: 45, cell: ({ body }) => body.name }
const DUE: Column<Task> = { heading: 'sheet.deadline', width: 22, align: 'center', cell: ({ deadline }) => dayOf(deadline) }
const LATE: Column<Picture['late'][number]>[] = [
  { heading: 'sheet.body', width: 50, cell: ({ body }) => body.name }, { heading: 'sheet.tasks', width: 17, align: 'center', cell: ({ count }) => String(count) },
  { heading: 'sheet.longest', width: 20, align: 'center', cell: ({ longest }) => String(longest) }, { heading: 'sheet.task', width: 75, cell: ({ tasks }) => cut(tasks[0]?.text ?? '') },
]
const STUCK: Column<Picture['stuck'][number]>[] = [
  { heading: 'sheet.document', width: 80, cell: ({ number, abstract }) => cut([number, abstract].filter(Boolean).join(' ')) },
  { heading: 'sheet.progress', width: 22, align: 'center', cell: ({ total, overdue }) => `${total} / ${overdue}` },
  { heading: 'sheet.waiting', width: 60, cell: ({ notAccepted, notAcceptedTotal }) => [...notAccepted.slice(0, 3).map(({ name }) => name), ...(notAcceptedTotal > 3 ? [`… (${notAcceptedTotal})`] : [])].join(', ') },
]

type Measured = MeasuredTasks['rows'][number]
/** "61 %, cần ít nhất 95 %", and that the body says otherwise. */
function measuredWords({ measure: { indicator, value, target, direction, contradicted } }: Measured): string {
  const wanted = filled(word(`measure.aim.${direction}`), { value: printed(indicator, target) })
  return `${word(`indicator.${indicator}.name`)}: ${said('sheet.against', { value: printed(indicator, value), wanted })}${contradicted ? ` (${word('measure.contradictionShort')})` : ''}`.replaceAll(' %', '\u00a0%')
}
const MEASURED: Column<Measured>[] = [
  { heading: 'sheet.task', width: 62, cell: ({ task }) => cut(task.text) }, { heading: 'sheet.body', width: 40, cell: ({ task }) => task.body.name }, { heading: 'sheet.measure', width: 60, cell: measuredWords },
]

/** A section shows so many rows and says how much of `total` they leave out; a row stands for one unless `counts` says for how many. */
function section<T>(name: 'decisions' | 'late' | 'dueSoon' | 'stuck' | 'measured', columns: readonly Column<T>[], found: readonly T[], total: number, rows: number, counts: (row: T) => number = () => 1): LeaderSheet['sections'][number] {
  const shown = found.slice(0, rows)
  const more = total - shown.reduce((sum, row) => sum + counts(row), 0)
  return {
    title: filled(word(`sheet.${name}`), { count: total }),
    table: shown.length === 0 ? null : { columns: columns.map(({ cell: _, heading, ...column }) => ({ ...column, heading: word(heading) })), rows: shown.map((row) => ({ cells: columns.map(({ cell }) => cell(row)) })) },
    rest: total === 0 ? word('sheet.none') : more > 0 ? said(name === 'stuck' ? 'sheet.moreDocuments' : 'sheet.moreTasks', { count: more }) : null,
  }
}

/** What else is said under a section. */
function noted(part: LeaderSheet['sections'][number], note: string | null): LeaderSheet['sections'][number] {
  return note === null ? part : { ...part, rest: [part.rest, note].filter(Boolean).join(' ') }
}

/** The leader's page as one sheet of paper, each section with its number of rows; `time` is when it was counted, by the clock of Vietnam. */
export function sheetOf(picture: Picture, measured: FallingShort, header: PaperHeader, time: string, sample: boolean, rowsOf: (section: number) => number): LeaderSheet {
  const { counts, overdueLastWeek, decisions, decisionsTotal, late, dueSoon, stuck, stuckTotal, stuckAmong } = picture
  const lastWeek = overdueLastWeek === null ? '' : said('sheet.lastWeek', { count: overdueLastWeek })
  return {
    header, title: word('sheet.title'), mark: sample ? word('slip.sample') : null,
    subtitle: said('sheet.counted', { time, day: printedDay(picture.day) }),
    figures: said('sheet.figures', { ...counts, lastWeek, decisions: decisionsTotal }),
    sections: [
      section('decisions', [TASK, BODY, { heading: 'sheet.asks', width: 35, cell: asked }], decisions, decisionsTotal, rowsOf(0)),
      section('late', LATE, late, counts.overdue, rowsOf(1), ({ count }) => count),
      section('dueSoon', [TASK, BODY, DUE], dueSoon, counts.dueSoon, rowsOf(2)),
      noted(section('stuck', STUCK, stuck, stuckTotal, rowsOf(3)), stuckAmong === null ? null : said('sheet.stuckAmong', { count: stuckAmong })),
      ...(measured.looked === 0 ? [] : [noted(section('measured', MEASURED, measured.rows, measured.rows.length, rowsOf(4)), measured.more ? said('sheet.measuredAmong', { count: measured.looked }) : null)]),
    ],
    box: { title: word('sheet.box'), lines: [LINE, LINE, LINE, said('sheet.boxAssign', { dots: DOTS, short: SHORT }), said('sheet.boxSign', { dots: DOTS, short: SHORT })] },
  }
}
