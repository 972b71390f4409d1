import { code, defineRegister, place as point, text } from './kit/index.ts'

/** Where people meet: a place whose visits may be collected while a decision says so, and that is written to when a case was there. */
export const visitedPlace = defineRegister('place', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true }),
    kind: code(['market', 'shop', 'restaurant', 'factory', 'office', 'school', 'health', 'worship', 'lodging', 'station', 'vehicle', 'event', 'other'], { required: true }),
    address: text({ max: 300, search: true }),
    location: point(),
    ownerName: text({ max: 120, sensitive: true }),
    ownerPhone: text({ max: 30, sensitive: true }),
  },
  open: true,
  states: ['open', 'closed'],
  actions: {
    'close': { from: ['open'], to: 'closed', by: ['officer', 'health'], reason: true },
    'reopen': { from: ['closed'], to: 'open', by: ['officer', 'health'] },
  },
  list: ['name', 'kind', 'areaId', 'address', 'state'],
  filters: ['areaId', 'state', 'kind'],
  order: 'createdAt',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'inspector'],
    create: ['officer', 'health'], update: ['officer', 'health'], import: ['officer', 'health'], export: ['officer', 'health'], reveal: ['health'], void: ['officer', 'health'],
  },
})
