import { code, date, defineRegister, entry, file, number, text } from './kit/index.ts'

/**
 * The decision under which visits to places, declarations of health or crossings of checkpoints of an area are collected for one
 * disease, from a day to a day, and after how many days they are dropped. Without one in force the database takes none. Who traces does not decide.
 */
export const collectionDecision = defineRegister('collection_decision', {
  title: 'number',
  fields: {
    number: text({ required: true, fixed: true, max: 60, search: true }),
    issuer: text({ required: true, fixed: true, max: 200, search: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    collects: code(['visit', 'declaration', 'crossing'], { required: true, fixed: true }),
    fromOn: date({ required: true, fixed: true }),
    toOn: date({ required: true }),
    keepDays: number({ required: true, fixed: true, min: 1, max: 60 }),
    signedCopy: file(),
    note: text({ max: 1000 }),
  },
  open: true,
  states: ['in_force', 'ended'],
  actions: { end: { from: ['in_force'], to: 'ended', by: ['officer', 'leader'], reason: true } },
  list: ['number', 'issuer', 'collects', 'diseaseCode', 'areaId', 'fromOn', 'toOn', 'keepDays', 'state'],
  filters: ['areaId', 'state', 'collects', 'diseaseCode', 'fromOn'],
  order: 'fromOn',
  phones: false,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'inspector', 'auditor'],
    create: ['officer', 'leader'], update: ['officer', 'leader'], import: ['officer', 'leader'], export: ['officer', 'leader', 'province-leader', 'auditor'], reveal: [], void: ['officer', 'leader'],
  },
})
