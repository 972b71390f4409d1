import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Task } from '@phaodai/office'
import { messageOf, newId } from '../api/client.ts'
import { chaseTasks } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { SlipButton } from '../slips/button.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'

/** The bar that stands above the list while rows are picked. */
export function ChaseBar({ tasks, done }: { tasks: Task[]; done: () => void }) {
  const { may } = useMe()
  if (tasks.length === 0) return null
  return (
    <div className="pick-bar" role="status">
      <span>{t('chase.picked', { count: tasks.length })}</span>
      {may('task.chase') && <ChaseButton tasks={tasks} onDone={done} primary />}
      <SlipButton taskIds={tasks.map(({ id }) => id)} />
      <Button size="small" onClick={done}>{t('chase.unpick')}</Button>
    </div>
  )
}

type ChaseProps = { tasks: Task[]; onDone?: () => void; primary?: boolean; label?: string }

/** [Đôn đốc]: one task or many with one note. */
export function ChaseButton({ tasks, onDone = () => {}, primary = false, label }: ChaseProps) {
  const [open, setOpen] = useState(false)
  const words = label ?? (tasks.length > 1 ? t('chase.many', { count: tasks.length }) : t('chase.one'))
  return (
    <>
      <Button size="small" type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)} className="no-print">{words}</Button>
      {open && <ChaseDialog tasks={tasks} close={() => setOpen(false)} onDone={onDone} />}
    </>
  )
}

function ChaseDialog({ tasks, close, onDone }: { tasks: Task[]; close: () => void; onDone: () => void }) {
  useReturnFocus()
  const [note, setNote] = useState(() => t('chase.words'))
  const [events] = useState(() => tasks.map(({ id }) => ({ id, eventId: newId() })))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const chase = useMutation({
    mutationFn: () => chaseTasks({ tasks: events, note }),
    onError: (error) => message.error(messageOf(error)),
    onSuccess: async ({ chased, refused }) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t('chase.done', { count: chased.length }) + (refused.length > 0 ? ` ${t('chase.refused', { count: refused.length })}` : ''))
      close()
      onDone()
    },
  })
  return (
    <Modal open title={t('chase.title', { count: tasks.length })} okText={t('chase.send')} onOk={() => chase.mutate()} confirmLoading={chase.isPending} onCancel={close} okButtonProps={{ disabled: note.trim() === '' }}>
      <ul className="chase-list">{tasks.slice(0, 6).map((task) => <li key={task.id}><strong>{task.body.name}</strong>: {task.text.slice(0, 90)}</li>)}</ul>
      {tasks.length > 6 && <p className="quiet">{t('chase.andMore', { count: tasks.length - 6 })}</p>}
      <label className="field-label" htmlFor="chase-note">{t('chase.note')}</label>
      <Input.TextArea id="chase-note" rows={3} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
    </Modal>
  )
}
