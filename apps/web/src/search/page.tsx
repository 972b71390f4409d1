import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { directiveStates, taskStates, type SearchGroup, type SearchHit } from '@phaodai/office'
import { Button, Select } from 'antd'
import { useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { WordsSearch } from '../tasks/filter-line.tsx'
import { hasWord, t, word } from '../text/t.ts'
import { BodySelect, useBodyRef } from '../ui/body-select.tsx'
import { DayField } from '../ui/day-field.tsx'
import { useListKeys } from '../ui/keys.ts'
import { DayText } from '../ui/marks.tsx'
import { SavedViews } from '../ui/saved-views.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { findEverything, searchAt, searchNames, type SearchFilter } from './api.ts'
import { Marked } from './marked.tsx'
import './search.css'

type Change = (change: SearchFilter) => void

/** What is asked stands in the address: a link, a reload and the back button keep it. */
function useSearchFilter(): [SearchFilter, Change] {
  const [params, setParams] = useSearchParams()
  const filter: SearchFilter = Object.fromEntries(searchNames.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])))
  const change: Change = (next) => setParams(Object.fromEntries(Object.entries({ ...filter, ...next }).filter(([, value]) => value !== '')), { replace: true })
  return [filter, change]
}

/** Tìm kiếm: everything that holds the words, by kind, narrowed by kind, issuer, days and state. */
export function SearchPage() {
  const [filter, change] = useSearchFilter()
  useTitle('search.page', filter.q)
  const asked = Object.keys(filter).some((name) => name !== 'kind')
  return (
    <div className="search-page">
      <div className="page-head"><h1>{t('search.page')}</h1></div>
      <SavedViews place="search" query={filter} show={(query) => change({ q: '', kind: '', issuerId: '', from: '', to: '', state: '', ...query })} />
      <SearchLine filter={filter} change={change} />
      {!asked ? <Help /> : filter.kind === undefined ? <Groups filter={filter} /> : <OneKind filter={filter} kind={filter.kind} change={change} />}
    </div>
  )
}

const states = [...new Set<string>([...directiveStates, ...taskStates])]
const stateWord = (state: string): string => (hasWord(`directiveState.${state}`) ? word(`directiveState.${state}`) : word(`taskState.${state}`))
const kinds = ['document', 'item', 'task', 'body'] as const

function SearchLine({ filter, change }: { filter: SearchFilter; change: Change }) {
  const issuer = useBodyRef(filter.issuerId === undefined ? null : Number(filter.issuerId))
  return (
    <div className="filter-line" role="search" aria-label={t('search.page')}>
      <WordsSearch value={filter.q ?? ''} onChange={(q) => change({ q })} />
      <Select size="small" allowClear value={filter.kind ?? null} placeholder={t('search.anyKind')} aria-label={t('search.byKind')} options={kinds.map((kind) => ({ value: kind, label: t(`search.kind.${kind}`) }))} onChange={(kind) => change({ kind: kind ?? '' })} popupMatchSelectWidth={false} />
      <span className="filter-body"><BodySelect value={issuer} label={t('search.issuer')} placeholder={t('search.issuer')} onChange={(body) => change({ issuerId: body === null ? '' : String(body.id) })} /></span>
      <DayField size="small" label={t('search.from')} value={filter.from ?? null} onChange={(day) => change({ from: day ?? '' })} />
      <DayField size="small" label={t('search.to')} value={filter.to ?? null} onChange={(day) => change({ to: day ?? '' })} />
      <Select size="small" allowClear value={filter.state ?? null} placeholder={t('search.state')} aria-label={t('search.state')} options={states.map((state) => ({ value: state, label: stateWord(state) }))} onChange={(state) => change({ state: state ?? '' })} popupMatchSelectWidth={false} />
    </div>
  )
}

function Help() {
  return (
    <div className="nothing search-help">
      <p>{t('search.help')}</p>
      <ul>{(['marks', 'number', 'quotes', 'keys'] as const).map((way) => <li key={way}>{t(`search.help.${way}`)}</li>)}</ul>
    </div>
  )
}

function NothingFound({ filter, change }: { filter: SearchFilter; change?: Change }) {
  const narrowed = Object.keys(filter).length > 1
  return (
    <div className="nothing search-help" role="status">
      <p>{t('search.noneFor', { q: filter.q ?? '' })}</p>
      <ul>
        {filter.q?.includes('"') === true && <li>{t('search.none.quotes')}</li>}
        <li>{t('search.none.fewer')}</li>
        {narrowed && <li>{t('search.none.filters')} {filter.q !== undefined && <Link to={searchAt({ q: filter.q })}>{t('search.none.clear')}</Link>}</li>}
        <li>{t('search.none.scope')}</li>
      </ul>
      {change && <Button onClick={() => change({ kind: '' })}>{t('search.allKinds')}</Button>}
    </div>
  )
}

function Groups({ filter }: { filter: SearchFilter }) {
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list, {})
  const found = useQuery({ queryKey: ['search', 'page', filter], queryFn: ({ signal }) => findEverything(filter, {}, signal), placeholderData: (before) => before })
  return (
    <Answer of={found}>
      {({ groups }) => {
        const full = groups.filter(({ hits }) => hits.length > 0)
        if (full.length === 0) return <NothingFound filter={filter} />
        return <div ref={list} aria-busy={found.isFetching}>{full.map((group) => <Group key={group.kind} group={group} filter={filter} />)}</div>
      }}
    </Answer>
  )
}

function Group({ group, filter }: { group: SearchGroup; filter: SearchFilter }) {
  return (
    <section className="search-group">
      <h2>{word(`search.kind.${group.kind}`)}</h2>
      <Hits hits={group.hits} />
      {group.next !== null && <p><Link to={searchAt({ ...filter, kind: group.kind })}>{t('search.more', { kind: word(`search.kind.${group.kind}`).toLowerCase() })}</Link></p>}
    </section>
  )
}

function Hits({ hits }: { hits: readonly SearchHit[] }) {
  return <ol>{hits.map((hit) => <Found key={hit.id} hit={hit} />)}</ol>
}

function Found({ hit }: { hit: SearchHit }) {
  return (
    <li className="found">
      <Link to={hit.path} data-row={hit.id}>
        <span className="found-head">
          {hit.title !== '' && hit.title !== hit.words && <span className="found-title">{hit.title}</span>}
          {hit.body !== null && <span>{hit.body.name}</span>}
          {hit.day !== null && <DayText day={hit.day} />}
          {hit.state !== null && <span>{stateWord(hit.state)}</span>}
        </span>
        <span className="hit-said"><Marked hit={hit} /></span>
      </Link>
    </li>
  )
}

function OneKind({ filter, kind, change }: { filter: SearchFilter; kind: string; change: Change }) {
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list, {})
  const found = useInfiniteQuery({
    queryKey: ['search', 'kind', filter], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => findEverything(filter, { limit: 20, after: pageParam }, signal),
    getNextPageParam: ({ groups }) => groups[0]?.next ?? undefined, placeholderData: (before) => before,
  })
  return (
    <Answer of={found}>
      {({ pages }) => {
        const hits = pages.flatMap(({ groups }) => groups[0]?.hits ?? [])
        if (hits.length === 0) return <NothingFound filter={filter} change={change} />
        return (
          <section className="search-group" ref={list}>
            <h2>{word(`search.kind.${kind}`)}</h2>
            <Hits hits={hits} />
            {found.hasNextPage && <div className="more"><Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('list.more')}</Button></div>}
          </section>
        )
      }}
    </Answer>
  )
}
