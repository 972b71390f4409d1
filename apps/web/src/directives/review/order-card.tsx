import type { DirectiveOrder } from '@phaodai/office'
import { MeasureChip } from '#web/indicators/measure-chip.tsx'
import { t } from '#web/text/t.ts'
import { BodyChip } from './body-chip.tsx'
import { DeadlineChip } from './deadline-chip.tsx'
import { OrderEditor } from './order-editor.tsx'
import { SURE } from './sure.ts'
import type { ReviewWork } from './work.ts'

type Props = {
  order: DirectiveOrder; next: DirectiveOrder | null; work: ReviewWork; lit: boolean; light: (id: string | null) => void
  open: boolean; setOpen: (open: boolean) => void; choose: (id: string) => void
}

/** One order on one line: lead, co-ordinating bodies, words, deadline. Opening it gives the editor. */
export function OrderCard({ order, next, work, lit, light, open, setOpen, choose }: Props) {
  const unsure = order.confidence < SURE
  const change = (part: Partial<DirectiveOrder>) => void work.save([{ ...order, ...part }])
  return (
    <div className={`order-card${lit ? ' lit' : ''}${unsure ? ' unsure' : ''}`} data-card={order.id} onMouseEnter={() => light(order.id)} onMouseLeave={() => light(null)}>
      <div className="order-line">
        <BodyChip part="lead" names={order.leads} onChange={(leads) => change({ leads })} />
        <BodyChip part="coordinate" names={order.coordinates} onChange={(coordinates) => change({ coordinates })} />
        {order.doers.length > 0 && <BodyChip part="doer" names={order.doers} onChange={(doers) => change({ doers })} />}
        <button type="button" className="order-text" data-row={order.id} tabIndex={unsure ? 0 : -1} aria-expanded={open} onFocus={() => light(order.id)} onClick={() => { choose(order.id); setOpen(!open) }}>
          {order.text}{order.addedByHand && <span className="by-hand"> {t('review.byHand')}</span>}
        </button>
        <DeadlineChip order={order} onChange={change} />
        <MeasureChip directive={work.directive} order={order} />
      </div>
      {open && <OrderEditor order={order} next={next} work={work} close={() => setOpen(false)} />}
    </div>
  )
}
