import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import type { Delivery } from '@phaodai/office'
import { Chased, ChaseUnread } from '../deliveries/chase.tsx'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Table } from '../ui/table.tsx'

const FOLDED = 12
/** Names in the line of who has not read it; the table has all. */
const NAMED = 8

/** Who has received, read and accepted the document; `chase`: its number, where the viewer's body may remind who has not read it. */
export function DeliveryTable({ deliveries, chase }: { deliveries: Delivery[]; chase: string | null }) {
  const unread = deliveries.filter((each) => each.readAt === null && each.purpose !== 'report')
  const read = deliveries.filter((each) => each.readAt !== null).length
  const accepted = deliveries.filter((each) => each.acknowledgedAt !== null).length
  const toAccept = deliveries.filter((each) => each.purpose === 'execute').length
  return (
    <section>
      <h2>{t('delivery.title')}</h2>
      <p>{t('delivery.sum', { total: deliveries.length, read, accepted, toAccept })}</p>
      {chase !== null && unread.length > 0 && <p className="unread-line">{t('delivery.notReadBy')} <strong>{unread.slice(0, NAMED).map(({ body }) => body.name).join(', ')}</strong>{unread.length > NAMED && <> {t('delivery.notReadMore', { count: unread.length - NAMED })}</>}. <ChaseUnread unread={unread} number={chase} /></p>}
      <details className="delivery-list" open={deliveries.length <= FOLDED}>
        <summary>{t('delivery.list')}</summary>
        <Table caption={t('delivery.title')} heads={['delivery.body', 'delivery.purpose', 'delivery.read', 'delivery.accepted']}>
          {deliveries.map((each) => <DeliveryRow key={each.id} delivery={each} />)}
        </Table>
      </details>
    </section>
  )
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  return (
    <tr>
      <td>{delivery.body.name}</td>
      <td data-label={t('delivery.purpose')} className="nowrap">{t(`purpose.${delivery.purpose}`)}</td>
      <td data-label={t('delivery.read')}><Since at={delivery.readAt} not={t('delivery.notRead')} />{delivery.readAt === null && <><br /><Chased {...delivery} /></>}</td>
      <td data-label={t('delivery.accepted')} className="nowrap">{delivery.purpose === 'execute' ? <Since at={delivery.acknowledgedAt} not={t('delivery.notAccepted')} /> : <span className="quiet">{t('delivery.needsNone')}</span>}</td>
    </tr>
  )
}

function Since({ at, not }: { at: string | null; not: string }) {
  if (at === null) return <span className="quiet"><MinusOutlined aria-hidden="true" /> {not}</span>
  return <span><CheckOutlined aria-hidden="true" /> <InstantText at={at} /></span>
}
