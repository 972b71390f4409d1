import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { arrival, visitedPlace } from '@phaodai/registers'
import type { ArrivalsToday, DeclarationView, PlaceRequestView } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { saveBlob } from '../ui/save-file.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { approvePlace, completeWatch, listDeclarations, listPlaceRequests, listWatched, makeArrival, noteLook, posterBlob, refusePlace } from './api.ts'
import { useAct, type Act } from './act.tsx'
import { Forecast } from './forecast.tsx'
import { placeWord } from './place.ts'
import { Waiting } from './waiting.tsx'
import './gate.css'

const ROOMS = [{ name: 'watch', needs: 'arrival.read' }, { name: 'waiting', needs: 'arrival.read' }, { name: 'declarations', needs: 'declaration.read' }, { name: 'places', needs: 'place_request.read' }, { name: 'forecast', needs: 'arrival.read' }] as const
type Room = (typeof ROOMS)[number]['name']

/** Người đến, về: whom a team looks after today, what was declared, which places ask for a code. */
export function GatePage() {
  useTitle('gate.title')
  const { may } = useMe()
  const [search] = useSearchParams()
  const open = ROOMS.filter(({ needs }) => may(needs))
  const here: Room = open.find(({ name }) => name === search.get('xem'))?.name ?? open[0]?.name ?? 'watch'
  return (
    <>
      <h1>{t('gate.title')}</h1>
      <nav className="views" aria-label={t('gate.rooms')}>
        {open.map(({ name }) => <Link key={name} to={`?xem=${name}`} aria-current={name === here ? 'page' : undefined}>{t(`gate.room.${name}`)}</Link>)}
        {may('arrival.read') && <Link to="/so-theo-doi/arrival">{t('gate.room.register')}</Link>}
        {may('checkpoint.read') && <Link to="/so-theo-doi/checkpoint">{t('gate.room.checkpoints')}</Link>}
      </nav>
      {here === 'watch' ? <Watch /> : here === 'waiting' ? <Waiting /> : here === 'declarations' ? <Declarations /> : here === 'places' ? <Places /> : <Forecast />}
    </>
  )
}

/** Said where a list ends before all of it is shown. */
const More = () => <p className="quiet">{t('gate.more')}</p>

function Watch() {
  const { may } = useMe()
  const found = useQuery({ queryKey: ['gate', 'watch'], queryFn: () => listWatched(may('arrival.reveal')) })
  const { act, busy, refused } = useAct()
  return (
    <Answer of={found}>{({ day, arrivals, more }) => (arrivals.length === 0 ? <Nothing title="gate.watch.none" /> : (
      <>
        {refused}
        <p className="quiet">{t('gate.watch.count', { n: arrivals.length, left: arrivals.filter(({ looked }) => !looked).length })}</p>
        <ul className="gate-list">{arrivals.map((each) => <Watched key={each.id} {...{ each, day, act, busy }} />)}</ul>
        {more && <More />}
      </>
    ))}</Answer>
  )
}

function Watched({ each, day, act, busy }: { each: ArrivalsToday['arrivals'][number]; day: string; act: Act; busy: boolean }) {
  const { may } = useMe()
  const name = each.name ?? each.code
  const look = (well: boolean) => () => void act(() => noteLook(each.id, { day, well, met: true }))
  return (
    <li data-done={each.looked}>
      <p><strong>{name}</strong>{each.phone !== null && <> · <a href={`tel:${each.phone}`}>{each.phone}</a></>} · {[each.address, each.area].filter(Boolean).join(', ')}{each.team !== null && <> · {each.team}</>}</p>
      <p className="quiet">{each.measure !== null && codeWord(arrival, 'measure', each.measure)}{each.watchUntil !== null && <> · {t('gate.watch.until', { day: formatDay(each.watchUntil) })}</>}{each.testDays !== null && <> · {t('gate.watch.tests', { days: each.testDays })}</>}<br />{each.measureReason}</p>
      <p className="gate-steps">
        {each.looked ? <span>{t(each.well ? 'gate.watch.well' : 'gate.watch.ill')}</span> : may('arrival_watch.look') && <><Button disabled={busy} onClick={look(true)} aria-label={`${t('gate.watch.well')}: ${name}`}>{t('gate.watch.well')}</Button><Button disabled={busy} onClick={look(false)} aria-label={`${t('gate.watch.ill')}: ${name}`}>{t('gate.watch.ill')}</Button></>}
        {each.over && may('arrival.complete') && <Button type="primary" disabled={busy} onClick={() => void act(() => completeWatch(each.id, each.version))}>{t('gate.watch.complete')}</Button>}
        <Link to={`/so-theo-doi/arrival/${each.id}`}>{each.code}</Link>
      </p>
    </li>
  )
}

