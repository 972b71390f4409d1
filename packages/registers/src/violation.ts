import { body, code, date, defineRegister, entry, reference, text } from './kit/index.ts'

/**
 * A breach that was met: reminded, or recorded, decided upon, paid, remedied. The behaviour is an entry of the catalogue;
 * the penalty stands beside the register (`penalty`), held to the range in force on the day of the violation.
 */
export const violation = defineRegister('violation', {
  title: 'placeName',
  fields: {
    occurredOn: date({ required: true }),
    placeName: text({ required: true, search: true }),
    behaviour: entry('sanctioned_behaviour'),
    facts: text({ max: 2000 }),
    subjectKind: code(['person', 'organisation'], { required: true }),
    subjectName: text({ max: 200, sensitive: true }),
    subjectNumber: text({ max: 30, sensitive: true }),
    subjectAddress: text({ max: 300, sensitive: true }),
    recordNumber: text({ max: 60 }),
    handlerId: body(),
    inspectionId: reference('inspection', { fixed: true }),
  },
  states: ['noted', 'reminded', 'recorded', 'decided', 'paid', 'remedied', 'closed'],
  actions: {
    'remind': { from: ['noted'], to: 'reminded', by: ['officer', 'health', 'inspector'], reason: true },
    'record': { from: ['noted', 'reminded'], to: 'recorded', by: ['officer', 'health', 'inspector'], apart: true },
    'decide': { from: ['recorded'], to: 'decided', by: ['officer', 'health', 'inspector', 'leader'], apart: true },
    'pay': { from: ['decided'], to: 'paid', by: ['officer', 'health', 'inspector'], apart: true },
    'remedy': { from: ['decided', 'paid'], to: 'remedied', by: ['officer', 'health', 'inspector'], apart: true },
    'close': { from: ['reminded', 'paid', 'remedied'], to: 'closed', by: ['officer', 'health', 'inspector', 'leader'] },
  },
  list: ['occurredOn', 'placeName', 'behaviour', 'subjectKind', 'areaId', 'handlerId', 'state'],
  filters: ['areaId', 'state', 'behaviour', 'subjectKind', 'occurredOn', 'handlerId'],
  order: 'occurredOn',
  phones: true,
  may: {
    read: ['leader', 'province-leader', 'officer', 'health', 'inspector'],
    create: ['officer', 'health', 'inspector'],
    update: ['officer', 'health', 'inspector'],
    import: ['officer', 'health', 'inspector'],
    export: ['leader', 'province-leader', 'officer', 'health', 'inspector'],
    reveal: ['officer', 'health', 'inspector'],
    void: ['officer', 'health', 'inspector'],
  },
})
