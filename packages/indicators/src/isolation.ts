import { isolationOrder } from '@phaodai/registers'
import { runningIsolationStates } from '@phaodai/vocabulary'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }
const now = { state: runningIsolationStates } as const

/** Who is isolated now, by the day his order is from: over all days it is everybody. More of them is no fault and no merit. */
export const isolatedNow = defineIndicator('isolated-now', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: isolationOrder, date: 'fromOn', where: now },
  class: { field: 'form' },
  topics: ['isolation-quarantine'],
  may,
})

/** Who is isolated and whose last day it is: today's number ends today, one of an earlier day is late. */
export const isolationEnds = defineIndicator('isolation-ends', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: isolationOrder, date: 'untilOn', where: now },
  class: { field: 'form' },
  topics: ['isolation-quarantine'],
  may,
})
