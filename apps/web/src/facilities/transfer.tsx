import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { StayView } from '@phaodai/office'
import { stay } from '@phaodai/registers'
import { riskClasses, treatmentTiers, type TreatmentTier } from '@phaodai/vocabulary'
import { newId } from '../api/client.ts'
import { codeWord, fieldWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { listTargets, STAYS, transfer } from './api.ts'
import { tierWord } from './words.tsx'

/** The tier above the one he is in; for somebody in quarantine the first, or the first with oxygen where his chart warns of too little. */
const above = (tier: TreatmentTier | null, breathless: boolean): TreatmentTier => treatmentTiers[Math.min(treatmentTiers.length - 1, tier === null ? Number(breathless) : treatmentTiers.indexOf(tier) + 1)]!

/** Chuyển cơ sở: the tier asked for, where a bed is free, why; one act. After a warning sign the tier above is proposed. */
export function Transfer({ view: { stay: line, chart } }: { view: StayView }) {
  const go = useNavigate()
  const { act, busy, refused } = useActing()
  const warned = chart[0]?.warnings.length ? chart[0].warnings : []
  const [chosenBefore, setValues] = useState({ tier: null as TreatmentTier | null, oxygen: null as boolean | null, facilityId: null as string | null, riskClass: (line.riskClass ?? 'medium') as (typeof riskClasses)[number], reason: '' })
  const breathless = warned.includes('spo2')
  const values = { ...chosenBefore, tier: chosenBefore.tier ?? above(line.tier, breathless), oxygen: chosenBefore.oxygen ?? (line.oxygen || breathless) } // what nobody chose follows the chart
  const change = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }))
  const found = useQuery({ queryKey: [...STAYS, 'targets', line.id, values.tier, values.oxygen], queryFn: () => listTargets(line.id, values.tier, values.oxygen) })
  const targets = found.data?.targets ?? []
  const chosen = values.facilityId ?? targets[0]?.facilityId ?? null
  const reason = values.reason.trim() || warned.map((sign) => t(`facilities.sign.${sign}`)).join(', ')
  const move = async () => {
    const done = await act(() => transfer(line.id, { onwardId: newId(), facilityId: chosen!, tier: values.tier, oxygen: values.oxygen, riskClass: values.riskClass, reason }))
    if (done !== null) void go(`/co-so/nguoi/${done.stayId}`)
  }
  return (
    <section className="fac-section no-print" aria-label={t('facilities.transfer')}>
      <h2>{t('facilities.transfer')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="fac-tools">
        <label>{t('facilities.transfer.tier')}<Select aria-label={t('facilities.transfer.tier')} value={values.tier} options={treatmentTiers.map((value) => ({ value, label: tierWord(value) }))} onChange={(tier) => change({ tier, facilityId: null })} style={{ minWidth: 100 }} /></label>
        <label>{fieldWord(stay, 'riskClass')}<Select aria-label={fieldWord(stay, 'riskClass')} value={values.riskClass} options={riskClasses.map((value) => ({ value, label: codeWord(stay, 'riskClass', value) }))} onChange={(riskClass) => change({ riskClass })} style={{ minWidth: 130 }} /></label>
        <label>{t('facilities.transfer.target')}<Select<string> aria-label={t('facilities.transfer.target')} value={chosen} placeholder={t('facilities.transfer.noTarget')} options={targets.map(({ facilityId, facility, tier, free, km }) => ({ value: facilityId, label: `${t('facilities.transfer.targetOf', { name: facility, tier, free })}${km === null ? '' : `, ${t('facilities.km', { n: formatNumber(Math.round(km)) })}`}` }))} onChange={(facilityId) => change({ facilityId })} style={{ minWidth: 'min(320px, 80vw)' }} /></label>
        <label>{t('facilities.transfer.reason')}<Input aria-label={t('facilities.transfer.reason')} maxLength={500} placeholder={reason || t('facilities.transfer.became')} value={values.reason} onChange={(event) => change({ reason: event.target.value })} style={{ minWidth: 220 }} /></label>
        <Checkbox checked={values.oxygen} onChange={({ target }) => change({ oxygen: target.checked, facilityId: null })}>{t('facilities.transfer.oxygen')}</Checkbox>
        <Button type={warned.length > 0 ? 'primary' : 'default'} disabled={busy || chosen === null || reason === ''} onClick={() => void move()}>{t('facilities.transfer.do')}</Button>
      </div>
    </section>
  )
}
