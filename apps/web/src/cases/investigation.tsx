import { CloseOutlined, EditOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, type InputRef } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { Link, useBlocker, useParams } from 'react-router'
import { daysBack, investigationWindow, joinStays, MOST_DAYS, readStay, stayLine, staysOf, type InvestigationWindow, type Stay } from '@phaodai/office'
import { diseaseCase } from '@phaodai/registers'
import { dayInVietnam, formatDay, weekday, type Day } from '@phaodai/vocabulary'
import { isRefusal, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { changeRecord } from '../kit/api.ts'
import { codeWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { useKeys } from '../ui/keys.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getCase, type CaseDetail } from './api.ts'
import { Rooms } from './rooms.tsx'
import '../kit/kit.css'
import './cases.css'
import './investigation.css'

/** Điều tra dịch tễ: where a case was, day by day over the days that matter, typed a line at a time while it is told. */
export function InvestigationPage() {
  useTitle('investigation.title')
  const { id = '' } = useParams()
  const { may } = useMe()
  const sees = may('disease_case.reveal')
  const found = useQuery({ queryKey: ['registers', 'disease_case', 'detail', id], queryFn: () => getCase(id, true), enabled: sees, refetchOnWindowFocus: false })
  return <><Rooms here="cases" />{sees ? <Answer of={found}>{(data) => <Investigation key={data.line.id} of={data} />}</Answer> : <Nothing title="investigation.notYours" />}</>
}

type Told = Stay & { key: number }

let keys = 0
/** What was written before a stay had hours and people says nothing of them. */
const UNTOLD = { doing: null, from: null, to: null, people: null, transport: null, masked: null }
const keyed = (stays: unknown): Told[] => ((stays ?? []) as Stay[]).map((stay) => ({ ...UNTOLD, ...stay, key: ++keys }))
const bare = (stays: readonly Told[]): Stay[] => stays.map(({ key: _, ...stay }) => stay).toSorted((a, b) => a.day.localeCompare(b.day) || (a.from ?? '99').localeCompare(b.from ?? '99'))

function useStays({ line, row }: CaseDetail) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [base, setBase] = useState(row)
  const [stays, setStays] = useState<Told[]>(() => keyed(row.history))
  const [joined, setJoined] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const unsaved = JSON.stringify(bare(stays)) !== JSON.stringify(bare(keyed(base.history)))
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => { if (unsaved) event.preventDefault() }
    window.addEventListener('beforeunload', leave)
    return () => window.removeEventListener('beforeunload', leave)
  }, [unsaved])
  const store = async (): Promise<boolean> => {
    setSaving(true)
    setFailure(null)
    setJoined(false)
    try {
      await changeRecord('disease_case', line.id, base.version, { history: bare(stays) })
      const { row: stored } = await getCase(line.id, true)
      setBase(stored)
      setStays(keyed(stored.history))
      await queries.invalidateQueries({ queryKey: ['registers', 'disease_case'] })
      void message.success(t('investigation.saved'))
      return true
    } catch (error) {
      if (!isRefusal(error, 'stale')) {
        setFailure(messageOf(error))
        return false
      }
      const { row: theirs } = await getCase(line.id, true)
      setStays(keyed(joinStays(bare(keyed(base.history)), bare(stays), bare(keyed(theirs.history)))))
      setBase(theirs)
      setJoined(true)
      return false
    } finally {
      setSaving(false)
    }
  }
  return {
    stays, joined, failure, saving, unsaved,
    add: (stay: Stay, replaced: number | null) => setStays((before) => [...before.filter(({ key }) => key !== replaced), { ...stay, key: ++keys }]),
    drop: (key: number) => setStays((before) => before.filter((each) => each.key !== key)),
    undo: () => setStays(keyed(base.history)),
    /** Whether everything is saved now. */
    save: async () => (unsaved && !saving ? store() : !unsaved),
  }
}

type Stays = ReturnType<typeof useStays>

