import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import type { StayView } from '@phaodai/office'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { getFacility, moveBed, STAYS } from './api.ts'

/** Đổi phòng: another room of the same place; who may not share it is told by the rule. */
export function MoveBed({ view: { stay: line } }: { view: StayView }) {
  const { act, busy, refused } = useActing()
  const [roomId, setRoomId] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const place = useQuery({ queryKey: [...STAYS, 'rooms', line.facilityId], queryFn: () => getFacility(line.facilityId!, false), enabled: asked })
  const options = (place.data?.rooms ?? []).filter(({ name, beds, taken }) => name !== line.room && taken < beds).map(({ id, name, beds, taken }) => ({ value: id, label: t('facilities.move.roomOf', { room: name, free: beds - taken }) }))
  const move = async () => {
    if (await act(() => moveBed(line.id, roomId!)) !== null) setRoomId(null)
  }
  return (
    <section className="fac-section no-print" aria-label={t('facilities.move')}>
      <h2>{t('facilities.move')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="fac-tools">
        <label>{t('facilities.move.room')}<Select<string> aria-label={t('facilities.move.room')} value={roomId} options={options} loading={place.isLoading} notFoundContent={place.data ? t('facilities.move.none') : null} onOpenChange={(open) => setAsked((before) => before || open)} onChange={setRoomId} style={{ minWidth: 200 }} /></label>
        <Button disabled={busy || roomId === null} onClick={() => void move()}>{t('facilities.move')}</Button>
      </div>
    </section>
  )
}
