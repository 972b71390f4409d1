import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { listOrders } from './api.ts'

/** On today's page of whoever signs: how many lists of orders wait for this body's signature, and how many signatures are owed. */
export function OrdersNote() {
  const { may } = useMe()
  const asked = useQuery({ queryKey: ['order-lists', 'waiting'], queryFn: () => listOrders({ box: 'waiting' }), enabled: may('order_list.sign'), staleTime: 60_000 })
  const ours = asked.data?.lists.filter((list) => list.ours) ?? []
  return ours.length === 0 ? null : <p className="reviews-note no-print"><Link to="/danh-sach-cho-ky">{t('orders.note', { n: ours.length, owed: ours.filter(({ owed }) => owed).length })}</Link></p>
}
