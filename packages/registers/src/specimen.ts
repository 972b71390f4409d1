import { rejectReasons, samplingPurposes, specimenForms, specimenOutcomes, testMethods } from '@phaodai/vocabulary'
import { area, body, code, defineRegister, entry, instant, number, reference, text } from './kit/index.ts'

/**
 * What was taken from somebody, or a pool of it (FHIR: a pooled specimen is a specimen too). `areaId` is where it was taken,
 * `residenceAreaId` where the person lives when that is elsewhere: both places see it. Steps after the taking are the laboratory's
 * and are written by their own acts alone; results stand in `test_result`, `outcome` is what they come to.
 */
export const specimen = defineRegister('specimen', {
  title: 'barcode',
  fields: {
    barcode: text({ required: true, fixed: true, unique: true, max: 40, search: true }),
    form: code(specimenForms, { required: true, fixed: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    individualId: reference('individual'),
    fullName: text({ max: 120, sensitive: true }),
    phone: text({ max: 30, sensitive: true }),
    address: text({ max: 300, sensitive: true }),
    sex: code(['male', 'female', 'unknown']),
    birthYear: number({ min: 1880, max: 2199, plain: true }),
    residenceAreaId: area({ fixed: true }),
    purpose: code(samplingPurposes, { required: true }),
    kind: code(['nasopharyngeal', 'oropharyngeal', 'saliva', 'sputum', 'blood', 'other']),
    method: code(testMethods, { required: true }),
    takenAt: instant({ required: true, fixed: true }),
    takenById: body({ fixed: true }),
    roundId: reference('testing_round'),
    contactId: reference('case_contact', { fixed: true }),
    caseId: reference('disease_case'),
    poolId: reference('specimen'),
    replacesId: reference('specimen', { fixed: true }),
    laboratoryId: reference('laboratory'),
    shipment: text({ max: 40, search: true }),
    sentAt: instant(),
    receivedAt: instant(),
    rejectReason: code(rejectReasons),
    outcome: code(specimenOutcomes),
    resultedAt: instant(),
    retestDueAt: instant(),
    note: text({ max: 500 }),
  },
  areas: ['residenceAreaId'],
  states: ['taken', 'sent', 'received', 'rejected', 'resulted'],
  actions: {
    'send': { from: ['taken'], to: 'sent', by: ['health'], apart: true },
    'receive': { from: ['taken', 'sent'], to: 'received', by: ['health', 'laboratory'], apart: true },
    'reject': { from: ['taken', 'sent', 'received'], to: 'rejected', by: ['health', 'laboratory'], apart: true },
    'result': { from: ['taken', 'sent', 'received'], to: 'resulted', by: ['health', 'laboratory'], apart: true },
    'withdraw': { from: ['resulted'], to: 'received', by: ['health', 'laboratory'], apart: true },
  },
  list: ['barcode', 'form', 'areaId', 'purpose', 'method', 'takenAt', 'laboratoryId', 'outcome', 'state'],
  filters: ['areaId', 'state', 'form', 'purpose', 'method', 'outcome', 'takenAt', 'roundId', 'laboratoryId'],
  order: 'takenAt',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
