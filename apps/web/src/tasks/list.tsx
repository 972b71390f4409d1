import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Task } from '@phaodai/office'
import { listTasks, type TaskFilter } from '../api/office.ts'
import { formatNumber, t } from '../text/t.ts'
import { useListKeys } from '../ui/keys.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { QuickActions, useQuickAction } from './actions/quick.tsx'
import { TaskBoard } from './board.tsx'
import { SavedViews } from '../ui/saved-views.tsx'
import { ChaseBar } from './chase.tsx'
import { ExportButtons } from './export.tsx'
import { FilterLine } from './filter-line.tsx'
import { useTaskFilter } from './filter.ts'
import { TaskTable } from './table.tsx'

function useTasks(filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: ['tasks', 'list', filter], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => listTasks(filter, pageParam), getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
}

const NOTHING = { q: '', pile: '', state: '', role: '', bodyId: '', underBodyId: '', areaId: '', directiveId: '', topic: '', assignerId: '', underAssignerId: '', standing: '', basis: '', from: '', to: '', deadlineSource: '', without: '' }

/** Nhiệm vụ: filters as words, table or board, export and bulk chasing. */
export function TaskListPage() {
  useTitle('rail.tasks')
  const [filter, change] = useTaskFilter()
  const [view, setView] = useState<'table' | 'board'>('table')
  const tasks = useTasks(filter)
  return (
    <>
      <div className="page-head">
        <h1>{t('tasks.title')}</h1>
        <div className="page-tools">
          <Segmented size="small" value={view} onChange={setView} aria-label={t('tasks.view')} options={[{ value: 'table', label: t('tasks.asTable') }, { value: 'board', label: t('tasks.asBoard') }]} />
          <ExportButtons filter={filter} />
        </div>
      </div>
      <nav className="views" aria-label={t('tasks.view')}><Link to="/nhiem-vu" aria-current="page">{t('tasks.title')}</Link><Link to="/thong-ke">{t('statistics.title')}</Link></nav>
      <SavedViews place="tasks" query={filter as Record<string, string>} show={(query) => change({ ...NOTHING, box: '', sort: '', ...query })} />
      <FilterLine filter={filter} change={change} />
      <Answer of={tasks}>
        {(data) => <Rows tasks={data.pages.flatMap((page) => page.rows)} view={view} filtered={Object.keys(filter).length > 0} clear={() => change(NOTHING)} />}
      </Answer>
      {tasks.hasNextPage && <div className="more"><Button loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>{t('list.more')}</Button></div>}
    </>
  )
}

type RowsProps = { tasks: Task[]; view: 'table' | 'board'; filtered: boolean; clear: () => void }

function Rows({ tasks, view, filtered, clear }: RowsProps) {
  const list = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const quick = useQuickAction(tasks)
  useListKeys(list, { enter: (id) => void navigate(`/nhiem-vu/${id}`), r: (id) => quick.start(id, 'report'), x: (id) => quick.start(id, 'ask-extension') })
  if (tasks.length === 0) return <Nothing title={filtered ? 'tasks.noneFiltered' : 'tasks.none'}>{filtered && <Button onClick={clear}>{t('filter.clear')}</Button>}</Nothing>
  const toggle = (id: string) => setPicked(new Set(picked.has(id) ? [...picked].filter((each) => each !== id) : [...picked, id]))
  const toggleAll = () => setPicked(picked.size === tasks.length ? new Set() : new Set(tasks.map(({ id }) => id)))
  return (
    <div ref={list}>
      <ChaseBar tasks={tasks.filter(({ id }) => picked.has(id))} done={() => setPicked(new Set())} />
      {view === 'table' ? <TaskTable tasks={tasks} picking={{ picked, toggle, toggleAll }} /> : <TaskBoard tasks={tasks} />}
      <p className="quiet list-foot">{t('list.shown', { shown: formatNumber(tasks.length) })} · {t('list.keys')}</p>
      <QuickActions quick={quick} />
    </div>
  )
}
