import { TeamOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { meetingBoxes, type Meeting } from '@phaodai/office/meeting.ts'
import { useMe } from '../frame/me.tsx'
import { WordsSearch } from '../tasks/filter-line.tsx'
import { t } from '../text/t.ts'
import { useListKeys } from '../ui/keys.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listMeetings } from './api.ts'
import './meetings.css'
import { MeetingState, MeetingTime } from './marks.tsx'

const none = { coming: 'meetings.none.coming', owed: 'meetings.none.owed', past: 'meetings.none.past' } as const

/** Họp: what is to come, what is still to be answered, what has been. */
export function MeetingListPage() {
  useTitle('meetings.title')
  const { may } = useMe()
  const [params, setParams] = useSearchParams()
  const box = meetingBoxes.find((each) => each === params.get('box')) ?? 'coming'
  const q = params.get('q') ?? ''
  const meetings = useInfiniteQuery({
    queryKey: ['meetings', 'list', box, q], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => listMeetings(box, q, pageParam), getNextPageParam: (page) => page.next ?? undefined, placeholderData: (before) => before,
  })
  return (
    <>
      <div className="page-head">
        <h1>{t('meetings.title')}</h1>
        <div className="page-tools">
          <WordsSearch value={q} onChange={(words) => setParams(words === '' ? { box } : { box, q: words }, { replace: true })} />
          {may('meeting.plan') && <Link to="/hop/moi?khan=1"><Button tabIndex={-1}>{t('meetings.newUrgent')}</Button></Link>}
          {may('meeting.plan') && <Link to="/hop/moi"><Button type="primary" icon={<TeamOutlined />} tabIndex={-1}>{t('meetings.new')}</Button></Link>}
        </div>
      </div>
      <nav className="views" aria-label={t('meetings.boxes')}>{meetingBoxes.map((each) => <Link key={each} to={`/hop?box=${each}`} aria-current={each === box ? 'page' : undefined}>{t(`meetingBox.${each}`)}</Link>)}</nav>
      <Answer of={meetings}>{({ pages }) => {
        const rows = pages.flatMap((page) => page.rows)
        return rows.length === 0 ? <Nothing title={q === '' ? none[box] : 'meetings.none.found'} /> : <MeetingTable rows={rows} />
      }}</Answer>
      {meetings.hasNextPage && <div className="more"><Button onClick={() => void meetings.fetchNextPage()}>{t('list.more')}</Button></div>}
    </>
  )
}

function MeetingTable({ rows }: { rows: readonly Meeting[] }) {
  const list = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  useListKeys(list, { enter: (id) => void navigate(`/hop/${id}`) })
  return (
    <div ref={list}>
      <Table caption={t('meetings.title')} heads={['meetings.when', 'meetings.what', 'meetings.host', 'meetings.where', 'meetings.state']}>
        {rows.map((meeting) => (
          <tr key={meeting.id}>
            <td data-label={t('meetings.when')} className="nowrap"><MeetingTime meeting={meeting} /></td>
            <td className="cell-what"><Link className="task-link" data-row={meeting.id} to={`/hop/${meeting.id}`}>{meeting.title}</Link>
              <span className="source-line">{[t(`meetingKind.${meeting.kind}`), t(`meetingForm.${meeting.form}`), meeting.bridges > 1 && t('meetings.bridgeCount', { n: meeting.bridges })].filter(Boolean).join(' · ')}{meeting.urgent && <strong> · {t('meetings.urgent')}</strong>}</span></td>
            <td data-label={t('meetings.host')}>{meeting.host.name}</td>
            <td data-label={t('meetings.where')}>{meeting.place}</td>
            <td data-label={t('meetings.state')}><MeetingState state={meeting.state} />{meeting.owes > 0 && <strong className="source-line">{t('meetings.owes')}</strong>}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}
