import { Link } from 'react-router'
import type { Picture, TaskMeasure } from '@phaodai/office'
import { ChaseButton } from '../tasks/chase.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { MeasureOnCard, useMeasures } from '../indicators/measures.tsx'
import { t } from '../text/t.ts'
import { TimingMark } from '../ui/marks.tsx'

type Late = Picture['late'][number]

/** So many of each body stand on the page. */
const SHOWN = 3

/** Quá hạn by body, the longest late first; chased singly, by body or all at once. */
export function LateBodies({ late, total }: { late: Late[]; total: number }) {
  const all = late.flatMap(({ tasks }) => tasks)
  const measures = useMeasures(late.flatMap(({ tasks }) => tasks.slice(0, SHOWN).map(({ id }) => id)))
  return (
    <section className="leader-section" aria-labelledby="late">
      <div className="section-head">
        <h2 id="late"><Link to={tasksAt({ pile: 'late', sort: 'deadline', role: 'answering' })}>{t('leader.late')} <span className="figures">{total}</span></Link></h2>
        {all.length > 1 && <ChaseButton tasks={all} label={t('chase.all', { count: all.length })} />}
      </div>
      {late.length === 0 && <p className="quiet">{t('leader.noneLate')}</p>}
      {late.map((group) => <LateBody key={group.body.id} group={group} measures={measures} />)}
    </section>
  )
}

function LateBody({ group, measures }: { group: Late; measures: ReadonlyMap<string, TaskMeasure> }) {
  return (
    <section className="late-body">
      <div className="section-head">
        <h3><Link to={tasksAt({ pile: 'late', bodyId: String(group.body.id), role: 'answering' })}>{group.body.name}</Link> <span className="quiet figures">{t('leader.lateCount', { count: group.count, days: group.longest })}</span></h3>
        {group.tasks.length > 1 && <ChaseButton tasks={group.tasks} />}
      </div>
      <ul className="rows">
        {group.tasks.slice(0, SHOWN).map((task) => (
          <li key={task.id} className="late-row">
            <Link to={`/nhiem-vu/${task.id}`} data-row={task.id} className="clamp-2 task-link">{task.text}</Link>
            <span className="late-facts"><TimingMark task={task} /><span className="quiet clamp-1">{task.lastReport ?? t('tasks.noReport')}{task.chasedCount > 0 && ` · ${t('task.chasedTimes', { count: task.chasedCount })}`}</span></span>
            <MeasureOnCard measure={measures.get(task.id)} />
            <ChaseButton tasks={[task]} />
          </li>
        ))}
      </ul>
      {group.count > Math.min(SHOWN, group.tasks.length) && <Link className="more-link" to={tasksAt({ pile: 'late', bodyId: String(group.body.id), role: 'answering' })}>{t('leader.moreOf', { count: group.count - Math.min(SHOWN, group.tasks.length) })}</Link>}
    </section>
  )
}
