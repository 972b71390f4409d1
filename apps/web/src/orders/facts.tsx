import { Button, Checkbox, InputNumber } from 'antd'
import { useState } from 'react'
import type { IsolationFactsInput, OrderLine } from '@phaodai/office'
import { isolationOrder } from '@phaodai/registers'
import { fieldWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import '../ui/desk.css'

const NOTHING: IsolationFactsInput = { doses: null, lastDoseOn: null, recoveredOn: null, originLevel: null, homeFit: null }
const label = (field: string): string => fieldWord(isolationOrder, field)

/** Doses, recovery and the look at the home of one line: what the rule asks for beside the age. Kept, the rule of the day says form and days. */
export function FactsForm({ line, keep }: { line: OrderLine; keep: (facts: IsolationFactsInput) => Promise<boolean> }) {
  const [facts, setFacts] = useState(line.facts ?? NOTHING)
  const [kept, setKept] = useState(false)
  const change = (more: Partial<IsolationFactsInput>) => {
    setFacts((before) => ({ ...before, ...more }))
    setKept(false)
  }
  return (
    <details className="order-facts">
      <summary>{t('orders.facts')}</summary>
      <div className="desk-entry">
        <label>{label('doses')}<InputNumber size="small" min={0} max={20} value={facts.doses} onChange={(doses) => change({ doses })} /></label>
        <label>{label('lastDoseOn')}<DayField label={label('lastDoseOn')} value={facts.lastDoseOn} onChange={(lastDoseOn) => change({ lastDoseOn })} /></label>
        <label>{label('recoveredOn')}<DayField label={label('recoveredOn')} value={facts.recoveredOn} onChange={(recoveredOn) => change({ recoveredOn })} /></label>
        <Checkbox checked={facts.homeFit === true} onChange={({ target }) => change({ homeFit: target.checked ? true : null })}>{label('homeFit')}</Checkbox>
        <Button size="small" onClick={() => void keep(facts).then(setKept)}>{t('orders.facts.keep')}</Button>
        {kept && <span role="status" className="quiet full">{t('orders.facts.kept', { form: t(`orders.form.${line.form}`), days: line.days ?? '–' })}</span>}
      </div>
    </details>
  )
}
