import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Segmented } from 'antd'
import { useEffect, useState, type FormEvent } from 'react'
import { useParams } from 'react-router'
import type { CheckpointDay } from '@phaodai/office'
import { messageOf, newId, Refusal } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { checkpointDay, receiptKeys, sendCrossings, type Crossing } from './api.ts'
import { acknowledge, putDown, readOutbox, usedHere } from './outbox.ts'
import { Camera } from './camera.tsx'
import { Equipment } from './equipment.tsx'
import { Shifts } from './shifts.tsx'
import { judge, type Scanned } from './verdict.ts'
import '../ui/desk.css'
import './gate.css'

type Direction = 'in' | 'out'
const RETRY = 20_000

/** Chốt: one thumb; scans, lets pass or refuses, counts; goes on without network and sends later. */
export function CheckpointPage() {
  useTitle('gate.checkpoint.title')
  const { id } = useParams() as { id: string }
  const found = useQuery({ queryKey: ['gate', 'checkpoint', id], queryFn: () => checkpointDay(id) })
  return <Answer of={found}>{(day) => <Keeping id={id} day={day} />}</Answer>
}

/** Sends what waits, now and again; tells how much still waits and what the server refused. */
function useSending(id: string): { waiting: number; refused: string | null; send: () => Promise<void> } {
  const queries = useQueryClient()
  const [waiting, setWaiting] = useState(() => readOutbox(id).waiting.length)
  const [refused, setRefused] = useState<string | null>(null)
  const send = async (): Promise<void> => {
    const crossings = readOutbox(id).waiting.slice(0, 200)
    try {
      if (crossings.length > 0) {
        const { noted } = await sendCrossings(id, crossings)
        acknowledge(id, new Set(noted.map((each) => each.id)))
        await queries.invalidateQueries({ queryKey: ['gate', 'checkpoint', id] })
      }
      setRefused(null)
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 0)) setRefused(messageOf(error))
    }
    setWaiting(readOutbox(id).waiting.length)
  }
  useEffect(() => {
    const timer = setInterval(() => void send(), RETRY)
    return () => clearInterval(timer)
  })
  return { waiting, refused, send }
}

function Keeping({ id, day }: { id: string; day: CheckpointDay }) {
  const { may } = useMe()
  const [off] = useState(() => day.now - Date.now())
  const [direction, setDirection] = useState<Direction>('in')
  const [scanned, setScanned] = useState<Scanned | null>(null)
  const { data: keys } = useQuery({ queryKey: ['gate', 'keys'], queryFn: receiptKeys, staleTime: 3_600_000, enabled: may('declaration.read') })
  const { waiting, refused, send } = useSending(id)
  const now = (): number => Date.now() + off
  const read = async (text: string) => {
    if (text.trim() !== '') setScanned(await judge(text, keys?.keys ?? [], Math.floor(now() / 1000), (number) => usedHere(id, direction, number, now())))
  }
  const note = (outcome: Crossing['outcome'], reason: string | null, people: number) => {
    const at = now()
    const via = scanned?.via ?? 'none'
    putDown(id, {
      id: newId(), crossedAt: new Date(at).toISOString(), direction, via, code: scanned?.via === 'receipt' ? scanned.code : null, identity: scanned?.via === 'card' ? scanned.identity : null,
      plate: scanned?.via === 'plate' ? scanned.plate : null, people, outcome, reason, skew: Math.round(-off / 1000),
    }, scanned?.via === 'receipt' ? (scanned.receipt?.number ?? null) : null, at)
    setScanned(null)
    void send()
  }
  return (
    <div className="checkpoint">
      <h1>{day.name}</h1>
      <p className="quiet">{[day.stands, day.decision !== null && t('gate.checkpoint.under', { decision: day.decision })].filter(Boolean).join(' · ')}</p>
      {!day.open && <Alert type="warning" showIcon title={t('gate.checkpoint.off')} />}
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {waiting > 0 && <Alert type="info" showIcon title={t('gate.checkpoint.waiting', { n: waiting })} />}
      {day.open && may('crossing.note') && (
        <>
          <Segmented block value={direction} onChange={setDirection} options={[{ value: 'in', label: t('gate.checkpoint.in') }, { value: 'out', label: t('gate.checkpoint.out') }]} />
          <Reading read={read} />
          <Deciding scanned={scanned} note={note} />
        </>
      )}
      <Hours day={day} />
      <Shifts id={id} day={day} />
      <Equipment id={id} day={day} />
    </div>
  )
}

