import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { IsolationAdvice } from '@phaodai/office'
import { isolationOrder } from '@phaodai/registers'
import { dayInVietnam, formatDay, isolationForms, isolationSubjects, originLevels, type IsolationForm, type IsolationSubject, type OriginLevel } from '@phaodai/vocabulary'
import { getCase, type CaseDetail } from '../cases/api.ts'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { codeWord, fieldWord } from '../kit/words.ts'
import { useActing } from '../ui/acting.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { askTable, enterOrder, ISOLATION } from './api.ts'
import { Reasons } from './order.tsx'
import '../ui/desk.css'
import './isolation.css'

type Facts = { subject: IsolationSubject; countedFrom: string | null; birthYear: number | null; doses: number | null; lastDoseOn: string | null; recoveredOn: string | null; originLevel: OriginLevel | null; homeFit: boolean | null }
type Person = { areaId: number | null; area: string; fullName: string; phone: string; address: string; form: IsolationForm | null; untilOn: string | null; note: string }

const NOBODY: Person = { areaId: null, area: '', fullName: '', phone: '', address: '', form: null, untilOn: null, note: '' }
const label = (field: string): string => fieldWord(isolationOrder, field)
const options = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: codeWord(isolationOrder, field, value) }))

/** Asks for the isolation of one person who is no listed contact; what the rule of today says stands beside, row by row. Opened from a case (`ca`) it begins with what is known of him. */
export function IsolationEntryPage() {
  useTitle('isolation.new')
  const { may } = useMe()
  const [search] = useSearchParams()
  const ofCase = search.get('ca')
  const found = useQuery({ queryKey: ['registers', 'disease_case', 'detail', ofCase], queryFn: () => getCase(ofCase!, may('disease_case.reveal')), enabled: ofCase !== null })
  return ofCase === null ? <Entry of={null} /> : <Answer of={found}>{(data) => <Entry of={data} />}</Answer>
}

const UNKNOWN: Facts = { subject: 'entrant', countedFrom: null, birthYear: null, doses: null, lastDoseOn: null, recoveredOn: null, originLevel: null, homeFit: null }
const factsOf = (of: CaseDetail | null): Facts => (of === null ? UNKNOWN : { ...UNKNOWN, subject: 'f0', countedFrom: dayInVietnam(of.line.diagnosedAt), birthYear: of.line.birthYear })
const personOf = (of: CaseDetail | null): Person => (of === null ? NOBODY : { ...NOBODY, areaId: of.row.areaId as number, area: of.line.area, fullName: of.line.name ?? '', form: 'home' })

function Entry({ of }: { of: CaseDetail | null }) {
  const navigate = useNavigate()
  const { act, busy, refused } = useActing(ISOLATION)
  const [facts, setFacts] = useState<Facts>(() => factsOf(of))
  const [person, setPerson] = useState<Person>(() => personOf(of))
  const asked = { ...facts, diseaseCode: of?.line.diseaseCode ?? 'covid-19', areaId: person.areaId, countedFrom: facts.countedFrom ?? '' }
  const advice = useQuery({ queryKey: ['isolation-advice', asked], queryFn: () => askTable(asked), enabled: facts.countedFrom !== null, placeholderData: (before) => before })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { areaId, fullName, phone, address, form, untilOn, note } = person
    const id = await act(() => enterOrder({ ...asked, individualId: of?.line.individualId ?? null, caseId: of?.line.id ?? null, areaId: areaId!, fullName, phone: phone || null, address: address || null, form, untilOn, note: note || null }))
    if (id !== null) await navigate(`/cach-ly/${id}`)
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <h1>{t('isolation.new')}</h1>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <PersonFields of={person} change={(more) => setPerson({ ...person, ...more })} />
      <FactFields of={facts} change={(more) => setFacts({ ...facts, ...more })} />
      {advice.data && facts.countedFrom !== null && <Advice advice={advice.data} />}
      <p><Button type="primary" htmlType="submit" disabled={busy || person.areaId === null || person.fullName.trim() === '' || facts.countedFrom === null}>{t('isolation.new.save')}</Button></p>
    </form>
  )
}

function PersonFields({ of, change }: { of: Person; change: (more: Partial<Person>) => void }) {
  return (
    <div className="desk-entry">
      <label className="wide">{label('fullName')}<Input value={of.fullName} maxLength={120} onChange={({ target }) => change({ fullName: target.value })} /></label>
      <label className="wide">{label('areaId')}<Picker target="area" label={label('areaId')} value={of.areaId} name={of.area} onChange={(areaId, area) => change({ areaId: areaId as number | null, area })} /></label>
      <label>{label('phone')}<Input value={of.phone} maxLength={30} onChange={({ target }) => change({ phone: target.value })} /></label>
      <label className="wide">{label('address')}<Input value={of.address} maxLength={400} onChange={({ target }) => change({ address: target.value })} /></label>
      <label>{label('form')}<Select<IsolationForm> allowClear aria-label={label('form')} placeholder={t('isolation.new.rule')} value={of.form} onChange={(form) => change({ form: form ?? null })} options={options('form', isolationForms)} /></label>
      <label>{label('untilOn')}<DayField label={label('untilOn')} value={of.untilOn} onChange={(untilOn) => change({ untilOn })} /></label>
      <label className="wide">{label('note')}<Input value={of.note} maxLength={500} onChange={({ target }) => change({ note: target.value })} /></label>
    </div>
  )
}

function FactFields({ of, change }: { of: Facts; change: (more: Partial<Facts>) => void }) {
  return (
    <div className="desk-entry">
      <label>{label('subject')}<Select<IsolationSubject> aria-label={label('subject')} value={of.subject} onChange={(subject) => change({ subject })} options={options('subject', isolationSubjects)} /></label>
      <label>{label('countedFrom')}<DayField label={label('countedFrom')} value={of.countedFrom} onChange={(countedFrom) => change({ countedFrom })} /></label>
      <label>{label('birthYear')}<InputNumber className="full" min={1880} max={2199} value={of.birthYear} onChange={(birthYear) => change({ birthYear })} /></label>
      <label>{label('doses')}<InputNumber className="full" min={0} max={20} value={of.doses} onChange={(doses) => change({ doses })} /></label>
      <label>{label('lastDoseOn')}<DayField label={label('lastDoseOn')} value={of.lastDoseOn} onChange={(lastDoseOn) => change({ lastDoseOn })} /></label>
      <label>{label('recoveredOn')}<DayField label={label('recoveredOn')} value={of.recoveredOn} onChange={(recoveredOn) => change({ recoveredOn })} /></label>
      <label>{label('originLevel')}<Select<OriginLevel> allowClear aria-label={label('originLevel')} value={of.originLevel} onChange={(originLevel) => change({ originLevel: originLevel ?? null })} options={options('originLevel', originLevels)} /></label>
      <Checkbox checked={of.homeFit === true} onChange={({ target }) => change({ homeFit: target.checked ? true : null })}>{label('homeFit')}</Checkbox>
    </div>
  )
}

function Advice({ advice: { plan, source, reasons } }: { advice: IsolationAdvice }) {
  return (
    <section className="desk-section"><h2>{t('isolation.new.rule')}</h2>
      <p><strong>{plan === null ? t('isolation.new.noPlan') : t('isolation.new.plan', { form: codeWord(isolationOrder, 'form', plan.form), until: formatDay(plan.untilOn), source: source ?? '' })}</strong></p>
      <Reasons reasons={reasons} />
    </section>
  )
}
