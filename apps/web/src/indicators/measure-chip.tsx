import { DownOutlined } from '@ant-design/icons'
import type { DirectiveDetail, DirectiveOrder, Measure } from '@phaodai/office'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Popover } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { setOrderMeasure } from './api.ts'
import './indicators.css'
import { MeasureFields, proposedFor } from './measure-fields.tsx'
import { indicatorWord, targetText } from './words.ts'

type Props = { directive: DirectiveDetail; order: DirectiveOrder }

/** [đo bằng ▾] of an order: what its tasks are measured by. A proposal for its topics is taken by a click, never by itself. */
export function MeasureChip({ directive, order }: Props) {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<Measure | null>(null)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const measure = order.measure ?? null
  const offered = measure === null ? proposedFor(order.topics) : null
  const save = async (next: Measure | null) => {
    setOpen(false)
    try {
      queries.setQueryData(['directives', 'one', directive.id], await setOrderMeasure(directive.id, order.id, { version: order.version, measure: next }))
    } catch (error) {
      void message.error(messageOf(error))
      await queries.invalidateQueries({ queryKey: ['directives', 'one', directive.id] })
    }
  }
  const words = measure === null ? t('measure.none') : `${indicatorWord(measure.indicator)}, ${targetText(measure.indicator, measure.target, measure.direction)}`
  const show = (next: boolean) => {
    setDraft(measure)
    setOpen(next)
  }
  const content = (
    <>
      <MeasureFields measure={draft} topics={order.topics} onChange={setDraft} />
      <div className="dialog-foot"><Button size="small" onClick={() => setOpen(false)}>{t('dialog.cancel')}</Button><Button size="small" type="primary" onClick={() => void save(draft)}>{t('dialog.save')}</Button></div>
    </>
  )
  return (
    <span className="measure-chip">
      <Popover open={open} onOpenChange={show} trigger="click" placement="bottomRight" destroyOnHidden content={content}>
        <button type="button" className={`chip${measure === null ? ' empty' : ''}`} tabIndex={-1} aria-label={`${t('measure.by')}: ${words}`}><span>{measure === null ? t('measure.by') : words}</span><DownOutlined aria-hidden="true" /></button>
      </Popover>
      {offered !== null && <Button size="small" className="offer unsure" title={t('measure.offerWhy')} onClick={() => void save(offered)}>{t('measure.offer', { name: indicatorWord(offered.indicator) })}</Button>}
    </span>
  )
}
