import { specimen } from '@phaodai/registers'
import { TURNAROUND_HOURS } from '@phaodai/vocabulary'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }
const single = { form: ['single'] } as const

/** Specimens by the day they were taken; a pool is not one more. */
export const specimensTaken = defineIndicator('specimens-taken', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: specimen, date: 'takenAt', where: single },
  class: { field: 'purpose' },
  topics: ['surveillance-testing'],
  may,
})

/** Share of people's specimens with a definite result that are positive (positivity), by the day they were taken. */
export const specimensPositive = defineIndicator('specimens-positive', {
  unit: 'percent', decimals: 2, direction: 'none',
  numerator: { over: specimen, date: 'takenAt', where: { ...single, outcome: ['positive'] } },
  denominator: { over: specimen, date: 'takenAt', where: { ...single, outcome: ['positive', 'negative'] } },
  class: { field: 'purpose' },
  topics: ['surveillance-testing'],
  may,
})

/** Share of specimens with a result within 24 hours of being taken (turnaround); those still within them are not counted yet. */
export const specimensInTime = defineIndicator('specimens-in-time', {
  unit: 'percent', decimals: 0, direction: 'more',
  window: { from: 'takenAt', by: { field: 'resultedAt' }, hours: TURNAROUND_HOURS },
  numerator: { over: specimen, date: 'takenAt', where: single, timely: 'met' },
  denominator: { over: specimen, date: 'takenAt', where: single, timely: 'due' },
  class: { field: 'method' },
  topics: ['surveillance-testing'],
  may,
})

const covid = (outcome?: 'positive' | 'negative'): IndicatorDeclaration => ({
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: specimen, date: 'takenAt', where: { ...single, diseaseCode: ['covid-19'], ...(outcome && { outcome: [outcome] }) } },
  class: { field: 'purpose' },
  may,
})

/** People's specimens tested for COVID-19 by the day they were taken, by purpose; those with a negative and with a positive result: block 7 of the daily quick report. */
export const covidSpecimens = defineIndicator('covid-specimens', covid())
export const covidSpecimensNegative = defineIndicator('covid-specimens-negative', covid('negative'))
export const covidSpecimensPositive = defineIndicator('covid-specimens-positive', covid('positive'))
