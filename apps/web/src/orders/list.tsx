import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { listOrders } from './api.ts'
import { OrderRows } from './row.tsx'
import './orders.css'

const boxes = ['waiting', 'done'] as const

/** Danh sách chờ ký: lists of orders that wait for a signature, those this body signs first; decided ones a click away. */
export function OrderListsPage() {
  useTitle('orders.title')
  const [search] = useSearchParams()
  const box = boxes.find((each) => each === search.get('xem')) ?? 'waiting'
  const found = useQuery({ queryKey: ['order-lists', box], queryFn: () => listOrders({ box }) })
  return (
    <>
      <h1>{t('orders.title')}</h1>
      <nav className="views sub-views" aria-label={t('orders.boxes')}>{boxes.map((each) => <Link key={each} to={`?xem=${each}`} aria-current={each === box ? 'page' : undefined}>{t(`orders.box.${each}`)}</Link>)}</nav>
      <Answer of={found}>{({ lists }) => (lists.length === 0 ? <Nothing title={box === 'waiting' ? 'orders.none.waiting' : 'orders.none.done'} /> : <OrderRows lists={lists} />)}</Answer>
    </>
  )
}
