import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useNavigate } from 'react-router'
import { formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { useActing } from '../ui/acting.ts'
import { t } from '../text/t.ts'
import { ISOLATION, listShortened, makeList } from './api.ts'

/** When a rule was shortened: who is isolated for longer than it asks, and one list that redoes their orders. */
export function Shortened() {
  const { may } = useMe()
  const navigate = useNavigate()
  const { act, busy, refused } = useActing(ISOLATION)
  const found = useQuery({ queryKey: [...ISOLATION, 'shortened'], queryFn: () => listShortened(may('isolation_order.reveal')), staleTime: 60_000 })
  const orders = found.data?.orders ?? []
  if (orders.length === 0) return null
  const make = async () => {
    const list = await act(() => makeList(orders.map(({ id }) => id), true))
    if (list !== null) await navigate(`/danh-sach-cho-ky/${list.id}`)
  }
  return (
    <details className="isolation-shorter">
      <summary>{t('isolation.shorter', { n: orders.length })}</summary>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <ul>{orders.map(({ id, name, area, untilOn, newUntil, newSource }) => <li key={id}>{t('isolation.shorter.line', { name: name ?? area, from: formatDay(untilOn), to: formatDay(newUntil), source: newSource })}</li>)}</ul>
      {may('order_list.draft') && <Button type="primary" disabled={busy} onClick={() => void make()}>{t('isolation.shorter.make')}</Button>}
    </details>
  )
}
