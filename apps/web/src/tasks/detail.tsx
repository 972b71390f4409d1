import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { taskStates, type TaskDetail } from '@phaodai/office'
import { getDirective, getTask } from '../api/office.ts'
import { formatNumber, t } from '../text/t.ts'
import { SlipButton } from '../slips/button.tsx'
import { DeadlineText, StateMark, TimingMark } from '../ui/marks.tsx'
import { MeasureButton } from '../indicators/measure-dialog.tsx'
import { MeasureOnPage, useMeasures } from '../indicators/measures.tsx'
import { Answer } from '../ui/states.tsx'
import { StateBar } from '../ui/state-bar.tsx'
import { useTitle } from '../ui/title.ts'
import { ActionRow } from './actions/action-row.tsx'
import { Children } from './children.tsx'
import { SentenceInPlace } from './sentence.tsx'
import { Timeline } from './timeline.tsx'
import { WhoLine } from './who-line.tsx'

/** One task: what in the directive's words, who, state and timing, what may be done, everything that happened. */
export function TaskPage() {
  const { id = '' } = useParams()
  const task = useQuery({ queryKey: ['tasks', 'one', id], queryFn: () => getTask(id) })
  useTitle('rail.tasks', task.data?.text.slice(0, 60))
  return <Answer of={task}>{(data) => <TaskView task={data} />}</Answer>
}

function TaskView({ task }: { task: TaskDetail }) {
  return (
    <article className="task-page">
      <Crumbs task={task} />
      <h1 className="task-words">{task.text}</h1>
      <div className="task-tools"><Sentence task={task} /><SlipButton taskIds={[task.id]} /></div>
      <WhoLine task={task} />
      <TwoAxes task={task} />
      <MeasureRow task={task} />
      <ActionRow task={task} />
      {task.needsReview !== null && <p className="pending-note" role="note"><strong>{t(`needsReview.${task.needsReview}`)}</strong></p>}
      <Pending task={task} />
      {task.children.length > 0 && <Children task={task} />}
      <h2>{t('task.timeline')}</h2>
      <Timeline events={task.events} />
    </article>
  )
}

function Crumbs({ task }: { task: TaskDetail }) {
  const number = task.directiveNumber ?? t(task.directiveType === 'oral-direction' ? 'oral.source' : task.directiveVisible ? 'directive.noNumber' : 'task.fromAbove')
  return (
    <nav className="crumbs" aria-label={t('task.where')}>
      <Link to="/nhiem-vu">{t('rail.tasks')}</Link>
      {task.directiveId !== null ? <Link to={`/van-ban/${task.directiveId}`}>{number}</Link> : !task.directiveVisible && <span>{number}</span>}
      {task.directiveAbstract !== null && <span className="clamp-1">{task.directiveAbstract}</span>}
      {task.parent !== null && <Link to={`/nhiem-vu/${task.parent.id}`}>{t('task.parentOf', { body: task.parent.body.name })}</Link>}
      {task.itemLabel !== null && <span>{t('task.item', { label: task.itemLabel })}</span>}
    </nav>
  )
}

function Sentence({ task }: { task: TaskDetail }) {
  const [open, setOpen] = useState(false)
  const id = task.directiveId
  const directive = useQuery({ queryKey: ['directives', 'one', id], queryFn: () => getDirective(id!), enabled: open && id !== null })
  if (id === null) return null
  return (
    <>
      <Button type="link" size="small" className="no-print flush" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'task.hideSentence' : 'task.showSentence')}</Button>
      {open && <Answer of={directive}>{(data) => <SentenceInPlace text={data.text} sentence={task.text} />}</Answer>}
    </>
  )
}

/** What the giver may do about the number. */
function MeasureRow({ task }: { task: TaskDetail }) {
  return <MeasureButton task={task} measure={useMeasures([task.id]).get(task.id)} />
}

/** State (the body's word), number (computed from records) and timing (the calendar's): never mixed. */
function TwoAxes({ task }: { task: TaskDetail }) {
  const measure = useMeasures([task.id]).get(task.id)
  const childStates = Object.fromEntries(taskStates.map((state) => [state, task.children.filter((child) => child.state === state).length]))
  return (
    <dl className="axes">
      <div><dt>{t('tasks.state')}</dt><dd><StateMark state={task.state} />
        {task.percent !== null && <Progress percent={task.percent} status="normal" size="small" strokeColor="var(--accent)" className="axis-progress" aria-label={t('field.percent')} />}
        {task.children.length > 0 && <span className="axis-children"><StateBar states={childStates} total={task.children.length} /> <span className="quiet">{t('task.childrenCount', { count: task.children.length })}</span></span>}</dd></div>
      {measure && <MeasureOnPage measure={measure} />}
      <div><dt>{t('tasks.timing')}</dt><dd><TimingMark task={task} /> {(task.deadline !== null || task.deadlineKind !== 'none') && <DeadlineText task={task} />}
        {task.deadlinePrinted !== null && <span className="quiet"> {t('task.printed', { words: task.deadlinePrinted })}</span>}</dd></div>
      <div><dt>{t('task.nature')}</dt><dd>{t(`nature.${task.nature}`)}{task.reportTo !== null && <span className="quiet"> · {t('task.reportTo', { who: task.reportTo })}</span>}</dd></div>
      {task.chasedCount > 0 && <div><dt>{t('task.chased')}</dt><dd className="figures">{t('task.chasedTimes', { count: task.chasedCount })}{task.escalatedTo !== null && <> · {t('task.escalatedTo', { body: task.escalatedTo.name })}</>}</dd></div>}
      {task.siblings.length > 0 && <div><dt>{t('task.siblings')}</dt><dd>{t('task.siblingCount', { count: formatNumber(task.siblings.length) })}</dd></div>}
    </dl>
  )
}

function Pending({ task }: { task: TaskDetail }) {
  if (task.pendingRequest === null) return null
  return (
    <p className="pending-note" role="note">
      <strong>{t(`pending.${task.pendingRequest}`)}</strong>
      {task.requestedDeadline !== null && <> <del><DeadlineText task={task} /></del> → <strong><DeadlineText task={{ ...task, deadline: task.requestedDeadline, deadlineSource: null }} /></strong></>}
      {task.requestReason !== null && <span>: {task.requestReason}</span>}
    </p>
  )
}
