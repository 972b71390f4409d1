import { InboxOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Directive } from '@phaodai/office'
import { listDirectives } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { WordsSearch } from '../tasks/filter-line.tsx'
import { formatNumber, t, word } from '../text/t.ts'
import { useListKeys } from '../ui/keys.ts'
import { DayText } from '../ui/marks.tsx'
import { StateBar } from '../ui/state-bar.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'

const boxes = ['own', 'received', 'drafts'] as const
type Box = (typeof boxes)[number]
const nothing = { own: 'directives.none.own', received: 'directives.none.received', drafts: 'directives.none.drafts' } as const

/** Văn bản: what we issued, what came to us, what is still being reviewed. */
export function DirectiveListPage() {
  useTitle('rail.directives')
  const { may } = useMe()
  const [params, setParams] = useSearchParams()
  const wanted = params.get('box')
  const box: Box = boxes.find((each) => each === wanted) ?? (may('directive.intake') ? 'own' : 'received')
  const q = params.get('q') ?? ''
  const set = (name: string, value: string) => setParams((before) => {
    const after = new URLSearchParams(before)
    if (value === '') after.delete(name)
    else after.set(name, value)
    return after
  }, { replace: true })
  const open = boxes.filter((each) => each === 'received' || may('directive.intake'))
  return (
    <>
      <div className="page-head">
        <h1>{t('rail.directives')}</h1>
        <div className="page-tools">
          {may('directive.chase') && <Link to="/van-ban/chua-doc">{t('unread.title')}</Link>}
          <WordsSearch value={q} onChange={(words) => set('q', words)} />
          {may('directive.intake') && <Link to="/van-ban/tiep-nhan"><Button type="primary" icon={<InboxOutlined />} tabIndex={-1}>{t('intake.title')}</Button></Link>}
        </div>
      </div>
      <nav className="views" aria-label={t('directives.boxes')}>
        {open.map((each) => <Link key={each} to={`/van-ban?box=${each}`} aria-current={each === box ? 'page' : undefined}>{t(`directiveBox.${each}`)}</Link>)}
      </nav>
      <DirectiveRows key={box} box={box} q={q} />
    </>
  )
}

function DirectiveRows({ box, q }: { box: Box; q: string }) {
  const directives = useInfiniteQuery({
    queryKey: ['directives', 'list', box, q], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => listDirectives({ box, q }, pageParam), getNextPageParam: (page) => page.next ?? undefined, placeholderData: (before) => before,
  })
  const list = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  useListKeys(list, { enter: (address) => void navigate(address) })
  return (
    <Answer of={directives}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.rows).filter(({ state }) => box !== 'own' || state !== 'draft')
        if (rows.length === 0) return <Nothing title={q === '' ? nothing[box] : 'directives.noneFound'} />
        return (
          <div ref={list}>
            <DirectiveTable rows={rows} box={box} />
            {directives.hasNextPage && <div className="more"><Button onClick={() => void directives.fetchNextPage()}>{t('list.more')}</Button></div>}
          </div>
        )
      }}
    </Answer>
  )
}

function DirectiveTable({ rows, box }: { rows: Directive[]; box: Box }) {
  return (
    <Table caption={t(`directiveBox.${box}`)} heads={['directive.document', 'directive.issuer', 'directive.issuedOn', 'directive.state', 'directive.tasks']}>
      {rows.map((row) => <DirectiveRow key={row.id} row={row} />)}
    </Table>
  )
}

/** Where a document opens: a draft in review, the rest as it stands. */
export function addressOf(row: Pick<Directive, 'id' | 'state'>): string {
  return row.state === 'draft' ? `/van-ban/${row.id}/ra-soat` : `/van-ban/${row.id}`
}

function DirectiveRow({ row }: { row: Directive }) {
  const address = addressOf(row)
  return (
    <tr>
      <td className="cell-what">
        <Link to={address} data-row={address} className="task-link"><strong>{row.number ?? t('directive.noNumber')}</strong> <span className="clamp-2">{row.abstract ?? t('directive.noAbstract')}</span></Link>
        <span className="source-line">{word(`docType.${row.docType}`)}{row.urgency !== null && <> · <strong>{word(`urgency.${row.urgency}`)}</strong></>}</span>
      </td>
      <td data-label={t('directive.issuer')}>{row.issuer?.name ?? row.issuerText ?? <span className="quiet">{t('directive.unknownIssuer')}</span>}</td>
      <td data-label={t('directive.issuedOn')} className="nowrap"><DayText day={row.issuedOn} /></td>
      <td data-label={t('directive.state')} className="nowrap">{t(`directiveState.${row.state}`)}</td>
      <td data-label={t('directive.tasks')} className="cell-tasks"><TaskNumbers row={row} /></td>
    </tr>
  )
}

function TaskNumbers({ row }: { row: Directive }) {
  const { total, notStarted, inProgress, awaiting, done, overdue } = row.tasks
  if (total === 0) return <span className="quiet">{t('directive.noTasks')}</span>
  return (
    <>
      <StateBar total={total} states={{ not_started: notStarted, in_progress: inProgress, awaiting_confirmation: awaiting, done }} />
      <span className="figures"><Link to={tasksAt({ directiveId: row.id, role: 'answering' })}>{t('directive.taskCount', { count: total })}</Link>{overdue > 0 && <> · <Link className="late-link" to={tasksAt({ directiveId: row.id, pile: 'late', role: 'answering' })}>{t('directive.overdueCount', { count: formatNumber(overdue) })}</Link></>}</span>
    </>
  )
}
