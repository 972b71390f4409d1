import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { addDays } from '@phaodai/vocabulary'
import type { InspectionStatistics } from '@phaodai/office/inspection.ts'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { formatNumber, t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getStatistics, statisticsFile } from './api.ts'
import { Places } from './places.tsx'

/** What was inspected, found and penalised in a period. Bodies stand here for late fixes alone. */
export function InspectionStatisticsPage() {
  useTitle('inspection.statistics')
  const { may } = useMe()
  const { message } = App.useApp()
  const [from, setFrom] = useState(() => addDays(todayInVietnam(), -30))
  const [to, setTo] = useState(todayInVietnam)
  const figures = useQuery({ queryKey: ['inspections', 'statistics', from, to], queryFn: () => getStatistics(from, to), placeholderData: (before) => before })
  const keep = () => void download(statisticsFile(from, to), `${t('inspection.statistics.file')}.xlsx`).catch((error: unknown) => message.error(messageOf(error)))
  return (
    <>
      <Places />
      <header className="page-head"><h1>{t('inspection.statistics')}</h1>{may('violation.export') && <Button icon={<DownloadOutlined />} onClick={keep}>XLSX</Button>}</header>
      <p className="period no-print"><DayField label={t('plan.from')} value={from} onChange={(day) => day && setFrom(day)} /> – <DayField label={t('plan.to')} value={to} onChange={(day) => day && setTo(day)} /></p>
      <Answer of={figures}>{(data) => <Figures of={data} />}</Answer>
    </>
  )
}

function Figures({ of: { inspections, findings, violations, late } }: { of: InspectionStatistics }) {
  const figures: [string, number, string | null][] = [
    [t('inspection.figure.done'), inspections.done, '/so-theo-doi/inspection'], [t('inspection.figure.planned'), inspections.planned, '/kiem-tra'], [t('inspection.figure.cancelled'), inspections.cancelled, null],
    [t('inspection.figure.made'), findings.made, '/so-theo-doi/finding'], [t('inspection.figure.open'), findings.open, '/kiem-tra/kien-nghi'], [t('inspection.figure.overdue'), findings.overdue, '/kiem-tra/kien-nghi?xem=overdue'],
    [t('inspection.figure.reported'), findings.reported, '/kiem-tra/kien-nghi?xem=to-check'], [t('inspection.figure.closed'), findings.closed, '/kiem-tra/kien-nghi?xem=closed'], [t('inspection.figure.closedLate'), findings.closedLate, null],
  ]
  return (
    <>
      <dl className="facts">{figures.map(([name, value, to]) => <div key={name}><dt>{name}</dt><dd className="figures">{to === null ? formatNumber(value) : <Link to={to}>{formatNumber(value)}</Link>}</dd></div>)}</dl>
      <h2>{t('inspection.statistics.violations')}</h2>
      {violations.length === 0 ? <p className="quiet">{t('violation.none')}</p> : <BehaviourTable rows={violations} />}
      <h2>{t('inspection.statistics.late')}</h2>
      <p className="source-line">{t('inspection.statistics.lateWhy')}</p>
      {late.length === 0 ? <p className="quiet">{t('inspection.statistics.noneLate')}</p> : <ul>{late.map((row) => <li key={row.body.id}>{t('inspection.statistics.lateRow', { body: row.body.name, overdue: row.overdue, longest: row.longest })}</li>)}</ul>}
    </>
  )
}

const COLUMNS = ['noted', 'reminded', 'recorded', 'decided', 'fined', 'paid'] as const

function BehaviourTable({ rows }: { rows: InspectionStatistics['violations'] }) {
  const sums = COLUMNS.map((column) => rows.reduce((sum, row) => sum + row[column], 0))
  return (
    <Table caption={t('inspection.statistics.violations')} heads={['inspection.statistics.column.behaviour', ...COLUMNS.map((column) => `inspection.statistics.column.${column}` as const)]}>
      {rows.map((row) => <tr key={row.behaviour}><td>{row.behaviour}</td>{COLUMNS.map((column) => <td key={column} data-label={t(`inspection.statistics.column.${column}`)} className="figures">{formatNumber(row[column])}</td>)}</tr>)}
      <tr className="sum"><th scope="row">{t('inspection.statistics.sum')}</th>{sums.map((sum, n) => <td key={COLUMNS[n]} data-label={t(`inspection.statistics.column.${COLUMNS[n]!}`)} className="figures">{formatNumber(sum)}</td>)}</tr>
    </Table>
  )
}
