import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ArrivalsWaiting } from '@phaodai/office'
import { arrival } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { placeWord } from './place.ts'
import { giveToTeam, listWaiting, verifyArrival } from './api.ts'
import { useAct, type Act } from './act.tsx'

/** Chờ xử lý: who came and is to be verified, then given to a team that works where he stays. */
export function Waiting() {
  const { may } = useMe()
  const found = useQuery({ queryKey: ['gate', 'waiting'], queryFn: () => listWaiting(may('arrival.reveal')) })
  const { act, busy, refused } = useAct()
  return (
    <>
      {refused}
      <Answer of={found}>{({ arrivals, more }) => (arrivals.length === 0 ? <Nothing title="gate.waiting.none" /> : (
        <>
          <ul className="gate-list">{arrivals.map((each) => <Came key={each.id} {...{ each, act, busy }} />)}</ul>
          {more && <p className="quiet">{t('gate.waiting.more')} <Link to="/so-theo-doi/arrival">{t('gate.room.register')}</Link></p>}
        </>
      ))}</Answer>
    </>
  )
}

function Came({ each, act, busy }: { each: ArrivalsWaiting['arrivals'][number]; act: Act; busy: boolean }) {
  const { may } = useMe()
  const name = each.name ?? each.code
  return (
    <li>
      <p><strong>{name}</strong>{each.phone !== null && <> · <a href={`tel:${each.phone}`}>{each.phone}</a></>} · {[each.address, each.area].filter(Boolean).join(', ')}</p>
      <p className="quiet">{t('gate.waiting.came', { from: placeWord(each.fromPlace ?? '?'), day: formatDay(each.arrivedOn), by: codeWord(arrival, 'foundBy', each.foundBy).toLocaleLowerCase('vi') })} · {stateWord(arrival, each.state)}<br />{each.measure !== null && <strong>{codeWord(arrival, 'measure', each.measure)}{each.watchUntil !== null && <> {t('gate.watch.until', { day: formatDay(each.watchUntil) })}</>}. </strong>}{each.measureReason}</p>
      <p className="gate-steps">
        {each.state === 'found' && may('arrival.verify') && <Button type="primary" disabled={busy} aria-label={`${t('gate.waiting.verify')}: ${name}`} onClick={() => void act(() => verifyArrival(each.id, each.version))}>{t('gate.waiting.verify')}</Button>}
        {each.state === 'verified' && may('arrival.watch') && <Giving {...{ each, name, act, busy }} />}
        <Link to={`/so-theo-doi/arrival/${each.id}`}>{each.code}</Link>
      </p>
    </li>
  )
}

function Giving({ each: { id, version, teams }, name, act, busy }: { each: ArrivalsWaiting['arrivals'][number]; name: string; act: Act; busy: boolean }) {
  const [chosen, choose] = useState<number | null>(null)
  const team = chosen ?? teams[0]?.id
  if (team === undefined) return <span className="quiet">{t('gate.waiting.noTeam')}</span>
  return (
    <>
      <Select aria-label={`${t('gate.waiting.team')}: ${name}`} value={team} options={teams.map((each) => ({ value: each.id, label: each.name }))} onChange={choose} style={{ minWidth: 220 }} />
      <Button type="primary" disabled={busy} aria-label={`${t('gate.waiting.give')}: ${name}`} onClick={() => void act(() => giveToTeam(id, version, team))}>{t('gate.waiting.give')}</Button>
    </>
  )
}
