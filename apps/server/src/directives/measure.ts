import { findIndicator } from '@phaodai/indicators'
import type { OrderMeasureInput } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import type { Moment } from '../tasks/index.ts'
import { loadOrders } from './load.ts'
import { draftOf } from './review.ts'
import { updateOrderMeasure } from './save.ts'

/** Chooses what an order of a draft is measured by; its tasks take it on the areas of their bodies when the document is issued. */
export async function measureOrder(tx: Tx, who: Who, moment: Moment, id: string, orderId: string, { version, measure }: OrderMeasureInput): Promise<void> {
  await draftOf(tx, who, id, moment.today)
  const order = (await loadOrders(tx, id)).find(each => each.id === orderId)
  if (!order) throw new Problem('not-found')
  const indicator = measure && findIndicator(measure.indicator)
  if (measure && (!indicator || indicator.apart)) throw new Problem('invalid-input', { fields: { indicator: 'Không đo được bằng chỉ số này.' } })
  const kept = measure && { ...measure, rate: indicator?.denominator !== undefined }
  if (await updateOrderMeasure(tx, orderId, version, kept) === 0) throw new Problem('stale', { versions: { theirs: order, yours: { version, measure } } })
}
