import { code, date, defineRegister, text } from './kit/index.ts'

/**
 * A line of a place's visitors' book, as a file brings it. Not a register: visits have no list, no search and no export (ADR 0047).
 * It lends a file its columns, their words and their faults. Hours stand with their day, or alone beside the column of days.
 */
export const visitLine = defineRegister('visit_line', {
  title: 'enteredAt',
  fields: {
    day: date(),
    enteredAt: text({ required: true, max: 40 }),
    leftAt: text({ max: 40 }),
    fullName: text({ required: true, max: 120, sensitive: true }),
    phone: text({ max: 40, sensitive: true }),
    identityNumber: text({ max: 40, sensitive: true }),
    masked: code(['yes', 'no']),
    note: text({ max: 200 }),
  },
  states: ['entered'],
  actions: {},
  list: ['enteredAt'],
  filters: [],
  order: 'enteredAt',
  phones: false,
  may: { read: [], create: [], update: [], import: [], export: [], reveal: [], void: [] },
})
