import { careDay, stay } from '@phaodai/registers'
import { treatmentTiers } from '@phaodai/vocabulary'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }
const beds = { what: ['quarantine', ...treatmentTiers] } as const
const home = { what: ['home'] } as const
const teams = { what: ['teams'] } as const

/** Share of beds that are taken at the end of a day (occupancy), by tier; over several days their mean. Fuller is no fault and no merit. */
export const bedsTaken = defineIndicator('beds-taken', {
  unit: 'percent', decimals: 1, direction: 'none',
  numerator: { over: careDay, date: 'countedOn', sum: 'done', where: beds },
  denominator: { over: careDay, date: 'countedOn', sum: 'total', where: beds },
  class: { field: 'what' },
  topics: ['treatment'],
  may,
})

/** Beds free at the end of a day, by tier; over several days bed-days. */
export const bedsFree = defineIndicator('beds-free', {
  unit: 'quantity', decimals: 0, direction: 'none',
  numerator: { over: careDay, date: 'countedOn', sum: 'free', where: beds },
  class: { field: 'what' },
  topics: ['treatment'],
  may,
})

/** Share of cases cared for at home who were reached by a call on the day. */
export const homeCalled = defineIndicator('home-called', {
  unit: 'percent', decimals: 1, direction: 'more',
  numerator: { over: careDay, date: 'countedOn', sum: 'done', where: home },
  denominator: { over: careDay, date: 'countedOn', sum: 'total', where: home },
  topics: ['treatment'],
  may,
})

/** Share of mobile teams and stations that are ready at the end of a day, neither out nor resting. */
export const teamsReady = defineIndicator('teams-ready', {
  unit: 'percent', decimals: 1, direction: 'none',
  numerator: { over: careDay, date: 'countedOn', sum: 'done', where: teams },
  denominator: { over: careDay, date: 'countedOn', sum: 'total', where: teams },
  topics: ['treatment'],
  may,
})

/** Who lies in a facility and is due to leave on a day; one of an earlier day is late. */
export const staysDue = defineIndicator('stays-due', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: stay, date: 'dueOn', area: 'facilityAreaId', where: { state: ['staying'] } },
  class: { field: 'purpose' },
  topics: ['treatment'],
  may,
})
