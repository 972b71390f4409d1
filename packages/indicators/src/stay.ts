import { stay, stayedStates } from '@phaodai/registers'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }

/** People admitted to facilities by the day they entered, where the facility stands; who is transferred enters the next one too. */
export const staysAdmitted = defineIndicator('stays-admitted', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: stay, date: 'enteredAt', area: 'facilityAreaId', where: { state: stayedStates } },
  class: { field: 'purpose' },
  topics: ['treatment'],
  may,
})

/** People discharged by the day they left, where the facility stood. */
export const staysDischarged = defineIndicator('stays-discharged', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: stay, date: 'leftAt', area: 'facilityAreaId', where: { state: ['discharged', 'handed_over'] } },
  class: { field: 'purpose' },
  topics: ['treatment'],
  may,
})
