import { defineRegister, number, place, text } from './kit/index.ts'

/** A household: who shares one hearth, phone and address. Its members stand beside it, each from a day to a day. */
export const household = defineRegister('household', {
  title: 'code',
  fields: {
    code: text({ fixed: true, max: 40, search: true }),
    size: number({ max: 60 }),
    note: text({ max: 1000, search: true }),
    headName: text({ max: 120, sensitive: true }),
    address: text({ max: 300, sensitive: true }),
    phone: text({ max: 30, sensitive: true }),
    location: place({ sensitive: true }),
  },
  states: ['present', 'left'],
  actions: {
    'leave': { from: ['present'], to: 'left', by: ['health'], reason: true },
    'return': { from: ['left'], to: 'present', by: ['health'] },
  },
  list: ['code', 'areaId', 'size', 'state', 'createdAt'],
  filters: ['areaId', 'state'],
  order: 'createdAt',
  phones: true,
  may: {
    read: ['health', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
