import { contactRelations, contactTiers } from '@phaodai/vocabulary'
import { area, code, date, defineRegister, instant, number, reference, text } from './kit/index.ts'

/**
 * Somebody who met a case while it was infectious (QĐ 5053/QĐ-BYT): listed, told, sampled, isolated, watched to the end of the
 * profile's days. `areaId` is where the tracing is done; who lives elsewhere is referred by `residenceAreaId`: exactly the two
 * places see the line, and either may take it over. The clock of 24 hours runs from `listedAt`. The case may be one of another
 * province that is not kept here.
 */
export const caseContact = defineRegister('case_contact', {
  title: 'tier',
  fields: {
    caseId: reference('disease_case', { fixed: true }),
    tier: code(contactTiers, { required: true }),
    individualId: reference('individual'),
    fullName: text({ max: 120, sensitive: true }),
    phone: text({ max: 30, sensitive: true }),
    address: text({ max: 300, sensitive: true }),
    relation: code(contactRelations),
    foundBy: code(['patient', 'family', 'place', 'media', 'app', 'other']),
    lastContactOn: date({ required: true }),
    exposure: text({ max: 500, sensitive: true }),
    minutes: number({ max: 1440 }),
    masked: code(['yes', 'no', 'unknown']),
    residenceAreaId: area({ fixed: true }),
    listedAt: instant({ required: true, fixed: true }),
    informedAt: instant(),
    sampledAt: instant(),
    result: code(['positive', 'negative', 'indeterminate', 'pending']),
    isolatedAt: instant(),
    watchUntil: date(),
    note: text({ max: 1000 }),
  },
  areas: ['residenceAreaId'],
  states: ['listed', 'followed', 'released', 'became_case', 'ruled_out'],
  actions: {
    'follow': { from: ['listed'], to: 'followed', by: ['health'] },
    'accept': { from: ['listed'], to: 'followed', by: ['health'], at: 'residenceAreaId' },
    'release': { from: ['followed'], to: 'released', by: ['health'] },
    'turn': { from: ['listed', 'followed'], to: 'became_case', by: ['health'] },
    'rule-out': { from: ['listed', 'followed'], to: 'ruled_out', by: ['health'], reason: true },
    'reopen': { from: ['released', 'became_case', 'ruled_out'], to: 'followed', by: ['health'], reason: true },
  },
  list: ['tier', 'caseId', 'relation', 'areaId', 'residenceAreaId', 'lastContactOn', 'sampledAt', 'isolatedAt', 'state'],
  filters: ['areaId', 'state', 'tier', 'caseId', 'relation', 'lastContactOn', 'listedAt'],
  order: 'listedAt',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
