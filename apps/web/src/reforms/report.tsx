import { Alert, Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import type { Reform, ReformReport, ReformRun } from '@phaodai/office/reform.ts'
import { formatDay } from '@phaodai/vocabulary'
import { download } from '../api/client.ts'
import { t, word, type Key } from '../text/t.ts'
import { Table } from '../ui/table.tsx'
import { reportPath } from './api.ts'

const SHOWN = 30

/** A run on its way, failed, or over with its report. */
export function RunView({ reform, run }: { reform: Reform; run: ReformRun }) {
  if (run.state === 'queued' || run.state === 'running') {
    return (
      <div role="status" className="reform-running">
        <p>{run.steps === 0 ? t('reform.queued') : t('reform.running', { step: run.step, steps: run.steps })}</p>
        <Progress percent={run.steps === 0 ? 0 : Math.round((run.step / run.steps) * 100)} showInfo={false} strokeColor="var(--accent)" aria-label={t('reform.rehearse')} />
      </div>
    )
  }
  if (run.state === 'failed' || !run.report) {
    const known = ['unresolved', 'plan-moved-on', 'not-confirmed', 'before-its-day', 'server-error'].includes(run.problem ?? '')
    return <Alert role="alert" type="error" showIcon title={t('reform.failed', { problem: word(`reform.problem.${known ? run.problem : 'other'}`) })} />
  }
  return <Report reform={reform} run={run} report={run.report} />
}

function Report({ reform, run, report }: { reform: Reform; run: ReformRun; report: ReformReport }) {
  const clear = report.unresolved.length === 0 && report.faults.length === 0
  return (
    <section className="reform-report" aria-label={t(run.kind === 'rehearsal' ? 'reform.report' : 'reform.reportDone')}>
      <div className="section-head"><h3>{t(run.kind === 'rehearsal' ? 'reform.report' : 'reform.reportDone')}</h3>
        <Button size="small" className="no-print" onClick={() => void download(reportPath(reform.id, run.id), `${t('reform.fileName')}.xlsx`)}>{t('reform.downloadReport')}</Button></div>
      <p className="quiet">{t('reform.reportTook', { day: formatDay(report.day), seconds: (report.millis / 1000).toLocaleString('vi-VN', { maximumFractionDigits: 1 }) })}</p>
      {run.plan !== reform.plan && <Alert type="warning" showIcon title={t('reform.oldRehearsal')} className="gap-below" />}
      {clear ? <Alert type="info" showIcon title={t('reform.allClear')} className="gap-below" /> : <Unresolved report={report} />}
      <Part title="reform.totals" heads={['reform.kind', 'reform.before', 'reform.after']}>
        {report.totals.map(({ kind, before, after }) => <tr key={kind}><td>{nameOf(kind)}</td><td data-label={t('reform.before')} className="figures">{before}</td><td data-label={t('reform.after')} className="figures">{after}</td></tr>)}
      </Part>
      <Part title="reform.kinds" note="reform.kindsNote" heads={['reform.kind', 'reform.before', 'reform.moved', 'reform.stayed']}>
        {report.kinds.filter(({ before }) => before > 0).map(({ kind, before, moved, stayed }) => (
          <tr key={kind}><td>{word(`reform.kind.${kind}`)}</td><td data-label={t('reform.before')} className="figures">{before}</td><td data-label={t('reform.moved')} className="figures">{moved}</td><td data-label={t('reform.stayed')} className="figures">{stayed}</td></tr>
        ))}
      </Part>
      <Part title="reform.flows" heads={['reform.from', 'reform.to', 'reform.count']}>
        {report.flows.slice(0, SHOWN).map(({ from, to, n }) => <tr key={`${from}/${to}`}><td>{from}</td><td data-label={t('reform.to')}>{to}</td><td data-label={t('reform.count')} className="figures">{n}</td></tr>)}
      </Part>
      {report.flows.length > SHOWN && <p className="quiet">{t('reform.flowsMore', { n: report.flows.length - SHOWN })}</p>}
      <Part title="reform.access" note="reform.accessNote" heads={['reform.post', 'reform.from', 'reform.to', 'reform.before', 'reform.after']}>
        {report.access.map(({ title, from, to, before, after }, index) => (
          <tr key={index}><td>{title}</td><td data-label={t('reform.from')}>{from}</td><td data-label={t('reform.to')}>{to ?? <strong>{t('reform.loses')}</strong>}</td>
            <td data-label={t('reform.before')} className="figures">{before}</td><td data-label={t('reform.after')} className="figures">{after}</td></tr>
        ))}
      </Part>
      <h3>{t('reform.ends')}</h3><p className="quiet">{t('reform.endsNote')}</p>
    </section>
  )
}

/** What is counted is named by the operation's own words, registers by theirs. */
const nameOf = (kind: string): string => {
  const own = word(`reform.total.${kind}`)
  return own === `reform.total.${kind}` ? word(`register.${kind}`) : own
}

/** What does not come out even; a count that differs is named by what was counted. */
const faultOf = (fault: string): string => (fault.startsWith('lost-') ? t('reform.fault.lost', { kind: nameOf(fault.slice('lost-'.length)) }) : word(`reform.fault.${fault}`))

function Unresolved({ report }: { report: ReformReport }) {
  return (
    <Alert role="alert" type="warning" showIcon className="gap-below" title={t('reform.unresolved')} description={(
      <ul>
        {report.unresolved.slice(0, SHOWN).map(({ kind, name }) => <li key={`${kind}/${name}`}>{word(`reform.unresolved.${kind}`)}: {name}</li>)}
        {report.unresolved.length > SHOWN && <li>{t('reform.unresolvedMore', { n: report.unresolved.length - SHOWN })}</li>}
        {report.faults.map(({ fault, n }) => <li key={fault}>{faultOf(fault)}: {n}</li>)}
      </ul>
    )} />
  )
}

function Part({ title, note, heads, children }: { title: Key; note?: Key; heads: readonly Key[]; children: ReactNode }) {
  return <><h3>{t(title)}</h3>{note && <p className="quiet">{t(note)}</p>}<Table caption={t(title)} heads={heads}>{children}</Table></>
}
