import type { DirectiveOrder } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { DayText } from '#web/ui/marks.tsx'
import { StaleDialog } from '#web/ui/stale.tsx'
import type { ReviewWork, StaleOrder } from './work.ts'

/** A colleague changed the same order in the meantime: both versions, one is kept. */
export function StaleOrderDialog({ work, stale }: { work: ReviewWork; stale: StaleOrder }) {
  return (
    <StaleDialog theirs={stale.theirs === null ? <p>{stale.error.message}</p> : <OrderWords order={stale.theirs} />} mine={<OrderWords order={stale.mine} />}
      onTakeTheirs={() => void work.settleStale(false)} onKeepMine={() => void work.settleStale(true)} onCancel={() => void work.settleStale(false)} />
  )
}

function OrderWords({ order }: { order: DirectiveOrder }) {
  return <><p>{order.text}</p><p>{order.leads.map(({ written }) => written).join(', ')} · <DayText day={order.deadline} />{order.dropped && ` · ${t('review.dropped')}`}</p></>
}
