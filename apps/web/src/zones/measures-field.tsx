import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { MeasureCatalogue, MeasureRule } from '@phaodai/office'
import { t, type Key } from '../text/t.ts'
import { getCatalogue } from './api.ts'
import { AnswerMark } from './words.tsx'

/** A measure while it is being written: a row of the catalogue, its words for this zone. */
export type Measure = Pick<MeasureRule, 'activity' | 'activityName' | 'answer' | 'words'> & { ruleId: string | null; wordsEn: string | null; source: string | null; confidence: string | null }

type Props = { day: string; value: readonly Measure[]; onChange: (value: Measure[]) => void; title?: Key; /** Activities that are not offered. */ without?: readonly string[] }

/** Takes measures from the rows in force on a day; their words can be made narrower, their source stays. */
export function MeasuresField({ day, value, onChange, title = 'zone.measures', without = [] }: Props) {
  const catalogue = useQuery({ queryKey: ['measures', day], queryFn: () => getCatalogue(day), staleTime: 300_000 })
  const change = (n: number, more: Partial<Measure>) => onChange(value.map((each, k) => (k === n ? { ...each, ...more } : each)))
  return (
    <section className="desk-section"><h2>{t(title)}</h2>
      {catalogue.data && <TakeFrom catalogue={catalogue.data} taken={[...value.map(({ activity }) => activity), ...without]} onTake={(rules) => onChange([...value, ...rules.map((rule) => ({ ...rule, ruleId: rule.id }))])} />}
      {value.length === 0 && <p className="quiet">{t('zone.measures.none')}</p>}
      <ul className="zone-measures">{value.map((each, n) => (
        <li key={each.activity} className="row"><AnswerMark answer={each.answer} />
          <div><strong>{each.activityName}</strong><Input.TextArea aria-label={each.activityName} autoSize value={each.words} maxLength={500} onChange={({ target }) => change(n, { words: target.value, ...(target.value !== each.words && { wordsEn: null }) })} />
            {each.source !== null && <p className="quiet">{t('zone.measures.source', { source: each.source })} · {t(`zone.confidence.${(each.confidence ?? 'low') as 'low'}`)}</p>}</div>
          <Button size="small" onClick={() => onChange(value.filter((_, k) => k !== n))}>{t('zone.measures.remove')}</Button>
        </li>
      ))}</ul>
    </section>
  )
}

function TakeFrom({ catalogue: { regimes, rules }, taken, onTake }: { catalogue: MeasureCatalogue; taken: readonly string[]; onTake: (rules: MeasureRule[]) => void }) {
  const [regime, setRegime] = useState<string | null>(null)
  const offered = regimes.filter(({ code }) => rules.some((rule) => rule.regime === code))
  const fresh = rules.filter((rule) => rule.regime === regime && !taken.includes(rule.activity))
  return (
    <p className="desk-tools">
      <Select aria-label={t('zone.measures.regime')} placeholder={t('zone.measures.regime')} value={regime} onChange={setRegime} options={offered.map(({ code, name }) => ({ value: code, label: name }))} style={{ minWidth: 220 }} />
      {fresh.length > 0 && <Select aria-label={t('measures.activity')} placeholder={t('measures.activity')} value={null} popupMatchSelectWidth={false} onChange={(id: string) => onTake(fresh.filter((rule) => rule.id === id))} options={fresh.map((rule) => ({ value: rule.id, label: rule.activityName }))} style={{ minWidth: 180 }} />}
      {fresh.length > 0 && <Button onClick={() => onTake(fresh)}>{t('zone.measures.takeAll', { n: fresh.length })}</Button>}
    </p>
  )
}
