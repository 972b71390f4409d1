import { Alert, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { dayHalves, graveSigns, homeConditions, violationKinds, type HomeCondition, type IsolationView } from '@phaodai/office'
import { diseaseCase } from '@phaodai/registers'
import { formatDay, formatNumber, symptoms } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { useActing } from '../ui/acting.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { enterDay, enterHomeCheck, enterViolation, ISOLATION } from './api.ts'

type Part = { view: IsolationView }
const isOpen = ({ order: { state } }: IsolationView): boolean => ['decided', 'running', 'violated'].includes(state)
const halfNow = (): (typeof dayHalves)[number] => (new Date(Date.now() + 7 * 3_600_000).getUTCHours() < 12 ? 'morning' : 'evening')

function foundOn({ temperature, spo2, breaths, symptoms: felt, signs, note }: IsolationView['days'][number]): string {
  const told = [
    temperature === null ? null : `${formatNumber(temperature)} °C`, spo2 === null ? null : `SpO2 ${spo2} %`, breaths === null ? null : `${breaths}/min`,
    ...(felt ?? []).map((each) => codeWord(diseaseCase, 'symptoms.symptom', each)), ...(signs ?? []).map((each) => t(`isolation.sign.${each as 'drowsy'}`)), note,
  ].filter((each) => each !== null)
  return told.length === 0 ? t('isolation.day.well') : told.join(', ')
}

/** Health twice a day: the line to enter it, and what was found so far. */
export function HealthDays({ view }: Part) {
  const { may } = useMe()
  return (
    <section className="desk-section"><h2>{t('isolation.days')}</h2>
      {may('isolation.watch') && isOpen(view) && <DayForm view={view} />}
      {view.days.length === 0 && <p className="quiet">{t('isolation.days.none')}</p>}
      <ul>{view.days.map((day) => <li key={`${day.onDay}${day.half}`}>{formatDay(day.onDay)} {t(`isolation.half.${day.half as 'morning'}`)}: {foundOn(day)}{day.warns && <strong className="desk-late"> · {t('isolation.day.warned')}</strong>}</li>)}</ul>
    </section>
  )
}

function DayForm({ view: { order, today, days, signRule } }: Part) {
  const { act, busy, refused } = useActing(ISOLATION)
  const [half, setHalf] = useState(halfNow)
  const [numbers, setNumbers] = useState<{ temperature: number | null; spo2: number | null; breaths: number | null }>({ temperature: null, spo2: null, breaths: null })
  const [felt, setFelt] = useState<(typeof symptoms)[number][]>([])
  const [signs, setSigns] = useState<(typeof graveSigns)[number][]>([])
  const [warned, setWarned] = useState<string[]>([])
  const known = days.find((each) => each.onDay === today && each.half === half)
  const save = async () => {
    const answer = await act(() => enterDay(order.id, today, half, { ...numbers, symptoms: felt, signs, version: known?.version ?? null }))
    if (answer !== null) setWarned(answer.signs)
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {warned.length > 0 && <Alert type="error" role="alert" showIcon title={t('isolation.day.warns', { signs: warned.map((each) => t(`isolation.sign.${each as 'spo2'}`)).join(', ') })} description={signRule.source} />}
      <div className="desk-entry">
        {(['temperature', 'spo2', 'breaths'] as const).map((name) => <label key={name}>{t(`isolation.day.${name}`)}<InputNumber className="full" decimalSeparator="," aria-label={t(`isolation.day.${name}`)} value={numbers[name]} onChange={(value) => setNumbers({ ...numbers, [name]: value })} /></label>)}
        <label className="wide">{t('isolation.day.symptoms')}<Select mode="multiple" aria-label={t('isolation.day.symptoms')} value={felt} onChange={setFelt} options={symptoms.map((value) => ({ value, label: codeWord(diseaseCase, 'symptoms.symptom', value) }))} /></label>
      </div>
      <div className="desk-tools" style={{ marginTop: 8 }}>
        <Checkbox.Group value={signs} onChange={setSigns} options={graveSigns.map((value) => ({ value, label: t(`isolation.day.${value}`) }))} />
        <Select aria-label={t('isolation.column.today')} value={half} onChange={setHalf} options={dayHalves.map((value) => ({ value, label: t(`isolation.half.${value}`) }))} />
        <Button type="primary" disabled={busy} onClick={() => void save()}>{t('isolation.day.save', { half: t(`isolation.half.${half}`), day: formatDay(today) })}</Button>
      </div>
    </>
  )
}

/** Whether the home is fit, condition by condition. */
export function HomeChecks({ view }: Part) {
  const { may } = useMe()
  const { act, busy, refused } = useActing(ISOLATION)
  const [met, setMet] = useState<readonly HomeCondition[]>([])
  const items = Object.fromEntries(homeConditions.map((each) => [each, met.includes(each)])) as Record<HomeCondition, boolean>
  return (
    <section className="desk-section"><h2>{t('isolation.home')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {view.homeChecks.map(({ checkedAt, fit }) => <p key={checkedAt}><InstantText at={checkedAt} />: <strong>{fit ? t('isolation.home.fit') : t('isolation.home.unfit')}</strong></p>)}
      {may('isolation.watch') && isOpen(view) && <>
        <Checkbox.Group value={[...met]} onChange={setMet}><div className="isolation-checks">{homeConditions.map((each) => <Checkbox key={each} value={each}>{t(`isolation.home.item.${each}`)}</Checkbox>)}</div></Checkbox.Group>
        <p><Button disabled={busy} onClick={() => void act(() => enterHomeCheck(view.order.id, { items }))}>{t('isolation.home.new')}</Button></p>
      </>}
    </section>
  )
}

/** What was broken, as facts. */
export function Violations({ view }: Part) {
  const { may } = useMe()
  const { act, busy, refused } = useActing(ISOLATION)
  const [kind, setKind] = useState<(typeof violationKinds)[number]>('left')
  const [fact, setFact] = useState('')
  const save = async () => {
    if (await act(() => enterViolation(view.order.id, { kind, fact, seenAt: new Date().toISOString() })) !== null) setFact('')
  }
  return (
    <section className="desk-section"><h2>{t('isolation.violations')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {view.violations.length === 0 ? <p className="quiet">{t('isolation.violations.none')}</p> : <ul>{view.violations.map((each) => <li key={each.id}><InstantText at={each.seenAt} /> · {t(`isolation.violation.${each.kind as 'left'}`)}{each.fact !== null && <>: {each.fact}</>}</li>)}</ul>}
      {may('isolation.watch') && isOpen(view) && <p className="desk-tools">
        <Select aria-label={t('isolation.violation.kind')} value={kind} onChange={setKind} options={violationKinds.map((value) => ({ value, label: t(`isolation.violation.${value}`) }))} popupMatchSelectWidth={false} />
        <Input aria-label={t('isolation.violation.fact')} placeholder={t('isolation.violation.fact')} maxLength={1000} value={fact} onChange={(event) => setFact(event.target.value)} style={{ maxWidth: 420 }} />
        <Button disabled={busy || fact.trim() === ''} onClick={() => void save()}>{t('isolation.violation.save')}</Button>
      </p>}
    </section>
  )
}
