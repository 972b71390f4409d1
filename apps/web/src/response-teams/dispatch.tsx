import { Alert, App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { DispatchLine, ResponseTeamLine, ResponseTeamView } from '@phaodai/office'
import { dayInVietnam, dispatchPurposes, formatDay, type Day, type DispatchPurpose } from '@phaodai/vocabulary'
import { download, messageOf } from '../api/client.ts'
import { FieldsDialog } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { ClockField } from '../ui/clock-field.tsx'
import { DayField } from '../ui/day-field.tsx'
import { InstantText } from '../ui/marks.tsx'
import { dispatchTeam, recallTeam, stepDispatch, TEAMS } from './api.ts'

const today = (): Day => dayInVietnam(new Date().toISOString())
type Order = { areaId: number | null; area: string; purpose: DispatchPurpose; words: string; number: string; from: Day; hour: string; untilOn: Day }

/** The order that sends a team: to which area, for what, from when until when. */
export function Sending({ team }: { team: ResponseTeamLine }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing(TEAMS)
  const [order, setOrder] = useState<Order>({ areaId: null, area: '', purpose: 'care-at-home', words: '', number: '', from: today(), hour: '07:00', untilOn: today() })
  const change = (more: Partial<Order>) => setOrder({ ...order, ...more })
  if (!may('response_team.dispatch') || !team.ours) return null
  const { areaId, purpose, words, number, from, hour, untilOn } = order
  const send = () => act(() => dispatchTeam({ teamId: team.id, areaId: areaId!, purpose, words, number: number.trim() || null, fromAt: `${from}T${hour}:00+07:00`, untilOn }))
  return (
    <section className="desk-section no-print" aria-label={t('team.dispatch')}><h2>{t('team.dispatch')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="desk-entry">
        <label className="wide">{t('team.dispatch.area')}<Picker target="area" label={t('team.dispatch.area')} value={areaId} name={order.area} onChange={(id, area) => change({ areaId: id as number | null, area })} /></label>
        <label className="wide">{t('team.dispatch.purpose')}<Select<DispatchPurpose> aria-label={t('team.dispatch.purpose')} value={purpose} options={dispatchPurposes.map((value) => ({ value, label: t(`team.purpose.${value}`) }))} onChange={(value) => change({ purpose: value })} /></label>
        <label className="wide">{t('team.dispatch.words')}<Input maxLength={1000} value={words} onChange={({ target }) => change({ words: target.value })} /></label>
        <label>{t('team.dispatch.number')}<Input maxLength={60} value={number} onChange={({ target }) => change({ number: target.value })} /></label>
        <label>{t('team.dispatch.from')}<DayField needed label={t('team.dispatch.from')} value={from} onChange={(day) => day !== null && change({ from: day })} /></label>
        <label>{t('team.dispatch.hour')}<ClockField label={t('team.dispatch.hour')} value={hour} onChange={(clock) => clock !== '' && change({ hour: clock })} /></label>
        <label>{t('team.dispatch.until')}<DayField needed label={t('team.dispatch.until')} value={untilOn} onChange={(day) => day !== null && change({ untilOn: day })} /></label>
        <Button type="primary" disabled={busy || areaId === null || words.trim() === ''} onClick={() => void send()}>{t('team.dispatch.do')}</Button>
      </div>
    </section>
  )
}

/** Where a team was sent, the newest first; the one it is out on with its next step. */
export function Dispatches({ view: { team, dispatches } }: { view: ResponseTeamView }) {
  return (
    <section className="desk-section" aria-label={t('team.dispatches')}><h2>{t('team.dispatches')}</h2>
      {dispatches.length === 0 ? <p className="quiet">{t('team.dispatches.none')}</p> : <ul>{dispatches.map((line) => <Dispatch key={line.id} line={line} ours={team.ours} />)}</ul>}
    </section>
  )
}

function standing({ arrivedAt, returnedAt, restUntil, withdrawnAt, reason }: DispatchLine) {
  if (withdrawnAt !== null) return <>{t('team.dispatch.recalled', { at: formatDay(dayInVietnam(withdrawnAt)), reason: reason ?? '' })}</>
  if (returnedAt !== null) return <>{t('team.dispatch.back', { at: formatDay(dayInVietnam(returnedAt)), rest: formatDay(dayInVietnam(restUntil ?? returnedAt)) })}</>
  return arrivedAt === null ? <>{t('team.dispatch.ordered')}</> : <>{t('team.dispatch.there', { at: '' })}<InstantText at={arrivedAt} /></>
}

function Dispatch({ line, ours }: { line: DispatchLine; ours: boolean }) {
  return (
    <li>
      <p><strong>{line.from} → {line.area}</strong> · {t(`team.purpose.${line.purpose}`)}: {line.words} · <InstantText at={line.fromAt} /> – {formatDay(line.untilOn)} · {standing(line)}<span className="quiet"> · {[line.number, line.body].filter((each) => each !== null).join(', ')}</span></p>
      <Acts line={line} ours={ours} />
    </li>
  )
}

function Acts({ line, ours }: { line: DispatchLine; ours: boolean }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const { act, busy, refused } = useActing(TEAMS)
  const [recalling, recall] = useState(false)
  const out = line.withdrawnAt === null && line.returnedAt === null
  const steps = (['arrive', 'return'] as const).filter((step) => out && (step === 'arrive' ? line.arrivedAt === null && may('team_duty.arrive') : ours && may('response_team.return')))
  const print = (format: 'docx' | 'pdf') => void download(`/api/team-dispatches/${line.id}/paper.${format}`, `${t('team.paper.file')}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools no-print">
        {steps.map((step) => <Button key={step} size="small" disabled={busy} onClick={() => void act(() => stepDispatch(line.id, step))}>{t(`team.dispatch.${step}`)}</Button>)}
        {out && ours && line.arrivedAt === null && may('response_team.recall') && <Button size="small" disabled={busy} onClick={() => recall(true)}>{t('team.dispatch.recall')}</Button>}
        {may('response_team.export') && (['docx', 'pdf'] as const).map((format) => <Button key={format} size="small" onClick={() => print(format)}>{t('team.dispatch.paper')} ({format === 'docx' ? 'Word' : 'PDF'})</Button>)}
      </p>
      {recalling && <FieldsDialog title={t('team.dispatch.recall')} ok={t('team.dispatch.recall')} fields={[{ name: 'reason', label: 'team.dispatch.reason', kind: 'long', required: true }]} onClose={() => recall(false)}
        onSave={async ({ reason }) => { await act(() => recallTeam(line.id, String(reason))) }} />}
    </>
  )
}
