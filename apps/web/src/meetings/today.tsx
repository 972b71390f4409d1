import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Meeting } from '@phaodai/office/meeting.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { listMeetings } from './api.ts'
import { clockOf } from './marks.tsx'
import './meetings.css'

/** On Hôm nay: meetings of this day, and invitations that wait for an answer; nothing when there are none. */
export function MeetingsToday() {
  const { may } = useMe()
  const enabled = may('meeting.read')
  const coming = useQuery({ queryKey: ['meetings', 'list', 'today'], queryFn: () => listMeetings('coming', ''), enabled })
  const owed = useQuery({ queryKey: ['meetings', 'list', 'today-owed'], queryFn: () => listMeetings('owed', ''), enabled })
  const now = (coming.data?.rows ?? []).filter(({ day, state }) => day === todayInVietnam() && state !== 'postponed')
  const waiting = owed.data?.rows.length ?? 0
  if (now.length === 0 && waiting === 0) return null
  return (
    <section className="meetings-today" aria-label={t('meetings.title')}>
      {now.length > 0 && <ul>{now.map((meeting) => <TodayRow key={meeting.id} meeting={meeting} />)}</ul>}
      {waiting > 0 && <Link to="/hop?box=owed">{t('meetings.waiting', { n: waiting })}</Link>}
    </section>
  )
}

function TodayRow({ meeting }: { meeting: Meeting }) {
  return <li><strong className="figures">{clockOf(meeting.startsAt)}</strong> <Link to={`/hop/${meeting.id}`}>{meeting.title}</Link> <span className="quiet">{meeting.host.name} · {meeting.place}</span></li>
}
