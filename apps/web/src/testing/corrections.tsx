import { Alert, Button, Input, Popconfirm, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { testOutcomes } from '@phaodai/vocabulary'
import type { SpecimenView, TestResultLine } from '@phaodai/office'
import { specimen } from '@phaodai/registers'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { settleSpecimen, withdrawResult } from './api.ts'

/** Takes back a result that one's own body has written: asks why, and tells what was refused. */
export function Withdraw({ specimenId, result }: { specimenId: string; result: TestResultLine }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing()
  const [reason, setReason] = useState('')
  if (result.withdrawn !== null) return <span className="quiet">{t('testing.withdrawn', { reason: result.withdrawn.reason })}</span>
  if (!result.ours || !may('specimen.withdraw')) return null
  return (
    <>
      <Popconfirm title={t('testing.withdraw.title')} okText={t('testing.withdraw')} okButtonProps={{ disabled: reason.trim() === '' }} onConfirm={() => act(() => withdrawResult(specimenId, result.id, reason))}
        description={<><p style={{ maxWidth: 280 }}>{t('testing.withdraw.ask')}</p><Input aria-label={t('testing.withdraw.reason')} placeholder={t('testing.withdraw.reason')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} /></>}>
        <Button size="small" disabled={busy}>{t('testing.withdraw')}</Button>
      </Popconfirm>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
    </>
  )
}

/** Which of differing results holds, with the grounds; what was settled before stands above. */
export function Settlement({ view: { specimen: tube, settlements } }: { view: SpecimenView }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing()
  const [values, setValues] = useState({ outcome: '', reason: '' })
  const settle = async (event: FormEvent) => {
    event.preventDefault()
    if ((await act(() => settleSpecimen(tube.id, values.outcome as 'negative', values.reason))) !== null) setValues({ outcome: '', reason: '' })
  }
  const word = (outcome: string) => codeWord(specimen, 'outcome', outcome)
  return (
    <>
      {settlements.map((each) => <p key={each.at}>{t('testing.settled', { outcome: word(each.outcome), reason: each.reason })} <span className="quiet">{each.by}</span></p>)}
      {tube.outcome === 'conflicting' && may('specimen_result.settle') && (
        <form className="desk-tools" aria-label={t('testing.settle.title')} onSubmit={(event) => void settle(event)}>
          <Select<string> aria-label={t('testing.settle.holds')} placeholder={t('testing.settle.holds')} value={values.outcome || null} options={testOutcomes.map((value) => ({ value, label: word(value) }))} onChange={(outcome) => setValues({ ...values, outcome })} style={{ minWidth: 200 }} />
          <Input aria-label={t('testing.settle.reason')} placeholder={t('testing.settle.reason')} maxLength={500} value={values.reason} onChange={(event) => setValues({ ...values, reason: event.target.value })} style={{ maxWidth: 420 }} />
          <Button htmlType="submit" disabled={busy || values.outcome === '' || values.reason.trim() === ''}>{t('testing.settle.do')}</Button>
          {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
        </form>
      )}
    </>
  )
}
