import { Button } from 'antd'
import { Link } from 'react-router'
import { formatDay } from '@phaodai/vocabulary'
import type { Task, TaskMeasure } from '@phaodai/office'
import { QuickActions, useQuickAction, type Quick } from '../tasks/actions/quick.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { TaskSource } from '../tasks/table.tsx'
import { MeasureOnCard, useMeasures } from '../indicators/measures.tsx'
import { t } from '../text/t.ts'
import { OneClick } from './inbox.tsx'

/** Chờ quyết định: approved or returned in place, with what was asked beside it. */
export function Decisions({ tasks, total }: { tasks: Task[]; total: number }) {
  const quick = useQuickAction(tasks)
  const measures = useMeasures(tasks.map(({ id }) => id))
  return (
    <section className="leader-section" aria-labelledby="decisions">
      <h2 id="decisions"><Link to={tasksAt({ pile: 'decision' })}>{t('leader.decisions')} <span className="figures">{total}</span></Link></h2>
      {tasks.length === 0 && <p className="quiet">{t('leader.noDecisions')}</p>}
      <ul className="rows">{tasks.slice(0, 6).map((task) => <DecisionRow key={task.id} task={task} quick={quick} measure={measures.get(task.id)} />)}</ul>
      {total > 6 && <Link className="more-link no-print" to={tasksAt({ pile: 'decision' })}>{t('list.all')}</Link>}
      <QuickActions quick={quick} />
    </section>
  )
}

function DecisionRow({ task, quick, measure }: { task: Task; quick: Quick; measure: TaskMeasure | undefined }) {
  return (
    <li className="row-item">
      <div>
        <p><strong>{task.body.name}</strong> <Asked task={task} /></p>
        <Link to={`/nhiem-vu/${task.id}`} data-row={task.id} className="clamp-2 task-link">{task.text}</Link>
        <TaskSource task={task} />
        <MeasureOnCard measure={measure} />
        <Why task={task} />
      </div>
      <p className="card-actions no-print"><DecisionButtons task={task} quick={quick} /></p>
    </li>
  )
}

function Asked({ task }: { task: Task }) {
  if (task.pendingRequest === 'extension' && task.requestedDeadline !== null) return <span>{t('decision.extension')} {task.deadline !== null && <del className="figures">{formatDay(task.deadline)}</del>} → <strong className="figures">{formatDay(task.requestedDeadline)}</strong></span>
  return <span>{task.pendingRequest === 'reassignment' ? t('decision.reassignment') : t('decision.confirmation')}</span>
}

function Why({ task }: { task: Task }) {
  const words = task.pendingRequest === null ? task.lastReport : task.requestReason
  return words === null ? null : <p className="last-words clamp-2">{words}</p>
}

function DecisionButtons({ task, quick }: { task: Task; quick: Quick }) {
  if (task.pendingRequest === 'extension' && task.requestedDeadline !== null) {
    return <><OneClick task={task} action="grant-extension" newDeadline={task.requestedDeadline} words={t('decision.approve')} /><Button size="small" onClick={() => quick.start(task.id, 'deny-extension')}>{t('decision.return')}</Button></>
  }
  if (task.pendingRequest === 'reassignment') return <><Button size="small" onClick={() => quick.start(task.id, 'reassign')}>{t('action.reassign')}</Button><Button size="small" onClick={() => quick.start(task.id, 'deny-reassignment')}>{t('decision.return')}</Button></>
  return <><OneClick task={task} action="confirm" words={t('decision.approve')} /><Button size="small" onClick={() => quick.start(task.id, 'send-back')}>{t('decision.return')}</Button></>
}
