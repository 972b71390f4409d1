import { Button } from 'antd'
import { useState } from 'react'
import type { Task } from '@phaodai/office'
import { newId } from '../api/client.ts'
import { chaseTasks } from '../api/office.ts'
import { t } from '../text/t.ts'
import { ChaseDialog } from '../ui/chase-dialog.tsx'

type ChaseProps = { tasks: Task[]; onDone?: () => void; primary?: boolean; label?: string }

/** [Đôn đốc]: one task or many with one note. */
export function ChaseButton({ tasks, onDone = () => {}, primary = false, label }: ChaseProps) {
  const [open, setOpen] = useState(false)
  const words = label ?? (tasks.length > 1 ? t('chase.many', { count: tasks.length }) : t('chase.one'))
  return (
    <>
      <Button size="small" type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)} className="no-print">{words}</Button>
      {open && <TaskChaseDialog tasks={tasks} close={() => setOpen(false)} onDone={onDone} />}
    </>
  )
}

function TaskChaseDialog({ tasks, close, onDone }: { tasks: Task[]; close: () => void; onDone: () => void }) {
  const [events] = useState(() => tasks.map(({ id }) => ({ id, eventId: newId() })))
  const lines = tasks.map(({ id, body, text }) => ({ id, who: body.name, what: text }))
  const words = { title: t('chase.title', { count: tasks.length }), words: 'chase.words', done: 'chase.done', refused: 'chase.refused' } as const
  return <ChaseDialog words={words} lines={lines} send={(note) => chaseTasks({ tasks: events, note })} close={close} onDone={onDone} />
}
