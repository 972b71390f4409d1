import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { formatDay, weekday, type Day } from '@phaodai/vocabulary'
import type { Calendar, CalendarCount, CalendarKind } from '@phaodai/office'
import { t, word } from '../text/t.ts'
import { useListKeys } from '../ui/keys.ts'
import { Nothing } from '../ui/states.tsx'
import { onDay, type DayOfCalendar } from './day-entries.ts'
import { EntryLine } from './entry.tsx'
import { daysOf, type Span } from './period.ts'
import { SpecialWord } from './sheet.tsx'

/** Days with something on them, one below the other; the day asked for comes into view. */
export function Agenda({ calendar, span, hidden, chosen }: { calendar: Calendar; span: Span; hidden: ReadonlySet<CalendarKind>; chosen: Day | null }) {
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list, {})
  const days = daysOf(span).map((day) => onDay(calendar, day, hidden)).filter((day) => day.n > 0 || day.special !== undefined || day.day === calendar.today)
  useEffect(() => { if (chosen !== null) list.current?.querySelector(`[data-agenda="${chosen}"]`)?.scrollIntoView({ block: 'start' }) }, [chosen, calendar])
  if (days.every((day) => day.n === 0)) return <Nothing title="calendar.none" />
  return <div ref={list} className="agenda">{days.map((day) => <AgendaDay key={day.day} at={day} today={calendar.today} />)}</div>
}

function AgendaDay({ at, today }: { at: DayOfCalendar; today: Day }) {
  return (
    <section data-agenda={at.day} className={`agenda-day${at.day === today ? ' today' : ''}`}>
      <h2><span className="figures">{formatDay(at.day)}</span> <span className="quiet">{word(`weekday.${weekday(at.day)}`)}{at.day === today && `, ${t('calendar.today').toLocaleLowerCase()}`}</span></h2>
      {at.special && <SpecialWord special={at.special} />}
      {at.n === 0 && <p className="quiet">{t('calendar.free')}</p>}
      <ul>{at.entries.map((entry) => <li key={`${entry.kind}/${entry.id}`} data-row={entry.id}><EntryLine entry={entry} brief={false} /></li>)}</ul>
      {at.more.map((count) => <All key={count.kind} count={count} />)}
    </section>
  )
}

/** Where all tasks of a crowded day are listed. */
function All({ count: { kind, n, path } }: { count: CalendarCount }) {
  return <p><Link to={path}>{t('calendar.all', { n, kind: t(`calendar.kind.${kind}`).toLocaleLowerCase() })}</Link></p>
}
