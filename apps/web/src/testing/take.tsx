import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select, type InputRef } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Link, useSearchParams } from 'react-router'
import { samplingPurposes, testMethods } from '@phaodai/vocabulary'
import { caseContact, specimen } from '@phaodai/registers'
import { newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { getOrigin } from '../follow-up/api.ts'
import { fetchChoices } from '../kit/api.ts'
import { Picker } from '../kit/picker.tsx'
import { codeWord, fieldWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { useTitle } from '../ui/title.ts'
import { useActing } from '../ui/acting.ts'
import { enterSpecimen, getSpecimen, listExpected, makePool, TESTING } from './api.ts'
import { TestingRooms } from './rooms.tsx'

/** What holds for all tubes of this sitting. */
type Sitting = { diseaseCode: string | null; disease: string; areaId: number | null; area: string; purpose: string; method: string; roundId: string | null; round: string }
type Taken = { id: string; barcode: string; who: string; pooled: string | null }

const EMPTY = { barcode: '', fullName: '', birthYear: '', sex: 'unknown', phone: '', address: '' }
const options = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: codeWord(specimen, field, value) }))

/** Lấy mẫu: one tube a line. The scanner's Enter goes to the name, the next Enter keeps the tube and the barcode field waits again. */
export function TakingPage() {
  useTitle('testing.take.title')
  const [search] = useSearchParams()
  const ofContact = search.has('tiep-xuc')
  const [sitting, setSitting] = useState<Sitting>({ diseaseCode: 'covid-19', disease: 'COVID-19', areaId: null, area: '', purpose: ofContact ? 'f1' : 'screening', method: 'rt-pcr', roundId: null, round: '' })
  const [taken, setTaken] = useState<Taken[]>([])
  const own = useQuery({ queryKey: ['registers', 'choices', 'area', false, ''], queryFn: () => fetchChoices('area', '', false), staleTime: 60_000 })
  useEffect(() => {
    const first = own.data?.choices[0]
    if (first) setSitting((before) => (before.areaId === null ? { ...before, areaId: Number(first.id), area: first.name } : before))
  }, [own.data])
  return (
    <>
      <TestingRooms here="take" />
      <h1>{t('testing.take.title')}</h1>
      <SittingLine of={sitting} change={(more) => setSitting((before) => ({ ...before, ...more }))} />
      <Entry key={search.toString()} sitting={sitting} done={(one) => setTaken((before) => [one, ...before])} />
      <Pooling taken={taken} pooled={(barcodes, pool) => setTaken((before) => before.map((each) => (barcodes.includes(each.barcode) ? { ...each, pooled: pool } : each)))} />
      <Expected />
      {taken.length > 0 && (
        <section className="desk-section" aria-label={t('testing.take.list')}>
          <h2>{t('testing.take.count', { n: taken.length })}</h2>
          <ul className="test-log">{taken.slice(0, 50).map((each) => <li key={each.id}><Link to={`/xet-nghiem/${each.id}`}>{each.barcode}</Link> · {each.who}{each.pooled !== null && <span className="quiet"> · {t('testing.inPool', { barcode: each.pooled })}</span>}</li>)}</ul>
        </section>
      )}
    </>
  )
}

function SittingLine({ of, change }: { of: Sitting; change: (more: Partial<Sitting>) => void }) {
  return (
    <div className="desk-entry" role="group" aria-label={t('testing.take.sitting')}>
      <label className="wide">{fieldWord(specimen, 'roundId')}<Picker target="testing_round" label={fieldWord(specimen, 'roundId')} value={of.roundId} name={of.round} onChange={(roundId, round) => change({ roundId: roundId as string | null, round })} /></label>
      <label className="wide">{t('testing.take.place')}<Picker target="area" label={t('testing.take.place')} value={of.areaId} name={of.area} onChange={(areaId, area) => change({ areaId: areaId as number | null, area })} /></label>
      <label>{fieldWord(specimen, 'diseaseCode')}<Picker target="disease" label={fieldWord(specimen, 'diseaseCode')} value={of.diseaseCode} name={of.disease} onChange={(diseaseCode, disease) => change({ diseaseCode: diseaseCode as string | null, disease })} /></label>
      <label>{fieldWord(specimen, 'purpose')}<Select aria-label={fieldWord(specimen, 'purpose')} value={of.purpose} options={options('purpose', samplingPurposes)} onChange={(purpose) => change({ purpose })} /></label>
      <label>{fieldWord(specimen, 'method')}<Select aria-label={fieldWord(specimen, 'method')} value={of.method} options={options('method', testMethods)} onChange={(method) => change({ method })} /></label>
    </div>
  )
}

/** Whom signed lists say to sample: a press takes the next tube for him. */
function Expected() {
  const { may } = useMe()
  const found = useQuery({ queryKey: [...TESTING, 'expected'], queryFn: () => listExpected(may('specimen.reveal')) })
  const contacts = found.data?.contacts ?? []
  if (contacts.length === 0) return null
  return (
    <section className="desk-section" aria-label={t('testing.expected.title')}>
      <h2>{t('testing.expected.count', { n: contacts.length })}</h2>
      <ul className="test-log">{contacts.map(({ contactId, name, tier, area, form, caseCode }) => (
        <li key={contactId}><Link to={`?tiep-xuc=${contactId}`}>{name ?? t('contacts.unnamed')}</Link> · {codeWord(caseContact, 'tier', tier)} · {area} · {word(`orders.form.${form}`)}{caseCode !== null && <span className="quiet"> · {t('testing.expected.ofCase', { code: caseCode })}</span>}</li>
      ))}</ul>
    </section>
  )
}

