import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import { columnsOf, narrativeParts, type QuickReport } from '@phaodai/office/quick-report.ts'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { useKeys } from '../ui/keys.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { changeReport, getReport, paperPath } from './api.ts'
import { FiguresForm } from './figures-form.tsx'
import { AdjustDialog, Judging, SendDialog, useQuickStep } from './steps.tsx'
import { useEntry, type Entry } from './use-entry.ts'
import { checkText, figureText, labelOf, stateText, TimelinessMark, timeText } from './words.tsx'
import './quick-reports.css'

/** One quick report: figures, what does not fit, the narrative, and its life. */
export function QuickReportPage() {
  const { id = '' } = useParams()
  const found = useQuery({ queryKey: ['quick-reports', 'one', id], queryFn: () => getReport(id) })
  return <Answer of={found}>{(report) => <Report key={report.id} report={report} />}</Answer>
}

function Report({ report }: { report: QuickReport }) {
  const { may } = useMe()
  const entry = useEntry(report)
  const open = report.mine && (report.state === 'draft' || report.state === 'returned')
  const writable = open && may('quick_report.enter')
  useTitle('quick.title', report.unit.name)
  return (
    <article className="quick">
      <nav className="crumbs no-print"><Link to={`/bao-cao-nhanh?day=${report.day}`}>{t('quick.backToDay', { day: formatDay(report.day) })}</Link>{report.above && report.judges && <Link to={`/bao-cao-nhanh?day=${report.day}&unit=${report.unit.id}`}>{report.unit.name}</Link>}</nav>
      <div className="page-head">
        <h1>{t('quick.title')} · {report.unit.name} · {formatDay(report.day)}</h1>
        <div className="page-tools no-print"><Judging report={report} /><Files report={report} /></div>
      </div>
      <Standing report={report} />
      {open && (writable || may('quick_report.send')) && <WriteBar report={report} entry={entry} writable={writable} />}
      <Checks report={report} entry={entry} />
      <FiguresForm report={report} entry={entry} writable={writable} />
      <Narrative report={report} entry={entry} writable={writable} />
      {report.state === 'locked' && <Adjustments report={report} />}
    </article>
  )
}

