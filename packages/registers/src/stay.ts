import { riskClasses, stayPurposes, treatmentTiers } from '@phaodai/vocabulary'
import { area, code, date, defineRegister, entry, instant, number, reference, text, yesNo } from './kit/index.ts'

/** States of somebody who was in a bed. */
export const stayedStates = ['staying', 'transferred', 'discharged', 'handed_over', 'died'] as const

/**
 * Somebody's stay in a facility, from waiting for a bed to being handed over to his commune. `areaId` is where he lives,
 * `facilityAreaId` where the facility stands: both places see it. `code` names nobody and stands on the wristband. The steps
 * after waiting are acts of their own; a transfer ends this stay and begins another.
 */
export const stay = defineRegister('stay', {
  title: 'code',
  fields: {
    code: text({ fixed: true, unique: true, max: 40, search: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    purpose: code(stayPurposes, { required: true, fixed: true }),
    individualId: reference('individual', { fixed: true }),
    householdId: reference('household'),
    fullName: text({ max: 120, sensitive: true }),
    phone: text({ max: 40, sensitive: true }),
    address: text({ max: 300, sensitive: true }),
    sex: code(['male', 'female', 'unknown']),
    birthYear: number({ min: 1880, max: 2199, plain: true }),
    riskClass: code(riskClasses),
    tier: code(treatmentTiers),
    oxygen: yesNo(),
    askedOn: date({ required: true, fixed: true }),
    exposedOn: date(),
    facilityId: reference('facility'),
    facilityAreaId: area({ fixed: true }),
    caseId: reference('disease_case'),
    contactId: reference('case_contact'),
    orderId: reference('isolation_order'),
    fromId: reference('stay', { fixed: true }),
    enteredAt: instant(),
    dueOn: date(),
    leftAt: instant(),
    receivedAt: instant(),
    exempt: yesNo(),
    note: text({ max: 500 }),
  },
  areas: ['facilityAreaId'],
  states: ['waiting', 'staying', 'transferred', 'discharged', 'handed_over', 'died', 'withdrawn'],
  actions: {
    'admit': { from: ['waiting'], to: 'staying', by: ['health'], apart: true, at: 'facilityAreaId' },
    'transfer': { from: ['staying'], to: 'transferred', by: ['health'], apart: true, at: 'facilityAreaId' },
    'discharge': { from: ['staying'], to: 'discharged', by: ['health'], apart: true, at: 'facilityAreaId' },
    'receive': { from: ['discharged'], to: 'handed_over', by: ['health'], apart: true },
    'die': { from: ['staying'], to: 'died', by: ['health'], reason: true, at: 'facilityAreaId' },
    'withdraw': { from: ['waiting'], to: 'withdrawn', by: ['health'], reason: true },
  },
  list: ['code', 'purpose', 'areaId', 'facilityId', 'riskClass', 'enteredAt', 'dueOn', 'leftAt', 'state'],
  filters: ['areaId', 'state', 'purpose', 'tier', 'facilityId', 'riskClass', 'enteredAt'],
  order: 'askedOn',
  phones: true,
  enteredWith: ['home_care.refer'],
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
