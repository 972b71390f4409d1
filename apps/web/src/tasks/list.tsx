import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Task } from '@phaodai/office'
import { listTasks, type TaskFilter } from '../api/office.ts'
import { formatNumber, t } from '../text/t.ts'
import { useKeys, useListKeys } from '../ui/keys.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { QuickActions, useQuickAction } from './actions/quick.tsx'
import { TaskBoard } from './board.tsx'
import { SavedViews } from '../ui/saved-views.tsx'
import { BulkBar, type More } from './bulk/bar.tsx'
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
  const rows = tasks.data?.pages.flatMap((page) => page.rows) ?? []
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
        {() => <Rows tasks={rows} rest={tasks} view={view} filtered={Object.keys(filter).length > 0} clear={() => change(NOTHING)} />}
      </Answer>
      {tasks.hasNextPage && <div className="more"><Button loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>{t('list.more')}</Button></div>}
    </>
  )
}

/** Tasks that may be picked at once: more than a person can judge in one dialog is no careful work. */
const MOST_PICKED = 500

/** Rows that are picked; the rest that matches is fetched before it is picked, so that everything picked has been seen by the list. */
function usePicked(tasks: Task[], rest: ReturnType<typeof useTasks>) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [most, setMost] = useState<number | null>(null)
  const toggle = (id: string) => setPicked(new Set(picked.has(id) ? [...picked].filter((each) => each !== id) : [...picked, id]))
  const toggleAll = () => setPicked(picked.size === tasks.length ? new Set() : new Set(tasks.map(({ id }) => id)))
  const pickAll = async () => {
    let rows = tasks
    let next = rest.hasNextPage
    while (next && rows.length < MOST_PICKED) {
      const got = await rest.fetchNextPage()
      if (got.isError || got.data === undefined) return
      rows = got.data.pages.flatMap((page) => page.rows)
      next = got.hasNextPage
    }
    setPicked(new Set(rows.slice(0, MOST_PICKED).map(({ id }) => id)))
    setMost(rows.length > MOST_PICKED || next ? MOST_PICKED : null)
  }
  const more: More = { has: rest.hasNextPage && most === null && picked.size === tasks.length, loading: rest.isFetchingNextPage, pickAll: () => void pickAll(), most: picked.size === MOST_PICKED ? most : null }
  return { picked, toggle, toggleAll, more, unpick: () => { setPicked(new Set()); setMost(null) } }
}

type RowsProps = { tasks: Task[]; rest: ReturnType<typeof useTasks>; view: 'table' | 'board'; filtered: boolean; clear: () => void }

function Rows({ tasks, rest, view, filtered, clear }: RowsProps) {
  const list = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const { picked, toggle, toggleAll, more, unpick } = usePicked(tasks, rest)
  const quick = useQuickAction(tasks)
  useListKeys(list, { enter: (id) => void navigate(`/nhiem-vu/${id}`), r: (id) => quick.start(id, 'report'), x: (id) => quick.start(id, 'ask-extension'), ' ': toggle })
  useKeys({ a: toggleAll })
  if (tasks.length === 0) return <Nothing title={filtered ? 'tasks.noneFiltered' : 'tasks.none'}>{filtered && <Button onClick={clear}>{t('filter.clear')}</Button>}</Nothing>
  return (
    <div ref={list}>
      <BulkBar tasks={tasks.filter(({ id }) => picked.has(id))} more={more} done={unpick} />
      {view === 'table' ? <TaskTable tasks={tasks} picking={{ picked, toggle, toggleAll }} /> : <TaskBoard tasks={tasks} />}
      <p className="quiet list-foot">{t('list.shown', { shown: formatNumber(tasks.length) })} · {t('list.keys')}</p>
      <QuickActions quick={quick} />
    </div>
  )
}
