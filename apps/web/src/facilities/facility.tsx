import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { FacilityView, RoomView } from '@phaodai/office'
import { facility } from '@phaodai/registers'
import { dayInVietnam } from '@phaodai/vocabulary'
import { download, messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { saveBlob } from '../ui/save-file.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { bandsBlob, getFacility, putRoom, STAYS } from './api.ts'
import { FacilityRooms } from './rooms.tsx'
import { tierWord, Warned, whoOf } from './words.tsx'

/** One facility: its rooms, and who lies in which bed. */
export function FacilityPage() {
  useTitle('facilities.single')
  const { id } = useParams()
  const { may } = useMe()
  const found = useQuery({ queryKey: [...STAYS, 'facility', id], queryFn: () => getFacility(id!, may('stay.reveal')) })
  return (
    <>
      <FacilityRooms here="board" />
      <Answer of={found}>{(view) => <View view={view} />}</Answer>
    </>
  )
}

function View({ view }: { view: FacilityView }) {
  const { may } = useMe()
  const { facility: line, rooms } = view
  return (
    <>
      <header className="page-head"><h1>{line.name}</h1><Link to={`/so-theo-doi/facility/${line.id}`}>{stateWord(facility, line.state)}</Link></header>
      <p>{codeWord(facility, 'kind', line.kind)} · {tierWord(line.tier)} · {line.area}{view.address !== null && ` · ${view.address}`}{view.phone !== null && ` · ${view.phone}`}{line.body !== null && ` · ${line.body}`}</p>
      <ul className="fac-counts">
        <li><b>{formatNumber(line.beds)}</b>{t('facilities.count.beds')}</li><li><b>{formatNumber(line.taken)}</b>{t('facilities.count.taken')}</li><li><b>{formatNumber(line.beds - line.taken)}</b>{t('facilities.count.free')}</li>
        <li><b>{formatNumber(line.oxygenBeds - line.oxygenTaken)}</b>{t('facilities.count.oxygen')}</li><li><b>{formatNumber(line.arrives)}</b>{t('facilities.count.arrives')}</li><li><b>{formatNumber(line.leaves)}</b>{t('facilities.count.leaves')}</li>
      </ul>
      {may('stay.export') && may('stay.reveal') && line.taken > 0 && <Lists view={view} />}
      <div className="fac-rooms">{rooms.map((room) => <Room key={room.id} room={room} />)}</div>
      {view.ours && may('facility.update') && <RoomEntry facilityId={line.id} rooms={rooms} />}
    </>
  )
}

/** The day in Vietnam as it begins where the paper is asked for. */
const today = (): string => dayInVietnam(new Date().toISOString())

function Lists({ view: { facility: line, rooms } }: { view: FacilityView }) {
  const { message } = App.useApp()
  const failed = (error: unknown): void => void message.error(messageOf(error))
  const bands = () => bandsBlob(rooms.flatMap(({ stays }) => stays.map(({ id }) => id)).slice(0, 200)).then((blob) => saveBlob(blob, `${t('facilities.band.file')}.pdf`)).catch(failed)
  const save = (list: 'meals' | 'costs') => {
    const day = today()
    void download(`/api/facilities/${line.id}/lists/${list}.xlsx?day=${day}`, `${t(`facilities.list.file.${list}`)}-${day}.xlsx`).catch(failed)
  }
  return (
    <p className="fac-tools no-print">
      {(['meals', 'costs'] as const).map((list) => <Button key={list} onClick={() => save(list)}>{t(`facilities.${list}`)} (Excel)</Button>)}
      <Button onClick={() => void bands()}>{t('facilities.bands')}</Button>
    </p>
  )
}

function Room({ room }: { room: RoomView }) {
  return (
    <section className="fac-room" aria-label={t('facilities.room', { name: room.name })}>
      <h3>{t('facilities.room', { name: room.name })}<span className="quiet">{t('facilities.roomCount', { taken: room.taken, beds: room.beds, oxygen: room.oxygenBeds })}</span></h3>
      {room.stays.length === 0 ? <p className="quiet">{t('facilities.emptyRoom')}</p> : (
        <ul>{room.stays.map((each) => <li key={each.id}><Link to={`/co-so/nguoi/${each.id}`}>{whoOf(each)}</Link> <span className="quiet">{t('facilities.bed', { n: each.bed ?? 0 })}</span> <Warned at={each.warnedAt} /></li>)}</ul>
      )}
    </section>
  )
}

function RoomEntry({ facilityId, rooms }: { facilityId: string; rooms: readonly RoomView[] }) {
  const { act, busy, refused } = useActing()
  const [values, setValues] = useState({ name: '', beds: 4, oxygenBeds: 0 })
  const change = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }))
  const known = rooms.find(({ name }) => name === values.name.trim())
  const keep = async () => {
    if ((await act(() => putRoom(facilityId, known?.id ?? newId(), { ...values, name: values.name.trim() }))) !== null) change({ name: '' })
  }
  return (
    <section className="fac-section no-print" aria-label={t('facilities.addRoom')}>
      <h2>{t('facilities.addRoom')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="fac-tools">
        <label>{t('facilities.roomName')}<Input maxLength={40} value={values.name} onChange={(event) => change({ name: event.target.value })} /></label>
        <label>{t('facilities.bedCount')}<InputNumber min={1} max={200} value={values.beds} onChange={(beds) => change({ beds: beds ?? 1 })} /></label>
        <label>{t('facilities.oxygenCount')}<InputNumber min={0} max={values.beds} value={values.oxygenBeds} onChange={(oxygenBeds) => change({ oxygenBeds: oxygenBeds ?? 0 })} /></label>
        <Button disabled={busy || values.name.trim() === ''} onClick={() => void keep()}>{t('facilities.keepRoom')}</Button>
      </div>
    </section>
  )
}
