import { rumour } from '@phaodai/registers'
import { defineIndicator } from './kit/index.ts'

const READERS = ['leader', 'province-leader', 'clerk', 'officer', 'health', 'village', 'inspector'] as const

/** Rumours by the day they were heard. Hearing many is no fault: direction none. */
export const rumoursHeard = defineIndicator('rumours-heard', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: rumour, date: 'heardOn' },
  class: { field: 'channel' },
  topics: ['rumour-control'],
  may: { read: READERS, wider: [] },
})

const ANSWERED = ['refuted', 'confirmed', 'no_basis', 'closed'] as const

/** Share of rumours with a finding within 24 hours of being entered; those still within their 24 hours are not counted yet. */
export const rumoursVerified = defineIndicator('rumours-verified', {
  unit: 'percent', decimals: 0, direction: 'more',
  window: { from: 'createdAt', by: { states: ANSWERED }, hours: 24 },
  numerator: { over: rumour, date: 'heardOn', timely: 'met' },
  denominator: { over: rumour, date: 'heardOn', timely: 'due' },
  class: { field: 'harm' },
  topics: ['rumour-control'],
  may: { read: READERS, wider: [] },
})

/** Rumours that are still being looked into or that nobody has taken up. */
export const rumoursOpen = defineIndicator('rumours-open', {
  unit: 'count', decimals: 0, direction: 'less',
  numerator: { over: rumour, date: 'heardOn', where: { state: ['new', 'checking'] } },
  class: { field: 'harm' },
  topics: ['rumour-control'],
  may: { read: READERS, wider: [] },
})
