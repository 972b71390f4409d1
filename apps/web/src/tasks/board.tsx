import { Link } from 'react-router'
import type { Task, TaskState } from '@phaodai/office'
import { formatNumber } from '../text/t.ts'
import { DeadlineText, StateMark, TimingMark } from '../ui/marks.tsx'
import { TaskSource } from './table.tsx'

const columns: TaskState[] = ['not_started', 'in_progress', 'sent_back', 'awaiting_confirmation', 'done']

/** The same tasks by state, side by side; states without a column of their own stand last. */
export function TaskBoard({ tasks }: { tasks: Task[] }) {
  const rest = [...new Set(tasks.map(({ state }) => state))].filter((state) => !columns.includes(state))
  return (
    <div className="board" role="list">
      {[...columns, ...rest].map((state) => <Column key={state} state={state} tasks={tasks.filter((task) => task.state === state)} />)}
    </div>
  )
}

function Column({ state, tasks }: { state: TaskState; tasks: Task[] }) {
  return (
    <section className="board-column" role="listitem">
      <h2><StateMark state={state} /> <span className="figures">{formatNumber(tasks.length)}</span></h2>
      {tasks.map((task) => <TaskCard key={task.id} task={task} />)}
    </section>
  )
}

/** One task as a card: what, whose, until when. */
export function TaskCard({ task }: { task: Task }) {
  return (
    <article className="task-card">
      <Link to={`/nhiem-vu/${task.id}`} data-row={task.id} className="task-link clamp-3">{task.text}</Link>
      <TaskSource task={task} />
      <p className="card-foot"><span>{task.body.name}</span><span><DeadlineText task={task} /></span>{task.timing !== 'no_deadline' && <TimingMark task={task} />}</p>
    </article>
  )
}