function Investigation({ of }: { of: CaseDetail }) {
  const { line, row, rule } = of
  const { may } = useMe()
  const stays = useStays(of)
  const span = investigationWindow({ onsetOn: row.onsetOn as Day | null, sampledOn: row.sampledOn as Day | null, diagnosedOn: dayInVietnam(line.diagnosedAt) }, rule)
  const days = daysBack(span)
  const outside = [...new Set(stays.stays.map(({ day }) => day))].filter((day) => day < span.from || day > span.to).toSorted().toReversed()
  const open = days.filter((day) => !stays.stays.some((stay) => stay.day === day))
  const list = useRef<HTMLOListElement>(null)
  useKeys({ 'ctrl+enter': () => void stays.save() })
  useEffect(() => { if (may('disease_case.update')) list.current?.querySelector<HTMLInputElement>('input')?.focus() }, []) // eslint-disable-line react-hooks/exhaustive-deps
  return (
    <article className="investigation">
      <header className="page-head"><h1>{t('investigation.of', { code: line.code ?? t('cases.noCode') })}</h1><Link to={`/ca-benh/${line.id}`}>{t('investigation.back')}</Link></header>
      <p>{line.name ?? line.person ?? t('cases.noPerson')} · {line.disease} · {line.area}</p>
      <Window of={span} />
      {stays.failure !== null && <Alert type="error" role="alert" showIcon title={stays.failure} />}
      {stays.joined && <Alert type="warning" role="alert" showIcon title={t('investigation.joined')} />}
      <p className="investigation-open" aria-live="polite">{open.length === 0 ? t('investigation.allAsked', { n: days.length }) : t('investigation.open', { asked: days.length - open.length, n: days.length })}</p>
      <ol ref={list} className="investigation-days">
        {[...days, ...outside].map((day, index, all) => <DayOf key={day} day={day} later={all[index - 1] ?? null} span={span} stays={stays} writes={may('disease_case.update')} />)}
      </ol>
      {may('disease_case.update') && (
        <div className="investigation-foot no-print">
          <Button type="primary" loading={stays.saving} disabled={!stays.unsaved} onClick={() => void stays.save()}>{t('investigation.save')}</Button>
          {stays.unsaved && <Button onClick={stays.undo}>{t('investigation.undo')}</Button>}
          <span className="quiet" role="status">{stays.unsaved ? t('investigation.unsaved') : t('investigation.nothingUnsaved')}</span>
        </div>
      )}
      <Leaving stays={stays} />
    </article>
  )
}

/** Whoever goes elsewhere with something unsaved is asked first. */
function Leaving({ stays }: { stays: Stays }) {
  const blocker = useBlocker(stays.unsaved)
  if (blocker.state !== 'blocked') return null
  const save = async () => (await stays.save() ? blocker.proceed() : blocker.reset())
  return (
    <Modal open title={t('investigation.leaving')} onCancel={blocker.reset} footer={[
      <Button key="stay" onClick={blocker.reset}>{t('investigation.stay')}</Button>,
      <Button key="drop" onClick={blocker.proceed}>{t('investigation.leave')}</Button>,
      <Button key="save" type="primary" loading={stays.saving} onClick={() => void save()}>{t('investigation.saveAndLeave')}</Button>,
    ]}><p>{t('investigation.unsaved')}</p></Modal>
  )
}

function Window({ of: { from, to, infectiousFrom, infectiousTo, anchor, assumed, cut } }: { of: InvestigationWindow }) {
  return (
    <p className="quiet">
      {t('investigation.window', { from: formatDay(from), to: formatDay(to), anchor: word(`investigation.anchor.${anchor}`) })}
      {infectiousFrom !== null && <> {t('investigation.infectious', { from: formatDay(infectiousFrom), to: formatDay(infectiousTo ?? to) })}</>}
      {assumed && <> {t('investigation.assumed')}</>}{cut && <> {t('investigation.cut', { n: MOST_DAYS })}</>} <span className="no-print">{t('investigation.how')}</span>
    </p>
  )
}

type DayProps = { day: Day; later: Day | null; span: InvestigationWindow; stays: Stays; writes: boolean }

function isInfectious({ infectiousFrom, infectiousTo, to }: InvestigationWindow, day: Day): boolean {
  return infectiousFrom !== null && day >= infectiousFrom && day <= (infectiousTo ?? to)
}