function Reading({ read }: { read: (text: string) => Promise<void> }) {
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void read(text)
    setText('')
  }
  return (
    <>
      <Camera onRead={read} />
      <form onSubmit={submit} className="gate-steps"><Input aria-label={t('gate.checkpoint.code')} placeholder={t('gate.checkpoint.code')} value={text} onChange={(event) => setText(event.target.value)} /><Button htmlType="submit">{t('gate.checkpoint.read')}</Button></form>
    </>
  )
}

function verdictOf(scanned: Scanned): string {
  if (scanned.via === 'card') return t('gate.checkpoint.card', { name: scanned.name, identity: scanned.identity })
  if (scanned.via === 'plate') return t('gate.checkpoint.plate', { plate: scanned.plate })
  if (scanned.fault !== null) return word(`gate.fault.${scanned.fault}`)
  const { name, identity, birthYear, signs } = scanned.receipt!
  return [t('gate.checkpoint.good', { name, born: birthYear, identity }), signs.includes('s') && t('gate.declarations.symptoms'), signs.includes('c') && t('gate.declarations.metCase')].filter(Boolean).join(' · ')
}

function Deciding({ scanned, note }: { scanned: Scanned | null; note: (outcome: Crossing['outcome'], reason: string | null, people: number) => void }) {
  const [reason, setReason] = useState('')
  const fault = scanned?.via === 'receipt' && scanned.fault !== null
  const said = (): string | null => reason.trim() || (fault && scanned.via === 'receipt' ? word(`gate.fault.${scanned.fault}`) : null)
  const act = (outcome: Crossing['outcome']) => () => {
    note(outcome, said(), 1)
    setReason('')
  }
  return (
    <>
      <p className="checkpoint-verdict" role="status" data-fault={scanned === null ? undefined : fault}>{scanned === null ? t('gate.checkpoint.nothing') : verdictOf(scanned)}</p>
      <Input aria-label={t('gate.checkpoint.reason')} placeholder={t('gate.checkpoint.reason')} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      <p className="gate-steps"><Button size="large" type={fault ? 'default' : 'primary'} onClick={act('passed')} disabled={fault && reason.trim() === ''}>{t('gate.checkpoint.pass')}</Button><Button size="large" type={fault ? 'primary' : 'default'} onClick={act('refused')} disabled={said() === null}>{t('gate.checkpoint.refuse')}</Button></p>
    </>
  )
}

function Hours({ day: { hours, latest } }: { day: CheckpointDay }) {
  if (hours.length === 0) return <p className="quiet">{t('gate.checkpoint.none')}</p>
  return (
    <>
      <h2>{t('gate.checkpoint.hours')}</h2>
      <table className="figures">
        <thead><tr><th>{t('gate.checkpoint.hour')}</th><th>{t('gate.checkpoint.in')}</th><th>{t('gate.checkpoint.out')}</th><th>{t('gate.checkpoint.refused')}</th></tr></thead>
        <tbody>{hours.map((each) => <tr key={each.hour}><td>{`${each.hour}–${each.hour + 1} h`}</td><td>{each.in}</td><td>{each.out}</td><td>{each.refused}</td></tr>)}</tbody>
      </table>
      <h2>{t('gate.checkpoint.latest')}</h2>
      <ul className="gate-list">{latest.slice(0, 5).map((each) => <li key={each.id}><InstantText at={each.crossedAt} /> · {each.receiptNumber ?? each.identity ?? each.plate ?? word(`gate.via.${each.via}`)} · {word(`gate.outcome.${each.outcome}`)}{each.reason !== null && <> · {each.reason}</>}{each.flags.map((flag) => <strong key={flag}> · {word(`gate.flag.${flag}`)}</strong>)}</li>)}</ul>
    </>
  )
}
