import { useState } from 'react'
import { Button } from 'antd'
import { openStates, type Task } from '@phaodai/office'
import { t } from '../text/t.ts'
import { ChaseButton } from './chase.tsx'
import { TaskTable } from './table.tsx'

/** Tasks given on from this one, folded when they are many, with a chase for those that are late. */
export function Children({ tasks }: { tasks: Task[] }) {
  const [all, setAll] = useState(tasks.length <= 12)
  const late = tasks.filter((task) => task.timing === 'overdue' && openStates.includes(task.state))
  const shown = all ? tasks : tasks.slice(0, 12)
  return (
    <section>
      <div className="section-head">
        <h2>{t('task.children', { count: tasks.length })}</h2>
        {late.length > 0 && <ChaseButton tasks={late} label={t('task.chaseLate', { count: late.length })} />}
      </div>
      <TaskTable tasks={shown} />
      {!all && <Button size="small" onClick={() => setAll(true)}>{t('task.showAllChildren', { count: tasks.length })}</Button>}
    </section>
  )
}
