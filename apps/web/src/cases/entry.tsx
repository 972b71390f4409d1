import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { adviseClass, type CaseOrigin, type Match, type MatchAsk, type SpecimenView } from '@phaodai/office'
import { readCard } from '@phaodai/person-matching'
import { dayInVietnam } from '@phaodai/vocabulary'
import { diseaseCase, individual, writtenFields, type FieldValues, type Register } from '@phaodai/registers'
import { messageOf, newId, Refusal } from '../api/client.ts'
import { startingValues } from '../kit/draft.ts'
import { FieldInput } from '../kit/inputs.tsx'
import { codeWord, fieldWord } from '../kit/words.ts'
import { enterCaseOf, getOrigin } from '../follow-up/api.ts'
import { EvidenceList, PersonWords } from '../individuals/evidence.tsx'
import { CASE_TEST_KINDS, useFoundBy } from '../testing/found-by.ts'
import { openCase } from '../testing/api.ts'
import { hasWord, t, word } from '../text/t.ts'
import { useKeys } from '../ui/keys.ts'
import { useSettled } from '../ui/settled.ts'
import { useTitle } from '../ui/title.ts'
import { enterCase, enterPerson, findMatches } from './api.ts'
import { Rooms } from './rooms.tsx'
import '../kit/kit.css'
import './cases.css'

const PERSON = ['fullName', 'sex', 'birthOn', 'birthYear', 'identityNumber', 'phone', 'areaId', 'address', 'occupation', 'workplace'] as const
const CASE = ['diseaseCode', 'diagnosedAt', 'onsetOn', 'detectedAs', 'testKind', 'testResult', 'sampledOn', 'severity', 'vaccinated', 'doses', 'linkedCaseId', 'outbreakId', 'facility', 'systemId', 'systemEnteredAt', 'symptoms', 'classification', 'classReason', 'note'] as const

type Names = Record<string, Record<string, string>>
type Faults = Record<string, string>

/** Ghi ca mới: who it is (matched against those on file, never merged by itself), then the official form's fields on one screen. */
export function CaseEntryPage() {
  useTitle('cases.new')
  const entry = useEntry()
  useKeys({ 'ctrl+enter': () => void entry.save() })
  return (
    <>
      <Rooms here="cases" />
      <header className="page-head"><h1>{t('cases.new')}</h1></header>
      {entry.origin !== null && <p role="note">{entry.origin.caseId === null ? t('followUp.fromElsewhere') : t('followUp.fromContact', { code: entry.origin.caseCode ?? t('cases.noCode') })}</p>}
      {entry.found !== null && <p role="note">{t('testing.case.from', { barcode: entry.found.specimen.barcode })}</p>}
      {entry.failure !== null && <Alert type="error" showIcon role="alert" title={entry.failure} />}
      <section className="case-section"><h2>{t('cases.who')}</h2><Card onRead={entry.takeCard} /><Fields register={individual} fields={PERSON} of={entry.person} disabled={entry.chosen !== null} /></section>
      <Matches entry={entry} />
      <section className="case-section"><h2>{t('cases.form')}</h2><Fields register={diseaseCase} fields={CASE} of={entry.form} disabled={false} /><Advice values={entry.form.values} take={entry.takeClass} /></section>
      <div className="case-foot"><Button type="primary" loading={entry.saving} onClick={() => void entry.save()}>{t('cases.save')}</Button></div>
    </>
  )
}

type Half = { values: FieldValues; names: Names; faults: Faults; set: (name: string, value: unknown, chosen?: string) => void }

function useHalf(register: Register, start: () => FieldValues): Half & { put: (values: FieldValues, chosen?: Names) => void; blame: (faults: Faults) => void } {
  const [values, setValues] = useState<FieldValues>(() => ({ ...startingValues(register, null), ...start() }))
  const [names, setNames] = useState<Names>({})
  const [faults, blame] = useState<Faults>({})
  const set: Half['set'] = (name, value, chosen) => {
    const target = register.fields[name]?.target ?? (name === 'areaId' ? 'area' : undefined)
    if (target && chosen) setNames((before) => ({ ...before, [target]: { ...before[target], [String(value)]: chosen } }))
    setValues((before) => ({ ...before, [name]: value }))
    blame(({ [name]: _, ...rest }) => rest)
  }
  return { values, names, faults, set, blame, put: (more, chosen = {}) => { setValues((before) => ({ ...before, ...more })); setNames((before) => ({ ...before, ...chosen })) } }
}

/** Somebody on file: chosen among the likely ones, or known from the contact that became the case. */
type Chosen = Pick<Match, 'id' | 'areaId'>

