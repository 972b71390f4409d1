import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { homeBoxes, type HomeCareLine, type HomeCareList } from '@phaodai/office'
import { homeCare } from '@phaodai/registers'
import { daysBetween, formatDay } from '@phaodai/vocabulary'
import { FacilityRooms } from '../facilities/rooms.tsx'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { call, CARE, listCares } from './api.ts'
import '../ui/desk.css'

/** F0 tại nhà: who is to be called, who has a warning sign, box by box; a call is written down where it is made. */
export function HomeCaresPage() {
  useTitle('homeCare.title')
  const { may } = useMe()
  const [search, setSearch] = useSearchParams()
  const [box, teamId] = [homeBoxes.find((each) => each === search.get('o')) ?? 'to-call', search.get('tram')]
  const found = useQuery({ queryKey: [...CARE, 'list', box, teamId], queryFn: () => listCares(box, teamId, may('home_care.reveal')), placeholderData: (before) => before })
  return (
    <>
      <FacilityRooms here="home" />
      <h1>{t('homeCare.title')}</h1>
      <Answer of={found}>{(list) => (
        <>
          <nav className="fac-boxes" aria-label={t('homeCare.title')}>{homeBoxes.map((each) => <button key={each} type="button" aria-current={each === box ? 'page' : undefined} onClick={() => setSearch((before) => { before.set('o', each); return before })}>{t(`homeCare.box.${each}`)} <b>{formatNumber(list.counts[each])}</b></button>)}</nav>
          {list.cares.length === 0 ? <Nothing title="homeCare.nobody" /> : <Cares list={list} />}
        </>
      )}</Answer>
    </>
  )
}

function Cares({ list: { cares, today, more } }: { list: HomeCareList }) {
  const { act, busy, refused } = useActing(CARE)
  return (
    <>
      {refused !== null && <p className="fac-warned" role="alert">{refused}</p>}
      <Table caption={t('homeCare.title')} heads={['homeCare.column.who', 'homeCare.column.where', 'homeCare.column.risk', 'homeCare.column.day', 'homeCare.column.health', 'homeCare.column.call', 'homeCare.column.team']}>
        {cares.map((line) => <Row key={line.id} line={line} today={today} busy={busy} answer={(said) => void act(() => call(line.id, said, ''))} />)}
      </Table>
      {more && <p className="quiet">{t('homeCare.more')}</p>}
    </>
  )
}

function Row({ line, today, busy, answer }: { line: HomeCareLine; today: string; busy: boolean; answer: (said: 'well' | 'not-reached') => void }) {
  const { may } = useMe()
  const name = line.name ?? t('homeCare.unnamed')
  return (
    <tr>
      <td data-label={t('homeCare.column.who')}>{line.orderId === null ? name : <Link to={`/cach-ly/${line.orderId}`}>{name}</Link>}{line.birthYear !== null && <> ({line.birthYear})</>}{line.phone !== null && <> <a href={`tel:${line.phone}`}>{line.phone}</a></>}</td>
      <td data-label={t('homeCare.column.where')}>{line.address ?? line.area}</td>
      <td data-label={t('homeCare.column.risk')}>{codeWord(homeCare, 'riskClass', line.riskClass)}</td>
      <td data-label={t('homeCare.column.day')}>{line.state === 'in_care' ? t('homeCare.dayOf', { n: daysBetween(line.startedOn, today) + 1 }) : stateWord(homeCare, line.state)}</td>
      <td data-label={t('homeCare.column.health')}>{line.warnedOn !== null && <strong className="fac-warned">{t('homeCare.warned', { day: formatDay(line.warnedOn) })} </strong>}{line.looked.length === 0 ? <span className="quiet">{t('homeCare.notLooked')}</span> : line.looked.map((half) => t(`isolation.half.${half as 'morning'}`)).join(', ')}</td>
      <td data-label={t('homeCare.column.call')}>
        {line.calledAt === null ? <span className="quiet">{t('homeCare.neverCalled')}</span> : <>{line.answer !== null && t(`homeCare.answer.${line.answer}`)} <InstantText at={line.calledAt} /></>}
        {line.state === 'in_care' && may('home_duty.call') && <span className="desk-tools">{(['well', 'not-reached'] as const).map((said) => <Button key={said} size="small" disabled={busy} aria-label={`${t(`homeCare.answer.${said}`)}: ${name}`} onClick={() => answer(said)}>{t(`homeCare.answer.${said}`)}</Button>)}</span>}
      </td>
      <td data-label={t('homeCare.column.team')}>{line.team}</td>
    </tr>
  )
}
