import { useState } from 'react'
import type { Task } from '@phaodai/office'
import { ActionDialog } from './action-dialog.tsx'
import type { DialogAction } from './kinds.ts'

type Started = { task: Task; action: DialogAction } | null
export type Quick = { started: Started; start: (id: string, action: DialogAction) => void; stop: () => void }

/** Acting on a row of a list without opening it (R reports, X asks for an extension). */
export function useQuickAction(tasks: Task[]): Quick {
  const [started, setStarted] = useState<Started>(null)
  const start = (id: string, action: DialogAction) => {
    const task = tasks.find((each) => each.id === id)
    if (task !== undefined) setStarted({ task, action })
  }
  return { started, start, stop: () => setStarted(null) }
}

/** The dialog of the action that was started, if any. */
export function QuickActions({ quick }: { quick: Quick }) {
  if (quick.started === null) return null
  return <ActionDialog task={quick.started.task} action={quick.started.action} close={quick.stop} />
}
