import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { callAnswers, type HomeCareLine, type HomeCareView, type RiskFacts } from '@phaodai/office'
import { homeCare, stay } from '@phaodai/registers'
import { treatmentTiers, type TreatmentTier } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { InstantText } from '../ui/marks.tsx'
import { beginCare, call, CARE, getCare, giveKit, refer, weighAgain } from './api.ts'

/** Care at home beside the order of a case isolated at home: risk, kits, calls, referral. */
export function HomeCarePanel({ orderId, open }: { orderId: string; open: boolean }) {
  const { may } = useMe()
  const { data } = useQuery({ queryKey: [...CARE, 'one', orderId], queryFn: () => getCare(orderId, may('home_care.reveal')), enabled: may('home_care.read') })
  if (data === undefined) return null
  const { care } = data
  const isOpen = care !== null && care.state === 'in_care'
  return (
    <section className="desk-section" aria-label={t('homeCare.section')}><h2>{t('homeCare.section')}</h2>
      {data.referral !== null && <p><Link to={`/co-so/nguoi/${data.referral.stayId}`}>{t('homeCare.referred', { state: stateWord(stay, data.referral.state) })}</Link></p>}
      {care !== null && <p><strong>{t('homeCare.risk', { class: codeWord(homeCare, 'riskClass', care.riskClass) })}</strong>{care.team !== null && <> · {care.team}</>} <span className="quiet">{care.riskRule}</span></p>}
      {care !== null && !isOpen && <p className="quiet">{t('homeCare.done', { state: stateWord(homeCare, care.state).toLocaleLowerCase('vi') })}</p>}
      {care === null && open && may('home_care.create') && <Risk view={data} save={(teamId, facts) => beginCare(orderId, teamId, facts)} word="homeCare.begin" />}
      {isOpen && <Open view={data} care={care} />}
      {care !== null && <Told view={data} />}
    </section>
  )
}

const UNKNOWN: RiskFacts = { comorbid: null, doses: null, spo2: null }

function Risk({ view: { teams, care }, save, word }: { view: HomeCareView; save: (teamId: string | null, facts: RiskFacts) => Promise<unknown>; word: 'homeCare.begin' | 'homeCare.again' }) {
  const { act, busy, refused } = useActing(CARE)
  const [facts, setFacts] = useState(UNKNOWN)
  const [teamId, setTeam] = useState(care?.teamId ?? null)
  const change = (more: Partial<RiskFacts>) => setFacts({ ...facts, ...more })
  const number = (key: 'doses' | 'spo2', min: number, max: number) => <label>{t(`homeCare.fact.${key}`)}<InputNumber className="full" min={min} max={max} value={facts[key]} onChange={(value) => change({ [key]: value })} /></label>
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="quiet no-print">{t('homeCare.beginNote')}</p>
      <div className="desk-entry no-print">
        <label>{t('homeCare.fact.comorbid')}<Select aria-label={t('homeCare.fact.comorbid')} value={String(facts.comorbid)} options={[['null', 'unknown'] as const, ['true', 'yes'] as const, ['false', 'no'] as const].map(([value, key]) => ({ value, label: t(`homeCare.fact.${key}`) }))} onChange={(value) => change({ comorbid: value === 'null' ? null : value === 'true' })} /></label>
        {number('doses', 0, 20)}{number('spo2', 40, 100)}
        <label className="wide">{t('homeCare.team')}<Select<string> allowClear aria-label={t('homeCare.team')} value={teamId} options={teams.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => setTeam(id ?? null)} /></label>
        <Button type={word === 'homeCare.begin' ? 'primary' : 'default'} disabled={busy} onClick={() => void act(() => save(teamId, facts))}>{t(word)}</Button>
      </div>
    </>
  )
}

