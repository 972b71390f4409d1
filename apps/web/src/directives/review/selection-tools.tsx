import { Button } from 'antd'
import { newId } from '#web/api/client.ts'
import { t } from '#web/text/t.ts'
import { orderFrom, splitOut } from './cut.ts'
import type { Selected } from './source.tsx'
import type { ReviewWork } from './work.ts'

/** What may be done with the selected stretch of the source: an order of its own, or split out of the one around it. */
export function SelectionTools({ work, selected, done }: { work: ReviewWork; selected: Selected; done: () => void }) {
  const orders = work.directive.orders ?? []
  const around = orders.find(({ span, dropped }) => !dropped && span !== null && span.start <= selected.start && span.end >= selected.end)
  const pieces = around === undefined ? null : splitOut(work.directive.text, orders, around, selected, newId)
  const act = (changed: Parameters<ReviewWork['save']>[0]) => {
    window.getSelection()?.removeAllRanges()
    done()
    void work.save(changed)
  }
  return (
    <div className="selection-tools" role="toolbar" aria-label={t('review.selection')} style={{ top: Math.max(4, selected.top - 40) }}>
      {pieces !== null && <Button size="small" type="primary" onClick={() => act(pieces)}>{t('review.splitOut')}</Button>}
      <Button size="small" onClick={() => act([orderFrom(work.directive, selected, newId())])}>{t('review.addFrom')}</Button>
      <Button size="small" type="text" onClick={done}>{t('dialog.cancel')}</Button>
    </div>
  )
}
