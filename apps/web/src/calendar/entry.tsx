import type { CalendarEntry, CalendarKind } from '@phaodai/office'
import {
  CheckCircleFilled, ClockCircleFilled, CoffeeOutlined, CommentOutlined, InboxOutlined, SendOutlined, SolutionOutlined, TeamOutlined, UnorderedListOutlined, WarningFilled,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { locale, t, word } from '../text/t.ts'

const icons: Record<CalendarKind, ReactNode> = {
  task: <UnorderedListOutlined />, given: <SendOutlined />, handling: <InboxOutlined />, clearance: <CommentOutlined />, duty: <SolutionOutlined />, leave: <CoffeeOutlined />, meeting: <TeamOutlined />,
}

/** The sign of a kind; its word stands beside it or in the label. */
export function KindIcon({ kind }: { kind: CalendarKind }) {
  return <span aria-hidden="true" className="calendar-icon">{icons[kind]}</span>
}

const clock = (at: string): string => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(at))

function what({ kind, code, number, text }: CalendarEntry): string {
  if (kind === 'duty') return t('calendar.duty', { shift: word(`shift.${code?.split('-')[0]}`), role: word(`dutyRole.${code?.split('-')[1]}`) })
  if (kind === 'leave') return word(`leaveKind.${code}`)
  if (kind === 'clearance') return `${t(code === 'asked' ? 'calendar.clearance.asked' : 'calendar.clearance.toAnswer')}: ${text ?? ''}`
  if (kind === 'meeting' && code !== null) return `${word(`meetingState.${code}`)}: ${text ?? ''}`
  return [number, text].filter(Boolean).join(' · ')
}

function TimingSign({ entry: { timing, done } }: { entry: CalendarEntry }) {
  if (done) return <span className="quiet" title={t('calendar.done')}><CheckCircleFilled aria-hidden="true" /><span className="unseen">{t('calendar.done')}</span></span>
  if (timing === 'overdue') return <span className="timing-overdue" title={t('timing.overdue')}><WarningFilled aria-hidden="true" /><span className="unseen">{t('timing.overdue')}</span></span>
  if (timing === 'nearly_due') return <span className="timing-nearly_due" title={t('timing.nearly_due')}><ClockCircleFilled aria-hidden="true" /><span className="unseen">{t('timing.nearly_due')}</span></span>
  return null
}

/** One entry in one line (`brief`, in a sheet) or whole (in a list); it opens to its thing. */
export function EntryLine({ entry, brief }: { entry: CalendarEntry; brief: boolean }) {
  const words = what(entry)
  const time = entry.startsAt === null ? '' : entry.endsAt === null || brief ? clock(entry.startsAt) : `${clock(entry.startsAt)}–${clock(entry.endsAt)}`
  return (
    <Link to={entry.path} className={`calendar-entry${entry.done ? ' settled' : ''}${entry.mine ? ' mine' : ''}`} title={brief ? [t(`calendar.kind.${entry.kind}`), words, entry.who].filter(Boolean).join(' · ') : undefined}>
      <KindIcon kind={entry.kind} /><span className="unseen">{t(`calendar.kind.${entry.kind}`)}: </span>
      <TimingSign entry={entry} />
      {time !== '' && <span className="figures calendar-time">{time}</span>}
      <span className={brief ? 'calendar-words' : 'clamp-3'}>{entry.who !== null && <b>{entry.who}</b>}{entry.who !== null && words !== '' && ' · '}{words}{entry.mine && <span className="quiet"> {t('calendar.mine')}</span>}</span>
    </Link>
  )
}
