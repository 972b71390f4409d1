import type { RoundView } from '@phaodai/office'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { LEVELS, stepRound } from './api.ts'

/** What may be done with a round now, the one next step first. */
export function RoundSteps({ round }: { round: RoundView }) {
  const { act, busy, refused } = useActing(LEVELS)
  const [reason, setReason] = useState('')
  const { may, version, id } = round
  if (!may.some((deed) => deed !== 'argue' && deed !== 'declare')) return null
  return (
    <section className="level-section no-print" aria-label={t('levels.column.state')}>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {may.includes('publish') && <Publish busy={busy} publish={(decision) => void act(() => stepRound(id, 'publish', { version, ...decision }))} />}
      <div className="level-tools">
        {may.includes('review') && <Button type="primary" disabled={busy} onClick={() => void act(() => stepRound(id, 'review', { version }))}>{t('levels.review')}</Button>}
        {may.includes('settle') && <Button disabled={busy} onClick={() => void act(() => stepRound(id, 'refresh'))}>{t('levels.refresh')}</Button>}
        {may.includes('reopen') && <Button disabled={busy} onClick={() => void act(() => stepRound(id, 'reopen', { version }))}>{t('levels.reopen')}</Button>}
        {may.includes('withdraw') && <><label>{t('levels.reason')}<Input maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} /></label><Button danger disabled={busy || reason.trim() === ''} onClick={() => void act(() => stepRound(id, 'withdraw', { version, reason }))}>{t('levels.withdraw')}</Button></>}
      </div>
    </section>
  )
}

type Decision = { number: string; decidedOn: string; inForceFrom: string; signerName: string }

function Publish({ busy, publish }: { busy: boolean; publish: (decision: Decision) => void }) {
  const [decision, setDecision] = useState<Decision>({ number: '', decidedOn: todayInVietnam(), inForceFrom: todayInVietnam(), signerName: '' })
  const change = (more: Partial<Decision>) => setDecision((before) => ({ ...before, ...more }))
  return (
    <>
      <p>{t('levels.publish.help')}</p>
      <div className="level-tools">
        <label>{t('levels.publish.number')}<Input maxLength={60} value={decision.number} onChange={({ target }) => change({ number: target.value })} /></label>
        <label>{t('levels.publish.decidedOn')}<DayField label={t('levels.publish.decidedOn')} value={decision.decidedOn} onChange={(decidedOn) => { if (decidedOn !== null) change({ decidedOn }) }} /></label>
        <label>{t('levels.publish.inForceFrom')}<DayField label={t('levels.publish.inForceFrom')} value={decision.inForceFrom} onChange={(inForceFrom) => { if (inForceFrom !== null) change({ inForceFrom }) }} /></label>
        <label>{t('levels.publish.signer')}<Input maxLength={120} value={decision.signerName} onChange={({ target }) => change({ signerName: target.value })} /></label>
        <Button type="primary" disabled={busy || decision.number.trim() === ''} onClick={() => publish(decision)}>{t('levels.publish')}</Button>
      </div>
    </>
  )
}
