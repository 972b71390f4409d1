import { body, code, date, defineRegister, instant, listOf, person, place, reference, text } from './kit/index.ts'

const points = ['safety-plan', 'contact-register', 'distance', 'masks', 'hand-washing', 'ventilation', 'crowd-limit', 'health-declaration', 'disinfection',
  'testing-plan', 'isolation-room', 'medical-waste', 'one-way-flow', 'roster', 'vehicle-log', 'meal-service'] as const

/** Checklists by type of place, after the safety criteria of 2021 for markets, schools, factories, isolation sites and checkpoints. */
const checklists: Record<string, readonly (typeof points)[number][]> = {
  'market': ['safety-plan', 'distance', 'masks', 'crowd-limit', 'health-declaration', 'disinfection'],
  'school': ['safety-plan', 'masks', 'hand-washing', 'ventilation', 'isolation-room', 'disinfection'],
  'factory': ['safety-plan', 'contact-register', 'distance', 'ventilation', 'testing-plan', 'isolation-room', 'meal-service'],
  'eating-place': ['distance', 'hand-washing', 'crowd-limit', 'health-declaration'],
  'checkpoint': ['roster', 'vehicle-log', 'health-declaration', 'masks', 'disinfection'],
  'isolation-site': ['roster', 'one-way-flow', 'medical-waste', 'testing-plan', 'meal-service', 'disinfection'],
  'health-facility': ['one-way-flow', 'medical-waste', 'isolation-room', 'testing-plan', 'ventilation'],
  'other': ['safety-plan', 'masks', 'distance'],
}
const placeKinds = ['market', 'school', 'factory', 'eating-place', 'checkpoint', 'isolation-site', 'health-facility', 'other'] as const

/** A visit to one place to see whether measures are kept: checklist by type of place, findings with the day each must be put right by. */
export const inspection = defineRegister('inspection', {
  title: 'placeName',
  fields: {
    placeName: text({ required: true, search: true }),
    placeKind: code(placeKinds, { required: true }),
    address: text({ max: 300, search: true }),
    location: place(),
    plannedOn: date({ required: true }),
    visitedAt: instant(),
    teamId: body(),
    leadId: person(),
    checklist: listOf({
      point: code(points, { required: true }),
      answer: code(['kept', 'partly', 'not-kept', 'not-applicable']),
      note: text({ max: 500 }),
    }, { template: { by: 'placeKind', rows: Object.fromEntries(placeKinds.map((kind) => [kind, (checklists[kind] ?? []).map((point) => ({ point }))])) } }),
    findings: listOf({
      finding: text({ required: true, max: 1000 }),
      legalBasis: text({ max: 300 }),
      remedy: text({ max: 1000 }),
      deadline: date(),
      remediedOn: date(),
    }),
    conclusion: text({ max: 4000, search: true }),
    previousId: reference('inspection'),
    hostName: text({ max: 120, sensitive: true }),
    hostPhone: text({ max: 30, sensitive: true }),
  },
  states: ['planned', 'done', 'followed_up', 'closed', 'cancelled'],
  actions: {
    'complete': { from: ['planned'], to: 'done', by: ['officer', 'inspector'] },
    'follow-up': { from: ['done'], to: 'followed_up', by: ['officer', 'inspector'], reason: true },
    'close': { from: ['done', 'followed_up'], to: 'closed', by: ['officer', 'inspector', 'leader'] },
    'cancel': { from: ['planned'], to: 'cancelled', by: ['officer', 'inspector', 'leader'], reason: true },
  },
  list: ['placeName', 'placeKind', 'areaId', 'plannedOn', 'visitedAt', 'teamId', 'state'],
  filters: ['areaId', 'state', 'placeKind', 'plannedOn', 'teamId'],
  order: 'plannedOn',
  phones: true,
  may: {
    read: ['leader', 'province-leader', 'clerk', 'officer', 'inspector'],
    create: ['officer', 'inspector', 'clerk'],
    update: ['officer', 'inspector'],
    import: ['officer', 'inspector', 'clerk'],
    export: ['leader', 'province-leader', 'clerk', 'officer', 'inspector'],
    reveal: ['inspector'],
    void: ['officer', 'inspector'],
  },
})
