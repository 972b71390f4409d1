import type { Measure, TaskDetail, TaskMeasure } from '@phaodai/office'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { setTaskMeasure } from './api.ts'
import { MeasureFields, proposedFor } from './measure-fields.tsx'

/** The body that gave a task says what number it must move. */
export function MeasureButton({ task, measure }: { task: TaskDetail; measure: TaskMeasure | undefined }) {
  const { may, post } = useMe()
  const [open, setOpen] = useState(false)
  if (!may('task.measure') || post?.body.id !== task.assigner.id || task.role === 'coordinate') return null
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>{t(measure ? 'measure.change' : 'measure.set')}</Button>
      {open && <MeasureDialog task={task} measure={measure} close={() => setOpen(false)} />}
    </>
  )
}

function MeasureDialog({ task, measure, close }: { task: TaskDetail; measure: TaskMeasure | undefined; close: () => void }) {
  const [draft, setDraft] = useState<Measure | null>(measure ?? proposedFor(task.topics))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => setTaskMeasure(task.id, { version: measure?.version ?? 0, measure: draft && { indicator: draft.indicator, target: draft.target, direction: draft.direction, byDay: draft.byDay, areaId: measure?.area.id ?? null } }),
    onError: (error) => void message.error(messageOf(error)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['measures'] })
      close()
    },
  })
  return (
    <Modal open title={t('measure.dialog')} onCancel={close} okText={t('dialog.save')} cancelText={t('dialog.cancel')} confirmLoading={save.isPending} onOk={() => save.mutate()}>
      <p className="quiet">{t('measure.help', { body: task.body.name })}</p>
      <MeasureFields measure={draft} topics={task.topics} onChange={setDraft} />
    </Modal>
  )
}
