import { Button, Input } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import type { MeetingChoices } from '@phaodai/office/meeting.ts'
import { t, word } from '../text/t.ts'
import { BodySelect } from '../ui/body-select.tsx'
import { bridgeOf, guestOf, type BridgePlan, type GuestPlan } from './plan.ts'

type Groups = MeetingChoices['groups']
type Props = { bridges: readonly BridgePlan[]; groups: Groups; onChange: (bridges: BridgePlan[]) => void }

/** Điểm cầu: whole groups of bodies at one click, single ones by typing, the guests of each folded under it. */
export function BridgesField({ bridges, groups, onChange }: Props) {
  const sits = (body: BodyRef): boolean => bridges.some((bridge) => bridge.body.id === body.id)
  const add = (bodies: readonly BodyRef[]) => onChange([...bridges, ...bodies.filter((body) => !sits(body)).map(bridgeOf)])
  const change = (id: string, next: BridgePlan) => onChange(bridges.map((bridge) => (bridge.id === id ? next : bridge)))
  const guests = bridges.reduce((sum, bridge) => sum + bridge.guests.length, 0)
  return (
    <section className="meeting-bridges" aria-label={t('meetings.bridges')}>
      <div className="section-head"><h2>{t('meetings.bridges')}</h2><span className="quiet">{t('meetings.bridgeSum', { n: bridges.length, guests })}</span></div>
      <ul>{bridges.map((bridge) => <BridgeRow key={bridge.id} bridge={bridge} groups={groups} open={bridges.length < 3} onChange={(next) => change(bridge.id, next)} onRemove={() => onChange(bridges.filter(({ id }) => id !== bridge.id))} />)}</ul>
      <Adding label={t('meetings.addBridge')} groups={groups} taken={sits} onAdd={add} />
    </section>
  )
}

type Adds = { label: string; groups: Groups; taken: (body: BodyRef) => boolean; onAdd: (bodies: readonly BodyRef[]) => void }

/** Whole groups, and one body by its name. */
function Adding({ label, groups, taken, onAdd }: Adds) {
  const open = groups.map((group) => ({ ...group, bodies: group.bodies.filter((body) => !taken(body)) })).filter(({ bodies }) => bodies.length > 0)
  return (
    <div className="draft-bodies-add meeting-add" role="group" aria-label={label}>
      <span className="quiet">{label}:</span>
      {open.map(({ kind, level, bodies }) => <Button key={`${kind}-${level}`} size="small" onClick={() => onAdd(bodies)}>+ {word(`meetingGroup.${kind}-${level}`)} ({bodies.length})</Button>)}
      <BodySelect label={label} value={null} onChange={(body) => body && !taken(body) && onAdd([body])} />
    </div>
  )
}

function BridgeRow({ bridge, groups, open, onChange, onRemove }: { bridge: BridgePlan; groups: Groups; open: boolean; onChange: (bridge: BridgePlan) => void; onRemove: () => void }) {
  const [unfolded, unfold] = useState(open)
  const name = bridge.body.name
  const set = (guests: GuestPlan[]) => onChange({ ...bridge, guests })
  return (
    <li className="meeting-bridge">
      <div className="meeting-bridge-line">
        <strong>{name}</strong>
        <Input aria-label={t('meetings.placeOf', { body: name })} value={bridge.place} maxLength={300} onChange={({ target }) => onChange({ ...bridge, place: target.value })} />
        <Button size="small" type="text" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>{t('meetings.guestCount', { n: bridge.guests.length })} <span aria-hidden="true">{unfolded ? '▴' : '▾'}</span><span className="unseen"> {name}</span></Button>
        <Button size="small" type="text" aria-label={t('meetings.removeBridge', { body: name })} onClick={onRemove}>×</Button>
      </div>
      {unfolded && (
        <div className="meeting-guests">
          <ul>{bridge.guests.map((guest) => (
            <li key={guest.id}>
              <span>{guest.body.name}</span>
              <Input size="small" aria-label={t('meetings.wordsOf', { body: guest.body.name })} value={guest.words} maxLength={200} onChange={({ target }) => set(bridge.guests.map((each) => (each.id === guest.id ? { ...each, words: target.value } : each)))} />
              <Button size="small" type="text" aria-label={t('meetings.removeGuest', { body: guest.body.name })} onClick={() => set(bridge.guests.filter(({ id }) => id !== guest.id))}>×</Button>
            </li>
          ))}</ul>
          <Adding label={t('meetings.addGuest')} groups={groups} taken={(body) => bridge.guests.some((guest) => guest.body.id === body.id)} onAdd={(bodies) => set([...bridge.guests, ...bodies.map(guestOf)])} />
        </div>
      )}
    </li>
  )
}
