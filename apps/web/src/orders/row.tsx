import { Link } from 'react-router'
import type { OrderListRow } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'

/** Where a list stands: its state, and whether a signature is owed for a yes on the phone. */
export function OrderMark({ list }: { list: OrderListRow }) {
  return (
    <>
      <span className="order-state">{t(`orders.state.${list.state}`)}</span>
      {list.owed && <> · <span className="order-owed">{t('orders.owed')}</span></>}
      {list.state === 'confirmed' && list.signBy !== null && <span className="quiet"> · {t('orders.signBy', { day: formatDay(list.signBy) })}</span>}
    </>
  )
}

const said = (at: string | null, by: string | null, word: string) => ({ at, by, word })

/** Each state with its own time and post, in the order in which they came. */
export function OrderTimes({ list }: { list: OrderListRow }) {
  const entered = list.confirmEntererTitle === null ? null : t('orders.enteredBy', { by: list.confirmEntererTitle })
  const steps = [
    said(list.createdAt, null, t('orders.said.createdAt')), said(list.requestedAt, list.requesterTitle, t('orders.said.requestedAt')),
    said(list.confirmedAt, [list.confirmerTitle, entered].filter(Boolean).join('; '), t('orders.said.confirmedAt')), said(list.signedAt, list.signerTitle, t('orders.said.signedAt')),
    said(list.closedAt, list.closerTitle, list.state === 'refused' ? t('orders.said.refused') : t('orders.said.withdrawn')),
  ]
  return (
    <dl className="order-times">
      {steps.map(({ at, by, word }) => at !== null && <div key={word} style={{ display: 'contents' }}><dt>{word}</dt><dd><InstantText at={at} />{by ? <> · {by}</> : null}</dd></div>)}
      {list.closeReason !== null && <><dt>{t('orders.reason')}</dt><dd>{list.closeReason}</dd></>}
    </dl>
  )
}

/** Lists one under the other, each a link to its page. */
export function OrderRows({ lists }: { lists: readonly OrderListRow[] }) {
  return (
    <ul className="order-rows">
      {lists.map((list) => (
        <li key={list.id} data-owed={list.owed}>
          <p><Link to={`/danh-sach-cho-ky/${list.id}`}>{t(`orders.kind.${list.kind}`)} · {t('orders.people', { n: list.people })}</Link> · {list.area}{list.caseCode !== null && <> · {list.caseCode}</>}{list.disease !== null && <> · {list.disease}</>}</p>
          <p><OrderMark list={list} /></p>
          <p className="quiet"><InstantText at={list.requestedAt ?? list.createdAt} />{list.requesterTitle !== null && <> · {list.requesterTitle}</>} → {list.body.name}</p>
        </li>
      ))}
    </ul>
  )
}
