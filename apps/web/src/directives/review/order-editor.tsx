import { App, Button, Input, Segmented } from 'antd'
import { useRef, useState } from 'react'
import type { TextAreaRef } from 'antd/es/input/TextArea.js'
import { natures, type DirectiveOrder } from '@phaodai/office'
import { newId } from '#web/api/client.ts'
import { t, word } from '#web/text/t.ts'
import { BodySelect, useBodyRef } from '#web/ui/body-select.tsx'
import { BodyChip } from './body-chip.tsx'
import { merge, splitAt } from './cut.ts'
import type { ReviewWork } from './work.ts'

type Props = { order: DirectiveOrder; next: DirectiveOrder | null; work: ReviewWork; close: () => void }

/** A date set by the office falls away with the deliverable it was set for. */
function natured(order: DirectiveOrder, nature: DirectiveOrder['nature']): Partial<DirectiveOrder> {
  if (nature === 'deliverable' || order.deadlineSource !== 'office') return { nature }
  return { nature, deadline: null, deadlineKind: 'none', deadlineSource: null }
}

/** All of an order: words, nature, doer, monitor; split at the cursor, merge with the next, drop. */
export function OrderEditor({ order, next, work, close }: Props) {
  const [text, setText] = useState(order.text)
  const { message } = App.useApp()
  const area = useRef<TextAreaRef>(null)
  const put = (part: Partial<DirectiveOrder>) => work.save([{ ...order, text: text.trim() === '' ? order.text : text.trim(), ...part }])
  const split = async () => {
    const cursor = area.current?.resizableTextArea?.textArea.selectionStart ?? 0
    const pieces = splitAt(work.directive.text, work.directive.orders ?? [], { ...order, text }, cursor, newId())
    if (pieces === null) return void message.info(t('review.splitHow'))
    if (await work.save(pieces)) close()
  }
  const mergeNext = async () => {
    if (next !== null && (await work.save(merge({ ...order, text }, next)))) close()
  }
  return (
    <div className="order-editor" role="group" aria-label={t('review.edit')}>
      <Input.TextArea ref={area} autoFocus autoSize={{ minRows: 2, maxRows: 10 }} value={text} aria-label={t('review.text')} onChange={(event) => setText(event.target.value)} onBlur={() => text.trim() !== order.text && void put({})} />
      <div className="editor-row">
        <Segmented size="small" value={order.nature} aria-label={t('task.nature')} options={natures.map((nature) => ({ value: nature, label: t(`nature.${nature}`) }))} onChange={(nature) => void put(natured(order, nature))} />
        <BodyChip part="doer" names={order.doers} onChange={(doers) => void put({ doers })} />
        <MonitorField order={order} put={(part) => void put(part)} />
      </div>
      {(order.topics.length > 0 || order.reportTo !== null) && <p className="quiet">{order.topics.map((topic) => word(`topic.${topic}`)).join(' · ')}{order.reportTo !== null && <> · {t('task.reportTo', { who: order.reportTo })}</>}</p>}
      <div className="editor-row">
        <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={() => void split()}>{t('review.split')}</Button>
        <Button size="small" disabled={next === null} onClick={() => void mergeNext()}>{t('review.merge')}</Button>
        <Button size="small" onClick={() => void work.save([{ ...order, dropped: true }]).then(close)}>{t('review.drop')}</Button>
        <Button size="small" type="primary" onClick={() => void (text.trim() === order.text ? Promise.resolve(true) : put({})).then(close)}>{t('review.done')}</Button>
      </div>
    </div>
  )
}

function MonitorField({ order, put }: { order: DirectiveOrder; put: (part: Partial<DirectiveOrder>) => void }) {
  const monitor = useBodyRef(order.monitorId)
  return <span className="monitor-field"><BodySelect label={t('who.monitor')} placeholder={t('who.monitor')} value={monitor} onChange={(body) => put({ monitorId: body?.id ?? null })} /></span>
}
