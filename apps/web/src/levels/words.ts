import type { LevelReason } from '@phaodai/office'
import { formatNumber, hasWord, t, word } from '../text/t.ts'

/** A measure by its name; a flag is told by the rules themselves. */
export const measureWord = (measure: string): string => (hasWord(`levels.measure.${measure}`) ? word(`levels.measure.${measure}`) : measure)

const rounded = (value: number): string => formatNumber(Math.round(value * 100) / 100)

/** What was found: a rate as rates are printed in two decimals. */
export function foundText({ value, step, counts }: LevelReason): string {
  if (step === 'hold' || step === 'table') return ''
  if (value === null) return step === 'condition' && counts ? t('levels.flag.yes') : t('levels.step.unknown')
  return rounded(value)
}

/** What a row of the rules makes of it. */
export function resultText({ step, outcome, counts, value }: LevelReason): string {
  const n = outcome ?? ''
  switch (step) {
    case 'column': return outcome === null ? t('levels.step.unknown') : t('levels.step.column', { n })
    case 'row': return outcome === null ? t('levels.step.unknown') : t('levels.step.row', { n })
    case 'table': return t('levels.step.table', { n })
    case 'raise': return counts ? t('levels.step.raise', { n }) : t('levels.step.noRaise')
    case 'hold': return value === 1 ? t('levels.step.met') : counts ? t('levels.step.held', { n }) : t('levels.step.notMet')
    case 'watched': return outcome === null ? t('levels.step.unknown') : t(outcome === 1 ? 'levels.step.watchedMet' : 'levels.step.watchedNot')
    default: return counts ? t('levels.step.condition', { n }) : t('levels.step.noCondition')
  }
}
