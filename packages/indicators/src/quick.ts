import { isolationOrder, stay, stayedStates, violation, zone } from '@phaodai/registers'
import { isolationSubjects } from '@phaodai/vocabulary'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }
const covid = { diseaseCode: ['covid-19'] } as const
const orders = (date: 'startedAt' | 'endedAt', state: readonly string[]): IndicatorDeclaration => ({
  unit: 'count', decimals: 0, direction: 'none', numerator: { over: isolationOrder, date, where: { ...covid, state } }, class: { field: 'subject' }, may,
})
/** Cases at home stand in the first block. */
const atHome = (date: 'startedAt' | 'endedAt', state: readonly string[]): IndicatorDeclaration => ({
  unit: 'count', decimals: 0, direction: 'none', numerator: { over: isolationOrder, date, where: { ...covid, form: ['home'], subject: isolationSubjects.filter((each) => each !== 'f0'), state } }, may,
})
const begun = ['running', 'violated', 'completed', 'ended_early'] as const
const ended = ['completed', 'ended_early'] as const
const quarantined = (date: 'enteredAt' | 'leftAt', state: readonly string[]): IndicatorDeclaration => ({
  unit: 'count', decimals: 0, direction: 'none', numerator: { over: stay, date, area: 'facilityAreaId', where: { ...covid, purpose: ['quarantine'], state } }, may,
})

/**
 * People isolated for COVID-19 by the day it began and ended, by what they are (block 2 to 5 of the daily quick report). An order that was
 * extended or moved is left out: the one that stands in its place counts for both, from the day of its own signature.
 */
export const covidIsolationBegun = defineIndicator('covid-isolation-begun', orders('startedAt', begun))
export const covidIsolationDone = defineIndicator('covid-isolation-done', orders('endedAt', ended))

/** People in central quarantine for COVID-19 by the day they entered, were let go, were moved on: block 8 of the daily quick report, where the facility stands. */
export const covidQuarantineBegun = defineIndicator('covid-quarantine-begun', quarantined('enteredAt', stayedStates))
export const covidQuarantineDone = defineIndicator('covid-quarantine-done', quarantined('leftAt', ['discharged', 'handed_over']))
export const covidQuarantineMoved = defineIndicator('covid-quarantine-moved', quarantined('leftAt', ['transferred']))
/** Who died there: out of quarantine, and neither finished nor moved on. */
export const covidQuarantineDied = defineIndicator('covid-quarantine-died', quarantined('leftAt', ['died']))

/** People isolated at home for COVID-19 by the day it began and ended, cases left out: the block of home quarantine. Extended and moved orders as above. */
export const covidHomeBegun = defineIndicator('covid-home-begun', atHome('startedAt', begun))
export const covidHomeDone = defineIndicator('covid-home-done', atHome('endedAt', ended))

/** Locked zones for COVID-19 that are in force now, by the day they began: up to a day it is all that stand. */
export const covidLockdowns = defineIndicator('covid-lockdowns', {
  unit: 'count', decimals: 0, direction: 'none', numerator: { over: zone, date: 'fromOn', where: { ...covid, kind: ['lockdown'], state: ['in_force'] } }, may: { ...may, countsOnly: [] },
})

/** Violations that were acted on, by a reminder or more, by the day they occurred. */
export const violationsHandled = defineIndicator('violations-handled', {
  unit: 'count', decimals: 0, direction: 'none', numerator: { over: violation, date: 'occurredOn', where: { state: ['reminded', 'recorded', 'decided', 'paid', 'remedied', 'closed'] } }, class: { field: 'subjectKind' },
  may: { ...may, read: [...may.read, 'inspector'] },
})
