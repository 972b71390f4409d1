import { area, body, code, date, defineRegister, entry, number, text, yesNo } from './kit/index.ts'

/** What is done about somebody who comes, from the lightest. */
export const arrivalMeasures = ['none', 'self-monitor', 'home-isolation', 'quarantine'] as const

/**
 * Somebody who has come or come back: from where, the level of that place on the day he left, the measure that follows from it by
 * the dated rule with its reason, who watches him and until when. Whoever did not declare is found by a checkpoint or a team.
 */
export const arrival = defineRegister('arrival', {
  title: 'code',
  fields: {
    code: text({ fixed: true, unique: true, max: 40, search: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    fullName: text({ required: true, max: 120, sensitive: true }),
    birthYear: number({ min: 1880, max: 2199, plain: true }),
    phone: text({ max: 30, sensitive: true }),
    identityNumber: text({ max: 40, sensitive: true }),
    address: text({ max: 300, sensitive: true }),
    nationality: text({ required: true, max: 60 }),
    fromAreaId: area(),
    fromCountry: text({ max: 60 }),
    leftOn: date({ required: true }),
    arrivedOn: date({ required: true }),
    foundBy: code(['declared', 'checkpoint', 'team'], { required: true, fixed: true }),
    receiptNumber: text({ max: 20, fixed: true, unique: true, search: true }),
    doses: code(['none', 'partial', 'full', 'unknown'], { required: true }),
    symptoms: yesNo(),
    metCase: yesNo(),
    fromLevel: number({ max: 9, fixed: true }),
    measure: code(arrivalMeasures, { fixed: true }),
    measureReason: text({ max: 1000, fixed: true }),
    testDays: text({ max: 60, fixed: true }),
    teamId: body({ fixed: true }),
    watchUntil: date({ fixed: true }),
    note: text({ max: 500 }),
  },
  states: ['found', 'verified', 'watched', 'completed', 'left'],
  actions: {
    'verify': { from: ['found'], to: 'verified', by: ['health', 'officer'] },
    'watch': { from: ['verified'], to: 'watched', by: ['health'], apart: true },
    'complete': { from: ['watched'], to: 'completed', by: ['health'], apart: true },
    'leave': { from: ['found', 'verified', 'watched'], to: 'left', by: ['health', 'officer'], reason: true },
  },
  list: ['code', 'areaId', 'fromAreaId', 'arrivedOn', 'foundBy', 'measure', 'watchUntil', 'state'],
  filters: ['areaId', 'state', 'foundBy', 'measure', 'arrivedOn', 'watchUntil', 'teamId'],
  order: 'arrivedOn',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'village'],
    create: ['health', 'officer'], update: ['health', 'officer'], import: ['health', 'officer'], export: ['health', 'officer'], reveal: ['health'], void: ['health', 'officer'],
  },
})
