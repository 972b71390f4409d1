import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { Link } from 'react-router'
import { formatDay } from '@phaodai/vocabulary'
import type { Statistics, StatisticsQuery } from '@phaodai/office'
import { download, messageOf } from '../api/client.ts'
import { getStatistics, statisticsPath } from '../api/statistics.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { AskedLine, GroupTabs } from './asked.tsx'
import { FormTable } from './form-table.tsx'
import { LateList } from './late-list.tsx'
import { useStatisticsQuery } from './query.ts'
import './statistics.css'

/** Thống kê nhiệm vụ: the form of the government offices for any body and period; every number opens to its tasks. */
export function StatisticsPage() {
  useTitle('statistics.title')
  const { post } = useMe()
  const [query, change] = useStatisticsQuery()
  const found = useQuery({ queryKey: ['tasks', 'statistics', query], queryFn: () => getStatistics(query), placeholderData: (before) => before, enabled: query.from <= query.to })
  return (
    <article className="statistics">
      <div className="page-head">
        <h1>{t('statistics.title')}</h1>
        <div className="page-tools no-print"><Tools query={query} /></div>
      </div>
      <nav className="views no-print" aria-label={t('tasks.view')}><Link to="/nhiem-vu">{t('tasks.title')}</Link><Link to="/thong-ke" aria-current="page">{t('statistics.title')}</Link><Link to="/thong-ke/gui">{t('sending.title')}</Link></nav>
      <AskedLine query={query} change={change} ownId={post?.body.id ?? null} />
      <GroupTabs query={query} change={change} />
      {query.from > query.to ? <p role="alert">{t('statistics.badPeriod')}</p> : <Answer of={found}>{(data) => <Found found={data} query={query} />}</Answer>}
    </article>
  )
}

function Found({ found, query }: { found: Statistics; query: StatisticsQuery }) {
  const period = `${t(`statistics.side.${query.side}`)} ${found.body.name} · ${t(`statistics.basis.${query.basis}`)} ${t('statistics.from')} ${formatDay(query.from)} ${t('statistics.to')} ${formatDay(query.to)}`
  return (
    <>
      <p className="period-line">{period}{query.deadlineSource !== undefined && <> · {t(`statistics.source.${query.deadlineSource}`)}</>} · {t('statistics.asOf')} {formatDay(found.day)}</p>
      {found.groups.length === 0 ? <Nothing title="statistics.none"><p className="quiet">{t('statistics.noneHelp')}</p></Nothing> : (
        <>
          <FormTable found={found} query={query} />
          <Notes found={found} query={query} />
          <LateList found={found} query={query} />
        </>
      )}
    </>
  )
}

function Notes({ found, query }: { found: Statistics; query: StatisticsQuery }) {
  return (
    <div className="form-notes quiet">
      <p>{t('statistics.formula')}</p>
      <p>{t('statistics.apartNote')}{query.by === 'topic' && <> {t('statistics.topicNote')}</>}{found.moreGroups > 0 && <> {t('statistics.moreGroups')} {found.moreGroups}.</>}</p>
    </div>
  )
}

type Kind = Parameters<typeof statisticsPath>

function Tools({ query }: { query: StatisticsQuery }) {
  const { message } = App.useApp()
  const fetchFile = (part: Kind[1], format: Kind[2]) =>
    void download(statisticsPath(query, part, format), `${t(part === 'late' ? 'statistics.file.late' : 'statistics.file.table')}-${query.to}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
  return (
    <>
      {(['xlsx', 'docx', 'pdf'] as const).map((format) => <Button key={format} size="small" icon={<DownloadOutlined />} onClick={() => fetchFile('export', format)}>{format.toUpperCase()}<span className="unseen"> {t('statistics.title')}</span></Button>)}
      <Dropdown trigger={['click']} menu={{ items: (['docx', 'pdf'] as const).map((format) => ({ key: format, label: format.toUpperCase(), onClick: () => fetchFile('late', format) })) }}>
        <Button size="small" icon={<DownloadOutlined />}>{t('statistics.exportLate')}</Button>
      </Dropdown>
      <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('statistics.print')}</Button>
    </>
  )
}
