import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { formatNumber, t } from '../text/t.ts'
import { countNotices } from './api.ts'
import './notices.css'

/** Asked this often while the window is looked at; one look-up in an index. */
const EVERY_MS = 30_000
/** More than that is many. */
const MOST = 99

/** Unread notices of the acting post, and how many wait in the person's other posts. */
export function useNoticeCount() {
  return useQuery({ queryKey: ['notices', 'count'], queryFn: countNotices, refetchInterval: EVERY_MS, staleTime: EVERY_MS / 2 })
}

/** The bell in the top bar: how many are unread; opens the list. */
export function Bell() {
  const { may } = useMe()
  return may('notice.read') ? <BellLink /> : null
}

function BellLink() {
  const { unread = 0 } = useNoticeCount().data ?? {}
  return (
    <Link to="/thong-bao" className="bell" aria-label={t('notices.bell', { n: unread })} title={t('notices.title')}>
      <BellOutlined aria-hidden="true" />
      {unread > 0 && <span className="bell-count figures" aria-hidden="true">{unread > MOST ? `${MOST}+` : formatNumber(unread)}</span>}
    </Link>
  )
}