function DayOf({ day, later, span, stays, writes }: DayProps) {
  const told = staysOf(stays.stays, day)
  const near = later === null ? [] : staysOf(stays.stays, later)
  const input = useRef<InputRef>(null)
  const entry = useLine(day, near, stays, input)
  const name = `${word(`weekday.${weekday(day)}`)} ${formatDay(day)}`
  const isOutside = day < span.from || day > span.to
  return (
    <li className={told.length === 0 ? 'unasked' : undefined} data-infectious={isInfectious(span, day)}>
      <h2>{name}{isInfectious(span, day) && <span className="infectious"> · {t('investigation.mayInfect')}</span>}{isOutside && <span className="quiet"> · {t('investigation.outside')}</span>}</h2>
      {told.length > 0 && <ul>{told.map((stay) => <StayLine key={stay.key} of={stay} writes={writes} edit={() => entry.edit(stay)} drop={() => stays.drop(stay.key)} />)}</ul>}
      {writes && <>
        <div className="investigation-entry">
          <Input ref={input} aria-label={t('investigation.entry', { day: name })} aria-invalid={entry.fault !== null} placeholder={t('investigation.example')} maxLength={900} value={entry.text} onChange={(event) => entry.type(event.target.value)} onPressEnter={entry.take} onKeyDown={entry.walk} onBlur={entry.leave} />
          {told.length === 0 && <Button size="small" onClick={entry.home}>{t('investigation.atHome')}</Button>}
          {told.length === 0 && near.length > 0 && <Button size="small" onClick={entry.same}>{t('investigation.same', { day: formatDay(later!).slice(0, 5) })}</Button>}
        </div>
        {entry.fault !== null && <p className="wrong-word" role="alert">{word(`investigation.fault.${entry.fault}`)}</p>}
      </>}
    </li>
  )
}

/** The line of one day: Enter takes it, the arrows walk to the next day or the one before, "=" alone means as on the day above. */
function useLine(day: Day, near: readonly Told[], stays: Stays, input: RefObject<InputRef | null>) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [editing, setEditing] = useState<number | null>(null)
  const put = (stay: Omit<Stay, 'day'>) => stays.add({ ...stay, day }, editing)
  const same = () => { for (const { key: _, ...stay } of near) stays.add({ ...stay, day }, null) }
  const clear = () => { setText(''); setFault(null); setEditing(null) }
  const take = () => {
    if (text.trim() === '') return
    if (text.trim() === '=') return near.length === 0 ? setFault('nothing-above') : (same(), clear())
    const reading = readStay(text)
    if ('fault' in reading) return setFault(reading.fault)
    put(reading.stay)
    clear()
  }
  const walk = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const inputs = [...event.currentTarget.closest('ol')!.querySelectorAll<HTMLInputElement>('.investigation-entry input')]
    inputs[inputs.indexOf(event.currentTarget) + step]?.focus()
  }
  return {
    text, fault, take, walk, same, leave: take,
    type: (next: string) => { setText(next); setFault(null) },
    home: () => put({ place: t('investigation.home'), doing: null, from: null, to: null, people: null, transport: null, masked: null }),
    edit: (stay: Told) => { setText(stayLine(stay)); setEditing(stay.key); setFault(null); input.current?.focus() },
  }
}

function StayLine({ of: { from, to, place, doing, people, transport, masked }, writes, edit, drop }: { of: Told; writes: boolean; edit: () => void; drop: () => void }) {
  const more = [
    doing, people === null ? null : t('investigation.with', { people }), transport === null ? null : codeWord(diseaseCase, 'history.transport', transport),
    masked === null ? null : word(`investigation.masked.${masked}`),
  ].filter((part) => part !== null && part !== undefined && part !== '')
  return (
    <li>
      {from && <span className="figures">{from}{to && `–${to}`} </span>}<b>{place}</b>{more.length > 0 && <span> · {more.join(' · ')}</span>}
      {writes && <span className="no-print">
        <Button type="text" size="small" icon={<EditOutlined />} aria-label={t('investigation.edit', { place })} onClick={edit} />
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('investigation.drop', { place })} onClick={drop} />
      </span>}
    </li>
  )
}
