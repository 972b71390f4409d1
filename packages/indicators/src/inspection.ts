import { inspection } from '@phaodai/registers'
import { defineIndicator } from './kit/index.ts'

const READERS = ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'] as const
const MADE = ['done', 'followed_up', 'closed'] as const

/** Visits made, by the day they were planned for. */
export const inspectionsDone = defineIndicator('inspections-done', {
  unit: 'count', decimals: 0, direction: 'more',
  numerator: { over: inspection, date: 'plannedOn', where: { state: MADE } },
  class: { field: 'placeKind' },
  topics: ['inspection'],
  may: { read: READERS, wider: [] },
})

/** Share of planned visits that were made; cancelled ones do not count. */
export const inspectionsMade = defineIndicator('inspections-made', {
  unit: 'percent', decimals: 0, direction: 'more',
  numerator: { over: inspection, date: 'plannedOn', where: { state: MADE } },
  denominator: { over: inspection, date: 'plannedOn', where: { state: ['planned', ...MADE] } },
  class: { field: 'placeKind' },
  topics: ['inspection'],
  may: { read: READERS, wider: [] },
})

/** Planned visits that had not been made when their day was over. */
export const inspectionsMissed = defineIndicator('inspections-missed', {
  unit: 'count', decimals: 0, direction: 'less',
  window: { from: 'plannedOn', by: { field: 'visitedAt' }, hours: 0 },
  numerator: { over: inspection, date: 'plannedOn', where: { state: ['planned', ...MADE] }, timely: 'missed' },
  class: { field: 'placeKind' },
  topics: ['inspection'],
  may: { read: READERS, wider: [] },
})
