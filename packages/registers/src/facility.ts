import { facilityKinds, treatmentTiers } from '@phaodai/vocabulary'
import { body, code, date, defineRegister, place, text } from './kit/index.ts'

/**
 * A place of quarantine or treatment, run by `bodyId`; its rooms and beds stand beside it. With a tier it treats, without one it
 * is for quarantine. People enter while it is active; while it is closing nobody enters, and it closes only when empty.
 */
export const facility = defineRegister('facility', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true }),
    kind: code(facilityKinds, { required: true }),
    tier: code(treatmentTiers),
    bodyId: body(),
    address: text({ max: 300, search: true }),
    location: place(),
    phone: text({ max: 30 }),
    decision: text({ max: 200 }),
    opensOn: date(),
    note: text({ max: 1000 }),
  },
  open: true,
  states: ['planned', 'ready', 'active', 'closing', 'closed'],
  actions: {
    'make-ready': { from: ['planned', 'closed'], to: 'ready', by: ['health'] },
    'activate': { from: ['ready', 'closing'], to: 'active', by: ['health'] },
    'wind-down': { from: ['active'], to: 'closing', by: ['health'], reason: true },
    'close': { from: ['ready', 'closing'], to: 'closed', by: ['health'], reason: true },
  },
  list: ['name', 'areaId', 'kind', 'tier', 'bodyId', 'state'],
  filters: ['areaId', 'state', 'kind', 'tier'],
  order: 'createdAt',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: [], void: ['health'],
  },
})
