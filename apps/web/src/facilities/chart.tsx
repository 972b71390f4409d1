import { Alert, Button, Checkbox, InputNumber } from 'antd'
import { useState } from 'react'
import type { StayView } from '@phaodai/office'
import type { WarningSign } from '@phaodai/vocabulary'
import { newId } from '../api/client.ts'
import { formatNumber, t, type Key } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { InstantText } from '../ui/marks.tsx'
import { Table } from '../ui/table.tsx'
import { chart } from './api.ts'

const signWords = (signs: readonly WarningSign[]): string => signs.map((sign) => t(`facilities.sign.${sign}`)).join(', ')
const EMPTY = { spo2: null as number | null, breaths: null as number | null, temperature: null as number | null, oxygenLitres: null as number | null, drowsy: false, cyanosis: false }
const HEADS = ['facilities.chart.at', 'facilities.chart.spo2', 'facilities.chart.breaths', 'facilities.chart.temperature', 'facilities.chart.oxygenLitres', 'facilities.chart.signs'] as const

/** The daily chart: what was measured, what it warned of, and the entry of the next line. */
export function Chart({ view, enter }: { view: StayView; enter: boolean }) {
  const { warningRule } = view
  return (
    <section className="fac-section" aria-label={t('facilities.chart')}>
      <h2>{t('facilities.chart')}</h2>
      {enter && <Entry stayId={view.stay.id} />}
      {warningRule !== null && enter && <p className="quiet">{t('facilities.chart.rule', { spo2: warningRule.spo2Below, breaths: warningRule.breathsAbove, temperature: warningRule.temperatureFrom, source: warningRule.source })} {t(`facilities.confidence.${warningRule.confidence}` as Key)}</p>}
      {view.chart.length === 0 ? <p className="quiet">{t('facilities.chart.none')}</p> : <Lines lines={view.chart} />}
    </section>
  )
}

function Lines({ lines }: { lines: StayView['chart'] }) {
  const cell = (value: number | null) => (value === null ? '' : formatNumber(value))
  return (
    <Table caption={t('facilities.chart')} heads={HEADS}>
      {lines.map((line) => (
        <tr key={line.id}>
          <td data-label={t('facilities.chart.at')}><InstantText at={line.at} /></td><td data-label={t('facilities.chart.spo2')}>{cell(line.spo2)}</td><td data-label={t('facilities.chart.breaths')}>{cell(line.breaths)}</td>
          <td data-label={t('facilities.chart.temperature')}>{cell(line.temperature)}</td><td data-label={t('facilities.chart.oxygenLitres')}>{cell(line.oxygenLitres)}</td>
          <td data-label={t('facilities.chart.signs')}>{line.warnings.length > 0 && <span className="fac-warned">{signWords(line.warnings)}</span>}</td>
        </tr>
      ))}
    </Table>
  )
}

function Entry({ stayId }: { stayId: string }) {
  const { act, busy, refused } = useActing()
  const [values, setValues] = useState(EMPTY)
  const [warned, setWarned] = useState<readonly WarningSign[]>([])
  const change = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }))
  const keep = async () => {
    const told = await act(() => chart(newId(), { stayId, ...values }))
    if (told === null) return
    setWarned(told.warnings)
    setValues(EMPTY)
  }
  const number = (key: 'spo2' | 'breaths' | 'temperature' | 'oxygenLitres', min: number, max: number, step: number) => <label>{t(`facilities.chart.${key}`)}<InputNumber min={min} max={max} step={step} decimalSeparator="," value={values[key]} onChange={(value) => change({ [key]: value })} /></label>
  const empty = values.spo2 === null && values.breaths === null && values.temperature === null && !values.drowsy && !values.cyanosis
  return (
    <>
      {warned.length > 0 && <Alert type="error" role="alert" showIcon title={t('facilities.alarm', { signs: signWords(warned) })} />}
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="fac-tools no-print">
        {number('spo2', 30, 100, 1)}{number('breaths', 4, 120, 1)}{number('temperature', 30, 45, 0.1)}{number('oxygenLitres', 0, 80, 1)}
        <Checkbox checked={values.drowsy} onChange={({ target }) => change({ drowsy: target.checked })}>{t('facilities.chart.drowsy')}</Checkbox>
        <Checkbox checked={values.cyanosis} onChange={({ target }) => change({ cyanosis: target.checked })}>{t('facilities.chart.cyanosis')}</Checkbox>
        <Button type="primary" disabled={busy || empty} onClick={() => void keep()}>{t('facilities.chart.keep')}</Button>
      </div>
    </>
  )
}
