import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Task, TaskAction, TaskMeasure } from '@phaodai/office'
import { messageOf, newId } from '../api/client.ts'
import { actOnTask, listTasks } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { MyDocuments } from '../handling/waiting.tsx'
import { QuickActions, useQuickAction, type Quick } from '../tasks/actions/quick.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { TaskSource } from '../tasks/table.tsx'
import { formatNumber, t } from '../text/t.ts'
import { MeasureOnCard, useMeasures } from '../indicators/measures.tsx'
import { useListKeys } from '../ui/keys.ts'
import { DeadlineText, StateMark, TimingMark } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'

const piles = [
  { pile: 'new', box: 'mine' }, { pile: 'doing', box: 'mine' }, { pile: 'to-confirm', box: 'given' },
] as const
type Pile = (typeof piles)[number]

const SHOWN = 30

function usePile({ pile, box }: Pile) {
  const filter = { pile, box, sort: 'deadline' }
  return useQuery({ queryKey: ['tasks', 'pile', pile], queryFn: () => listTasks(filter, undefined, SHOWN) })
}

/** The officer's three piles: newly given, in hand by nearest deadline, waiting for my confirmation. */
export function Inbox() {
  const { post } = useMe()
  const asked = [usePile(piles[0]), usePile(piles[1]), usePile(piles[2])]
  const list = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const quick = useQuickAction(asked.flatMap(({ data }) => data?.rows ?? []))
  useListKeys(list, { enter: (id) => void navigate(`/nhiem-vu/${id}`), r: (id) => quick.start(id, 'report'), x: (id) => quick.start(id, 'ask-extension') })
  return (
    <>
      <h1>{t('inbox.title')} <span className="quiet">{post?.body.name}</span></h1>
      <p className="quiet no-print">{t('inbox.keys')}</p>
      <MyDocuments />
      <div ref={list} className="piles">
        {piles.map((pile, index) => (
          <section key={pile.pile} className="pile" aria-labelledby={`pile-${pile.pile}`}>
            <Answer of={asked[index]!}>{({ rows, next }) => <PileRows pile={pile} tasks={rows} more={next !== null} quick={quick} />}</Answer>
          </section>
        ))}
      </div>
      <QuickActions quick={quick} />
    </>
  )
}

function PileRows({ pile, tasks, more, quick }: { pile: Pile; tasks: Task[]; more: boolean; quick: Quick }) {
  const measures = useMeasures(tasks.map(({ id }) => id))
  const address = tasksAt({ pile: pile.pile, box: pile.box, sort: 'deadline' })
  return (
    <>
      <h2 id={`pile-${pile.pile}`}><Link to={address}>{t(`pile.${pile.pile}`)} <span className="figures">{formatNumber(tasks.length)}{more && '+'}</span></Link></h2>
      {tasks.length === 0 && <p className="quiet">{t(`pile.none.${pile.pile}`)}</p>}
      {tasks.map((task) => <PileCard key={task.id} task={task} pile={pile} quick={quick} measure={measures.get(task.id)} />)}
      {more && <Link to={address}>{t('list.all')}</Link>}
    </>
  )
}

/** The action that is due in each pile; it is done in place or opens its dialog. */
function PileCard({ task, pile, quick, measure }: { task: Task; pile: Pile; quick: Quick; measure: TaskMeasure | undefined }) {
  return (
    <article className="task-card">
      <Link to={`/nhiem-vu/${task.id}`} data-row={task.id} className="task-link clamp-3">{task.text}</Link>
      <TaskSource task={task} />
      <p className="card-foot">
        <span>{pile.box === 'mine' ? t('inbox.from', { body: task.assigner.name }) : task.body.name}</span><DeadlineText task={task} />{task.timing !== 'no_deadline' && <TimingMark task={task} />}
        {pile.pile === 'doing' && task.state !== 'in_progress' && <StateMark state={task.state} />}
        {pile.pile === 'doing' && task.percent !== null && <span className="figures">{task.percent}%</span>}
      </p>
      <MeasureOnCard measure={measure} />
      {pile.pile === 'to-confirm' && task.lastReport !== null && <p className="last-words clamp-3">{task.lastReport}</p>}
      <p className="card-actions"><CardActions task={task} pile={pile} quick={quick} /></p>
    </article>
  )
}

function CardActions({ task, pile, quick }: { task: Task; pile: Pile; quick: Quick }) {
  if (pile.pile === 'new') return <><OneClick task={task} action="accept" /><Button size="small" onClick={() => quick.start(task.id, 'ask-reassignment')}>{t('action.ask-reassignment')}</Button></>
  if (pile.pile === 'to-confirm') return <><OneClick task={task} action="confirm" /><Button size="small" onClick={() => quick.start(task.id, 'send-back')}>{t('action.send-back')}</Button></>
  return <><Button size="small" onClick={() => quick.start(task.id, 'report')}>{t('action.report')}</Button><Button size="small" onClick={() => quick.start(task.id, 'ask-extension')}>{t('action.ask-extension')}</Button></>
}

/** An action that needs no words: one click. */
export function OneClick({ task, action, newDeadline, words }: { task: Task; action: Exclude<TaskAction, 'cascade'>; newDeadline?: string; words?: string }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (eventId: string) => actOnTask(task.id, eventId, { action, version: task.version, ...(newDeadline === undefined ? {} : { newDeadline }) }),
    onError: async (error) => {
      void message.error(messageOf(error))
      await queries.invalidateQueries({ queryKey: ['tasks'] })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t(`actionDone.${action}`))
    },
  })
  return <Button size="small" type="primary" ghost loading={act.isPending} onClick={() => act.mutate(newId())}>{words ?? t(`action.${action}`)}</Button>
}
