import { Alert, Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { saveBlob } from '../ui/save-file.ts'
import { useTitle } from '../ui/title.ts'
import { labelsBlob } from './api.ts'
import { TestingRooms } from './rooms.tsx'

/** As many as one sheet file holds. */
const MOST = 400

/** Codes that follow each other: a prefix and a number of as many digits as the first. */
export function codesFrom(prefix: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix.trim().toUpperCase()}${String(first + n).padStart(4, '0')}`)
}

/** In nhãn: a sheet of Code 128 labels for the tubes of a round. */
export function LabelsPage() {
  useTitle('testing.labels.title')
  const { me, post } = useMe()
  const [values, setValues] = useState({ prefix: 'XN', first: 1, count: 40, copies: 1 })
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }))
  const codes = codesFrom(values.prefix, values.first, Math.min(values.count, Math.floor(MOST / values.copies)))
  const print = async () => {
    setBusy(true)
    setFailure(null)
    try {
      saveBlob(await labelsBlob(codes, values.copies, post?.body.name ?? me.username), `${t('testing.labels.file')}-${codes[0]}-${codes.at(-1)}.pdf`)
    } catch (error) {
      setFailure(messageOf(error))
    }
    setBusy(false)
  }
  return (
    <>
      <TestingRooms here="labels" />
      <h1>{t('testing.labels.title')}</h1>
      <p className="quiet">{t('testing.labels.lead')}</p>
      {failure !== null && <Alert type="error" role="alert" showIcon title={failure} />}
      <div className="desk-entry">
        <label>{t('testing.labels.prefix')}<Input maxLength={20} value={values.prefix} onChange={(event) => change({ prefix: event.target.value })} /></label>
        <label>{t('testing.labels.first')}<InputNumber min={1} max={999_999} value={values.first} onChange={(first) => change({ first: first ?? 1 })} style={{ width: '100%' }} /></label>
        <label>{t('testing.labels.count')}<InputNumber min={1} max={MOST} value={values.count} onChange={(count) => change({ count: count ?? 1 })} style={{ width: '100%' }} /></label>
        <label>{t('testing.labels.copies')}<InputNumber min={1} max={4} value={values.copies} onChange={(copies) => change({ copies: copies ?? 1 })} style={{ width: '100%' }} /></label>
        <Button type="primary" disabled={busy || codes.length === 0} onClick={() => void print()}>{t('testing.labels.print')}</Button>
      </div>
      <p>{t('testing.labels.codes', { first: codes[0] ?? '', last: codes.at(-1) ?? '', n: codes.length * values.copies })}</p>
    </>
  )
}