function Declarations() {
  const { may } = useMe()
  const [only, setOnly] = useState<'all' | 'signs' | 'foreign'>('all')
  const found = useQuery({ queryKey: ['gate', 'declarations', only], queryFn: () => listDeclarations(only, may('declaration.reveal')) })
  const { act, busy, refused } = useAct()
  return (
    <>
      <p className="gate-steps">{(['all', 'signs', 'foreign'] as const).map((each) => <Button key={each} type={each === only ? 'primary' : 'default'} onClick={() => setOnly(each)}>{t(`gate.declarations.${each}`)}</Button>)}</p>
      {refused}
      <Answer of={found}>{({ declarations, more }) => (declarations.length === 0 ? <Nothing title="gate.declarations.none" /> : <><ul className="gate-list">{declarations.map((each) => <Declared key={each.id} {...{ each, act, busy }} />)}</ul>{more && <More />}</>)}</Answer>
    </>
  )
}

function Declared({ each, act, busy }: { each: DeclarationView; act: Act; busy: boolean }) {
  const { may } = useMe()
  const name = each.fullName ?? each.receiptNumber
  const signs = [each.symptoms.length > 0 && t('gate.declarations.symptoms'), each.metCase && t('gate.declarations.metCase')].filter(Boolean).join(', ')
  return (
    <li>
      <p><strong>{name}</strong>{each.birthYear !== null && <> · {each.birthYear}</>}{each.phone !== null && <> · <a href={`tel:${each.phone}`}>{each.phone}</a></>} · {each.nationality}</p>
      <p className="quiet">{t('gate.declarations.way', { from: placeWord(each.fromPlace), left: formatDay(each.leftOn), to: [each.address, each.area].filter(Boolean).join(', '), arrives: formatDay(each.arrivesOn) })}{signs !== '' && <> · <strong>{signs}</strong></>}<br />{t('gate.declarations.kept', { number: each.receiptNumber, day: formatDay(each.keptUntil) })}</p>
      {each.arrivalId !== null && <p><Link to={`/so-theo-doi/arrival/${each.arrivalId}`}>{t('gate.declarations.taken')}</Link></p>}
      {each.arrivalId === null && may('arrival.create') && may('arrival.reveal') && <p className="gate-steps"><Button disabled={busy} aria-label={`${t('gate.declarations.take')}: ${name}`} onClick={() => void act(() => makeArrival(each.id))}>{t('gate.declarations.take')}</Button></p>}
    </li>
  )
}

function Places() {
  const { may } = useMe()
  const found = useQuery({ queryKey: ['gate', 'places'], queryFn: () => listPlaceRequests(may('place_request.reveal')) })
  const { act, busy, refused } = useAct()
  return <>{refused}<Answer of={found}>{({ requests, more }) => (requests.length === 0 ? <Nothing title="gate.places.none" /> : <><ul className="gate-list">{requests.map((each) => <Asking key={each.id} {...{ each, act, busy }} />)}</ul>{more && <More />}</>)}</Answer></>
}

function Asking({ each, act, busy }: { each: PlaceRequestView; act: Act; busy: boolean }) {
  const { may } = useMe()
  const [reason, setReason] = useState<string | null>(null)
  const approve = async (): Promise<void> => {
    const { id } = await approvePlace(each.id)
    if (may('place_request.poster')) saveBlob(await posterBlob(id, false), `poster-${id}.pdf`)
  }
  return (
    <li>
      <p><strong>{each.name}</strong> · {codeWord(visitedPlace, 'kind', each.kind)} · {each.address}, {each.area}</p>
      <p className="quiet">{[each.ownerName, each.ownerPhone].filter(Boolean).join(' · ')} · <InstantText at={each.askedAt} /></p>
      {reason === null
        ? <p className="gate-steps">{may('place_request.approve') && <Button type="primary" disabled={busy} aria-label={`${t('gate.places.approve')}: ${each.name}`} onClick={() => void act(approve)}>{t('gate.places.approve')}</Button>}{may('place_request.refuse') && <Button disabled={busy} onClick={() => setReason('')}>{t('gate.places.refuse')}</Button>}</p>
        : <p className="gate-steps"><Input aria-label={t('gate.places.reason')} placeholder={t('gate.places.reason')} value={reason} onChange={(event) => setReason(event.target.value)} /><Button disabled={busy || reason.trim().length < 3} onClick={() => void act(() => refusePlace(each.id, reason))}>{t('gate.places.refuse')}</Button></p>}
    </li>
  )
}
