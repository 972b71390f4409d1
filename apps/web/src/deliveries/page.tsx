import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { UnreadPage as Unread } from '@phaodai/office'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getUnread } from './api.ts'
import './deliveries.css'
import { Chased, ChaseUnread } from './chase.tsx'

type Row = Unread['rows'][number]

/** Own documents that somebody has not opened, the longest waiting first; several recipients are chased at once. */
export function UnreadPage() {
  useTitle('unread.title')
  const page = useQuery({ queryKey: ['deliveries', 'unread'], queryFn: getUnread })
  return (
    <section className="unread-page">
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/van-ban">{t('rail.directives')}</Link></nav>
      <div className="page-head"><h1>{t('unread.title')}</h1></div>
      <Answer of={page}>{(data) => (data.rows.length === 0 ? <Nothing title="unread.none"><p className="quiet">{t('unread.noneWhat')}</p></Nothing> : <Documents page={data} />)}</Answer>
    </section>
  )
}

function Documents({ page: { rows, more } }: { page: Unread }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const all = rows.flatMap(({ unread }) => unread)
  const picked = all.filter(({ id }) => chosen.has(id))
  const choose = (ids: readonly string[], on: boolean) => setChosen((before) => new Set([...before].filter((id) => !ids.includes(id)).concat(on ? ids : [])))
  return (
    <>
      <div className="review-bar no-print">
        <Checkbox checked={picked.length === all.length} indeterminate={picked.length > 0 && picked.length < all.length} onChange={({ target }) => choose(all.map(({ id }) => id), target.checked)}>{t('unread.all', { count: all.length })}</Checkbox>
        <ChaseUnread unread={picked} number={null} onDone={() => setChosen(new Set())} />
      </div>
      {rows.map((row) => <DocumentRow key={row.directive.id} row={row} chosen={chosen} choose={choose} />)}
      {more > 0 && <p className="quiet">{t('unread.more', { count: more })}</p>}
    </>
  )
}

function DocumentRow({ row: { directive, total, read, unread }, chosen, choose }: { row: Row; chosen: ReadonlySet<string>; choose: (ids: readonly string[], on: boolean) => void }) {
  const ids = unread.map(({ id }) => id)
  const picked = ids.filter((id) => chosen.has(id)).length
  return (
    <section className="unread-document" aria-label={directive.number ?? directive.abstract ?? t('directive.noNumber')}>
      <h2><Checkbox aria-label={t('unread.pick', { number: directive.number ?? '' })} checked={picked === ids.length} indeterminate={picked > 0 && picked < ids.length} onChange={({ target }) => choose(ids, target.checked)} className="no-print" /> <Link to={`/van-ban/${directive.id}`}>{directive.number ?? t('directive.noNumber')}</Link> <span className="quiet">{t('unread.sum', { read, total })}</span></h2>
      <p className="clamp-1 quiet">{directive.abstract}</p>
      <ul className="rows">
        {unread.map((each) => (
          <li key={each.id} className="unread-row">
            <Checkbox className="no-print" checked={chosen.has(each.id)} onChange={({ target }) => choose([each.id], target.checked)}>{each.body.name}</Checkbox>
            <span className="quiet">{t(`purpose.${each.purpose}`)} · {t('unread.since')} <InstantText at={each.deliveredAt} /></span>
            <Chased {...each} />
          </li>
        ))}
      </ul>
    </section>
  )
}
