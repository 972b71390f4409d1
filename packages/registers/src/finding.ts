import { body, date, defineRegister, reference, text } from './kit/index.ts'

/**
 * One thing that must be put right at a place, by a day. Whoever answers for it reports the fix; the inspecting body (or
 * one above it) checks again and closes it or gives a new day. Those steps carry evidence and stand in `finding_step`.
 */
export const finding = defineRegister('finding', {
  title: 'finding',
  fields: {
    inspectionId: reference('inspection', { fixed: true }),
    finding: text({ required: true, max: 1000, search: true }),
    legalBasis: text({ max: 300 }),
    remedy: text({ max: 1000 }),
    byId: body({ fixed: true }),
    bodyId: body(),
    holder: text({ max: 200, search: true }),
    holderName: text({ max: 120, sensitive: true }),
    foundOn: date({ required: true, fixed: true }),
    deadline: date({ required: true, fixed: true }),
  },
  states: ['open', 'fix_reported', 'closed', 'withdrawn'],
  actions: {
    'report-fix': { from: ['open'], to: 'fix_reported', by: ['leader', 'clerk', 'officer', 'health', 'inspector'], apart: true },
    'close': { from: ['open', 'fix_reported'], to: 'closed', by: ['officer', 'health', 'inspector'], apart: true },
    'renew': { from: ['open', 'fix_reported'], to: 'open', by: ['officer', 'health', 'inspector'], apart: true },
    'withdraw': { from: ['open', 'fix_reported'], to: 'withdrawn', by: ['officer', 'health', 'inspector'], reason: true },
  },
  list: ['finding', 'areaId', 'bodyId', 'holder', 'deadline', 'state'],
  filters: ['areaId', 'state', 'bodyId', 'byId', 'deadline', 'inspectionId'],
  order: 'foundOn',
  phones: true,
  may: {
    read: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    create: ['officer', 'health', 'inspector'],
    update: ['officer', 'health', 'inspector'],
    import: ['officer', 'health', 'inspector'],
    export: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    reveal: ['officer', 'health', 'inspector'],
    void: ['officer', 'health', 'inspector'],
  },
})