function Files({ report: { id, day } }: { report: QuickReport }) {
  const { message } = App.useApp()
  const fetchFile = (format: 'xlsx' | 'docx' | 'pdf') => void download(paperPath(id, format), `bao-cao-nhanh-${day}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
  return (
    <>
      {(['xlsx', 'docx', 'pdf'] as const).map((format) => <Button key={format} size="small" icon={<DownloadOutlined />} onClick={() => fetchFile(format)}>{format.toUpperCase()}<span className="unseen"> {t('quick.title')}</span></Button>)}
      <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('quick.print')}</Button>
    </>
  )
}

const moment = (who: string | null, at: string) => ({ who: who ?? '', time: timeText(at), day: formatDay(dayInVietnam(at)) })

/** Where the report stands, in time or not, and who did what. */
function Standing({ report }: { report: QuickReport }) {
  const steps: [Key, string | null, string | null][] = [['quick.sentBy', report.senderTitle, report.sentAt], ['quick.approvedBy', report.approverTitle, report.approvedAt], ['quick.lockedBy', report.lockerTitle, report.lockedAt]]
  return (
    <>
      <p className="quick-standing"><strong>{stateText(report)}</strong> · <TimelinessMark timeliness={report.timeliness} /> · <span className="quiet">{report.dueAt === null ? t('quick.noCutOff') : t('quick.cutOff', { time: timeText(report.dueAt), day: formatDay(dayInVietnam(report.dueAt)) })}</span></p>
      <p className="quiet quick-steps">{steps.flatMap(([key, who, at]) => (at === null ? [] : [t(key, moment(who, at))])).join(' · ')}</p>
      {report.returnedAt !== null && <Alert type={report.state === 'returned' ? 'warning' : 'info'} showIcon className="gap-below" title={t('quick.returnedBy', { ...moment(report.returnerTitle, report.returnedAt), reason: report.returnReason ?? '' })} />}
    </>
  )
}

/** The rules that do not hold, with their numbers, and the reason that was given. */
function Checks({ report, entry }: { report: QuickReport; entry: Entry }) {
  const columns = columnsOf(report.form)
  return (
    <section className="quick-checks" aria-live="polite" aria-label={t('quick.checks')}>
      {!report.hasPrevious && <p className="quiet">{t('quick.noPrevious')}</p>}
      {entry.checks.length > 0 && (
        <>
          <h2>{t('quick.checks')}</h2>
          <ul>{entry.checks.map((check) => <li key={check.column}>{checkText(columns, check)}{report.reasons[check.column] && <> {t('quick.reason')}: <q>{report.reasons[check.column]}</q></>}</li>)}</ul>
        </>
      )}
    </section>
  )
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI']

function Narrative({ report, entry, writable }: { report: QuickReport; entry: Entry; writable: boolean }) {
  if (!writable && narrativeParts.every((part) => report.narrative[part] === null)) return null
  return (
    <section className="quick-narrative">
      <h2>{t('quick.narrative')}</h2>
      {writable && <p className="quiet">{t('quick.narrativeHelp')}</p>}
      <div className="quick-words">
        {narrativeParts.map((part, n) => (
          <div key={part}>
            <label id={`l-${part}`} htmlFor={`n-${part}`} className="field-label">{ROMAN[n]}. {t(`quick.part.${part}`)}</label>
            {writable ? <textarea id={`n-${part}`} aria-labelledby={`l-${part}`} rows={3} maxLength={10_000} value={entry.wordsOf(part)} onChange={(event) => entry.say(part, event.target.value)} />
              : <p id={`n-${part}`} className="quick-said-words">{report.narrative[part] ?? <span className="quiet">{t('quick.untoldShort')}</span>}</p>}
          </div>
        ))}
      </div>
    </section>
  )
}

/** What was put right after the lock: differences with who and why. */
function Adjustments({ report }: { report: QuickReport }) {
  const { may } = useMe()
  const [open, setOpen] = useState(false)
  const columns = columnsOf(report.form)
  return (
    <section className="quick-adjustments">
      <h2>{t('quick.adjustments')}</h2>
      <p className="quiet">{report.adjustments.length === 0 ? t('quick.noAdjustments') : t('quick.adjustmentsHelp')}</p>
      <ul>{report.adjustments.map(({ id, column, delta, reason, byTitle, at }) => (
        <li key={id}><strong>{labelOf(columns.find(({ code }) => code === column) ?? { label: column, labelEn: column })} {delta > 0 ? '+' : '−'}{figureText(Math.abs(delta))}</strong> · {reason} <span className="quiet">· {byTitle} · <InstantText at={at} /></span></li>
      ))}</ul>
      {report.mine && may('quick_report.adjust') && <Button className="no-print" onClick={() => setOpen(true)}>{t('quick.adjust')}</Button>}
      {open && <AdjustDialog report={report} onClose={() => setOpen(false)} />}
    </section>
  )
}

/** Saving and sending, always at hand; what is not saved yet is counted and asked about before the page is left. */
function WriteBar({ report, entry, writable }: { report: QuickReport; entry: Entry; writable: boolean }) {
  const { may } = useMe()
  const [sending, setSending] = useState(false)
  const step = useQuickStep()
  const save = async (): Promise<QuickReport> => {
    if (entry.changes === 0) return report
    const saved = await changeReport(report.id, entry.change())
    entry.forget()
    return saved
  }
  const keep = () => { if (entry.changes > 0 && entry.bad.length === 0) step.mutate({ step: save, done: t('quick.saved') }) }
  useKeys({ 'ctrl+s': keep })
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => { if (entry.changes > 0) event.preventDefault() }
    window.addEventListener('beforeunload', leave)
    return () => window.removeEventListener('beforeunload', leave)
  }, [entry.changes])
  return (
    <div className="quick-bar no-print">
      <span className="quiet" role="status">{entry.bad.length > 0 ? t('quick.badNumber') : entry.changes > 0 && t('quick.unsaved', { n: entry.changes })}</span>
      {writable && <Button disabled={entry.changes === 0 || entry.bad.length > 0} loading={step.isPending} onClick={keep}>{t('quick.save')}</Button>}
      {may('quick_report.send') && <Button type="primary" disabled={entry.bad.length > 0} onClick={() => setSending(true)}>{report.above ? t('quick.sendTo', { unit: report.above.name }) : t('quick.finish')}</Button>}
      {sending && <SendDialog report={report} entry={entry} save={save} onClose={() => setSending(false)} />}
    </div>
  )
}
