import { classesOf, type Figure, type IndicatorDetail, type AreaFigures } from '@phaodai/indicators'
import { formatNumber } from '@phaodai/vocabulary'
import { formatDay } from '@phaodai/vocabulary'
import type { Cell, Table } from '#server/sheets/index.ts'
import { hasWord, word } from '#server/words/index.ts'
import { findIndicator } from '@phaodai/indicators'

/** Header of a value: the unit as the screen says it. */
function valueHeader(name: string): string {
  const unit = findIndicator(name)?.unit ?? 'count'
  return hasWord(`indicator.${name}.unit`) ? word(`indicator.${name}.unit`) : word(`indicator.unit.${unit}`)
}

function rounded(value: number, name: string): number {
  const decimals = findIndicator(name)?.decimals ?? 0
  return Number(value.toFixed(decimals))
}

const shown = (value: number | null, name: string): Cell => (value === null ? '—' : rounded(value, name))

function cells(figure: Figure | null, name: string): Cell[] {
  if (!figure) return [word('indicator.hidden'), '', '', '']
  const shares = findIndicator(name)?.denominator !== undefined
  return [shown(figure.value, name), ...(shares ? [figure.numerator, figure.denominator] : [figure.declared ?? '—', figure.declared === null || figure.value === null ? '—' : figure.declared - figure.value])]
}

function headers(first: string, name: string): string[] {
  const shares = findIndicator(name)?.denominator !== undefined
  return [first, valueHeader(name), ...(shares ? [word('indicator.numerator'), word('indicator.denominator')] : [word('indicator.declared'), word('indicator.difference')])]
}

/** "Tin đồn ghi nhận — huyện Đình Lập — 1/8/2021 đến 7/8/2021": above every table that leaves the house. */
function title(name: string, area: string, from: string, to: string, kind: string | null, sample: boolean): string {
  const indicator = findIndicator(name)
  const label = indicator && kind !== null && classesOf(indicator) ? classWord(name, kind) : ''
  return [...(sample ? [word('export.sample')] : []), word(`indicator.${name}.name`), area, `${formatDay(from)} – ${formatDay(to)}`, ...(label ? [label] : [])].join(' · ')
}

/** A class as lists of its register call it. */
export function classWord(name: string, kind: string): string {
  const indicator = findIndicator(name)
  if (!indicator?.class || kind === '') return word('indicator.noClass')
  return indicator.class.bands ? kind : word(`register.${indicator.numerator.over.name}.code.${indicator.class.field}.${kind}`)
}

/** The series as it stands on screen. */
export function seriesTable({ name, area, from, to, class: kind, series, hidden }: IndicatorDetail, sample: boolean): Table {
  return {
    title: title(name, area.name, from, to, kind, sample), headers: headers(word('indicator.period'), name),
    rows: hidden ? [[word('indicator.hidden')]] : series.map((point) => [point.from === point.to ? formatDay(point.from) : `${formatDay(point.from)} – ${formatDay(point.to)}`, ...cells(point, name)]),
  }
}

/** The table by area as it stands on screen. */
export function areasTable(name: string, { area, from, to, class: kind, rows }: AreaFigures, sample: boolean): Table {
  return { title: title(name, area.name, from, to, kind, sample), headers: headers(word('indicator.area'), name), rows: rows.map((row) => [row.area.name, ...cells(row.figure, name)]) }
}

/** A value as the screens print it: "61 %", "1.234". */
export function printed(name: string, value: number | null): string {
  if (value === null) return '—'
  return `${formatNumber(rounded(value, name))}${findIndicator(name)?.unit === 'percent' ? ' %' : ''}`
}
