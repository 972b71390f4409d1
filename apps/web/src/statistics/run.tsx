import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { Link, useParams } from 'react-router'
import type { FigureChange, StatisticsRunDetail } from '@phaodai/office'
import { download, messageOf } from '../api/client.ts'
import { getRun, runPath } from '../api/statistics-runs.ts'
import { t, word } from '../text/t.ts'
import { DayText, InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { FormTable, groupName } from './form-table.tsx'
import { LateList } from './late-list.tsx'
import { RunState } from './sending.tsx'
import './statistics.css'

/** One period's statistics as they went out: the figures kept, who has opened them, what a later count says otherwise. */
export function StatisticsRunPage() {
  const { id = '' } = useParams()
  const run = useQuery({ queryKey: ['statistics', 'run', id], queryFn: () => getRun(id) })
  useTitle('sending.title', run.data?.name)
  return <Answer of={run}>{(data) => <Run run={data} />}</Answer>
}

function Run({ run }: { run: StatisticsRunDetail }) {
  const { message } = App.useApp()
  const { found, query, readers, changes, visible } = run
  const own = changes !== null
  return (
    <article className="statistics">
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/thong-ke/gui">{t('sending.title')}</Link></nav>
      <div className="page-head">
        <h1>{run.name} <span className="quiet"><DayText day={run.from} /> – <DayText day={run.to} /></span></h1>
        {found !== null && <div className="page-tools no-print">{(['xlsx', 'docx', 'pdf'] as const).map((format) => <Button key={format} icon={<DownloadOutlined />} onClick={() => void download(runPath(run.id, format), `thong-ke-${run.to}.${format}`).catch((error: unknown) => void message.error(messageOf(error)))}>{format.toUpperCase()}</Button>)}</div>}
      </div>
      <p>{run.owner.name}{run.madeAt !== null && <> · {t('sending.madeAt')} <InstantText at={run.madeAt} /></>}{run.late && <> · {t('sending.late')}</>}{own && <> · <RunState run={run} /></>}</p>
      {found !== null && <p className="quiet">{t('sending.asAt')} <DayText day={found.day} />.</p>}
      {own && found !== null && <Changes changes={changes} by={query.by} />}
      {found !== null && visible !== null && <Seen all={found.total.total} seen={visible.total.total} />}
      {found !== null && <><FormTable found={found} query={query} visible={visible} />{found.late.length > 0 && <LateList found={found} query={query} visible={visible} />}</>}
      {own && readers.length > 0 && <section><h2>{t('sending.readers')}</h2><ul className="rows">{readers.map(({ body, readAt }) => <li key={body.id}>{body.name} · <span className="quiet">{readAt === null ? t('sending.unread') : <InstantText at={readAt} />}</span></li>)}</ul></section>}
    </article>
  )
}

/** How much of another body's figures one may open. */
function Seen({ all, seen }: { all: number; seen: number }) {
  return <p>{all === seen ? t('sending.seenAll', { all }) : t('sending.seenSome', { all, seen })} <span className="quiet">{t('sending.seenWhat')}</span></p>
}

function Changes({ changes, by }: { changes: readonly FigureChange[]; by: StatisticsRunDetail['query']['by'] }) {
  if (changes.length === 0) return <p className="quiet">{t('sending.unchanged')}</p>
  return (
    <details>
      <summary>{t('sending.changes', { count: changes.length })}</summary>
      <Table caption={t('sending.changed')} heads={[`statistics.by.${by}`, 'statistics.standing', 'sending.was', 'sending.now']}>
        {changes.map(({ key, name, standing, was, now }) => (
          <tr key={`${key} ${standing}`}>
            <td>{groupName({ key, name }, by)}</td><td data-label={t('statistics.standing')}>{word(`standing.${standing}`)}</td>
            <td data-label={t('sending.was')} className="figures">{was}</td><td data-label={t('sending.now')} className="figures">{now}</td>
          </tr>
        ))}
      </Table>
    </details>
  )
}