function Open({ view, care }: { view: HomeCareView; care: HomeCareLine }) {
  const { may } = useMe()
  return (
    <>
      {may('home_care.refer') && <Referring view={view} care={care} />}
      {may('home_duty.call') && <Calling careId={care.id} />}
      {may('home_duty.give') && <Giving view={view} careId={care.id} />}
      {may('home_care.update') && <Risk view={view} save={(teamId, facts) => weighAgain(care.id, care.version, teamId, facts)} word="homeCare.again" />}
    </>
  )
}

function Calling({ careId }: { careId: string }) {
  const { act, busy, refused } = useActing(CARE)
  const [note, setNote] = useState('')
  const say = async (answer: string) => {
    if (await act(() => call(careId, answer, note)) !== null) setNote('')
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools no-print"><span>{t('homeCare.call')}:</span><Input aria-label={t('homeCare.call.note')} placeholder={t('homeCare.call.note')} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} style={{ maxWidth: 260 }} />{callAnswers.map((answer) => <Button key={answer} disabled={busy} onClick={() => void say(answer)}>{t(`homeCare.answer.${answer}`)}</Button>)}</p>
    </>
  )
}

function Giving({ view: { kits }, careId }: { view: HomeCareView; careId: string }) {
  const { act, busy, refused } = useActing(CARE)
  if (kits.length === 0) return <p className="quiet">{t('homeCare.kit.none')}</p>
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools no-print"><span>{t('homeCare.kit')}:</span>{kits.map(({ itemId, item, quantity, unit }) => <Button key={itemId} disabled={busy || quantity < 1} onClick={() => void act(() => giveKit(careId, itemId))}>{t('homeCare.kit.left', { item, n: formatNumber(quantity), unit })}</Button>)}</p>
    </>
  )
}

function Referring({ view: { isWarned, needsOxygen }, care }: { view: HomeCareView; care: HomeCareLine }) {
  const { act, busy, refused } = useActing(CARE)
  const [chosen, choose] = useState<{ tier?: TreatmentTier; oxygen?: boolean }>({})
  const [reason, setReason] = useState('')
  const [tier, oxygen] = [chosen.tier ?? (isWarned ? '2' : '1'), chosen.oxygen ?? needsOxygen]
  return (
    <>
      {isWarned && <Alert type="error" role="alert" showIcon title={t('homeCare.propose', { oxygen: needsOxygen ? t('homeCare.propose.oxygen') : '' })} />}
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="desk-tools no-print" style={{ margin: '8px 0' }}>
        <Select<TreatmentTier> aria-label={t('homeCare.refer.tier')} value={tier} options={treatmentTiers.map((value) => ({ value, label: codeWord(stay, 'tier', value) }))} onChange={(value) => choose({ ...chosen, tier: value })} style={{ minWidth: 130 }} />
        <Checkbox checked={oxygen} onChange={({ target }) => choose({ ...chosen, oxygen: target.checked })}>{t('homeCare.refer.oxygen')}</Checkbox>
        <Input aria-label={t('homeCare.refer.reason')} placeholder={t('homeCare.refer.reason')} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} style={{ maxWidth: 260 }} />
        <Button type={isWarned ? 'primary' : 'default'} disabled={busy || reason.trim() === ''} onClick={() => void act(() => refer(care.id, { version: care.version, tier, oxygen, reason }))}>{t('homeCare.refer')}</Button>
      </div>
    </>
  )
}

function Told({ view: { given, calls } }: { view: HomeCareView }) {
  return (
    <>
      {given.length > 0 && <p>{t('homeCare.given')}: {given.map(({ id, item, quantity, givenAt }) => <span key={id}>{t('homeCare.givenLine', { n: formatNumber(quantity), item })} (<InstantText at={givenAt} />) </span>)}</p>}
      {calls.length > 0 && <><h3>{t('homeCare.calls')}</h3><ul>{calls.map(({ id, calledAt, answer, note }) => <li key={id}><InstantText at={calledAt} /> · {t(`homeCare.answer.${answer}`)}{note !== null && <>: {note}</>}</li>)}</ul></>}
    </>
  )
}
