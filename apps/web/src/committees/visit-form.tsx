import { CameraOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Radio, Upload } from 'antd'
import { useState } from 'react'
import type { MatrixRow } from '@phaodai/office/committee.ts'
import { messageOf, newId } from '../api/client.ts'
import { storeFile } from '../api/office.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { enterRecord } from './api.ts'

const READY = ['fine', 'reminded', 'help'] as const

/** A visit in one sentence: a ready one or one's own, a place and a photo where they matter. */
export function VisitForm({ row, onDone }: { row: MatrixRow; onDone: () => void }) {
  const [kind, setKind] = useState<'visit' | 'report'>('visit')
  const [day, setDay] = useState(todayInVietnam)
  const [place, setPlace] = useState('')
  const [finding, setFinding] = useState('')
  const [photo, setPhoto] = useState<File | null>(null)
  const { save, busy, refused } = useSaving(row, onDone)
  return (
    <form className="visit-form" onSubmit={(event) => { event.preventDefault(); void save({ kind, day, place, finding }, photo) }}>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} />}
      <div className="visit-ready" role="group" aria-label={t('visit.ready')}>
        {READY.map((each) => <Button key={each} aria-pressed={finding === t(`visit.ready.${each}`)} type={finding === t(`visit.ready.${each}`) ? 'primary' : 'default'} onClick={() => setFinding(t(`visit.ready.${each}`))}>{t(`visit.ready.${each}`)}</Button>)}
      </div>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={1000} aria-label={t('visit.finding')} placeholder={t('visit.finding')} value={finding} onChange={(event) => setFinding(event.target.value)} />
      <div className="visit-more">
        <Radio.Group aria-label={t('visit.kind')} value={kind} onChange={(event) => setKind(event.target.value as 'visit' | 'report')} options={[{ value: 'visit', label: t('areaRecord.visit') }, { value: 'report', label: t('areaRecord.report') }]} />
        <DayField label={t('visit.day')} value={day} onChange={(chosen) => setDay(chosen ?? todayInVietnam())} />
        <Input aria-label={t('visit.place')} placeholder={t('visit.place')} maxLength={200} value={place} onChange={(event) => setPlace(event.target.value)} />
        <Upload maxCount={1} accept="image/*" beforeUpload={(chosen) => { setPhoto(chosen); return false }} onRemove={() => setPhoto(null)}><Button icon={<CameraOutlined />}>{t('visit.photo')}</Button></Upload>
      </div>
      <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={finding.trim() === ''}>{t('visit.save')}</Button>
    </form>
  )
}

type Given = { kind: 'visit' | 'report'; day: string; place: string; finding: string }

/** The same id is sent until it arrives, so that a lost answer makes no second visit. */
function useSaving(row: MatrixRow, onDone: () => void) {
  const [id] = useState(newId)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const save = async ({ place, finding, ...given }: Given, photo: File | null) => {
    setBusy(true)
    setRefused(null)
    try {
      const fileIds = photo === null ? [] : [(await storeFile(photo)).id]
      await enterRecord(id, { ...given, chargeId: row.chargeId, place: place.trim() === '' ? null : place.trim(), finding: finding.trim(), fileIds })
      void message.success(t('visit.saved'))
      await queries.invalidateQueries({ queryKey: ['matrix'] })
      onDone()
    } catch (error) {
      setRefused(messageOf(error))
    }
    setBusy(false)
  }
  return { save, busy, refused }
}
