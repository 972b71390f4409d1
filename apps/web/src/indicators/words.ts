/** Names and values of indicators as the screens say them. */
import { findIndicator, type Indicator } from '@phaodai/indicators'
import type { Aim } from '@phaodai/office'
import { locale, t, word } from '../text/t.ts'

export function indicatorWord(name: string): string {
  return word(`indicator.${name}.name`)
}

/** A value in the unit of its indicator, "61 %"; a dash where there is none. */
export function valueText(name: string, value: number | null): string {
  if (value === null) return '—'
  const indicator = findIndicator(name)
  const text = new Intl.NumberFormat(locale(), { maximumFractionDigits: indicator?.decimals ?? 0 }).format(value)
  return indicator?.unit === 'percent' ? `${text} %` : text
}

/** A class as the lists of its register call it; `given` is the name of a row that is a class. */
export function classText(indicator: Indicator, kind: string, given: string | null = null): string {
  if (kind === '') return t('indicator.noClass')
  if (given !== null) return given
  return indicator.class?.bands ? kind : word(`register.${indicator.numerator.over.name}.code.${indicator.class?.field}.${kind}`)
}

/** "ít nhất 95 %". */
export function targetText(name: string, target: number | null, direction: Aim): string {
  return target === null ? t('measure.noTarget') : t(`measure.aim.${direction}`, { value: valueText(name, target) })
}

/** Which day and which area decide where a record counts: said on every page of a figure. */
export function basisText(indicator: Indicator): string {
  const { over, date, area = 'areaId' } = indicator.numerator
  const field = (name: string): string => word(`register.${over.name}.field.${name}`) === `register.${over.name}.field.${name}` ? word(`register.field.${name}`) : word(`register.${over.name}.field.${name}`)
  return t('indicator.basis', { register: word(`register.${over.name}`), date: field(date), area: field(area) })
}
