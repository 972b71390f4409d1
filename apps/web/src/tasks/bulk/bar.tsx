import { Button } from 'antd'
import { useState } from 'react'
import type { Task } from '@phaodai/office'
import { useMe } from '#web/frame/me.tsx'
import { SlipButton } from '#web/slips/button.tsx'
import { formatNumber, t } from '#web/text/t.ts'
import { todayInVietnam } from '#web/ui/marks.tsx'
import { ChaseButton } from '../chase.tsx'
import { BulkDialog } from './dialog.tsx'
import { possibleFor, type Offered } from './plan.ts'

export type More = { has: boolean; loading: boolean; pickAll: () => void; most: number | null }

/** The bar that stands above the list while rows are picked: what may be done with them all, and how to pick the rest. */
export function BulkBar({ tasks, more, done }: { tasks: Task[]; more: More; done: () => void }) {
  const { may, post } = useMe()
  const [started, start] = useState<{ action: Offered; tasks: Task[] } | null>(null)
  if (tasks.length === 0 && started === null) return null
  const possible = post === null ? [] : possibleFor(tasks, post.body.id, todayInVietnam(), may)
  return (
    <div className="pick-bar no-print">
      <span role="status">{t('chase.picked', { count: tasks.length })}{more.most !== null && ` · ${t('bulk.most', { most: formatNumber(more.most) })}`}</span>
      {more.has && <Button size="small" type="link" loading={more.loading} onClick={more.pickAll}>{t('bulk.pickAll')}</Button>}
      {possible.map(({ action, count }) => <Button key={action} size="small" onClick={() => start({ action, tasks })}>{t(`bulk.${action}`)} <span className="figures">{count < tasks.length ? `${count}/${tasks.length}` : count}</span></Button>)}
      {may('task.chase') && tasks.length > 0 && <ChaseButton tasks={tasks} onDone={done} />}
      {tasks.length > 0 && <SlipButton taskIds={tasks.map(({ id }) => id)} />}
      <Button size="small" onClick={done}>{t('chase.unpick')}</Button>
      {started !== null && <BulkDialog {...started} close={() => start(null)} onDone={done} />}
    </div>
  )
}
