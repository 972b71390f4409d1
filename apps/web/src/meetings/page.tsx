import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { MeetingDetail } from '@phaodai/office/meeting.ts'
import { t, type Key } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { MeetingActions } from './actions.tsx'
import { getMeeting } from './api.ts'
import { AttendanceRoom } from './attendance.tsx'
import { HistoryRoom } from './history.tsx'
import { MeetingState, MeetingTime } from './marks.tsx'
import './meetings.css'
import { Overview } from './overview.tsx'
import { ConclusionsRoom, MinutesRoom } from './texts.tsx'

/** A page of a meeting that moves is asked anew so often. */
const REFRESH = 10_000

type Room = { key: string; word: Key; shown: (meeting: MeetingDetail) => boolean; draw: (meeting: MeetingDetail) => ReactNode }
const mayMark = ({ actions }: MeetingDetail): boolean => actions.includes('attend')
const rooms: Room[] = [
  { key: 'tong-quan', word: 'meetings.overview', shown: () => true, draw: (meeting) => <Overview meeting={meeting} /> },
  { key: 'diem-danh', word: 'meetings.attendance', shown: (meeting) => meeting.hosted || mayMark(meeting), draw: (meeting) => <AttendanceRoom meeting={meeting} /> },
  { key: 'bien-ban', word: 'meetings.minutes', shown: (meeting) => meeting.hosted || meeting.minutes !== null, draw: (meeting) => <MinutesRoom meeting={meeting} /> },
  { key: 'ket-luan', word: 'meetings.conclusions', shown: ({ hosted }) => hosted, draw: (meeting) => <ConclusionsRoom meeting={meeting} /> },
  { key: 'lich-su', word: 'meetings.history', shown: ({ hosted }) => hosted, draw: (meeting) => <HistoryRoom meeting={meeting} /> },
]

/** One meeting: when and where, who comes and came, its papers and texts, what was decided and what became of it. */
export function MeetingPage() {
  const { id = '', section } = useParams()
  const meeting = useQuery({
    queryKey: ['meetings', 'one', id], queryFn: () => getMeeting(id),
    refetchInterval: ({ state }) => (state.data && ['invited', 'running'].includes(state.data.state) ? REFRESH : false),
  })
  useTitle('meetings.title', meeting.data?.title.slice(0, 60))
  return <Answer of={meeting}>{(data) => <MeetingView meeting={data} section={section} />}</Answer>
}

function MeetingView({ meeting, section }: { meeting: MeetingDetail; section: string | undefined }) {
  const open = rooms.filter(({ shown }) => shown(meeting))
  const room = open.find(({ key }) => key === section) ?? open[0]!
  return (
    <article className="meeting-page">
      <Head meeting={meeting} />
      {open.length > 1 && (
        <nav className="views no-print" aria-label={t('meetings.rooms')}>
          {open.map(({ key, word }) => <Link key={key} to={`/hop/${meeting.id}/${key}`} replace aria-current={key === room.key ? 'page' : undefined}>{t(word)}</Link>)}
        </nav>
      )}
      {room.draw(meeting)}
    </article>
  )
}

function Head({ meeting }: { meeting: MeetingDetail }) {
  return (
    <header>
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/hop">{t('meetings.title')}</Link></nav>
      <h1>{meeting.title}{meeting.urgent && <span className="meeting-urgent"> {t('meetings.urgent')}</span>}</h1>
      <p><MeetingTime meeting={meeting} /> · {meeting.place}</p>
      <StateLine meeting={meeting} />
      <MeetingActions meeting={meeting} />
    </header>
  )
}

const path = ['planned', 'invited', 'running', 'minuted', 'concluded', 'tasked'] as const

/** The way of a meeting with the place where it stands; put off or called off, the reason instead. */
function StateLine({ meeting: { state, reason } }: { meeting: MeetingDetail }) {
  if (state === 'postponed' || state === 'cancelled') return <p className="pending-note"><MeetingState state={state} />: {reason}</p>
  const now = path.indexOf(state)
  return (
    <ol className="draft-path" aria-label={t('meetings.state')}>
      {path.map((each, n) => <li key={each} className={n < now ? 'past' : ''} aria-current={n === now ? 'step' : undefined}>{t(`meetingState.${each}`)}</li>)}
    </ol>
  )
}
