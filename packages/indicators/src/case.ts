import { diseaseCase } from '@phaodai/registers'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

/** The clerk puts the number into reports and measures of tasks; whose case it is stands in rows that are not for him. */
const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }
const STANDING = ['open', 'in_treatment', 'recovered', 'died', 'moved', 'closed'] as const
const reported = { over: diseaseCase, date: 'diagnosedAt', where: { state: STANDING } } as const

/** Confirmed cases by the day of diagnosis, at the residence. Finding cases is no fault: direction none. */
export const casesConfirmed = defineIndicator('cases-confirmed', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: diseaseCase, date: 'diagnosedAt', where: { classification: ['confirmed'], state: STANDING } },
  class: { field: 'detectedAs' },
  topics: ['surveillance-testing', 'contact-tracing'],
  may,
})

/** The same by disease, so that the curve of any one of them can be drawn. */
export const casesByDisease = defineIndicator('cases-by-disease', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: diseaseCase, date: 'diagnosedAt', where: { classification: ['confirmed'], state: STANDING } },
  class: { field: 'diseaseCode' },
  may,
})

/** Share of cases entered into the national system within 24 hours of diagnosis; those still within their 24 hours are not counted yet. */
export const casesReported = defineIndicator('cases-reported', {
  unit: 'percent', decimals: 0, direction: 'more',
  window: { from: 'diagnosedAt', by: { field: 'systemEnteredAt' }, hours: 24 },
  numerator: { ...reported, timely: 'met' },
  denominator: { ...reported, timely: 'due' },
  class: { field: 'detectedAs' },
  topics: ['surveillance-testing'],
  may,
})

/** The same by the legal clock of each disease on its day (24 hours, 48 hours, weekly); a case whose disease has no clock counts nowhere. */
export const casesInTime = defineIndicator('cases-in-time', {
  unit: 'percent', decimals: 0, direction: 'more',
  window: { from: 'diagnosedAt', by: { field: 'systemEnteredAt' }, until: { table: 'disease_case_clock', key: 'case_id', column: 'due_at' } },
  numerator: { ...reported, timely: 'met' },
  denominator: { ...reported, timely: 'due' },
  class: { field: 'detectedAs' },
  topics: ['surveillance-testing'],
  may,
})

const covid = (date: string, state: readonly string[]): IndicatorDeclaration => ({
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: diseaseCase, date, where: { diseaseCode: ['covid-19'], classification: ['confirmed'], state } },
  may,
})

/** Confirmed cases of COVID-19 by the day of diagnosis and, as the daily quick report tells them, by where they were found. */
export const covidConfirmed = defineIndicator('covid-confirmed', { ...covid('diagnosedAt', STANDING), class: { field: 'detectedAs' } })

/** How confirmed cases of COVID-19 ended, on the day of the outcome. A case whose outcome has no day counts nowhere. */
export const covidRecovered = defineIndicator('covid-recovered', covid('outcomeOn', ['recovered', 'closed']))
export const covidDied = defineIndicator('covid-died', covid('outcomeOn', ['died']))
export const covidMoved = defineIndicator('covid-moved', covid('outcomeOn', ['moved']))
