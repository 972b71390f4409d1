import { stockMovement } from '@phaodai/registers'
import { defineIndicator } from './kit/index.ts'

const READERS = ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'] as const

/** Goods given out of a store for use, by article: pieces, litres and kilograms are never added together. */
export const suppliesUsed = defineIndicator('supplies-used', {
  unit: 'quantity', decimals: 0, direction: 'none',
  numerator: { over: stockMovement, date: 'movedOn', sum: 'quantity', where: { direction: ['out'] } },
  class: { field: 'itemId' },
  apart: true,
  topics: ['supplies-equipment'],
  may: { read: READERS, wider: [] },
})

/** Goods that have reached the store they were sent to, by the receiving area. */
export const suppliesReceived = defineIndicator('supplies-received', {
  unit: 'quantity', decimals: 0, direction: 'none',
  numerator: { over: stockMovement, date: 'movedOn', area: 'toAreaId', sum: 'quantity', where: { direction: ['transfer'], state: ['received'] } },
  class: { field: 'itemId' },
  apart: true,
  topics: ['supplies-equipment'],
  may: { read: READERS, wider: [] },
})
