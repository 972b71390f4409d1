import { body, code, date, defineRegister, instant, listOf, person, place, reference, text } from './kit/index.ts'

/** Kinds of places that are inspected; each has its checklist (dated rows, `inspection_checklist`). */
export const placeKinds = ['market', 'school', 'factory', 'eating-place', 'service', 'checkpoint', 'isolation-site', 'lockdown-zone', 'health-facility', 'other'] as const
export const checkAnswers = ['yes', 'no', 'not-applicable'] as const

/** A visit to one place to see whether measures are kept, on the checklist in force for that kind of place. What must be put right are findings. */
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
    bodyId: body(),
    checklistId: text({ max: 60 }),
    checklist: listOf({
      point: text({ required: true, max: 40 }),
      question: text({ required: true, max: 500 }),
      answer: code(checkAnswers),
      note: text({ max: 500 }),
    }),
    conclusion: text({ max: 4000, search: true }),
    previousId: reference('inspection'),
    hostName: text({ max: 120, sensitive: true }),
    hostPhone: text({ max: 30, sensitive: true }),
  },
  states: ['planned', 'done', 'followed_up', 'closed', 'cancelled'],
  actions: {
    'complete': { from: ['planned'], to: 'done', by: ['officer', 'health', 'inspector'], apart: true },
    'follow-up': { from: ['done'], to: 'followed_up', by: ['officer', 'health', 'inspector'], reason: true },
    'close': { from: ['done', 'followed_up'], to: 'closed', by: ['officer', 'health', 'inspector', 'leader'] },
    'cancel': { from: ['planned'], to: 'cancelled', by: ['officer', 'health', 'inspector', 'leader'], reason: true },
  },
  list: ['placeName', 'placeKind', 'areaId', 'plannedOn', 'visitedAt', 'teamId', 'state'],
  filters: ['areaId', 'state', 'placeKind', 'plannedOn', 'teamId'],
  order: 'plannedOn',
  phones: true,
  may: {
    read: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    create: ['officer', 'health', 'inspector', 'clerk'],
    update: ['officer', 'health', 'inspector'],
    import: ['officer', 'health', 'inspector', 'clerk'],
    export: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    reveal: ['inspector'],
    void: ['officer', 'health', 'inspector'],
  },
})
