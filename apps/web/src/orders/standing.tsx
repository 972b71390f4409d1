import { Link } from 'react-router'
import type { ContactLine } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'

/** What was asked for or ordered of a contact, beside what was done: an order is not its execution. */
export function OrdersOf({ contact: { orders, isolatedAt, sampledAt } }: { contact: Pick<ContactLine, 'orders' | 'isolatedAt' | 'sampledAt'> }) {
  const { may } = useMe()
  return orders.map(({ listId, kind, state, form, untilOn, signedAt }) => {
    const words = [t(`orders.kind.${kind}`), t(`orders.form.${form as 'home'}`).toLocaleLowerCase(), untilOn === null ? null : `${t('orders.until').toLocaleLowerCase()} ${formatDay(untilOn)}`, t(`orders.state.${state as 'signed'}`).toLocaleLowerCase()].filter((each) => each !== null).join(' · ')
    const waits = signedAt !== null && (kind === 'isolate' ? isolatedAt : sampledAt) === null
    return <span key={listId} className="contact-order">{may('order_list.read') ? <Link to={`/danh-sach-cho-ky/${listId}`}>{words}</Link> : words}{waits && <strong> · {t('orders.notDone')}</strong>}</span>
  })
}
