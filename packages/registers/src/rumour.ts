import { body, code, date, defineRegister, place, reference, text } from './kit/index.ts'

/**
 * A claim going round that needs checking and an answer (WHO: rumour, infodemic management). It concerns the claim and
 * never the person who said it: there is no field for a speaker, and the caller who reported it is sensitive.
 */
export const rumour = defineRegister('rumour', {
  title: 'claim',
  fields: {
    claim: text({ required: true, max: 2000, search: true }),
    channel: code(['social-network', 'messaging', 'word-of-mouth', 'press', 'hotline', 'loudspeaker', 'other'], { required: true }),
    heardOn: date({ required: true }),
    link: text({ max: 500, search: true }),
    location: place(),
    spread: code(['one-place', 'commune', 'district', 'province', 'wider']),
    harm: code(['low', 'medium', 'high']),
    handlerId: body(),
    finding: text({ max: 4000, search: true }),
    counterMessage: text({ max: 4000 }),
    sameAsId: reference('rumour'),
    callerName: text({ max: 120, sensitive: true }),
    callerPhone: text({ max: 30, sensitive: true }),
  },
  states: ['new', 'checking', 'refuted', 'confirmed', 'no_basis', 'closed'],
  actions: {
    'check': { from: ['new'], to: 'checking', by: ['officer', 'health', 'clerk'] },
    'refute': { from: ['checking'], to: 'refuted', by: ['officer', 'health', 'clerk'], reason: true },
    'confirm': { from: ['checking'], to: 'confirmed', by: ['officer', 'health', 'clerk'], reason: true },
    'no-basis': { from: ['checking'], to: 'no_basis', by: ['officer', 'health', 'clerk'], reason: true },
    'close': { from: ['refuted', 'confirmed', 'no_basis'], to: 'closed', by: ['officer', 'health', 'clerk', 'leader'] },
    'reopen': { from: ['closed'], to: 'checking', by: ['officer', 'health', 'leader'], reason: true },
  },
  list: ['claim', 'areaId', 'channel', 'heardOn', 'harm', 'state'],
  filters: ['areaId', 'state', 'channel', 'harm', 'heardOn'],
  order: 'heardOn',
  phones: true,
  may: {
    read: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'village', 'inspector'],
    create: ['clerk', 'officer', 'health', 'village'],
    update: ['clerk', 'officer', 'health'],
    import: ['clerk', 'officer', 'health'],
    export: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    reveal: ['health'],
    void: ['clerk', 'officer', 'health'],
  },
})
