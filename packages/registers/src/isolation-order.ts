import { isolationForms, isolationSubjects, originLevels } from '@phaodai/vocabulary'
import { area, code, date, defineRegister, entry, instant, listOf, number, reference, text, yesNo } from './kit/index.ts'

/**
 * The order that somebody is isolated (WHO: quarantine of contacts and travellers, isolation of cases): asked for by health, decided with
 * the list it stands on, with the version of the rule frozen on it. `areaId` is where he is isolated, `residenceAreaId` where he lives when
 * that is elsewhere and will be handed over: both places see it. Every step is the folder's own (isolation); who decided when stands in
 * `isolation_decision`. An order that takes the place of another (shorter, longer, elsewhere) names it.
 */
export const isolationOrder = defineRegister('isolation_order', {
  title: 'subject',
  fields: {
    subject: code(isolationSubjects, { required: true, fixed: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    individualId: reference('individual'),
    contactId: reference('case_contact', { fixed: true }),
    caseId: reference('disease_case'),
    fullName: text({ max: 120, sensitive: true }),
    phone: text({ max: 30, sensitive: true }),
    address: text({ max: 400, sensitive: true }),
    sex: code(['male', 'female', 'unknown']),
    birthYear: number({ min: 1880, max: 2199, plain: true }),
    residenceAreaId: area({ fixed: true }),
    form: code(isolationForms, { required: true }),
    doses: number({ max: 20 }),
    lastDoseOn: date(),
    recoveredOn: date(),
    originLevel: code(originLevels),
    homeFit: yesNo(),
    countedFrom: date({ required: true }),
    days: number({ max: 365 }),
    fromOn: date({ required: true }),
    untilOn: date({ required: true }),
    thenForm: code(isolationForms),
    thenFrom: date(),
    watchUntil: date(),
    longestUntil: date(),
    tests: listOf({ day: date({ required: true }) }),
    rule: text({ max: 40 }),
    ruleSource: text({ max: 300 }),
    renewal: code(['shorten', 'extend', 'move'], { fixed: true }),
    replacesId: reference('isolation_order', { fixed: true }),
    requestedAt: instant({ required: true, fixed: true }),
    startedAt: instant(),
    endedAt: instant(),
    note: text({ max: 500 }),
  },
  areas: ['residenceAreaId'],
  states: ['requested', 'decided', 'running', 'violated', 'completed', 'ended_early', 'extended', 'moved', 'refused'],
  actions: {
    'decide': { from: ['requested'], to: 'decided', by: ['leader', 'province-leader'], apart: true },
    'refuse': { from: ['requested'], to: 'refused', by: ['leader', 'province-leader', 'health'], apart: true },
    'begin': { from: ['decided'], to: 'running', by: ['health'], apart: true },
    'complete': { from: ['running'], to: 'completed', by: ['health'], apart: true },
    'end-early': { from: ['decided', 'running', 'violated'], to: 'ended_early', by: ['health'], reason: true, apart: true },
    'violate': { from: ['running'], to: 'violated', by: ['health'], reason: true, apart: true },
    'return': { from: ['violated'], to: 'running', by: ['health'], apart: true },
    'extend': { from: ['decided', 'running', 'violated'], to: 'extended', by: ['leader', 'province-leader'], apart: true },
    'move': { from: ['decided', 'running', 'violated'], to: 'moved', by: ['leader', 'province-leader'], apart: true },
  },
  list: ['subject', 'areaId', 'form', 'fromOn', 'untilOn', 'rule', 'state'],
  filters: ['areaId', 'state', 'subject', 'form', 'untilOn', 'fromOn'],
  order: 'untilOn',
  phones: true,
  enteredWith: ['order_list.request', 'order_list.draft'],
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
