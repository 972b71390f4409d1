import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { groupings, periodBases, scheduleForms, type BodyRef, type Schedule, type ScheduleInput } from '@phaodai/office'
import { messageOf, newId, Refusal } from '../api/client.ts'
import { putSchedule } from '../api/statistics-runs.ts'
import { t, word } from '../text/t.ts'
import { BodiesSelect } from '../ui/body-select.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'

const fresh: Omit<ScheduleInput, 'version' | 'recipientIds'> = { name: '', every: 'week', day: 5, hour: 16, side: 'given', basis: 'given', by: 'body', form: 'notice' }

/** When, what and to whom statistics go out. */
export function ScheduleDialog({ schedule, close }: { schedule: Schedule | null; close: () => void }) {
  useReturnFocus()
  const [id] = useState(() => schedule?.id ?? newId())
  const [kept, keep] = useState(() => (schedule === null ? { ...fresh, name: t('sending.firstName') } : schedule))
  const [recipients, setRecipients] = useState<BodyRef[]>(schedule?.recipients ?? [])
  const queries = useQueryClient()
  const change = (more: Partial<typeof fresh>) => keep((before) => ({ ...before, ...more }))
  const { name, every, day, hour, side, basis, by, form } = kept
  const save = useMutation({
    mutationFn: () => putSchedule(id, { version: schedule?.version ?? 0, name, every, day, hour, side, basis, by, form, recipientIds: recipients.map((body) => body.id) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['statistics'] })
      close()
    },
  })
  const fields = save.error instanceof Refusal ? Object.values(save.error.fields).join(' · ') : ''
  const choice = <K extends 'side' | 'basis' | 'by'>(key: K, options: readonly (typeof fresh)[K][], label: string) => (
    <Select aria-label={label} value={kept[key]} popupMatchSelectWidth={false} options={options.map((value) => ({ value, label: word(`statistics.${key}.${value}`) }))} onChange={(value) => change({ [key]: value })} />
  )
  return (
    <Modal open width={640} title={t(schedule === null ? 'sending.new' : 'sending.edit')} okText={t('sending.save')} onOk={() => save.mutate()} confirmLoading={save.isPending} onCancel={close} mask={{ closable: false }}
      okButtonProps={{ disabled: name.trim() === '' || (form === 'notice' && recipients.length === 0) }}>
      {save.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(save.error)} description={fields} />}
      <div className="schedule-form">
        <label className="field-label" htmlFor="schedule-name">{t('sending.name')}</label>
        <Input id="schedule-name" maxLength={200} value={name} onChange={({ target }) => change({ name: target.value })} />
        <span className="field-label">{t('sending.when')}</span>
        <div className="schedule-line">
          <Radio.Group aria-label={t('sending.when')} value={every} onChange={({ target }) => change({ every: target.value as 'week' | 'month', day: target.value === 'week' ? 5 : 1 })} options={(['week', 'month'] as const).map((value) => ({ value, label: t(`sending.every.${value}`) }))} />
          {every === 'week' ? <Select aria-label={t('sending.day')} value={day} options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: word(`sending.weekday.${value}`) }))} onChange={(value) => change({ day: value })} />
            : <InputNumber aria-label={t('sending.day')} min={1} max={28} value={day} onChange={(value) => value !== null && change({ day: value })} />}
          <Select aria-label={t('sending.hour')} value={hour} options={Array.from({ length: 24 }, (_, value) => ({ value, label: `${String(value).padStart(2, '0')}:00` }))} onChange={(value) => change({ hour: value })} />
        </div>
        <p className="quiet">{t(`sending.periodOf.${every}`)}</p>
        <span className="field-label">{t('sending.what')}</span>
        <div className="schedule-line">{choice('side', ['given', 'received'], t('statistics.side'))}{choice('basis', periodBases, t('statistics.basis'))}{choice('by', groupings, t('statistics.by'))}</div>
        <span className="field-label">{t('sending.form')}</span>
        <Radio.Group className="schedule-forms" aria-label={t('sending.form')} value={form} onChange={({ target }) => change({ form: target.value as ScheduleInput['form'] })} options={scheduleForms.map((value) => ({ value, label: t(`sending.formWhat.${value}`) }))} />
        <span className="field-label">{t('sending.to')}</span>
        <BodiesSelect label={t('sending.to')} value={recipients} onChange={setRecipients} />
      </div>
    </Modal>
  )
}
