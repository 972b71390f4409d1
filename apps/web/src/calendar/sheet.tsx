import { useRef, type KeyboardEvent } from 'react'
import { addDays, formatDay, weekday, type Day } from '@phaodai/vocabulary'
import type { Calendar, CalendarKind } from '@phaodai/office'
import { t, word } from '../text/t.ts'
import { onDay, type DayOfCalendar } from './day-entries.ts'
import { EntryLine } from './entry.tsx'
import type { Span } from './period.ts'

/** Entries a day of the month shows before it says how many more there are. */
const OF_A_DAY = 4
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

type Walk = (event: KeyboardEvent, from: Day) => void
type Props = { calendar: Calendar; span: Span; month: string | null; hidden: ReadonlySet<CalendarKind>; onOpen: (day: Day) => void }

/** Weeks as rows, days as columns; arrows walk the days, Enter opens one. `month` = the one whose days stand out. */
export function Sheet({ calendar, span, month, hidden, onOpen }: Props) {
  const table = useRef<HTMLTableElement>(null)
  const weeks: Day[][] = []
  for (let monday = span.from; monday <= span.to; monday = addDays(monday, 7)) weeks.push(Array.from({ length: 7 }, (_, n) => addDays(monday, n)))
  const walk: Walk = (event, day) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    table.current?.querySelector<HTMLElement>(`[data-day="${addDays(day, step)}"]`)?.focus()
  }
  return (
    <table ref={table} className={`calendar-sheet${month === null ? ' of-week' : ''}`}>
      <caption className="unseen">{t('calendar.title')} {formatDay(span.from)} – {formatDay(span.to)}</caption>
      <thead><tr>{[1, 2, 3, 4, 5, 6, 7].map((n) => <th key={n} scope="col">{word(`weekday.${n}`)}</th>)}</tr></thead>
      <tbody>{weeks.map((week) => (
        <tr key={week[0]}>{week.map((day) => <DayCell key={day} at={onDay(calendar, day, hidden)} today={calendar.today} most={month === null ? Infinity : OF_A_DAY} aside={month !== null && !day.startsWith(month)} onOpen={onOpen} onWalk={walk} />)}</tr>
      ))}</tbody>
    </table>
  )
}

function offClass({ day, special }: DayOfCalendar): string {
  if (special) return special.kind === 'holiday' ? ' off holiday' : ' worked'
  return weekday(day) > 5 ? ' off' : ''
}

function DayCell({ at, today, most, aside, onOpen, onWalk }: { at: DayOfCalendar; today: Day; most: number; aside: boolean; onOpen: (day: Day) => void; onWalk: Walk }) {
  const shown = at.entries.slice(0, most)
  const left = at.n - shown.length
  return (
    <td className={`calendar-day${offClass(at)}${aside ? ' aside' : ''}${at.day === today ? ' today' : ''}`} aria-current={at.day === today ? 'date' : undefined}>
      <button type="button" className="calendar-date figures" data-day={at.day} aria-label={`${formatDay(at.day)}, ${t('calendar.n', { n: at.n })}`} onClick={() => onOpen(at.day)} onKeyDown={(event) => onWalk(event, at.day)}>
        {at.day.endsWith('-01') ? `1/${Number(at.day.slice(5, 7))}` : Number(at.day.slice(8))}
      </button>
      {at.special && <SpecialWord special={at.special} />}
      <ul>{shown.map((entry) => <li key={`${entry.kind}/${entry.id}`}><EntryLine entry={entry} brief={most !== Infinity} /></li>)}</ul>
      {left > 0 && <button type="button" className="as-link calendar-more" onClick={() => onOpen(at.day)}>{t('calendar.more', { n: left })}</button>}
    </td>
  )
}

/** The name of a day off, or that a weekend day is worked. */
export function SpecialWord({ special }: { special: NonNullable<DayOfCalendar['special']> }) {
  return <p className="calendar-special">{special.kind === 'working' && <b>{t('calendar.worked')}</b>} {special.name}</p>
}
