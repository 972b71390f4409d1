import { Link } from 'react-router'
import type { Task } from '@phaodai/office'
import { tasksAt } from '../tasks/filter.ts'
import { t } from '../text/t.ts'
import { DayText, StateMark } from '../ui/marks.tsx'

/** Sắp đến hạn: what falls due in the next three days. */
export function DueSoon({ tasks, total }: { tasks: Task[]; total: number }) {
  return (
    <section className="leader-section" aria-labelledby="due-soon">
      <h2 id="due-soon"><Link to={tasksAt({ pile: 'due-soon', sort: 'deadline', role: 'answering' })}>{t('leader.dueSoon')} <span className="figures">{total}</span></Link></h2>
      {tasks.length === 0 && <p className="quiet">{t('leader.noneDueSoon')}</p>}
      <ul className="rows">
        {tasks.slice(0, 6).map((task) => (
          <li key={task.id} className="due-row">
            <DayText day={task.deadline} />
            <span><Link to={`/nhiem-vu/${task.id}`} data-row={task.id} className="clamp-1 task-link">{task.text}</Link><span className="source-line">{task.body.name} · <StateMark state={task.state} /></span></span>
          </li>
        ))}
      </ul>
    </section>
  )
}
