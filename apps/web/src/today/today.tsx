import { Link, Navigate, useParams } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useTitle } from '../ui/title.ts'
import { MeetingsToday } from '../meetings/today.tsx'
import { ReviewsNote } from '../references/reviews-count.tsx'
import { UnreadNote } from '../deliveries/note.tsx'
import { OrdersNote } from '../orders/note.tsx'
import { Inbox } from './inbox.tsx'
import { LeaderPage } from './leader.tsx'
import { SheetPage } from './sheet.tsx'

/** Hôm nay: the leader's picture or the officer's inbox, by the post; the other one is a click away. Posts without tasks go to administration. */
export function TodayPage() {
  useTitle('rail.today')
  const { view } = useParams()
  const { may, post } = useMe()
  const leads = post?.role === 'leader' || post?.role === 'province-leader'
  const shown = view === 'to-giay' ? 'sheet' : view === 'toan-canh' ? 'picture' : view === 'hop-viec' ? 'inbox' : leads ? 'picture' : 'inbox'
  if (!may('task.read')) return <Navigate to="/quan-tri" replace />
  return (
    <>
      <nav className="views no-print" aria-label={t('today.views')}>
        <Link to="/hom-nay/toan-canh" aria-current={shown === 'picture' ? 'page' : undefined}>{t('today.picture')}</Link>
        <Link to="/hom-nay/hop-viec" aria-current={shown === 'inbox' ? 'page' : undefined}>{t('today.inbox')}</Link>
      </nav>
      <ReviewsNote />
      <MeetingsToday />
      <UnreadNote />
      <OrdersNote />
      {shown === 'sheet' ? <SheetPage /> : shown === 'picture' ? <LeaderPage /> : <Inbox />}
    </>
  )
}
