import { useQuery } from '@tanstack/react-query'
import { getDeliveryStatus } from '../api/books.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { HandlingMark } from './table.tsx'

/** How far each recipient's office has come with a document of ours; why one refused it. */
export function DeliveryStatusList({ directiveId }: { directiveId: string }) {
  const status = useQuery({ queryKey: ['handling', 'status', directiveId], queryFn: () => getDeliveryStatus(directiveId) })
  if (status.data === undefined || status.data.rows.length === 0) return null
  return (
    <details className="delivery-list">
      <summary>{t('status.title')}</summary>
      <ul className="rows">{status.data.rows.map(({ body, state, statusCode, reason, at }) => (
        <li key={body.id}><strong>{body.name}</strong> <HandlingMark state={state} /> <span className="quiet">({t('handling.statusCode', { code: statusCode })}) · <InstantText at={at} /></span>{reason !== null && <p className="last-words">{reason}</p>}</li>
      ))}</ul>
    </details>
  )
}
