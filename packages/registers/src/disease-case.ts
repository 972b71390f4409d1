import { symptoms } from '@phaodai/vocabulary'
import { area, code, date, defineRegister, entry, instant, listOf, number, reference, text } from './kit/index.ts'

/** Where a case was found, as every report of 2021 counts it. */
export const placesOfDetection = ['community', 'quarantine', 'locked-zone', 'entry', 'hospital-screening'] as const

/** States of a case that is not over. The tally and an index of the database name the same. */
export const currentCaseStates: readonly string[] = ['open', 'in_treatment']

/** How somebody came to a place (QĐ 5053/QĐ-BYT asks for it day by day). */
const transports = ['walk', 'bicycle', 'motorbike', 'car', 'taxi', 'bus', 'train', 'plane', 'boat', 'other'] as const

/**
 * A case of a notifiable disease: the fields of the official case form (Mẫu 01, Quyết định 97/QĐ-PB). `areaId` is the
 * residence on the day of diagnosis, `detectionAreaId` where it was found when that is elsewhere: both places see it. The legal
 * clock runs from `diagnosedAt` to `systemEnteredAt`, the entry into the national system.
 */
export const diseaseCase = defineRegister('disease_case', {
  title: 'code',
  fields: {
    code: text({ fixed: true, max: 40, search: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    individualId: reference('individual'),
    classification: code(['suspected', 'probable', 'confirmed'], { required: true }),
    classReason: text({ max: 500 }),
    detectedAs: code(placesOfDetection),
    detectionAreaId: area({ fixed: true }),
    diagnosedAt: instant({ required: true }),
    onsetOn: date(),
    symptoms: listOf({ symptom: code(symptoms, { required: true }) }),
    severity: code(['none', 'mild', 'moderate', 'severe', 'critical']),
    vaccinated: code(['yes', 'no', 'unknown']),
    doses: number({ max: 20 }),
    sampledOn: date(),
    testKind: code(['rapid', 'serology', 'pcr', 'culture', 'other']),
    testResult: code(['positive', 'negative', 'indeterminate', 'pending']),
    resultOn: date(),
    care: code(['outpatient', 'inpatient', 'home']),
    facility: text({ search: true }),
    admittedOn: date(),
    outcomeOn: date(),
    outbreakId: reference('outbreak'),
    linkedCaseId: reference('disease_case'),
    history: listOf({
      day: date({ required: true }), place: text({ required: true, max: 200 }), doing: text({ max: 300 }), from: text({ max: 5 }), to: text({ max: 5 }), people: text({ max: 300 }),
      transport: code(transports), masked: code(['yes', 'no', 'unknown']),
    }, { sensitive: true }),
    systemId: text({ max: 60, search: true }),
    systemEnteredAt: instant(),
    note: text({ max: 2000, search: true }),
    reporterName: text({ max: 120, sensitive: true }),
    reporterPhone: text({ max: 40, sensitive: true }),
  },
  areas: ['detectionAreaId'],
  states: ['open', 'in_treatment', 'recovered', 'died', 'moved', 'ruled_out', 'closed'],
  actions: {
    'treat': { from: ['open'], to: 'in_treatment', by: ['health'] },
    'recover': { from: ['open', 'in_treatment'], to: 'recovered', by: ['health'] },
    'die': { from: ['open', 'in_treatment'], to: 'died', by: ['health'] },
    'move': { from: ['open', 'in_treatment'], to: 'moved', by: ['health'], reason: true },
    'rule-out': { from: ['open', 'in_treatment'], to: 'ruled_out', by: ['health'], reason: true },
    'close': { from: ['recovered', 'moved'], to: 'closed', by: ['health'] },
    'reopen': { from: ['recovered', 'moved', 'ruled_out', 'closed'], to: 'open', by: ['health'], reason: true },
  },
  list: ['code', 'diseaseCode', 'areaId', 'classification', 'detectedAs', 'onsetOn', 'diagnosedAt', 'state'],
  filters: ['areaId', 'state', 'diseaseCode', 'classification', 'detectedAs', 'diagnosedAt', 'onsetOn'],
  order: 'diagnosedAt',
  phones: true,
  bulk: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
