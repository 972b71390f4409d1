import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { getMeetingOf } from './api.ts'

/** On a document's page: the meeting whose conclusions it gives notice of. */
export function FromMeeting({ directiveId }: { directiveId: string }) {
  const { may } = useMe()
  const origin = useQuery({ queryKey: ['meetings', 'of', directiveId], queryFn: () => getMeetingOf(directiveId), enabled: may('meeting.read') })
  const meeting = origin.data?.meeting
  if (!meeting) return null
  return <div><dt>{t('meetings.fromMeeting')}</dt><dd><Link to={`/hop/${meeting.id}`}>{meeting.title}</Link> · <DayText day={meeting.day} /></dd></div>
}
