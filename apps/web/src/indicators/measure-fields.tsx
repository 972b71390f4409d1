import { indicators, type Indicator } from '@phaodai/indicators'
import { aims, type Measure } from '@phaodai/office'
import { InputNumber, Segmented, Select } from 'antd'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { indicatorWord } from './words.ts'

/** Indicators a task can be measured by; those for the topics named come first. */
export function measurable(topics: readonly string[]): Indicator[] {
  const fits = (indicator: Indicator): boolean => (indicator.topics ?? []).some((topic) => topics.includes(topic))
  return indicators.filter((each) => !each.apart).toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
}

/** What is proposed for topics: the first share among the indicators that measure them, else the first of them. */
export function proposedFor(topics: readonly string[]): Measure | null {
  const fitting = measurable(topics).filter((each) => (each.topics ?? []).some((topic) => topics.includes(topic)))
  const indicator = fitting.find(({ unit }) => unit === 'percent') ?? fitting[0]
  return indicator ? startOf(indicator) : null
}

/** A measure by this indicator before anybody has said how much: shares begin at 95 %, numbers without a target. */
export function startOf({ name, unit, direction }: Indicator): Measure {
  return { indicator: name, target: unit === 'percent' ? 95 : null, direction: direction === 'less' ? 'at-most' : 'at-least', byDay: null }
}

type Props = { measure: Measure | null; topics: readonly string[]; onChange: (measure: Measure | null) => void }

/** Indicator, aim, target, by when; without an indicator progress is what the body reports. */
export function MeasureFields({ measure, topics, onChange }: Props) {
  const chosen = measurable(topics)
  const choose = (name: string) => {
    const indicator = chosen.find((each) => each.name === name)
    onChange(indicator ? startOf(indicator) : null)
  }
  const unit = chosen.find(({ name }) => name === measure?.indicator)?.unit
  return (
    <div className="chip-editor">
      <span className="field-label">{t('measure.by')}</span>
      <Select className="full" value={measure?.indicator ?? ''} aria-label={t('measure.by')} popupMatchSelectWidth={false} onChange={choose}
        options={[{ value: '', label: t('measure.none') }, ...chosen.map(({ name }) => ({ value: name, label: indicatorWord(name) }))]} />
      {measure && (
        <>
          <span className="field-label">{t('measure.target')}</span>
          <Segmented size="small" aria-label={t('measure.direction')} value={measure.direction} onChange={(direction) => onChange({ ...measure, direction })} options={aims.map((value) => ({ value, label: t(`measure.aimWord.${value}`) }))} />
          <InputNumber<number> className="full" min={0} {...(unit === 'percent' && { max: 100 })} value={measure.target} {...(unit === 'percent' && { suffix: '%' })} aria-label={t('measure.target')} onChange={(target) => onChange({ ...measure, target })} />
          <span className="field-label">{t('measure.byWhen')}</span>
          <DayField label={t('measure.byWhen')} value={measure.byDay} onChange={(byDay) => onChange({ ...measure, byDay })} />
        </>
      )}
    </div>
  )
}
