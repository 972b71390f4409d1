import { Checkbox } from 'antd'
import { Link } from 'react-router'
import type { Task, TaskMeasure } from '@phaodai/office'
import { t } from '../text/t.ts'
import { MeasureOnCard, useMeasures } from '../indicators/measures.tsx'
import { DeadlineText, StateMark, TimingMark } from '../ui/marks.tsx'

export type Picking = { picked: ReadonlySet<string>; toggle: (id: string) => void; toggleAll: () => void }

/** Tasks as rows: what, whose, until when, state, timing, last report. On a phone each row is a card. */
export function TaskTable({ tasks, picking }: { tasks: Task[]; picking?: Picking | undefined }) {
  const measures = useMeasures(tasks.map(({ id }) => id))
  return (
    <table className="table">
      <caption className="unseen">{t('tasks.caption')}</caption>
      <thead>
        <tr>
          {picking && <th scope="col" className="cell-pick"><Checkbox aria-label={t('tasks.pickAll')} checked={tasks.length > 0 && picking.picked.size === tasks.length} indeterminate={picking.picked.size > 0 && picking.picked.size < tasks.length} onChange={picking.toggleAll} /></th>}
          <th scope="col">{t('tasks.what')}</th><th scope="col" className="cell-body">{t('tasks.whose')}</th><th scope="col">{t('tasks.deadline')}</th>
          <th scope="col">{t('tasks.state')}</th><th scope="col">{t('tasks.timing')}</th><th scope="col" className="cell-report">{t('tasks.lastReport')}</th>
        </tr>
      </thead>
      <tbody>{tasks.map((task) => <TaskRow key={task.id} task={task} picking={picking} measure={measures.get(task.id)} />)}</tbody>
    </table>
  )
}

function TaskRow({ task, picking, measure }: { task: Task; picking?: Picking | undefined; measure: TaskMeasure | undefined }) {
  return (
    <tr className={picking?.picked.has(task.id) ? 'picked' : ''}>
      {picking && <td className="cell-pick"><Checkbox aria-label={t('tasks.pick', { what: task.text.slice(0, 60) })} checked={picking.picked.has(task.id)} onChange={() => picking.toggle(task.id)} /></td>}
      <td className="cell-what">
        <Link to={`/nhiem-vu/${task.id}`} data-row={task.id} className="task-link clamp-2">{task.text}</Link>
        <TaskSource task={task} />
        <MeasureOnCard measure={measure} />
      </td>
      <td className="cell-body" data-label={t('tasks.whose')}>{task.body.name}{task.role !== 'lead' && <span className="quiet"> · {t(`role.${task.role}`)}</span>}</td>
      <td data-label={t('tasks.deadline')} className="nowrap"><DeadlineText task={task} /></td>
      <td data-label={t('tasks.state')} className="nowrap"><StateMark state={task.state} />{task.percent !== null && task.state === 'in_progress' && <span className="quiet figures"> {task.percent}%</span>}</td>
      <td data-label={t('tasks.timing')} className="nowrap"><TimingMark task={task} /></td>
      <td data-label={t('tasks.lastReport')} className="cell-report"><LastReport task={task} /></td>
    </tr>
  )
}

function sourceOf(task: Task): string {
  if (task.directiveNumber !== null) return task.directiveNumber
  if (task.directiveType === 'oral-direction') return t('oral.source')
  if (!task.directiveVisible) return t('task.fromAbove')
  return t(task.directiveId === null ? 'task.byWord' : 'directive.noNumber')
}

/** Where a task comes from: number and abstract of its document, item label. */
export function TaskSource({ task }: { task: Task }) {
  const words = [sourceOf(task), task.itemLabel && t('task.item', { label: task.itemLabel })].filter(Boolean).join(' · ')
  return <span className="source-line">{words}{task.pendingRequest !== null && <span className="asked"> · {t(`pending.${task.pendingRequest}`)}</span>}</span>
}

function LastReport({ task }: { task: Task }) {
  if (task.lastReport === null) return <span className="quiet">{t('tasks.noReport')}</span>
  return <span className="clamp-2">{task.lastReport}</span>
}
