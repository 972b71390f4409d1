import { DownOutlined } from '@ant-design/icons'
import { formatDay } from '@phaodai/vocabulary'
import { Button, Popover, Segmented, Select } from 'antd'
import { useState } from 'react'
import { deadlineKinds, deadlineSources, recurrences, type DirectiveOrder } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { DayField } from '#web/ui/day-field.tsx'

type Props = { order: DirectiveOrder; onChange: (part: Partial<DirectiveOrder>) => void }

/** The words of an order's deadline: the day, the recurrence, or that there is none. */
export function deadlineWords(order: DirectiveOrder): string {
  if (order.deadline !== null) return formatDay(order.deadline)
  return order.recurring === null ? t(`deadlineKind.${order.deadlineKind}`) : t(`recurring.${order.recurring}`)
}

/** [hạn ▾]: printed, set by the office, or offered: an offer is taken by a click, never by itself. */
export function DeadlineChip({ order, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const offered = order.deadline === null && order.nature === 'deliverable' ? order.offeredDeadline : null
  const take = () => offered !== null && onChange({ deadlineKind: 'date', deadline: offered, deadlineSource: 'office' })
  const office = order.deadlineSource === 'office' && order.deadline !== null
  return (
    <span className="deadline-chip">
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" destroyOnHidden content={<DeadlineEditor order={order} onChange={onChange} />}>
        <button type="button" className={`chip chip-deadline${order.deadline === null ? ' empty' : ''}`} tabIndex={-1} aria-label={`${t('tasks.deadline')}: ${deadlineWords(order)}`}>
          <span className="figures">{deadlineWords(order)}</span><DownOutlined aria-hidden="true" />
        </button>
      </Popover>
      {office && <span className="office-date">{t('deadline.officeSet')}</span>}
      {offered !== null && <Button size="small" className="offer unsure" onClick={take} title={t('deadline.offerWhy')}>{t('deadline.offer', { day: formatDay(offered) })}</Button>}
    </span>
  )
}

/** Only a deliverable may get a date from the office; on any other order a date must stand in the document. */
function dated(order: DirectiveOrder, deadline: string | null): Partial<DirectiveOrder> {
  if (deadline === null) return { deadlineKind: 'none', deadline: null, deadlineSource: null }
  return { deadlineKind: 'date', deadline, deadlineSource: order.nature === 'deliverable' ? (order.deadlineSource ?? 'office') : 'document', recurring: null }
}

function DeadlineEditor({ order, onChange }: Props) {
  return (
    <div className="chip-editor">
      <span className="field-label">{t('tasks.deadline')}</span>
      <DayField label={t('tasks.deadline')} value={order.deadline} onChange={(deadline) => onChange(dated(order, deadline))} />
      {order.deadline !== null && order.nature === 'deliverable' && <Segmented size="small" value={order.deadlineSource ?? 'office'} aria-label={t('deadline.source')} options={deadlineSources.map((value) => ({ value, label: t(`deadline.source.${value}`) }))} onChange={(deadlineSource) => onChange({ deadlineSource })} />}
      {order.deadlinePrinted !== null && <p className="quiet">{t('task.printed', { words: order.deadlinePrinted })}</p>}
      <span className="field-label">{t('deadline.kind')}</span>
      <Select className="full" value={order.deadlineKind} aria-label={t('deadline.kind')} options={deadlineKinds.map((kind) => ({ value: kind, label: t(`deadlineKind.${kind}`) }))}
        onChange={(deadlineKind) => onChange({ deadlineKind, ...(deadlineKind === 'date' ? {} : { deadline: null, deadlineSource: null }), recurring: deadlineKind === 'recurring' ? (order.recurring ?? 'weekly') : null })} />
      {order.deadlineKind === 'recurring' && <Select className="full" value={order.recurring} aria-label={t('deadline.recurring')} options={recurrences.map((each) => ({ value: each, label: t(`recurring.${each}`) }))} onChange={(recurring) => onChange({ recurring })} />}
    </div>
  )
}
