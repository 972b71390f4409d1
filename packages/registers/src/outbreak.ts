import { code, date, defineRegister, entry, place, text } from './kit/index.ts'

/** An outbreak (ổ dịch): linked cases of one disease in one place, from its first onset until the days of its disease passed without a new one. */
export const outbreak = defineRegister('outbreak', {
  title: 'name',
  fields: {
    name: text({ required: true, search: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    reportedOn: date({ required: true }),
    firstOnsetOn: date(),
    lastOnsetOn: date(),
    enteredOn: date(),
    arrivedOn: date(),
    setting: code(['household', 'school', 'workplace', 'market', 'health-facility', 'village', 'gathering', 'other']),
    location: place(),
    riskFactors: text({ max: 2000, search: true }),
    endedOn: date(),
  },
  states: ['active', 'controlled', 'ended'],
  actions: {
    'control': { from: ['active'], to: 'controlled', by: ['health'], reason: true },
    'end': { from: ['active', 'controlled'], to: 'ended', by: ['health', 'leader'], reason: true },
    'reopen': { from: ['controlled', 'ended'], to: 'active', by: ['health'], reason: true },
  },
  list: ['name', 'diseaseCode', 'areaId', 'reportedOn', 'lastOnsetOn', 'state'],
  filters: ['areaId', 'state', 'diseaseCode', 'reportedOn', 'setting'],
  order: 'reportedOn',
  phones: false,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'clerk', 'inspector'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health', 'officer', 'leader', 'province-leader', 'clerk', 'inspector'], reveal: [], void: ['health'],
  },
})
