import { percent, type AreaFigures, type DiseaseKind, type Measure, type Measures, type Ratio } from '@phaodai/epidemic-level'
import { numberIn } from '../table.ts'

type Cells = Readonly<Record<string, string>>

/** Columns of each measure: its count, its base where that is a count as well, and the column of the share when only that is known. */
const COLUMNS: Record<Measure, { count: string; base?: string; share?: string }> = {
  'community-cases-14-days': { count: 'cases_14d', base: 'population' },
  'first-dose-18': { count: 'first_dose_18', base: 'people_18', share: 'first_dose_18_pct' },
  'full-dose-65': { count: 'full_dose_65', base: 'people_65', share: 'full_dose_65_pct' },
  'full-dose-50': { count: 'full_dose_50', base: 'people_50', share: 'full_dose_50_pct' },
  'oxygen-patients': { count: 'oxygen', base: 'population' },
  'deaths-14-days': { count: 'deaths_14d', base: 'population' },
  'icu-beds': { count: 'icu_beds', base: 'population' },
  'full-dose-eligible': { count: 'full_dose', base: 'people_eligible', share: 'full_dose_pct' },
  'full-dose-at-risk': { count: 'full_dose_at_risk', base: 'people_at_risk', share: 'full_dose_at_risk_pct' },
  'cases-this-month': { count: 'cases_month' },
  'cases-this-week': { count: 'cases_week' },
  'linked-cases': { count: 'linked' },
}
const MEASURES = Object.keys(COLUMNS) as Measure[]
const USUAL = ['cases-this-month', 'cases-this-week'] as const

/** The column whose figure is lacking when a measure is not known. */
export const columnOf = (measure: Measure): string => COLUMNS[measure].share ?? COLUMNS[measure].count

/** Names a table or an option may use; others are refused, so that a slip of the pen is no missing figure. */
export const NAMES = new Set([
  'id', 'name', 'parent', 'flags', 'level_before', 'disease',
  ...Object.values(COLUMNS).flatMap(({ count, base, share }) => [count, base, share].filter((name) => name !== undefined)),
  ...USUAL.flatMap((measure) => [`${COLUMNS[measure].count}_mean`, `${COLUMNS[measure].count}_sd`]),
])

/** Reads the figures of one area from cells by name, empty meaning not known; or says what is wrong. */
export function figuresIn(cells: Cells): AreaFigures | string {
  const unknown = Object.keys(cells).find((name) => !NAMES.has(name))
  if (unknown !== undefined) return `không có cột "${unknown}"; các cột: ${[...NAMES].join(', ')}`
  const faults: string[] = []
  const measures = measuresIn(cells, faults)
  const usual = Object.fromEntries(USUAL.flatMap((measure) => {
    const [mean, deviation] = ['mean', 'sd'].map((part) => amountIn(cells, `${COLUMNS[measure].count}_${part}`, faults))
    return mean === undefined || deviation === undefined ? [] : [[measure, { mean, deviation }]]
  }))
  const levelBefore = amountIn(cells, 'level_before', faults) ?? null
  const disease = cells.disease === '' ? undefined : cells.disease
  if (disease !== undefined && !['group-a', 'endemic', 'not-endemic'].includes(disease)) faults.push(`cột disease phải là group-a, endemic hoặc not-endemic, ghi "${disease}"`)
  if (faults.length > 0) return faults.join('; ')
  return { id: cells.id ?? '', parent: cells.parent === '' ? null : cells.parent ?? null, measures, usual, levelBefore, flags: (cells.flags ?? '').split(/[\s;]+/u).filter(Boolean), disease: disease as DiseaseKind | undefined }
}

function measuresIn(cells: Cells, faults: string[]): Measures {
  return Object.fromEntries(MEASURES.flatMap((measure) => {
    const ratio = ratioIn(cells, measure, faults)
    return ratio ? [[measure, ratio]] : []
  }))
}

function ratioIn(cells: Cells, measure: Measure, faults: string[]): Ratio | undefined {
  const { count: countName, base: baseName, share: shareName } = COLUMNS[measure]
  const [count, base, share] = [countName, baseName, shareName].map((name) => (name === undefined ? undefined : amountIn(cells, name, faults)))
  if (base === 0) faults.push(`cột ${baseName} phải lớn hơn 0`)
  if (share !== undefined && share > 100) faults.push(`cột ${shareName} phải từ 0 đến 100`)
  if (count !== undefined && base !== undefined && shareName !== undefined && count > base) faults.push(`${countName} (${count}) lớn hơn ${baseName} (${base})`)
  if (count !== undefined && (baseName === undefined || base !== undefined)) return { count, base: base ?? 1 }
  if (count !== undefined) faults.push(`có ${countName} mà thiếu ${baseName}`)
  return share === undefined ? undefined : percent(share)
}

function amountIn(cells: Cells, name: string, faults: string[]): number | undefined {
  const text = cells[name] ?? ''
  if (text === '') return undefined
  const amount = numberIn(text.replace(/%$/u, ''))
  if (!(amount >= 0)) faults.push(`cột ${name}: "${text}" không phải là số không âm`)
  return amount
}
