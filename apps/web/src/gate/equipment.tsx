import { Alert, Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { CheckpointDay } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { formatNumber, t } from '../text/t.ts'
import { giveEquipment, returnEquipment } from './api.ts'
import { useAct, type Act } from './act.tsx'
import { useKeptId } from '../ui/kept-id.ts'

type Line = CheckpointDay['equipment'][number]

/** Thiết bị: what the checkpoint was given out of the store, what came back, and what a closed one still owes. */
export function Equipment({ id, day: { equipment, state } }: { id: string; day: CheckpointDay }) {
  const { may } = useMe()
  const { act, busy, refused } = useAct()
  const owed = equipment.filter(({ back }) => back === null)
  const moves = may('stock_movement.create')
  if (equipment.length === 0 && !moves) return null
  return (
    <>
      <h2>{t('gate.equipment.title')}</h2>
      {refused}
      {state === 'closed' && owed.length > 0 && <Alert type="warning" showIcon title={t('gate.equipment.owed', { what: owed.map(({ item, quantity, unit }) => `${formatNumber(quantity)} ${unit} ${item}`).join('; ') })} />}
      <ul className="gate-list">{equipment.map((each) => (
        <li key={each.id} data-done={each.back !== null}>
          {formatNumber(each.quantity)} {each.unit} <strong>{each.item}</strong> · {t('gate.equipment.given', { day: formatDay(each.givenOn) })}{each.back !== null && <> · {t('gate.equipment.back', { n: formatNumber(each.back) })}</>}{each.lost !== null && <> · {each.lost}</>}
          {moves && each.back === null && <Returning {...{ id, each, act, busy }} />}
        </li>
      ))}</ul>
      {moves && state !== 'closed' && <Giving {...{ id, act, busy }} />}
    </>
  )
}

function Returning({ id, each, act, busy }: { id: string; each: Line; act: Act; busy: boolean }) {
  const [quantity, setQuantity] = useState(each.quantity)
  const [lost, setLost] = useState('')
  const once = useKeptId()
  const less = quantity < each.quantity
  return (
    <span className="gate-steps">
      <InputNumber aria-label={t('gate.equipment.quantity')} min={0.001} max={each.quantity} value={quantity} onChange={(value) => setQuantity(value ?? each.quantity)} />
      {less && <Input aria-label={t('gate.equipment.lost')} placeholder={t('gate.equipment.lost')} value={lost} maxLength={300} onChange={({ target }) => setLost(target.value)} />}
      <Button disabled={busy || (less && lost.trim() === '')} aria-label={`${t('gate.equipment.return')}: ${each.item}`} onClick={() => void act(() => once((movementId) => returnEquipment(id, each.id, { movementId, quantity, lost: less ? lost.trim() : null })))}>{t('gate.equipment.return')}</Button>
    </span>
  )
}

function Giving({ id, act, busy }: { id: string; act: Act; busy: boolean }) {
  const [item, setItem] = useState<{ id: string | null; name: string }>({ id: null, name: '' })
  const [quantity, setQuantity] = useState<number | null>(1)
  const once = useKeptId()
  const give = async () => {
    if ((await act(() => once((line) => giveEquipment(id, line, { itemId: item.id!, quantity: quantity! })))) !== null) setItem({ id: null, name: '' })
  }
  return (
    <div className="desk-entry gate-roster">
      <label className="wide">{t('gate.equipment.item')}<Picker target="supply_item" label={t('gate.equipment.item')} value={item.id} name={item.name} onChange={(chosen, name) => setItem({ id: chosen as string | null, name })} /></label>
      <label>{t('gate.equipment.quantity')}<InputNumber className="full" aria-label={t('gate.equipment.quantity')} min={0.001} value={quantity} onChange={setQuantity} /></label>
      <Button disabled={busy || item.id === null || quantity === null} onClick={() => void give()}>{t('gate.equipment.give')}</Button>
    </div>
  )
}
