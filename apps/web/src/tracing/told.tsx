import { Alert, Button, Input, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import type { ToldVisit } from '@phaodai/office'
import { formatInstant } from '@phaodai/registers'
import { readTime } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import { messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { takeBackVisit, tellVisit } from './api.ts'

type Entered = ToldVisit & { id: string; place: string; doubts: string[] }
type Values = { place: { id: string; name: string } | null; day: Day | null; from: string; to: string; masked: 'yes' | 'no' | 'unknown'; note: string }

const EMPTY: Values = { place: null, day: null, from: '', to: '', masked: 'unknown', note: '' }

/** The visit as it is sent; null while its place, day or hour of entry cannot be read. */
function visitOf({ place, day, from, to, masked, note }: Values): ToldVisit | null {
  const [entered, left] = [readTime(from), to.trim() === '' ? null : readTime(to)]
  if (place === null || day === null || entered === null || (to.trim() !== '' && left === null)) return null
  const at = (hour: string): string => `${day}T${hour}:00+07:00`
  return { placeId: place.id, from: at(entered), to: left === null ? null : at(left), masked: masked === 'unknown' ? null : masked === 'yes', note: note.trim() === '' ? null : note.trim() }
}

/** Where the case says to have been: one visit at a time, for himself alone. What was entered in this sitting can be taken back. */
export function ToldVisits({ caseId }: { caseId: string }) {
  const { may } = useMe()
  const [entered, setEntered] = useState<Entered[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  if (!may('contact.collect')) return null
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setRefused(null)
    await work().catch((error: unknown) => setRefused(messageOf(error)))
  }
  const enter = (visit: ToldVisit, place: string) => attempt(async () => {
    const id = newId()
    const { doubts } = await tellVisit(caseId, id, visit)
    setEntered((before) => [...before, { ...visit, id, place, doubts }])
  })
  const takeBack = (id: string) => attempt(async () => {
    await takeBackVisit(caseId, id)
    setEntered((before) => before.filter((each) => each.id !== id))
  })
  return (
    <details className="told-visits">
      <summary>{t('told.title')}</summary>
      <p className="quiet">{t('told.about')}</p>
      <Form onEnter={enter} />
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {entered.length > 0 && <ul aria-label={t('told.entered')}>{entered.map((each) => <li key={each.id}>
        {each.place} · {formatInstant(each.from)} – {each.to === null ? t('told.noExit') : formatInstant(each.to)} <Button size="small" aria-label={t('told.takeBack', { place: each.place })} onClick={() => void takeBack(each.id)}>{t('told.back')}</Button>
        {each.doubts.map((doubt) => <p key={doubt} className="wrong-word">{doubt}</p>)}
      </li>)}</ul>}
    </details>
  )
}

function Form({ onEnter }: { onEnter: (visit: ToldVisit, place: string) => Promise<void> }) {
  const [values, setValues] = useState(EMPTY)
  const [busy, setBusy] = useState(false)
  const set = (more: Partial<Values>): void => setValues((before) => ({ ...before, ...more }))
  const visit = visitOf(values)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (visit === null) return
    setBusy(true)
    await onEnter(visit, values.place!.name)
    setBusy(false)
    setValues((before) => ({ ...EMPTY, day: before.day }))
  }
  return (
    <form className="tracing-ask" onSubmit={(event) => void submit(event)}>
      <div><span>{t('told.place')}</span><Picker target="place" value={values.place?.id ?? null} name={values.place?.name ?? null} label={t('told.place')} onChange={(id, name) => set({ place: id === null ? null : { id: String(id), name } })} /></div>
      <div><span>{t('told.day')}</span><DayField label={t('told.day')} value={values.day} onChange={(day) => set({ day })} /></div>
      <label>{t('told.from')}<Input value={values.from} placeholder="8h30" onChange={(event) => set({ from: event.target.value })} /></label>
      <label>{t('told.to')}<Input value={values.to} placeholder="9h15" onChange={(event) => set({ to: event.target.value })} /></label>
      <div><span>{t('told.masked')}</span><Select aria-label={t('told.masked')} value={values.masked} onChange={(masked) => set({ masked })} options={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: word(`tracing.masked.${value}`) }))} /></div>
      <label>{t('told.note')}<Input maxLength={200} value={values.note} onChange={(event) => set({ note: event.target.value })} /></label>
      <Button htmlType="submit" loading={busy} disabled={visit === null}>{t('told.enter')}</Button>
    </form>
  )
}