/** Whom the page was opened for: a listed contact, or somebody whose tube has to be taken again. */
function useAsked() {
  const [search] = useSearchParams()
  const replacesId = search.get('thay')
  const contactId = search.get('tiep-xuc')
  const contact = useQuery({ queryKey: ['registers', 'case_contact', 'origin', contactId], queryFn: () => getOrigin(contactId!), enabled: contactId !== null, staleTime: Infinity })
  const replaced = useQuery({ queryKey: ['registers', 'specimen', 'replaced', replacesId], queryFn: () => getSpecimen(replacesId!, true), enabled: replacesId !== null, staleTime: Infinity })
  return { contactId, contact: contact.data ?? null, replaced: replaced.data ?? null }
}

function Entry({ sitting, done }: { sitting: Sitting; done: (one: Taken) => void }) {
  const { act, busy, refused } = useActing()
  const asked = useAsked()
  const [values, setValues] = useState(EMPTY)
  const [used, setUsed] = useState(false)
  const [scan, name] = [useRef<InputRef>(null), useRef<InputRef>(null)]
  const id = useRef(newId())
  const target = used ? null : asked
  const known = target?.replaced?.specimen.name ?? target?.contact?.name ?? null
  const change = (more: Partial<typeof EMPTY>) => setValues((before) => ({ ...before, ...more }))
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    const barcode = values.barcode.trim().toUpperCase()
    if (barcode === '') return scan.current?.focus()
    if (values.fullName.trim() === '' && known === null) return name.current?.focus()
    const again = target?.replaced ?? null
    const made = await act(() => enterSpecimen(id.current, {
      ...values, barcode, birthYear: values.birthYear === '' ? again?.specimen.birthYear ?? null : Number(values.birthYear), sex: (values.sex === 'unknown' ? again?.specimen.sex ?? 'unknown' : values.sex) as 'unknown', fullName: values.fullName.trim() || known,
      areaId: sitting.areaId!, diseaseCode: again?.diseaseCode ?? target?.contact?.diseaseCode ?? sitting.diseaseCode!, purpose: sitting.purpose as 'f1', method: sitting.method as 'rt-pcr', roundId: sitting.roundId, takenAt: new Date().toISOString(),
      contactId: target?.contactId ?? again?.specimen.contactId ?? null, replacesId: again?.specimen.id ?? null, individualId: again?.specimen.individualId ?? target?.contact?.individualId ?? null, residenceAreaId: again?.specimen.residenceAreaId ?? target?.contact?.areaId ?? null,
    }))
    if (made === null) return
    done({ id: id.current, barcode, who: values.fullName.trim() || known || '', pooled: null })
    id.current = newId()
    setUsed(true)
    setValues(EMPTY)
    scan.current?.focus()
  }
  return (
    <>
      {known !== null && <p role="note">{t(target?.replaced ? 'testing.take.again' : 'testing.take.contact', { name: known })}</p>}
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <form className="desk-entry" aria-label={t('testing.take.one')} onSubmit={(event) => void keep(event)}>
        <label className="test-scan wide">{fieldWord(specimen, 'barcode')}<Input ref={scan} className="test-code" autoFocus autoComplete="off" maxLength={40} value={values.barcode} onChange={(event) => change({ barcode: event.target.value })} /></label>
        <label className="test-name wide">{fieldWord(specimen, 'fullName')}<Input ref={name} maxLength={120} placeholder={known ?? ''} value={values.fullName} onChange={(event) => change({ fullName: event.target.value })} /></label>
        <label>{fieldWord(specimen, 'birthYear')}<Input inputMode="numeric" maxLength={4} value={values.birthYear} onChange={(event) => change({ birthYear: event.target.value.replace(/\D/gu, '') })} /></label>
        <label>{fieldWord(specimen, 'sex')}<Select aria-label={fieldWord(specimen, 'sex')} value={values.sex} options={options('sex', ['male', 'female', 'unknown'])} onChange={(sex) => change({ sex })} /></label>
        <label>{fieldWord(specimen, 'phone')}<Input inputMode="tel" maxLength={30} value={values.phone} onChange={(event) => change({ phone: event.target.value })} /></label>
        <label>{fieldWord(specimen, 'address')}<Input maxLength={300} value={values.address} onChange={(event) => change({ address: event.target.value })} /></label>
        <Button type="primary" htmlType="submit" disabled={busy || sitting.areaId === null || sitting.diseaseCode === null}>{t('testing.take.keep')}</Button>
      </form>
    </>
  )
}

/** Tubes of this sitting that are in no pool yet go into one together: scan the pool's own barcode. */
function Pooling({ taken, pooled }: { taken: readonly Taken[]; pooled: (barcodes: readonly string[], pool: string) => void }) {
  const { act, busy, refused } = useActing()
  const [barcode, setBarcode] = useState('')
  const free = taken.filter((each) => each.pooled === null).map((each) => each.barcode)
  if (free.length < 2) return null
  const pool = async (event: FormEvent) => {
    event.preventDefault()
    const code = barcode.trim().toUpperCase()
    if (code === '' || (await act(() => makePool(newId(), code, free))) === null) return
    pooled(free, code)
    setBarcode('')
  }
  return (
    <form className="desk-tools" aria-label={t('testing.pool.make')} onSubmit={(event) => void pool(event)}>
      <Input aria-label={t('testing.pool.barcode')} placeholder={t('testing.pool.barcode')} maxLength={40} value={barcode} onChange={(event) => setBarcode(event.target.value)} style={{ maxWidth: 220 }} />
      <Button htmlType="submit" disabled={busy || barcode.trim() === ''}>{t('testing.pool.of', { n: free.length })}</Button>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
    </form>
  )
}
