import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { ZoneExtent, ZoneMeasure, ZoneView } from '@phaodai/office'
import { zone as register } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { FieldsDialog } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getZone, propose, sendBack, ZONES } from './api.ts'
import { Decisions } from './decisions.tsx'
import { Insiders } from './insiders.tsx'
import { RingShown } from './ring-field.tsx'
import type { Ring } from './ring-map.tsx'
import { Tasks } from './tasks.tsx'
import { AnswerMark, insideWord, Standing, termWord } from './words.tsx'
import '../ui/desk.css'
import './zones.css'

/** One zone: where it stands, what is to be done next, what it covers and asks for, on which decision, what it opened, who is inside. */
export function ZonePage() {
  useTitle('zone.title')
  const { id = '' } = useParams()
  const found = useQuery({ queryKey: [...ZONES, 'one', id], queryFn: () => getZone(id) })
  return <Answer of={found}>{(view) => <Shown view={view} />}</Answer>
}

function Shown({ view }: { view: ZoneView }) {
  const { zone, today } = view
  const expired = zone.state === 'in_force' && zone.untilOn !== null && zone.untilOn < today
  return (
    <article>
      <header className="page-head"><h1>{zone.name}</h1><Standing of={zone} today={today} /></header>
      {expired && <p className="zone-late" role="alert">{t('zone.outOfForce')}</p>}
      {zone.state === 'draft' && zone.stateReason !== null && <p className="zone-late">{t('zone.sendBack.reason')}: {zone.stateReason}</p>}
      <Steps view={view} />
      <Facts view={view} />
      <Where view={view} />
      <Measures view={view} />
      <Decisions view={view} />
      <Tasks view={view} />
      <Insiders view={view} />
    </article>
  )
}

function Steps({ view: { zone } }: { view: ZoneView }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const { act, busy, refused } = useActing(ZONES)
  const [asking, setAsking] = useState(false)
  const go = async () => { if (await act(() => propose(zone.id, zone.version)) !== null) void message.success(t('zone.proposed')) }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools no-print">
        {zone.state === 'draft' && may('zone.propose') && <Button type="primary" disabled={busy} onClick={() => void go()}>{t('zone.propose')}</Button>}
        {zone.state === 'draft' && may('zone.update') && <Link to={`/khu-phong-toa/${zone.id}/sua`}>{t('zone.edit')}</Link>}
        {zone.state === 'proposed' && may('zone.send-back') && <Button disabled={busy} onClick={() => setAsking(true)}>{t('zone.sendBack')}</Button>}
        <Link to={`/duoc-lam-gi?o=${zone.areaId}`}>{t('zone.allowedLink')}</Link>
      </p>
      {asking && <FieldsDialog title={t('zone.sendBack')} ok={t('zone.sendBack')} fields={[{ name: 'reason', label: 'zone.sendBack.reason', kind: 'long', required: true }]} onSave={async ({ reason }) => { let failed: unknown = null; await act(() => sendBack(zone.id, zone.version, String(reason)).catch((error: unknown) => { failed = error })); if (failed !== null) throw failed }} onClose={() => setAsking(false)} />}
    </>
  )
}

function Facts({ view: { zone } }: { view: ZoneView }) {
  const facts = [
    [t('zone.form.kind'), `${codeWord(register, 'kind', zone.kind)} · ${zone.disease}`], [t('zone.column.area'), zone.area], [t('zone.column.term'), termWord(zone.fromOn, zone.untilOn)], [t('zone.column.inside'), insideWord(zone)], [t('zone.form.boundary'), zone.boundary],
    [t('zone.outbreak'), zone.outbreakId === null ? null : <Link key="outbreak" to={`/so-theo-doi/outbreak/${zone.outbreakId}`}>{zone.outbreak}</Link>], [t('zone.grounds'), zone.grounds],
  ] as const
  return <dl className="desk-facts">{facts.filter(([, value]) => value !== null).map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

function stands({ active, fromOn, untilOn }: ZoneExtent, today: string): 'now' | 'proposed' | 'coming' | 'past' {
  if (!active) return 'proposed'
  return fromOn <= today && (untilOn === null || untilOn >= today) ? 'now' : untilOn !== null && untilOn < today ? 'past' : 'coming'
}

function Where({ view: { zone, extents, today } }: { view: ZoneView }) {
  return (
    <section className="desk-section"><h2>{t('zone.where')}</h2>
      {extents.map((extent) => (
        <div key={extent.id}>
          <p>{t(`zone.shape.${extent.shape}`)} · {termWord(extent.fromOn, extent.untilOn)} <span className="quiet">({t(`zone.where.${stands(extent, today)}`)})</span>{extent.areas.length > 0 && <>: {extent.areas.map(({ name }) => name).join(', ')}</>}{extent.households.length > 0 && <>: {extent.households.map(({ code }) => code).join(', ')}</>}</p>
          {extent.ring !== null && <RingShown areaId={zone.areaId} day={extent.fromOn} ring={extent.ring as Ring} />}
        </div>
      ))}
    </section>
  )
}

/** The decision that prolonged or ended a measure, with its clause. */
function Cited({ verb, of }: { verb: 'extendedBy' | 'endedBy'; of: ZoneMeasure['endedBy'] }) {
  if (of === null) return null
  const words = t(`zone.measures.${verb}`, { clause: of.clause, number: of.number })
  return <> · {of.directiveId === null ? words : <Link to={`/van-ban/${of.directiveId}`}>{words}</Link>}</>
}

function Measures({ view: { zone, measures, today } }: { view: ZoneView }) {
  return (
    <section className="desk-section"><h2>{t('zone.measures')}</h2>
      {measures.length === 0 && <p className="quiet">{t('zone.measures.none')}</p>}
      <ul className="zone-measures">{measures.map((each) => (
        <li key={each.id} className="row" data-over={each.untilOn !== null && each.untilOn < today}><AnswerMark answer={each.answer} />
          <div>
            <p><strong>{each.activityName}</strong>: {each.words}</p>
            <p className="quiet">{each.number === null ? t('zone.measures.noGround') : each.directiveId === null ? t('zone.measures.ground', { clause: each.clause ?? '', number: each.number }) : <Link to={`/van-ban/${each.directiveId}`}>{t('zone.measures.ground', { clause: each.clause ?? '', number: each.number })}</Link>}
              <Cited verb="extendedBy" of={each.extendedBy} /><Cited verb="endedBy" of={each.endedBy} />
              {each.source !== null && <> · {t('zone.measures.source', { source: each.source })} · {t(`zone.confidence.${(each.confidence ?? 'low') as 'low'}`)}</>}
              {each.carriesOutId !== null && <> · <Link to={`/van-ban/${each.carriesOutId}`}>{t('zone.measures.carries', { label: each.carriesOutLabel ?? '', number: each.carriesOut ?? '' })}</Link></>}</p>
          </div>
          <span className="quiet">{each.fromOn > zone.fromOn && `${t('zone.measures.from', { from: formatDay(each.fromOn) })} `}{each.untilOn !== null && t('zone.measures.until', { until: formatDay(each.untilOn) })}</span>
        </li>
      ))}</ul>
    </section>
  )
}
