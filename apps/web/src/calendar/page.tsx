import { LeftOutlined, PrinterOutlined, RightOutlined, ShareAltOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { formatDay, type Day } from '@phaodai/vocabulary'
import { calendarKinds, type Calendar, type CalendarKind } from '@phaodai/office'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { useKeys } from '../ui/keys.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { Agenda } from './agenda.tsx'
import { getCalendar } from './api.ts'
import { KindIcon } from './entry.tsx'
import { FeedsDialog } from './feeds.tsx'
import { calendarViews, spanOf, stepped, type CalendarView, type Span } from './period.ts'
import { Sheet } from './sheet.tsx'
import { useNarrow } from './use-narrow.ts'
import './calendar.css'

type Asked = { view: CalendarView; day: Day; chosen: Day | null; hidden: ReadonlySet<CalendarKind> }
type Change = (next: Partial<Record<'view' | 'day' | 'hide', string>>) => void

/** What is shown stands in the address: a link, a reload and the back button keep it. On a phone it is a list. */
function useAsked(): [Asked, Change] {
  const [params, setParams] = useSearchParams()
  const narrow = useNarrow()
  const view = calendarViews.find((each) => each === params.get('view')) ?? 'month'
  const chosen = /^\d{4}-\d{2}-\d{2}$/.exec(params.get('day') ?? '')?.[0] ?? null
  const hidden = new Set(calendarKinds.filter((kind) => params.get('hide')?.split(',').includes(kind)))
  const change: Change = (next) => setParams((before) => {
    const after = new URLSearchParams(before)
    for (const [name, value] of Object.entries(next)) {
      if (value === '') after.delete(name)
      else after.set(name, value)
    }
    return after
  })
  return [{ view: narrow ? 'list' : view, day: chosen ?? todayInVietnam(), chosen, hidden }, change]
}

/** Lịch: what falls on which day, by month, week or list; every entry opens to its thing. */
export function CalendarPage() {
  useTitle('calendar.title')
  const [asked, change] = useAsked()
  const { view, day } = asked
  const span = spanOf(view, day)
  const found = useQuery({ queryKey: ['calendar', span.from, span.to], queryFn: () => getCalendar(span.from, span.to), placeholderData: (before) => before })
  const move = (step: 1 | -1) => change({ day: stepped(view, day, step) })
  useKeys({ n: () => move(1), p: () => move(-1), h: () => change({ day: '' }), 1: () => change({ view: 'month' }), 2: () => change({ view: 'week' }), 3: () => change({ view: 'list' }) })
  return (
    <article className="calendar-page">
      <div className="page-head"><h1>{t('calendar.title')} <span className="figures calendar-period">{nameOf(view, day, span)}</span></h1><Tools asked={asked} change={change} move={move} /></div>
      <Kinds hidden={asked.hidden} change={change} />
      <Answer of={found}>{(calendar) => <Shown calendar={calendar} asked={asked} span={span} change={change} />}</Answer>
      <p className="quiet no-print calendar-keys"><kbd>n</kbd> <kbd>p</kbd> {t('calendar.keys.step')} · <kbd>h</kbd> {t('calendar.keys.today')} · <kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> {t('calendar.keys.view')}</p>
    </article>
  )
}

function nameOf(view: CalendarView, day: Day, span: Span): string {
  return view === 'week' ? `${formatDay(span.from)} – ${formatDay(span.to)}` : t('calendar.month', { month: String(Number(day.slice(5, 7))), year: day.slice(0, 4) })
}

function Shown({ calendar, asked: { view, day, chosen, hidden }, span, change }: { calendar: Calendar; asked: Asked; span: Span; change: Change }) {
  const narrow = useNarrow()
  if (view === 'list') return <Agenda calendar={calendar} span={span} hidden={hidden} chosen={chosen ?? (narrow ? calendar.today : null)} />
  return <Sheet calendar={calendar} span={span} month={view === 'month' ? day.slice(0, 7) : null} hidden={hidden} onOpen={(opened) => change({ view: 'list', day: opened })} />
}

function Tools({ asked: { view, day }, change, move }: { asked: Asked; change: Change; move: (step: 1 | -1) => void }) {
  const narrow = useNarrow()
  const { may } = useMe()
  const [sharing, share] = useState(false)
  return (
    <div className="page-tools no-print">
      {!narrow && <Segmented aria-label={t('calendar.view')} value={view} options={calendarViews.map((value) => ({ value, label: t(`calendar.view.${value}`) }))} onChange={(value) => change({ view: value })} />}
      <Button icon={<LeftOutlined />} aria-label={t('calendar.before')} onClick={() => move(-1)} />
      <Button onClick={() => change({ day: '' })}>{t('calendar.today')}</Button>
      <Button icon={<RightOutlined />} aria-label={t('calendar.after')} onClick={() => move(1)} />
      <DayField label={t('calendar.goto')} value={day} onChange={(next) => next && change({ day: next })} />
      {!narrow && <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('calendar.print')}</Button>}
      {may('calendar.feed') && <Button icon={<ShareAltOutlined />} onClick={() => share(true)}>{t('feed.open')}</Button>}
      {sharing && <FeedsDialog onClose={() => share(false)} />}
    </div>
  )
}

const NEEDS: Record<CalendarKind, string> = {
  task: 'task.read', given: 'task.read', handling: 'handling.read', clearance: 'draft.read', duty: 'committee.read', leave: 'delegation.read', meeting: 'meeting.read',
}

/** Which kinds are shown, of those the post reads; pressed = shown. */
function Kinds({ hidden, change }: { hidden: ReadonlySet<CalendarKind>; change: Change }) {
  const { may } = useMe()
  const toggle = (kind: CalendarKind) => change({ hide: calendarKinds.filter((each) => (each === kind) !== hidden.has(each)).join(',') })
  return (
    <div role="group" aria-label={t('calendar.kinds')} className="calendar-kinds no-print">
      {calendarKinds.filter((kind) => may(NEEDS[kind])).map((kind) => <button key={kind} type="button" aria-pressed={!hidden.has(kind)} onClick={() => toggle(kind)}><KindIcon kind={kind} /> {t(`calendar.kind.${kind}`)}</button>)}
    </div>
  )
}
