import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { CheckpointDay } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { ClockField } from '../ui/clock-field.tsx'
import { DayField } from '../ui/day-field.tsx'
import { useKeptId } from '../ui/kept-id.ts'
import { InstantText } from '../ui/marks.tsx'
import { handOverShift, putShift } from './api.ts'
import { useAct, type Act } from './act.tsx'

/** Hours that a shift may last. */
const HOURS = [4, 6, 8, 12, 24]

/** Ca trực: who keeps the checkpoint when, what one shift leaves to the next, and putting shifts on the roster. */
export function Shifts({ id, day: { shifts, now } }: { id: string; day: CheckpointDay }) {
  const { may } = useMe()
  const { act, busy, refused } = useAct()
  const [text, setText] = useState('')
  const open = shifts.find(({ handedOverAt, fromAt }) => handedOverAt === null && Date.parse(fromAt) <= now) ?? shifts.find(({ handedOverAt }) => handedOverAt === null)
  const handOver = async () => {
    if ((await act(() => handOverShift(id, open!.id, text))) !== null) setText('') // what was refused stays in the field
  }
  return (
    <>
      <h2>{t('gate.shift.title')}</h2>
      {refused}
      <ul className="gate-list">{shifts.map((each) => <li key={each.id} data-done={each.handedOverAt !== null}><InstantText at={each.fromAt} /> – <InstantText at={each.toAt} /> · {each.crew}{each.handOver !== null && <> · {t('gate.shift.left', { said: each.handOver })}</>}</li>)}</ul>
      {open && may('crossing.hand-over') && (
        <p className="gate-steps">
          <Input aria-label={t('gate.shift.said')} placeholder={t('gate.shift.said')} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />
          <Button disabled={busy || text.trim() === ''} onClick={() => void handOver()}>{t('gate.shift.handOverOf', { crew: open.crew })}</Button>
        </p>
      )}
      {may('crossing.roster') && <Roster {...{ id, act, busy }} today={dayInVietnam(new Date(now).toISOString())} />}
    </>
  )
}

/** Puts a shift on the roster: a day, when it begins, how long, and who. */
function Roster({ id, today, act, busy }: { id: string; today: string; act: Act; busy: boolean }) {
  const [typed, setTyped] = useState({ day: today, clock: '06:00', hours: 8, crew: '' })
  const once = useKeptId()
  const change = (more: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...more }))
  const save = async () => {
    const fromAt = new Date(`${typed.day}T${typed.clock}:00+07:00`)
    const shift = { fromAt: fromAt.toISOString(), toAt: new Date(fromAt.getTime() + typed.hours * 3_600_000).toISOString(), crew: typed.crew.trim() }
    if ((await act(() => once((shiftId) => putShift(id, shiftId, shift)))) !== null) change({ crew: '' })
  }
  return (
    <div className="desk-entry gate-roster">
      <label>{t('gate.shift.day')}<DayField needed label={t('gate.shift.day')} value={typed.day} onChange={(day) => { if (day !== null) change({ day }) }} /></label>
      <label>{t('gate.shift.from')}<ClockField label={t('gate.shift.from')} value={typed.clock} onChange={(clock) => change({ clock })} /></label>
      <label>{t('gate.shift.hours')}<Select aria-label={t('gate.shift.hours')} value={typed.hours} options={HOURS.map((value) => ({ value, label: t('gate.shift.hoursOf', { n: value }) }))} onChange={(hours) => change({ hours })} /></label>
      <label className="wide">{t('gate.shift.crew')}<Input value={typed.crew} maxLength={500} onChange={({ target }) => change({ crew: target.value })} /></label>
      <Button disabled={busy || typed.crew.trim() === ''} onClick={() => void save()}>{t('gate.shift.put')}</Button>
    </div>
  )
}