/** Fills the form once with what is known of the contact that the case is entered from, where the page was opened for one. */
function useOrigin(fill: (origin: CaseOrigin) => void): { origin: CaseOrigin | null; failed: unknown } {
  const contactId = useSearchParams()[0].get('tiep-xuc')
  const found = useQuery({ queryKey: ['registers', 'case_contact', 'origin', contactId], queryFn: () => getOrigin(contactId!), enabled: contactId !== null, refetchOnWindowFocus: false, staleTime: Infinity, gcTime: 0 })
  useEffect(() => { if (found.data) fill(found.data) }, [found.data]) // eslint-disable-line react-hooks/exhaustive-deps
  return { origin: found.data ?? null, failed: found.error }
}

const newCase = (): FieldValues => ({ classification: 'suspected', diagnosedAt: new Date().toISOString() })

function useEntry() {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const ids = useRef({ person: newId(), case: newId() })
  const person = useHalf(individual, () => ({ sex: 'unknown' }))
  const form = useHalf(diseaseCase, newCase)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const { origin, failed } = useOrigin((from) => {
    if (from.individualId !== null) setChosen({ id: from.individualId, areaId: from.areaId })
    person.put({ fullName: from.name, phone: from.phone, address: from.address, areaId: from.areaId }, { area: { [from.areaId]: from.area } })
    form.put({
      linkedCaseId: from.caseId, ...(from.diseaseCode === null ? {} : { diseaseCode: from.diseaseCode }), onsetOn: from.onsetOn, sampledOn: from.sampledOn, testResult: from.result,
      symptoms: from.symptoms.length === 0 ? null : from.symptoms.map((symptom) => ({ symptom })),
    }, from.caseId === null ? {} : { disease_case: { [from.caseId]: from.caseCode ?? t('cases.noCode') }, disease: { [from.diseaseCode ?? '']: from.disease ?? '' } })
  })
  const found = useFoundBy(({ specimen: tube, phone, address, diseaseCode, disease }: SpecimenView) => {
    if (tube.individualId !== null) setChosen({ id: tube.individualId, areaId: tube.residenceAreaId ?? tube.areaId })
    const areaId = tube.residenceAreaId ?? tube.areaId
    person.put({ fullName: tube.name, phone, address, areaId, sex: tube.sex ?? 'unknown', birthYear: tube.birthYear }, { area: { [areaId]: tube.residence ?? tube.area } })
    form.put({ diseaseCode, sampledOn: dayInVietnam(tube.takenAt), testKind: CASE_TEST_KINDS[tube.method] ?? 'other', testResult: 'positive', resultOn: tube.resultedAt === null ? null : dayInVietnam(tube.resultedAt) }, { disease: { [diseaseCode]: disease } })
  })
  const refused = (error: unknown, half: typeof person) => {
    if (error instanceof Refusal) half.blame(error.fields)
    setFailure(messageOf(error))
  }
  const save = async () => {
    setFailure(null)
    const areaId = chosen?.areaId ?? person.values.areaId ?? null
    const missing: Faults = { ...(chosen === null && !person.values.fullName && { fullName: 'required' }), ...(areaId === null && { areaId: 'required' }) }
    const missingForm: Faults = form.values.diseaseCode ? {} : { diseaseCode: 'required' }
    person.blame(missing)
    form.blame(missingForm)
    if (Object.keys({ ...missing, ...missingForm }).length > 0) return setFailure(t('cases.incomplete'))
    setSaving(true)
    try {
      if (chosen === null) await enterPerson(ids.current.person, person.values)
    } catch (error) {
      setSaving(false)
      return refused(error, person)
    }
    try {
      const values = { ...form.values, areaId, individualId: chosen?.id ?? ids.current.person }
      const { row } = found !== null ? await openCase(found.specimen.id, ids.current.case, values) : origin === null ? await enterCase(ids.current.case, values) : await enterCaseOf(origin, ids.current.case, values)
      await queries.invalidateQueries({ queryKey: ['registers', 'disease_case'] })
      if (origin !== null || found !== null) await queries.invalidateQueries({ queryKey: ['registers'] })
      void message.success(t('cases.saved', { code: String(row.code) }))
      void navigate(`/ca-benh/${row.id}`)
    } catch (error) {
      refused(error, form)
    }
    setSaving(false)
  }
  const takeCard = (text: string): boolean => {
    const card = readCard(text)
    if (card) person.put({ fullName: card.name, sex: card.sex ?? 'unknown', birthOn: card.birthDate, birthYear: card.birthDate === null ? null : Number(card.birthDate.slice(0, 4)), identityNumber: card.identity[0] ?? null, oldIdentityNumber: card.identity[1] ?? null, address: card.address })
    return card !== null
  }
  return { person, form, chosen, choose: setChosen, failure: failure ?? (failed ? messageOf(failed) : null), origin, found, saving, save, takeCard, takeClass: (classification: string, classReason: string) => form.put({ classification, classReason }) }
}

