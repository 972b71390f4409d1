import { samplingPurposes, testMethods } from '@phaodai/vocabulary'
import { code, date, defineRegister, entry, number, reference, text } from './kit/index.ts'

/** A round of sampling (đợt lấy mẫu): where, whom for, how; what is taken in it names it. */
export const testingRound = defineRegister('testing_round', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    purpose: code(samplingPurposes, { required: true }),
    method: code(testMethods, { required: true }),
    plannedOn: date({ required: true }),
    expected: number({ max: 1_000_000 }),
    poolSize: number({ min: 1, max: 50 }),
    laboratoryId: reference('laboratory'),
    decision: text({ max: 200 }),
    note: text({ max: 1000 }),
  },
  states: ['planned', 'running', 'ended'],
  actions: {
    'start': { from: ['planned'], to: 'running', by: ['health'] },
    'end': { from: ['running'], to: 'ended', by: ['health'] },
    'reopen': { from: ['ended'], to: 'running', by: ['health'] },
  },
  list: ['name', 'areaId', 'purpose', 'method', 'plannedOn', 'expected', 'state'],
  filters: ['areaId', 'state', 'diseaseCode', 'purpose', 'plannedOn'],
  order: 'plannedOn',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: [], void: ['health'],
  },
})
