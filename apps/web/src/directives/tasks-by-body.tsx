import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { collate } from '@phaodai/vocabulary'
import type { Task } from '@phaodai/office'
import { listTasks } from '../api/office.ts'
import { tasksAt } from '../tasks/filter.ts'
import { t } from '../text/t.ts'
import { DeadlineText, StateMark, TimingMark } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'

const PAGE = 200
const MOST_PAGES = 5

/** Tasks that the document gave itself, with how many were given on from them; at most a thousand are looked at. */
async function firstHand(directiveId: string): Promise<{ tasks: Task[]; givenOn: number; more: boolean }> {
  const rows: Task[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await listTasks({ directiveId }, after, PAGE)
    rows.push(...answer.rows)
    if (answer.next === null) return { ...splitByParent(rows), more: false }
    after = answer.next
  }
  return { ...splitByParent(rows), more: true }
}

/** A body below may see only what was given on to it: then that stands first-hand for it. */
function splitByParent(rows: Task[]): { tasks: Task[]; givenOn: number } {
  const known = new Set(rows.map(({ id }) => id))
  const tasks = rows.filter(({ parentId }) => parentId === null || !known.has(parentId))
  return { tasks, givenOn: rows.length - tasks.length }
}

function byBody(tasks: Task[]): [string, Task[]][] {
  const groups = new Map<string, Task[]>()
  for (const task of tasks) groups.set(task.body.name, [...(groups.get(task.body.name) ?? []), task])
  return [...groups].sort(([a], [b]) => collate(a, b))
}

/** The document's tasks that this post may see, under the body that has to do them. */
export function TasksByBody({ directiveId }: { directiveId: string }) {
  const tasks = useQuery({ queryKey: ['tasks', 'of-directive', directiveId], queryFn: () => firstHand(directiveId) })
  return (
    <section>
      <h2>{t('directive.tasksByBody')}</h2>
      <Answer of={tasks}>
        {({ tasks: rows, givenOn, more }) => (
          <>
            {rows.length === 0 && <p className="quiet">{t('directive.noTasks')}</p>}
            {byBody(rows).map(([name, group]) => <BodyGroup key={name} name={name} tasks={group} open={rows.length <= 40} />)}
            {(givenOn > 0 || more) && <p><Link to={tasksAt({ directiveId })}>{t('directive.givenOn', { count: givenOn })}</Link></p>}
          </>
        )}
      </Answer>
    </section>
  )
}

function BodyGroup({ name, tasks, open }: { name: string; tasks: Task[]; open: boolean }) {
  return (
    <details className="body-group" open={open}>
      <summary><strong>{name}</strong> <span className="quiet figures">{t('directive.taskCount', { count: tasks.length })}</span></summary>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Link to={`/nhiem-vu/${task.id}`} className="clamp-2">{task.text}</Link>
            <span className="card-foot"><StateMark state={task.state} /><DeadlineText task={task} />{task.timing !== 'no_deadline' && <TimingMark task={task} />}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