/** The string that a card reader types; it fills the fields and is not kept. */
function Card({ onRead }: { onRead: (text: string) => boolean }) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const read = () => {
    const done = text.trim() === '' || onRead(text)
    setWrong(!done)
    if (done) setText('')
  }
  return (
    <p>
      <Input aria-label={t('cases.card')} placeholder={t('cases.card')} value={text} onChange={(event) => setText(event.target.value)} onPressEnter={read} onBlur={read} style={{ maxWidth: 560 }} />
      {wrong && <span className="wrong-word" role="alert"> {t('cases.cardWrong')}</span>}
    </p>
  )
}

function Fields({ register, fields, of, disabled }: { register: Register; fields: readonly string[]; of: Half; disabled: boolean }) {
  return (
    <div className="case-form">
      {fields.map((name) => {
        const field = writtenFields(register)[name]!
        const fault = of.faults[name]
        const label = fieldWord(register, name)
        return (
          <div key={name} className={field.kind === 'list' ? 'wide' : undefined}>
            <label htmlFor={`e-${register.name}-${name}`}>{label}{field.required && <span aria-hidden="true"> *</span>}</label>
            <FieldInput register={register} path={name} field={field} id={`e-${register.name}-${name}`} label={label} value={of.values[name] ?? null} names={of.names} disabled={disabled} invalid={fault !== undefined} onChange={(value, chosen) => of.set(name, value, chosen)} />
            {fault !== undefined && <p className="wrong-word" role="alert">{hasWord(`cases.fault.${fault}`) ? word(`cases.fault.${fault}`) : hasWord(`register.problem.${fault}`) ? word(`register.problem.${fault}`) : t('cases.fault.other')}</p>}
          </div>
        )
      })}
    </div>
  )
}

/** People on file who may be this one; the clerk decides. */
function Matches({ entry: { person, chosen, choose } }: { entry: ReturnType<typeof useEntry> }) {
  const { fullName, sex, birthOn, birthYear, identityNumber, oldIdentityNumber, phone, address, areaId } = person.values
  const ask = useSettled(JSON.stringify({ fullName, sex, birthOn, birthYear, identityNumber, oldIdentityNumber, phone, address, areaId }), 500)
  const asked = JSON.parse(ask) as Partial<MatchAsk>
  const enough = (asked.fullName ?? '').trim().split(/\s+/).length > 1
  const found = useQuery({ queryKey: ['individuals', 'matches', ask], queryFn: () => findMatches(asked), enabled: enough, placeholderData: (before) => before })
  if (!found.data || (found.data.matches.length === 0 && found.data.faults.length === 0)) return null
  return (
    <section className="case-section" aria-live="polite">
      {found.data.faults.length > 0 && <Alert type="warning" showIcon title={found.data.faults.map((fault) => word(`people.fault.${fault}`)).join(' ')} />}
      {found.data.matches.length > 0 && <><h2>{t('cases.known')}</h2>{found.data.matches.map((match) => (
        <div key={match.id} className="match" data-chosen={chosen?.id === match.id}>
          <p className="quiet">{t(`people.verdict.${match.verdict}`)}</p>
          <p><PersonWords of={match} /></p>
          <EvidenceList of={match.evidence} />
          {chosen?.id === match.id ? <Button size="small" onClick={() => choose(null)}>{t('cases.notHim')}</Button> : <Button size="small" type="primary" onClick={() => choose(match)}>{t('cases.isHim')}</Button>}
        </div>
      ))}</>}
    </section>
  )
}

/** What the rules make of symptoms, test and link; taken by a press, never by itself. */
function Advice({ values, take }: { values: FieldValues; take: (classification: string, reason: string) => void }) {
  if (!values.diseaseCode) return null
  const symptoms = ((values.symptoms ?? []) as { symptom: string | null }[]).flatMap(({ symptom }) => (symptom === null ? [] : [symptom]))
  const { classification, reason } = adviseClass({ diseaseCode: String(values.diseaseCode), symptoms, testKind: values.testKind as string | null, testResult: values.testResult as string | null, linked: Boolean(values.linkedCaseId ?? values.outbreakId) })
  if (classification === null) return <p className="quiet">{word(`cases.class.${reason}`)}</p>
  const name = codeWord(diseaseCase, 'classification', classification)
  return <p role="note">{t('cases.advice', { name })} {word(`cases.class.${reason}`)} {values.classification !== classification && <Button size="small" onClick={() => take(classification, word(`cases.class.${reason}`))}>{t('cases.takeAdvice', { name })}</Button>}</p>
}
