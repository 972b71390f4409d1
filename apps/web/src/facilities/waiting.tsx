import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Proposal, ProposedPlace, StayAnswer, StayLine } from '@phaodai/office'
import { stay } from '@phaodai/registers'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { admit, listStays, propose, STAYS } from './api.ts'
import { FacilityRooms } from './rooms.tsx'
import { bornOf, tierWord, whoOf } from './words.tsx'

/** Chờ xếp chỗ: who waits, what is proposed and why; all are admitted at once or one by one. */
export function WaitingPage() {
  useTitle('facilities.waiting')
  const { may } = useMe()
  const found = useQuery({ queryKey: [...STAYS, 'list', 'waiting'], queryFn: () => listStays('waiting', may('stay.reveal')) })
  return (
    <>
      <FacilityRooms here="waiting" />
      <h1>{t('facilities.waiting')}</h1>
      <Answer of={found}>{({ stays, more }) => (stays.length === 0 ? <Nothing title="facilities.nobody" /> : <><Waiting stays={stays} />{more && <p className="quiet">{t('facilities.more300')}</p>}</>)}</Answer>
    </>
  )
}

const taken = ({ places }: Proposal): ProposedPlace[] => places.filter(({ facilityId }) => facilityId !== null)

function Waiting({ stays }: { stays: readonly StayLine[] }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing()
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const [answers, setAnswers] = useState<StayAnswer[]>([])
  const ask = async () => setProposal(await act(() => propose(may('stay.reveal'))))
  const confirm = async (places: readonly ProposedPlace[]) => {
    const told = await act(() => admit(places.map(({ stayId, facilityId, roomId }) => ({ stayId, facilityId: facilityId!, roomId }))))
    if (told !== null) setAnswers(told.answers)
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <Answers answers={answers} />
      {may('stay.admit') && <p className="fac-tools no-print">
        <Button type={proposal === null ? 'primary' : 'default'} disabled={busy} onClick={() => void ask()}>{t('facilities.propose')}</Button>
        {proposal !== null && taken(proposal).length > 0 && <Button type="primary" disabled={busy} onClick={() => void confirm(taken(proposal).filter(({ stayId }) => stays.some(({ id }) => id === stayId)))}>{t('facilities.admitAll', { n: taken(proposal).filter(({ stayId }) => stays.some(({ id }) => id === stayId)).length })}</Button>}
        {proposal?.optimal && <span className="quiet">{t('facilities.optimal')}</span>}
      </p>}
      <Table caption={t('facilities.waiting')} heads={['facilities.column.who', 'facilities.column.home', 'facilities.column.risk', 'facilities.column.proposal', 'facilities.column.why']}>
        {stays.map((each) => <Row key={each.id} stay={each} place={proposal?.places.find(({ stayId }) => stayId === each.id) ?? null} busy={busy} confirm={confirm} />)}
      </Table>
    </>
  )
}

function Answers({ answers }: { answers: readonly StayAnswer[] }) {
  if (answers.length === 0) return null
  const refused = answers.filter(({ answer }) => answer !== 'done' && answer !== 'repeat')
  return <Alert type={refused.length === 0 ? 'success' : 'warning'} showIcon title={t('facilities.admitted', { n: answers.length - refused.length })} description={refused.length === 0 ? undefined : <>{t('facilities.refusedSome', { n: refused.length })} <ul>{[...new Set(refused.map(({ sentence }) => sentence))].map((sentence) => <li key={sentence}>{sentence}</li>)}</ul></>} />
}

function Row({ stay: line, place, busy, confirm }: { stay: StayLine; place: ProposedPlace | null; busy: boolean; confirm: (places: readonly ProposedPlace[]) => Promise<void> }) {
  const why = place === null ? '' : place.reasons.map((reason) => t(`facilities.reason.${reason}`)).join('; ')
  return (
    <tr>
      <td data-label={t('facilities.column.who')}><Link to={`/co-so/nguoi/${line.id}`}>{whoOf(line)}</Link> <span className="quiet">{bornOf(line)}</span></td>
      <td data-label={t('facilities.column.home')}>{line.area}</td>
      <td data-label={t('facilities.column.risk')}>{codeWord(stay, 'purpose', line.purpose)}{line.riskClass !== null && `, ${codeWord(stay, 'riskClass', line.riskClass).toLocaleLowerCase('vi')}`}{line.tier !== null && `, ${tierWord(line.tier).toLocaleLowerCase('vi')}`}</td>
      <td data-label={t('facilities.column.proposal')}>{place !== null && (place.facilityId === null ? t('facilities.noPlace') : <>{place.facility}, {t('facilities.inRoom', { name: place.room ?? '' })} {place.km !== null && <span className="quiet">{t('facilities.km', { n: formatNumber(Math.round(place.km)) })}</span>} <Button size="small" disabled={busy} aria-label={`${t('facilities.admitOne')} ${whoOf(line)}`} onClick={() => void confirm([place])}>{t('facilities.admitOne')}</Button></>)}</td>
      <td data-label={t('facilities.column.why')}>{why}</td>
    </tr>
  )
}
