import { useQuery } from '@tanstack/react-query'
import { InputNumber } from 'antd'
import { useEffect, useState } from 'react'
import type { PoolingFacts } from '@phaodai/office'
import { advise, assayFaults, type Advice, type Assay, type PoolFigures } from '@phaodai/pooled-testing'
import { specimen } from '@phaodai/registers'
import { Picker } from '../kit/picker.tsx'
import { fieldWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getPoolingFacts, TESTING } from './api.ts'
import { TestingRooms } from './rooms.tsx'

const FIELDS = ['prevalence', 'sensitivity', 'specificity', 'loss', 'largest', 'missed'] as const
type Values = Record<(typeof FIELDS)[number], number | null>
/** Fewer tested than this say little of a share. */
const FEW = 100

const percent = (share: number, decimals = 1): string => `${formatNumber(Number((share * 100).toFixed(decimals)))} %`

/** Gợi ý cỡ mẫu gộp: how many to put into one tube, and what that misses; never what saves tests only by missing cases. */
export function PoolingPage() {
  useTitle('testing.advice.title')
  const [disease, setDisease] = useState<{ code: string | null; name: string }>({ code: 'covid-19', name: 'COVID-19' })
  const facts = useQuery({ queryKey: [...TESTING, 'pooling', disease.code], queryFn: () => getPoolingFacts(disease.code!), enabled: disease.code !== null })
  return (
    <>
      <TestingRooms here="advice" />
      <h1>{t('testing.advice.title')}</h1>
      <label className="test-disease">{fieldWord(specimen, 'diseaseCode')} <Picker target="disease" label={fieldWord(specimen, 'diseaseCode')} value={disease.code} name={disease.name} onChange={(code, name) => setDisease({ code: code as string | null, name })} /></label>
      {disease.code !== null && <Answer of={facts}>{(known) => <Adviser key={disease.code} known={known} />}</Answer>}
    </>
  )
}

function Adviser({ known }: { known: PoolingFacts }) {
  const [values, setValues] = useState<Values>({ prevalence: 1, sensitivity: 95, specificity: 99.5, loss: 0.5, largest: known.maxPool ?? 10, missed: null })
  useEffect(() => { if (known.tested >= FEW && known.positive > 0) setValues((before) => ({ ...before, prevalence: Number((known.positive / known.tested * 100).toFixed(2)) })) }, [known])
  const assay: Assay = { prevalence: (values.prevalence ?? 0) / 100, sensitivity: (values.sensitivity ?? 0) / 100, specificity: (values.specificity ?? 0) / 100, lossPerDoubling: (values.loss ?? 0) / 100 }
  const faults = assayFaults(assay)
  const largest = Math.max(2, Math.round(values.largest ?? 10))
  return (
    <>
      <p className="quiet">{known.tested === 0 ? t('testing.advice.nothing', { days: known.days }) : t(known.tested < FEW ? 'testing.advice.few' : 'testing.advice.lately', { days: known.days, tested: formatNumber(known.tested), positive: formatNumber(known.positive) })}</p>
      <div className="desk-entry" role="group" aria-label={t('testing.advice.given')}>
        {FIELDS.map((field) => (
          <label key={field}>{t(`testing.advice.${field}`)}<InputNumber aria-label={t(`testing.advice.${field}`)} decimalSeparator="," min={0} max={field === 'largest' ? 50 : field === 'missed' ? 100_000 : 100} value={values[field]} onChange={(value) => setValues((before) => ({ ...before, [field]: value }))} style={{ width: '100%' }} /></label>
        ))}
      </div>
      {faults.length > 0 ? <p className="wrong-word" role="alert">{faults.map((fault) => t(`testing.advice.fault.${fault}`)).join(' ')}</p>
        : <Advised of={advise(assay, { largestPool: largest, ...(values.missed === null ? {} : { mostExtraMissed: values.missed }) })} />}
      {known.source !== null && <p className="quiet">{t('testing.advice.rule', { n: known.maxPool ?? 10, source: known.source })}</p>}
    </>
  )
}

function Advised({ of: advice }: { of: Advice }) {
  const { method, advised, single, optimum, reasons, extraMissedPer100k, testsSavedShare } = advice
  const rows: [string, PoolFigures][] = [[t('testing.advice.single'), single], ...(method === 'pool' ? [[t('testing.advice.pools', { n: advised.size }), advised] as [string, PoolFigures]] : []), ...(optimum.size !== advised.size ? [[t('testing.advice.formula', { n: optimum.size }), optimum] as [string, PoolFigures]] : [])]
  return (
    <>
      <section className="test-advice" aria-label={t('testing.advice.advised')} aria-live="polite">
        <strong>{method === 'pool' ? t('testing.advice.pool', { n: advised.size }) : t('testing.advice.alone')}</strong>
        <p>{method === 'pool' ? t('testing.advice.saves', { share: percent(testsSavedShare, 0), missed: formatNumber(Math.round(extraMissedPer100k)) }) : t('testing.advice.savesNothing')}</p>
        <ul>{reasons.map((reason) => <li key={reason}>{t(`testing.advice.reason.${reason}`)}</li>)}</ul>
      </section>
      <Table caption={t('testing.advice.table')} heads={['testing.advice.way', 'testing.advice.tests', 'testing.advice.testsHonest', 'testing.advice.finds', 'testing.advice.misses', 'testing.advice.alarms']}>
        {rows.map(([name, figures]) => (
          <tr key={name}>
            <td data-label={t('testing.advice.way')}>{name}</td>
            <td className="figures" data-label={t('testing.advice.tests')}>{formatNumber(Math.round(figures.testsPerPerson * 1000))}</td>
            <td className="figures" data-label={t('testing.advice.testsHonest')}>{formatNumber(Math.round(figures.testsPerPersonWithNoneMissed * 1000))}</td>
            <td className="figures" data-label={t('testing.advice.finds')}>{percent(figures.sensitivity)}</td>
            <td className="figures" data-label={t('testing.advice.misses')}>{formatNumber(Math.round(figures.missedPer100k))}</td>
            <td className="figures" data-label={t('testing.advice.alarms')}>{formatNumber(Math.round(figures.falseAlarmsPer100k))}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}
