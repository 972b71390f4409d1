import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { countUnread } from './api.ts'

/** On today's page of whoever may chase: how many recipients have left our documents unread for too long. */
export function UnreadNote() {
  const { may } = useMe()
  const asked = useQuery({ queryKey: ['deliveries', 'count'], queryFn: countUnread, enabled: may('directive.chase'), staleTime: 60_000 })
  const { deliveries, directives } = asked.data ?? { deliveries: 0, directives: 0 }
  return deliveries === 0 ? null : <p className="reviews-note no-print"><Link to="/van-ban/chua-doc">{t('unread.count', { count: deliveries, directives })}</Link></p>
}
