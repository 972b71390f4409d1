import { DownloadOutlined, LeftOutlined, PrinterOutlined, RightOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { addDays, formatDay } from '@phaodai/vocabulary'
import { counts, type QuickDay } from '@phaodai/office/quick-report.ts'
import { download, messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { useParamsOfAddress } from '../ui/params.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { beginReport, dayPath, getDay, type Asked } from './api.ts'
import { UnitsTable } from './units-table.tsx'
import { labelOf, stateText, TimelinessMark, timeText } from './words.tsx'
import './quick-reports.css'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Báo cáo nhanh: a day by unit, who has sent and who has not, what they say together. */
export function QuickReportsPage() {
  useTitle('quick.title')
  const [params, change] = useParamsOfAddress()
  const given = params.get('day') ?? ''
  const unit = Number(params.get('unit')) || undefined
  const asked: Asked = { day: DAY.test(given) ? given : todayInVietnam(), unit }
  const found = useQuery({ queryKey: ['quick-reports', 'day', asked], queryFn: () => getDay(asked), placeholderData: (before) => before })
  return (
    <article className="quick">
      <div className="page-head">
        <h1>{t('quick.title')}</h1>
        <DayPick day={asked.day!} onChange={(day) => change({ day })} />
        {found.data && <Tools asked={asked} />}
      </div>
      <p className="quiet no-print">{t('quick.lead')}</p>
      <Answer of={found}>{(data) => <Day found={data} />}</Answer>
    </article>
  )
}

function DayPick({ day, onChange }: { day: string; onChange: (day: string) => void }) {
  return (
    <div className="quick-day no-print">
      <Button icon={<LeftOutlined />} aria-label={t('quick.dayBefore')} onClick={() => onChange(addDays(day, -1))} />
      <DayField value={day} label={t('quick.day')} onChange={(next) => onChange(next ?? todayInVietnam())} />
      <Button icon={<RightOutlined />} aria-label={t('quick.dayAfter')} disabled={day >= todayInVietnam()} onClick={() => onChange(addDays(day, 1))} />
    </div>
  )
}

function Tools({ asked }: { asked: Asked }) {
  const { message } = App.useApp()
  return (
    <div className="page-tools no-print">
      <Button size="small" icon={<DownloadOutlined />} onClick={() => void download(dayPath(asked), `bao-cao-nhanh-${asked.day}.xlsx`).catch((error: unknown) => message.error(messageOf(error)))}>XLSX</Button>
      <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('quick.print')}</Button>
    </div>
  )
}

function Day({ found }: { found: QuickDay }) {
  const { day, form, own, rows, above } = found
  const missing = rows.filter(({ report }) => !counts(report?.state)).map(({ unit }) => unit.name)
  return (
    <>
      <h2 className="quick-name">{labelOf({ label: form.name, labelEn: form.nameEn })} · {own.unit.name} · {formatDay(day)}</h2>
      <Own found={found} />
      {rows.length > 0 && <p>{t('quick.sentOf', { n: found.sent, all: rows.length })}{missing.length > 0 && <>. {t('quick.missingNames', { names: missing.join(', ') })}</>}.</p>}
      {(rows.length > 0 || own.report !== null) && <UnitsTable found={found} />}
      <p className="form-notes quiet">{t('quick.untoldNote')} {t('quick.formSource', { source: form.source, confidence: t(`quick.confidence.${form.confidence}`) })}{above && <> <Link className="no-print" to={`/bao-cao-nhanh?day=${day}&unit=${above.id}`}>{t('quick.up', { unit: above.name })}</Link></>}</p>
    </>
  )
}

/** The unit's own report: begin it, go on with it, or read it. */
function Own({ found: { day, own, mine } }: { found: QuickDay }) {
  const { may } = useMe()
  const due = own.dueAt === null ? t('quick.noCutOff') : t('quick.cutOff', { time: timeText(own.dueAt), day: formatDay(day) })
  const writable = mine && may('quick_report.enter') && (own.report === null || own.report.state === 'draft' || own.report.state === 'returned')
  return (
    <section className="quick-own" aria-label={t('quick.own', { unit: own.unit.name })}>
      <div>
        <p><strong>{t('quick.own', { unit: own.unit.name })}</strong>: {stateText(own.report)} · <TimelinessMark timeliness={own.timeliness} /></p>
        <p className="quiet">{due}.{own.report === null && <> {writable ? t('quick.noneYetHelp') : t('quick.noneYet')}</>}</p>
      </div>
      {own.report !== null && <Link className="quick-button no-print" to={`/bao-cao-nhanh/${own.report.id}`}>{writable ? t('quick.write') : t('quick.open')}</Link>}
      {own.report === null && writable && <Begin day={day} />}
    </section>
  )
}

function Begin({ day }: { day: string }) {
  const { message } = App.useApp()
  const go = useNavigate()
  const begin = useMutation({
    mutationFn: (id: string) => beginReport(id, day), onError: (error) => void message.error(messageOf(error)), onSuccess: ({ id }) => go(`/bao-cao-nhanh/${id}`),
  })
  return <Button type="primary" className="no-print" loading={begin.isPending} onClick={() => begin.mutate(newId())}>{t('quick.begin')}</Button>
}
