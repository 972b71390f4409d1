import { isolationOrder, stay, stayedStates } from '@phaodai/registers'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }
const covid = { diseaseCode: ['covid-19'] } as const
const orders = (date: 'startedAt' | 'endedAt', state: readonly string[]): IndicatorDeclaration => ({
  unit: 'count', decimals: 0, direction: 'none', numerator: { over: isolationOrder, date, where: { ...covid, state } }, class: { field: 'subject' }, may,
})
const quarantined = (date: 'enteredAt' | 'leftAt', state: readonly string[]): IndicatorDeclaration => ({
  unit: 'count', decimals: 0, direction: 'none', numerator: { over: stay, date, area: 'facilityAreaId', where: { ...covid, purpose: ['quarantine'], state } }, may,
})

/**
 * People isolated for COVID-19 by the day it began and ended, by what they are (block 2 to 5 of the daily quick report). An order that was
 * extended or moved is left out: the one that stands in its place counts for both, from the day of its own signature.
 */
export const covidIsolationBegun = defineIndicator('covid-isolation-begun', orders('startedAt', ['running', 'violated', 'completed', 'ended_early']))
export const covidIsolationDone = defineIndicator('covid-isolation-done', orders('endedAt', ['completed', 'ended_early']))

/** People in central quarantine for COVID-19 by the day they entered, were let go, were moved on: block 8 of the daily quick report, where the facility stands. */
export const covidQuarantineBegun = defineIndicator('covid-quarantine-begun', quarantined('enteredAt', stayedStates))
export const covidQuarantineDone = defineIndicator('covid-quarantine-done', quarantined('leftAt', ['discharged', 'handed_over']))
export const covidQuarantineMoved = defineIndicator('covid-quarantine-moved', quarantined('leftAt', ['transferred']))
