import { useInfiniteQuery } from '@tanstack/react-query'
import type { RecordRow, Register } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useKeys, useListKeys } from '../ui/keys.ts'
import { Answer } from '../ui/states.tsx'
import { Actions } from './act.tsx'
import { useColumns, useListQuery } from './address.ts'
import { fetchPage, type Names, type Page, type Query } from './api.ts'
import { FilterLine } from './filter-line.tsx'
import { ImportWizard } from './import.tsx'
import { Panel } from './panel.tsx'
import { RecordTable } from './table.tsx'
import { Tools } from './tools.tsx'
import { SavedViews } from '../ui/saved-views.tsx'
import { kit } from './words.ts'

type Props = { register: Register; may: readonly string[]; opened: string | null; open: (id: string | null) => void }

function usePages(register: Register, query: Query) {
  return useInfiniteQuery({
    queryKey: ['registers', register.name, 'list', query], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchPage(register.name, query, pageParam, signal), getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
}

/** The list of one register with everything around it; the opened record stands beside. */
export function RegisterList({ register, may, opened, open }: Props) {
  const [query, change, show] = useListQuery(register)
  const [columns, chooseColumns, allColumns] = useColumns(register)
  const [importing, setImporting] = useState(false)
  const pages = usePages(register, query)
  const names = mergedNames(pages.data?.pages ?? [])
  useKeys({ n: () => (may.includes('create') ? open('new') : false), escape: () => (opened === null ? false : open(null)) })
  return (
    <div className={opened === null ? 'kit-page' : 'kit-page beside'}>
      <section>
        <div className="kit-head">
          <SavedViews place={`register:${register.name}`} formerly={`phaodai.register.${register.name}.views`} {...{ query, show }} />
          <Tools {...{ register, may, query, columns, allColumns, chooseColumns }} onNew={() => open('new')} onImport={() => setImporting(true)} />
        </div>
        <FilterLine {...{ register, query, names, change }} />
        <Answer of={pages}>
          {({ pages: found }) => <Rows {...{ register, may, names, columns, opened, open, query, change, show }} rows={found.flatMap((page) => page.rows)} total={totalOf(found)} looking={found.at(-1)!.reached !== null} />}
        </Answer>
        <Further key={JSON.stringify(query)} pages={pages} />
      </section>
      {opened !== null && <Panel {...{ register, may }} id={opened} onClose={() => open(null)} onMade={open} />}
      {importing && <ImportWizard register={register} onClose={() => setImporting(false)} />}
    </div>
  )
}

/** How many there are: as counted, or, once the list has come to its end, as many as stand here. */
function totalOf(pages: readonly Page[]): number | null {
  return pages.at(-1)?.next === null ? pages.reduce((sum, { rows }) => sum + rows.length, 0) : pages[0]?.total ?? null
}

/** More rows: by a click, or of a search that is not at its end yet by itself, until it is or is stopped. */
function Further({ pages }: { pages: ReturnType<typeof usePages> }) {
  const [stopped, setStopped] = useState(false)
  const { fetchNextPage, isFetching, isFetchNextPageError } = pages
  const reached = pages.data?.pages.at(-1)?.reached ?? null
  const goesOn = reached !== null && !stopped && !isFetching && !isFetchNextPageError
  useEffect(() => {
    if (goesOn) void fetchNextPage()
  }, [goesOn, fetchNextPage])
  if (!pages.hasNextPage) return null
  if (reached === null || isFetchNextPageError) return <div className="more"><Button loading={pages.isFetchingNextPage} onClick={() => void fetchNextPage()}>{kit('more')}</Button></div>
  const day = formatDay(reached)
  return (
    <div className="more" role="status">
      <span className="quiet">{kit(stopped ? 'reached' : 'looking', { day })} </span>
      <Button onClick={() => setStopped(!stopped)}>{kit(stopped ? 'lookOn' : 'lookNoMore')}</Button>
    </div>
  )
}

function mergedNames(pages: readonly Page[]): Names {
  const names: Names = {}
  for (const page of pages) for (const [target, more] of Object.entries(page.names)) names[target] = { ...names[target], ...more }
  return names
}

type RowsProps = Props & { names: Names; columns: string[]; query: Query; change: (change: Query) => void; show: (query: Query) => void; rows: RecordRow[]; total: number | null; looking: boolean }

function Rows({ register, may, names, columns, opened, open, query, change, show, rows, total, looking }: RowsProps) {
  const list = useRef<HTMLDivElement>(null)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  useListKeys(list, { enter: open, ' ': (id) => toggle(id) })
  const toggle = (id: string) => setPicked(new Set(picked.has(id) ? [...picked].filter((each) => each !== id) : [...picked, id]))
  const toggleAll = () => setPicked(picked.size === rows.length ? new Set() : new Set(rows.map(({ id }) => id)))
  const chosen = rows.filter(({ id }) => picked.has(id))
  if (rows.length === 0 && looking) return null
  if (rows.length === 0) return <Empty filtered={Object.keys(query).length > 0} clear={() => show({})} create={may.includes('create') ? () => open('new') : undefined} />
  return (
    <div ref={list}>
      {chosen.length > 0 && <div className="kit-bulk" role="toolbar" aria-label={kit('selected', { n: chosen.length })}><span>{kit('selected', { n: chosen.length })}</span><Actions register={register} rows={chosen} may={may} onDone={() => setPicked(new Set())} /></div>}
      <RecordTable {...{ register, rows, names, columns, opened }} sort={query.sort ?? `-${register.order}`} onSort={(sort) => change({ sort })} onOpen={open} picking={{ picked, toggle, toggleAll }} />
      <p className="quiet list-foot">{looking ? kit('found', { n: rows.length }) : total === null ? kit('totalMany') : kit('total', { total })}<span className="kit-keys"> · {kit('keys')}</span></p>
    </div>
  )
}

function Empty({ filtered, clear, create }: { filtered: boolean; clear: () => void; create: (() => void) | undefined }) {
  return (
    <div className="nothing">
      <p>{filtered ? kit('emptyFiltered') : kit('empty')}</p>
      {filtered ? <Button onClick={clear}>{kit('clearFilters')}</Button> : create && <Button type="primary" onClick={create}>{kit('new')}</Button>}
    </div>
  )
}
