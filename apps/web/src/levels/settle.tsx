import type { LevelView } from '@phaodai/office'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { LEVELS, settle } from './api.ts'

/** Sets the level of a unit by hand with the reason, leaves it to what it lies in, or goes back to what the rules say. */
export function Settle({ view }: { view: LevelView }) {
  const { act, busy, refused } = useActing(LEVELS)
  const [choice, setChoice] = useState<string>('computed')
  const [reason, setReason] = useState('')
  const whole = view.parentId === null
  const options = [...view.rules.levels.map(({ level, name }) => ({ value: String(level), label: name })), ...(whole ? [] : [{ value: 'follows', label: t('levels.settle.follows') }]), { value: 'computed', label: t('levels.settle.computed') }]
  const set = choice === 'computed' || choice === 'follows' ? choice : 'level'
  return (
    <section className="level-section no-print" aria-label={t('levels.settle')}>
      <h2>{t('levels.settle')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="level-tools">
        <label>{t('levels.settle.level')}<Select aria-label={t('levels.settle.level')} value={choice} options={options} onChange={setChoice} /></label>
        <label className="wide">{t('levels.reason')}<Input maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} /></label>
        <Button disabled={busy || (set !== 'computed' && reason.trim() === '')} onClick={() => void act(() => settle(view.round.id, { areaId: view.areaId, version: view.version, set, level: set === 'level' ? Number(choice) : null, reason: reason || null }))}>{t('levels.settle.do')}</Button>
      </div>
    </section>
  )
}
