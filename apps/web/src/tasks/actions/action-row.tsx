import { Button } from 'antd'
import { useState } from 'react'
import type { TaskAction, TaskDetail } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { useKeys } from '#web/ui/keys.ts'
import { CascadeDialog } from '../cascade/dialog.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { dueOf, inOrder } from './kinds.ts'

/** What may be done now: the one due action is filled, the others stand beside it. */
export function ActionRow({ task }: { task: TaskDetail }) {
  const [started, start] = useState<TaskAction | null>(null)
  const actions = inOrder(task)
  const due = dueOf(task)
  const ifAllowed = (action: TaskAction) => () => (actions.includes(action) ? start(action) : false)
  useKeys({ r: ifAllowed('report'), x: ifAllowed('ask-extension') })
  if (actions.length === 0) return <p className="quiet no-print">{t('task.noActions')}</p>
  return (
    <div className="action-row no-print" role="group" aria-label={t('task.actions')}>
      {actions.map((action) => (
        <Button key={action} type={action === due ? 'primary' : 'default'} danger={action === 'cancel'} onClick={() => start(action)} data-action={action}>{t(`action.${action}`)}</Button>
      ))}
      {started === 'cascade' && <CascadeDialog task={task} close={() => start(null)} />}
      {started !== null && started !== 'cascade' && <ActionDialog task={task} action={started} close={() => start(null)} />}
    </div>
  )
}
