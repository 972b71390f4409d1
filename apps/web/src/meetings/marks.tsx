import { CalendarOutlined, CheckCircleFilled, CheckCircleOutlined, CloseCircleOutlined, FileDoneOutlined, MailOutlined, PauseCircleOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { formatDay, weekday } from '@phaodai/vocabulary'
import type { ReactNode } from 'react'
import type { Meeting, MeetingState as State } from '@phaodai/office/meeting.ts'
import { locale, t } from '../text/t.ts'

const icons: Record<State, ReactNode> = {
  planned: <CalendarOutlined />, invited: <MailOutlined />, running: <PlayCircleOutlined />, minuted: <FileDoneOutlined />, concluded: <CheckCircleOutlined />, tasked: <CheckCircleFilled />,
  postponed: <PauseCircleOutlined />, cancelled: <CloseCircleOutlined />,
}

/** State of a meeting: sign and word, in the neutral colours. */
export function MeetingState({ state }: { state: State }) {
  return <span className={`mark meeting-${state}`}><span aria-hidden="true">{icons[state]}</span> {t(`meetingState.${state}`)}</span>
}

/** The clock in Vietnam: "08:00". */
export function clockOf(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(instant))
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** "08:00–11:00 thứ Ba 24/8/2021". */
export function MeetingTime({ meeting }: { meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'day'> }) {
  return <time dateTime={meeting.startsAt} className="figures meeting-time"><strong>{clockOf(meeting.startsAt)}–{clockOf(meeting.endsAt)}</strong> {t(`meetingDay.${days[weekday(meeting.day) - 1]!}`)} {formatDay(meeting.day)}</time>
}
