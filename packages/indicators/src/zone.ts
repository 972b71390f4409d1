import { gathering, zone } from '@phaodai/registers'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk', 'inspector'], wider: [] }

/** Zones that are in force now, by the day they began: over all days it is every one of them. More of them is no fault and no merit. */
export const zonesInForce = defineIndicator('zones-in-force', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: zone, date: 'fromOn', where: { state: ['in_force'] } },
  class: { field: 'kind' },
  topics: ['zoning-distancing'],
  may,
})

/** Events that were not allowed, by the day they were to begin. */
export const gatheringsRefused = defineIndicator('gatherings-refused', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: gathering, date: 'startsAt', where: { state: ['refused'] } },
  class: { field: 'kind' },
  topics: ['gatherings'],
  may,
})
