import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { collate } from '@phaodai/vocabulary'
import { openStates, type Task, type TaskDetail, type TaskMeasure } from '@phaodai/office'
import { t } from '../text/t.ts'
import { MeasureOnCard, useMeasures } from '../indicators/measures.tsx'
import { DeadlineText, StateMark, TimingMark } from '../ui/marks.tsx'
import { Table } from '../ui/table.tsx'
import { ChaseButton } from './chase.tsx'

const FOLDED = 12
const isLate = (task: Task) => task.timing === 'overdue' && openStates.includes(task.state)

/** Late ones first, then by the body's name. */
function sorted(tasks: Task[]): Task[] {
  return [...tasks].sort((a, b) => Number(isLate(b)) - Number(isLate(a)) || collate(a.body.name, b.body.name))
}

/** Tasks given on from this one, body by body; folded when they are many, with a chase for those that are late. */
export function Children({ task }: { task: TaskDetail }) {
  const tasks = sorted(task.children)
  const [all, setAll] = useState(tasks.length <= FOLDED)
  const late = tasks.filter(isLate)
  const measures = useMeasures(tasks.map(({ id }) => id))
  return (
    <section className="children">
      <div className="section-head">
        <h2>{t('task.children', { count: tasks.length })}</h2>
        {late.length > 0 && <ChaseButton tasks={late} label={t('task.chaseLate', { count: late.length })} />}
      </div>
      <Table caption={t('task.children', { count: tasks.length })} heads={['tasks.whose', 'tasks.deadline', 'tasks.state', 'tasks.timing', 'tasks.lastReport']}>
        {(all ? tasks : tasks.slice(0, FOLDED)).map((child) => <ChildRow key={child.id} child={child} parentText={task.text} measure={measures.get(child.id)} />)}
      </Table>
      {!all && <Button size="small" onClick={() => setAll(true)}>{t('task.showAllChildren', { count: tasks.length })}</Button>}
    </section>
  )
}

function ChildRow({ child, parentText, measure }: { child: Task; parentText: string; measure: TaskMeasure | undefined }) {
  return (
    <tr>
      <td><Link to={`/nhiem-vu/${child.id}`} data-row={child.id} className="task-link">{child.body.name}</Link>{child.text !== parentText && <span className="source-line clamp-2">{child.text}</span>}<MeasureOnCard measure={measure} /></td>
      <td data-label={t('tasks.deadline')} className="nowrap"><DeadlineText task={child} /></td>
      <td data-label={t('tasks.state')} className="nowrap"><StateMark state={child.state} />{child.percent !== null && child.state === 'in_progress' && <span className="quiet figures"> {child.percent}%</span>}</td>
      <td data-label={t('tasks.timing')} className="nowrap"><TimingMark task={child} /></td>
      <td data-label={t('tasks.lastReport')}><span className="clamp-2">{child.lastReport ?? <span className="quiet">{t('tasks.noReport')}</span>}</span></td>
    </tr>
  )
}
